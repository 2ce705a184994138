"""Write what comes with a merge, row by row, in the one transaction of the merge."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from annotator.model.clock import now
from annotator.model.layer import GOLD, LayerKind
from annotator.model.merge_account import Account, Outcome, Place, Refusal
from annotator.model.precedence import rank
from annotator.model.revision import Entry, RevisionKind
from annotator.project.merge_judging import Judge, Verdict
from annotator.project.project import Project
from annotator.project.sending import travelling_id
from annotator.project.transaction import Transaction
from annotator.project.waiting import Waiting
from annotator.store import revisions, travelling
from annotator.store.annotations import decisions_for
from annotator.store.staging import Staging

_ONLY_ONE: tuple[RevisionKind, ...] = ("link", "decision")
"""Of these only one can stand in a place, and what they point to must stand."""

_SIMPLE: tuple[RevisionKind, ...] = ("state", "answers", "comment", "settlement")


def note(account: Account, verdict: Verdict) -> None:
    """Count what becomes of an entry."""
    entry = verdict.entry
    place: Place = (entry.owner, "gold" if entry.layer_kind == "gold" else "person", entry.article)
    account.rows[place][verdict.outcome, entry.kind] += 1
    if verdict.outcome == "missing":
        account.missing[entry.article] += 1
    elif verdict.outcome == "refused":
        account.refuse(Refusal(place, entry.kind, entry.id, verdict.why))


class Writer:
    """Writes all staged entries but the actors; ``waiting`` are those that can't stand at the end."""

    def __init__(
        self, project: Project, staging: Staging, judge: Judge, account: Account, transaction: Transaction
    ) -> None:
        self._project = project
        self._db = project.db
        self._staging = staging
        self._judge = judge
        self._account = account
        self._transaction = transaction
        self.waiting: dict[tuple[str, str], Waiting] = {}
        self._waited: dict[tuple[str, ...], Entry] = {}
        self._layers = set[int]()

    def write(self, waited: list[Waiting]) -> Iterator[None]:
        """Everything; yields between two entries.

        :param waited: what waited before; it is staged together with what comes.
        """
        self._waited = {item.entry.key: item.entry for item in waited}
        gone: list[Verdict] = []
        for verdict in self._verdicts("assignment", "annotation"):
            if verdict.outcome == "deleted" and verdict.entry.kind == "annotation":
                gone.append(verdict)
            else:
                self._put(verdict)
            yield
        for verdict in self._verdicts(*_ONLY_ONE):
            self._make_room(verdict)
            yield
        for verdict in gone:
            self._delete_annotation(verdict)
            yield
        for verdict in self._verdicts(*_ONLY_ONE):
            if not verdict.entry.deleted:
                self._stand(verdict)
            yield
        for verdict in self._verdicts(*_SIMPLE):
            self._put(verdict)
            yield
        for layer in sorted(self._layers):
            self._project.rows.touch_layer(layer, now())

    # -- inside

    def _verdicts(self, *kinds: RevisionKind) -> Iterator[Verdict]:
        for kind in kinds:
            for entry in self._staging.entries(kind):
                self._need_layer(entry)
                yield self._judge.look(entry)

    def _need_layer(self, entry: Entry) -> None:
        if entry.layer_kind not in ("person", "gold") or not entry.owner:
            return
        if entry.layer_kind == "gold" and entry.owner != GOLD:
            return
        kind: LayerKind = "gold" if entry.layer_kind == "gold" else "person"
        if self._judge.layer(entry.owner, kind) is None and self._judge.article(entry) is not None:
            self._project.need_layer(entry.owner, kind)

    def _put(self, verdict: Verdict) -> None:
        """Insert, replace or delete a row that nothing points to, or an annotation that stays."""
        if verdict.outcome in ("new", "newer"):
            self._write_row(verdict)
        elif verdict.outcome == "deleted":
            self._project.rows.delete(travelling.TABLES[verdict.entry.kind], verdict.there)
        self._done(verdict)

    def _make_room(self, verdict: Verdict) -> None:
        """Delete links and decisions that go or are to stand anew, before anything is to stand there."""
        stands = verdict.outcome in ("deleted", "newer") and self._judge.stands(verdict)
        if stands and (verdict.outcome == "deleted" or self._worded(verdict)):
            self._project.rows.delete(travelling.TABLES[verdict.entry.kind], verdict.there)
        if verdict.entry.deleted:
            self._done(verdict)

    def _delete_annotation(self, verdict: Verdict) -> None:
        """With it go the links and decisions that its owner did not know; they wait, should it come back."""
        for link in self._project.links_of(verdict.key):
            self._set_aside("link", link.id, verdict)
        for decision in decisions_for(self._db, verdict.key):
            self._set_aside("decision", decision.id, verdict)
        self._project.rows.delete("annotations", verdict.there)
        self._done(verdict)

    def _stand(self, verdict: Verdict) -> None:
        """Insert a link or decision, if what it points to stands and nothing later stands in its place."""
        if verdict.outcome not in ("new", "newer") or not self._worded(verdict):
            self._done(verdict)
            return
        row = self._row(verdict)
        ends = [row[name] for name in ("head_id", "child_id", "annotation_id") if row.get(name) is not None]
        place = (row["layer_id"], row["article_id"])
        if any(travelling.layer_of(self._db, "annotation", end) != place for end in ends):
            self._wait(verdict, "")
            return
        kind = verdict.entry.kind
        twin = travelling.twin(self._db, kind, row)
        if twin is not None:
            other = self._as_entry(kind, twin, verdict.entry)
            if (*rank(other)[:3], other.id) > (*rank(verdict.entry)[:3], verdict.entry.id):
                self._wait(verdict, twin)
                return
            self._project.rows.delete(travelling.TABLES[kind], (twin,))
            self.waiting[kind, other.id] = Waiting(other, verdict.key)
        self._write_row(verdict)
        self._done(verdict)

    def _worded(self, verdict: Verdict) -> bool:
        """Give a link our word for it; False where it stays out.  A decision has its words already."""
        if verdict.entry.kind != "link" or verdict.row is None:
            return verdict.row is not None
        ends = self._judge.end_labels(verdict)
        if ends is None:
            return True  # it waits
        unknown = self._judge.words.unknown.total()
        label = self._judge.words.link(verdict.row["label"], *ends)
        if label is None:
            outcome: Outcome = "undecided" if self._judge.words.unknown.total() > unknown else "left"
            verdict.outcome = outcome
            return False
        verdict.row["label"] = label
        return True

    def _write_row(self, verdict: Verdict) -> None:
        table, row = travelling.TABLES[verdict.entry.kind], self._row(verdict)
        if not verdict.replaces:
            self._project.rows.insert_many(table, [row])
            self._project.rows.inserted.clear()  # their revisions are put with the stamps they have
        elif self._judge.stands(verdict):
            self._project.rows.update(table, verdict.there, row)
        else:
            self._project.rows.insert(table, row)

    def _row(self, verdict: Verdict) -> dict[str, Any]:
        assert verdict.row is not None
        row = {"layer_id": verdict.layer.id} if verdict.layer else {}
        keys = {"article_id": verdict.article_id}
        match verdict.entry.kind:
            case "state" | "answers":
                return row | keys | verdict.row
            case "assignment":
                return keys | {"annotator": verdict.entry.id} | verdict.row
            case _:
                return {"id": verdict.key} | row | keys | verdict.row

    def _wait(self, verdict: Verdict, winner: str) -> None:
        verdict.outcome = "waiting"
        self.waiting[verdict.entry.kind, verdict.entry.id] = Waiting(verdict.entry, winner)
        self._done(verdict)

    def _set_aside(self, kind: RevisionKind, key: str, verdict: Verdict) -> None:
        entry = self._as_entry(kind, key, verdict.entry)
        self.waiting[kind, key] = Waiting(entry)
        self._project.rows.delete(travelling.TABLES[kind], (key,))

    def _as_entry(self, kind: RevisionKind, key: str, like: Entry) -> Entry:
        """A row here as it would travel; of the same layer and article as another."""
        revision, body = travelling.revision(self._db, kind, key), travelling.body(self._db, kind, (key,))
        assert revision is not None
        assert body is not None
        return dataclasses.replace(
            like, kind=kind, id=travelling_id(kind, key), stamp=revision.stamp, deleted=False, body=body
        )

    def _done(self, verdict: Verdict) -> None:
        """Note its revision, if it holds, and count it, if it came."""
        entry = verdict.entry
        if verdict.outcome in ("new", "newer", "deleted", "gone", "waiting"):
            revisions.put(self._db, [verdict.revision])
            if verdict.outcome in ("new", "newer", "deleted"):
                assert verdict.article_id is not None
                self._transaction.articles.add(verdict.article_id)
                if verdict.layer is not None:
                    self._layers.add(verdict.layer.id)
        if self._waited.get(entry.key) != entry or verdict.outcome in ("new", "newer"):
            note(self._account, verdict)
