"""Write the gold layer: settle places of an article, or open them again.

The gold layer is nobody's own: whoever adjudicates writes it.  Each call is one undo step; what it writes are
the settlements, what comes of them in gold, and the links among that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from annotator.errors import UserError
from annotator.model.annotation import Annotation, normalise_segments, quote_of
from annotator.model.clock import new_id, now
from annotator.model.layer import GOLD, Layer
from annotator.model.link import Link
from annotator.model.settlement import Member, Proposal, Ruling, Said, Settlement, derived_id, settlement_id
from annotator.project.gold import gold_links, settlements
from annotator.project.operations.annotations import check_actor
from annotator.project.project import Project
from annotator.store import settlements as settlement_store
from annotator.store.annotations import annotation_row, link_row


def settle(
    project: Project,
    article_id: int,
    rulings: Iterable[Ruling],
    *,
    title: str,
    finished: bool,
    why: str = "",
    initiator: str = "",
    joins: str | None = None,
    undoable: bool = True,
) -> list[Settlement]:
    """Carry out how places of one article are to be settled.

    What an earlier settlement put into gold there goes; an annotation of gold that only changes keeps its id,
    and with it what was said about it.

    :param finished: whether nothing is open on the article afterwards: gold is done there then.
    :param joins: one undo step with the one before where that named the same.
    :param undoable: False: without an undo step.
    :raises UserError: if what is to be gold does not fit the article or the codebook, or an earlier
        settlement is gone.
    """
    rulings = list(rulings)
    with project.transact(title, article_id=article_id, initiator=initiator, joins=joins, undoable=undoable):
        writing = _Writing(project, article_id, project.need_layer(GOLD, "gold"))
        settled = [writing.settle(ruling, why) for ruling in rulings]
        writing.finish(finished)
    return [each for each in settled if each is not None]


def reopen(
    project: Project, article_id: int, settlement_ids: Iterable[str], *, title: str = "", initiator: str = ""
) -> None:
    """Take settlements back, with what came of them in gold.

    :raises UserError: if one is gone.
    """
    ids = list(dict.fromkeys(settlement_ids))
    title = title or ("Open again" if len(ids) == 1 else f"Open {len(ids)} places again")
    with project.transact(title, article_id=article_id, initiator=initiator):
        writing = _Writing(project, article_id, project.need_layer(GOLD, "gold"))
        writing.drop(ids)
        writing.finish(False)


def explain(project: Project, article_id: int, settlement_id: str, why: str, *, initiator: str = "") -> None:
    """Say why a place was settled so, after it was.

    :raises UserError: if the settlement is gone.
    """
    with project.transact("Say why", article_id=article_id, initiator=initiator):
        project.need_layer(GOLD, "gold")
        if not any(each.id == settlement_id for each in settlements(project, article_id)):
            raise UserError("This place was settled anew meanwhile: look at it again.")
        project.rows.update("settlements", (settlement_id,), {"why": why.strip(), "updated_at": now()})


class _Writing:
    """One article's gold while it is being written.  Only inside a transaction."""

    def __init__(self, project: Project, article_id: int, layer: Layer) -> None:
        self._project, self._layer = project, layer
        self._article = project.article(article_id)
        self._settlements = {each.id: each for each in settlements(project, article_id)}
        self._gold = {each.id: each for each in project.annotations(article_id, layer.id)}
        self._at = now()
        self._replaced: set[str] = set()
        """What is gone already: a place that came apart is settled anew in several."""

    def settle(self, ruling: Ruling, why: str) -> Settlement | None:
        """None where nobody says anything and nothing is to be gold: there is nothing to settle any more."""
        if not ruling.outcome and not any(member.annotation for member in ruling.members):
            self.drop(ruling.replaces)
            return None
        proposals = [self._checked(proposal) for proposal in ruling.outcome]
        key = settlement_id(self._article.sha256, ruling.members)
        if not any(member.annotation for member in ruling.members):
            key = next(iter(ruling.replaces), new_id())
        replaced = [self._need(each) for each in ruling.replaces if each not in self._replaced]
        free = self._free([*replaced, *([self._settlements[key]] if key in self._settlements else [])])
        if ruling.replaces:
            free += self._loose(ruling.members)
        for each in replaced:
            if each.id != key:
                self._remove(each)
        outcome = self._put(key, proposals, free)
        own = None
        if ruling.links is not None and proposals:
            own = Said(
                proposals[0].label,
                proposals[0].segments,
                proposals[0].attributes,
                proposals[0].actor_id,
                tuple(sorted(ruling.links)),
            )
        made = Settlement(
            key, self._layer.id, self._article.id, ruling.rule, ruling.members, ruling.said, tuple(outcome),
            why.strip(), self._project.annotator, self._at, self._at, own,
        )  # fmt: skip
        row = settlement_store.row(made)
        if key in self._settlements:
            self._project.rows.update("settlements", (key,), {k: v for k, v in row.items() if k != "id"})
        else:
            self._project.rows.insert("settlements", row)
        self._settlements[key] = made
        return made

    def drop(self, settlement_ids: Iterable[str]) -> None:
        gone = [self._need(each) for each in settlement_ids if each not in self._replaced]
        free = self._free(gone)
        for each in gone:
            self._remove(each)
        for annotation in free:
            self._delete(annotation)

    def finish(self, finished: bool) -> None:
        """Set the links of gold and how far it is."""
        self._links()
        key = (self._layer.id, self._article.id)
        state = "done" if finished else "in progress"
        there = self._project.stored_states(self._layer.id).get(self._article.id)
        if there is None:
            row = {"layer_id": key[0], "article_id": key[1], "state": state, "updated_at": self._at}
            self._project.rows.insert("article_states", row)
        elif there != state:
            self._project.rows.update("article_states", key, {"state": state, "updated_at": self._at})

    # -- inside

    def _remove(self, settlement: Settlement) -> None:
        self._project.rows.delete("settlements", (settlement.id,))
        del self._settlements[settlement.id]
        self._replaced.add(settlement.id)

    def _need(self, settlement_id: str) -> Settlement:
        found = self._settlements.get(settlement_id)
        if found is None:
            raise UserError("This place was settled anew meanwhile: look at it again.")
        return found

    def _checked(self, proposal: Proposal) -> Proposal:
        project = self._project
        kind = project.codebook.check_label(proposal.label)
        actor_id = proposal.actor_id if kind.mention else None
        if proposal.derived_from is None:
            check_actor(project, kind, proposal.actor_id)
        return dataclasses.replace(
            proposal,
            segments=normalise_segments(proposal.segments, len(self._article.text)),
            attributes=project.codebook.check_attributes(proposal.label, proposal.attributes),
            actor_id=actor_id,
        )

    def _free(self, gone: Sequence[Settlement]) -> list[Annotation]:
        """What came of settlements and of no other."""
        ids = {each.id for each in gone}
        kept = {key for each in self._settlements.values() if each.id not in ids for key in each.outcome}
        return [
            self._gold[key]
            for key in dict.fromkeys(key for each in gone for key in each.outcome)
            if key in self._gold and key not in kept
        ]

    def _loose(self, members: Iterable[Member]) -> list[Annotation]:
        """What was taken from these, though no settlement says so any more, as another one holds."""
        there = {member.annotation for member in members if member.annotation is not None}
        settled = {key for each in self._settlements.values() for key in each.outcome}
        return [
            each
            for each in self._gold.values()
            if each.derived_from is not None and each.derived_from in there and each.id not in settled
        ]

    def _put(self, settlement: str, proposals: Sequence[Proposal], free: list[Annotation]) -> list[str]:
        """Write what is to be gold: over what says the same, else over what is free, else anew."""
        there = {annotation.key: annotation for annotation in self._gold.values()}
        places: list[Annotation | None] = []
        for proposal in proposals:
            same = there.get((proposal.label, proposal.segments))
            if same in free:
                free.remove(same)
            places.append(same)
        outcome = []
        for number, (proposal, place) in enumerate(zip(proposals, places, strict=True)):
            before = place or (free.pop(0) if free else None)
            outcome.append(self._write(before, proposal, derived_id(settlement, str(number))))
        for annotation in free:
            self._delete(annotation)
        return list(dict.fromkeys(outcome))

    def _write(self, before: Annotation | None, proposal: Proposal, key: str) -> str:
        if before is None and key in self._gold:
            key = new_id()
        after = Annotation(
            before.id if before else key,
            self._layer.id,
            self._article.id,
            proposal.label,
            proposal.segments,
            quote_of(self._article.text, proposal.segments),
            proposal.attributes,
            proposal.actor_id,
            proposal.note,
            derived_from=proposal.derived_from,
            created_by=before.created_by if before else self._project.annotator,
            created_at=before.created_at if before else self._at,
            updated_at=before.updated_at if before else self._at,
        )
        if before is None:
            self._project.rows.insert("annotations", annotation_row(after))
        elif after != dataclasses.replace(before, origin=after.origin, score=None, reason=""):
            after = dataclasses.replace(after, updated_at=self._at)
            row = annotation_row(after)
            self._project.rows.update("annotations", (after.id,), {k: v for k, v in row.items() if k != "id"})
        self._gold[after.id] = after
        return after.id

    def _delete(self, annotation: Annotation) -> None:
        for link in self._project.links_of(annotation.id):
            self._project.rows.delete("links", (link.id,))
        self._project.rows.delete("annotations", (annotation.id,))
        del self._gold[annotation.id]

    def _links(self) -> None:
        """Bring the links between what was settled to what the settlements say; others are left alone."""
        settled = {key for each in self._settlements.values() for key in each.outcome}
        wanted = {
            (link.label, link.head_id, link.child_id): link
            for link in gold_links(self._settlements.values(), self._gold, self._project.codebook)
        }
        for link in self._project.links(self._article.id, self._layer.id):
            if (link.label, link.head_id, link.child_id) in wanted:
                del wanted[link.label, link.head_id, link.child_id]
            elif link.head_id in settled and link.child_id in settled:
                self._project.rows.delete("links", (link.id,))
        for name, head, child in wanted:
            made = Link(
                derived_id(name, head, child), self._layer.id, self._article.id, name, head, child,
                created_by=self._project.annotator, created_at=self._at, updated_at=self._at,
            )  # fmt: skip
            self._project.rows.insert("links", link_row(made))
