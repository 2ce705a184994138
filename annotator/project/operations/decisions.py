"""Accept and reject suggestions.

Accepting copies the suggestion into one's own layer; rejecting keeps what was suggested, so that it
never comes back and remains a negative example.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.errors import UserError
from annotator.model.annotation import Annotation, Segments
from annotator.model.clock import new_id, now
from annotator.model.decision import Decision, Verdict
from annotator.model.link import Link
from annotator.project.project import Project
from annotator.store.annotations import annotation_row, decision_on, decision_row, decisions_for, link_row


def accept(
    project: Project, suggestion_ids: Iterable[str], *, with_linked: bool = False, initiator: str = ""
) -> list[Annotation]:
    """Copy suggestions into the own layer, with the links whose other end is accepted as well.

    :param with_linked: also accept the frame they belong to (a claim with its speaker and cue).
    :returns: the new annotations, in the order of the suggestions; one that is suggested twice is one.
    :raises UserError: if one is not a suggestion or is decided already.
    """
    ids = list(dict.fromkeys(suggestion_ids))
    chosen = [_suggestion(project, suggestion_id) for suggestion_id in ids]
    if with_linked:
        chosen += _linked(project, chosen)
    if not chosen:
        return []
    title = f"Accept {chosen[0].label}" if len(ids) == 1 else f"Accept {len(ids)} suggestions"
    with project.transact(title, article_id=chosen[0].article_id, initiator=initiator):
        made: dict[tuple[str, Segments], Annotation] = {}
        for suggestion in chosen:
            if suggestion.key in made:  # suggested twice: one annotation, with the links of both
                copy_links(project, suggestion, made[suggestion.key])
            else:
                made[suggestion.key] = _accept(project, suggestion)
        return [made[suggestion.key] for suggestion in chosen]


def reject(project: Project, suggestion_ids: Iterable[str], *, initiator: str = "") -> None:
    """Decide that suggestions are wrong.

    :raises UserError: if one is not a suggestion or is decided already.
    """
    chosen = [_suggestion(project, suggestion_id) for suggestion_id in dict.fromkeys(suggestion_ids)]
    if not chosen:
        return
    title = f"Reject {chosen[0].label}" if len(chosen) == 1 else f"Reject {len(chosen)} suggestions"
    with project.transact(title, article_id=chosen[0].article_id, initiator=initiator):
        project.own_layer()
        for suggestion in {suggestion.key: suggestion for suggestion in chosen}.values():
            record(project, suggestion, "rejected", None)


def record(project: Project, suggestion: Annotation, verdict: Verdict, result: Annotation | None) -> None:
    """Write a decision of the own layer.  Only inside a transaction."""
    decision = Decision(
        id=new_id(),
        layer_id=project.own_layer().id,
        article_id=suggestion.article_id,
        suggestion_id=suggestion.id,
        model_layer_id=suggestion.layer_id,
        label=suggestion.label,
        segments=suggestion.segments,
        attributes=suggestion.attributes,
        score=suggestion.score,
        verdict=verdict,
        annotation_id=result.id if result else None,
        created_by=project.annotator,
        created_at=now(),
    )
    project.rows.insert("decisions", decision_row(decision))


def mark_corrected(project: Project, annotation_id: str) -> None:
    """The annotation no longer is what was suggested.  Only inside a transaction."""
    for decision in decisions_for(project.db, annotation_id):
        project.rows.update("decisions", (decision.id,), {"verdict": "corrected"})


def copy_links(project: Project, suggestion: Annotation, annotation: Annotation) -> None:
    """Copy the suggestion's links whose other end is in the own layer.  Only inside a transaction."""
    own = project.own_layer()
    there = {(link.head_id, link.label, link.child_id) for link in project.links_of(annotation.id)}
    for link in project.links_of(suggestion.id):
        is_head = link.head_id == suggestion.id
        other = _counterpart(project, own.id, link.child_id if is_head else link.head_id)
        if other is None:
            continue
        head, child = (annotation, other) if is_head else (other, annotation)
        ends = project.codebook.link(link.label)
        if ends is None or head.label not in ends.heads or child.label not in ends.children:
            continue  # its label was corrected to one that can't have this link
        if (head.id, link.label, child.id) in there:
            continue
        at = now()
        copy = Link(
            id=new_id(),
            layer_id=own.id,
            article_id=annotation.article_id,
            label=link.label,
            head_id=head.id,
            child_id=child.id,
            origin="model",
            derived_from=link.id,
            created_by=project.annotator,
            created_at=at,
            updated_at=at,
        )
        project.rows.insert("links", link_row(copy))


def _accept(project: Project, suggestion: Annotation) -> Annotation:
    project.codebook.check_label(suggestion.label)
    at = now()
    annotation = Annotation(
        id=new_id(),
        layer_id=project.own_layer().id,
        article_id=suggestion.article_id,
        label=suggestion.label,
        segments=suggestion.segments,
        quote=suggestion.quote,
        attributes=suggestion.attributes,
        actor_id=suggestion.actor_id,
        origin="model",
        score=suggestion.score,
        derived_from=suggestion.id,
        created_by=project.annotator,
        created_at=at,
        updated_at=at,
    )
    project.rows.insert("annotations", annotation_row(annotation))
    record(project, suggestion, "accepted", annotation)
    copy_links(project, suggestion, annotation)
    return annotation


def _suggestion(project: Project, suggestion_id: str) -> Annotation:
    found = project.annotation(suggestion_id)
    layers = {layer.id: layer for layer in project.layers()}
    if found is None or layers[found.layer_id].kind != "model":
        raise UserError("This suggestion is no longer there: the model has run again.")
    if not project.is_undecided(found):
        raise UserError("This suggestion is decided already.")
    return found


def _linked(project: Project, chosen: list[Annotation]) -> list[Annotation]:
    """The undecided suggestions of the frames that the chosen ones belong to, in reading order.

    A frame is a head with what it links to.  One that is itself linked to (a cue, a speaker) stands for
    its frame where it belongs to only one.
    """
    found: dict[str, Annotation] = {}
    ids = {suggestion.id for suggestion in chosen}
    for suggestion in chosen:
        head_ids = {link.head_id for link in project.links_of(suggestion.id)}
        if len(head_ids) != 1:
            continue
        for link in project.links_of(head_ids.pop()):
            for end in (link.head_id, link.child_id):
                other = project.annotation(end)
                if end not in ids and other is not None and project.is_undecided(other):
                    found[end] = other
    return sorted(found.values(), key=lambda other: (other.segments, other.label))


def _counterpart(project: Project, layer_id: int, suggestion_id: str) -> Annotation | None:
    """The own annotation that came of a suggestion or says the same."""
    suggestion = project.annotation(suggestion_id)
    if suggestion is None:
        return None
    decision = decision_on(project.db, layer_id, suggestion)
    if decision is not None and decision.annotation_id is not None:
        return project.annotation(decision.annotation_id)
    return project.find_annotation(layer_id, suggestion.article_id, *suggestion.key)
