"""Tag, change and delete annotations of one's own layer."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.errors import UserError
from annotator.model.annotation import Annotation, normalise_segments, quote_of
from annotator.model.clock import new_id, now
from annotator.model.codebook import Label
from annotator.project.operations import decisions
from annotator.project.project import Project
from annotator.store.annotations import annotation_row, attributes_json, decisions_for

_KEEP: Any = object()


def add(
    project: Project,
    *,
    article_id: int,
    label: str,
    segments: Iterable[Iterable[int]],
    attributes: Mapping[str, Any] | None = None,
    actor_id: str | None = None,
    note: str = "",
    initiator: str = "",
) -> Annotation:
    """Tag a piece of an article (code points).

    Where an undecided suggestion says the same, this accepts it.  Where the own layer already says
    the same, that annotation is returned and nothing is written.

    :param attributes: None: the codebook's defaults.
    :raises UserError: if the label is retired, or it, an attribute or a segment does not fit.
    """
    article = project.article(article_id)
    kind = project.codebook.check_label(label)
    _check_offered(kind)
    pieces = normalise_segments(segments, len(article.text))
    answers = project.codebook.defaults(label) if attributes is None else attributes
    answers = project.codebook.check_attributes(label, answers)
    check_actor(project, kind, actor_id)
    with project.transact(f"Tag {label}", article_id=article_id, initiator=initiator):
        own = project.own_layer()
        same = project.find_annotation(own.id, article_id, label, pieces)
        if same is not None:
            return same
        match = project.find_suggestion(article_id, label, pieces)
        if match is not None:
            answers = {**match.attributes, **answers}
        at = now()
        annotation = Annotation(
            id=new_id(),
            layer_id=own.id,
            article_id=article_id,
            label=label,
            segments=pieces,
            quote=quote_of(article.text, pieces),
            attributes=answers,
            actor_id=actor_id,
            note=note,
            origin="person",
            derived_from=match.id if match else None,
            created_by=project.annotator,
            created_at=at,
            updated_at=at,
        )
        project.rows.insert("annotations", annotation_row(annotation))
        if match is not None:
            decisions.record(project, match, "accepted", annotation)
            decisions.copy_links(project, match, annotation)
        return annotation


def change(
    project: Project,
    annotation_id: str,
    *,
    label: str | None = None,
    segments: Iterable[Iterable[int]] | None = None,
    attributes: Mapping[str, Any] | None = None,
    actor_id: str | None = _KEEP,
    note: str | None = None,
    initiator: str = "",
) -> Annotation:
    """Change an annotation; what is None stays.  ``attributes`` replaces all of them.

    A new label keeps the attributes that it has as well.  An annotation that came from a suggestion
    counts as corrected from then on.

    :raises UserError: if it is gone, does not fit the codebook, or its links do not suit the new label.
    """
    before = need(project, annotation_id)
    after = before
    if segments is not None:
        text = project.article(before.article_id).text
        pieces = normalise_segments(segments, len(text))
        after = dataclasses.replace(after, segments=pieces, quote=quote_of(text, pieces))
    answers = dict(before.attributes if attributes is None else attributes)
    if label is not None and label != before.label:
        kind = project.codebook.check_label(label)
        _check_offered(kind)
        _check_links(project, before, label)
        if attributes is None:
            answers = _fitting(kind, answers)
        after = dataclasses.replace(after, label=label, actor_id=before.actor_id if kind.mention else None)
    after = dataclasses.replace(after, attributes=project.codebook.check_attributes(after.label, answers))
    if actor_id is not _KEEP:
        check_actor(project, project.codebook.check_label(after.label), actor_id)
        after = dataclasses.replace(after, actor_id=actor_id)
    if note is not None:
        after = dataclasses.replace(after, note=note)
    if after == before:
        return before
    _check_unique(project, before, after)
    after = dataclasses.replace(after, updated_at=now())
    title = _title(before, after)
    with project.transact(title, article_id=before.article_id, initiator=initiator):
        project.own_layer()
        row = annotation_row(after)
        project.rows.update("annotations", (after.id,), {k: v for k, v in row.items() if k != "id"})
        if (before.key, attributes_json(before.attributes)) != (after.key, attributes_json(after.attributes)):
            decisions.mark_corrected(project, after.id)
    return after


def delete(project: Project, annotation_ids: Iterable[str], *, initiator: str = "") -> None:
    """Delete annotations with their links.

    One that came from a suggestion counts as rejected from then on, so that the suggestion does not
    come back.

    :raises UserError: if one is gone.
    """
    chosen = [need(project, annotation_id) for annotation_id in dict.fromkeys(annotation_ids)]
    if not chosen:
        return
    title = f"Delete {chosen[0].label}" if len(chosen) == 1 else f"Delete {len(chosen)} annotations"
    with project.transact(title, article_id=chosen[0].article_id, initiator=initiator):
        project.own_layer()
        for annotation in chosen:
            for link in project.links_of(annotation.id):
                project.rows.delete("links", (link.id,))
            for decision in decisions_for(project.db, annotation.id):
                project.rows.update(
                    "decisions", (decision.id,), {"verdict": "rejected", "annotation_id": None}
                )
            project.rows.delete("annotations", (annotation.id,))


def need(project: Project, annotation_id: str) -> Annotation:
    """An annotation of the own layer.

    :raises UserError: if it is gone or somebody else's.
    """
    found = project.annotation(annotation_id)
    if found is None:
        raise UserError("This annotation is no longer there: it was deleted or undone.")
    own = project.layer
    if own is None or found.layer_id != own.id:
        raise UserError("This annotation is in somebody else's layer: accept it into your own to change it.")
    return found


def _fitting(kind: Label, answers: Mapping[str, Any]) -> dict[str, Any]:
    fitting = {}
    for name, value in answers.items():
        attribute = kind.attribute(name)
        if attribute is not None and attribute.problem_with(value) is None:
            fitting[name] = value
    return fitting


def _check_offered(kind: Label) -> None:
    if kind.retired:
        raise UserError(f"The label “{kind.name}” is retired: use another one, or bring it back.")


def check_actor(project: Project, kind: Label, actor_id: str | None) -> None:
    """:raises UserError: if this label can't point to this actor."""
    if actor_id is None:
        return
    if not kind.mention:
        raise UserError(f"A {kind.name} does not point to an actor of the registry.")
    if project.actor(actor_id) is None:
        raise UserError("This actor is not in the registry.")


def _check_links(project: Project, annotation: Annotation, label: str) -> None:
    for link in project.links_of(annotation.id):
        other = project.annotation(link.child_id if link.head_id == annotation.id else link.head_id)
        assert other is not None
        ends = (label, other.label) if link.head_id == annotation.id else (other.label, label)
        kind = project.codebook.link(link.label)
        if kind is None or ends[0] not in kind.heads or ends[1] not in kind.children:
            raise UserError(
                f"This {annotation.label} has a {link.label} link, which the label {label} "
                "can't have: delete the link first."
            )


def _check_unique(project: Project, before: Annotation, after: Annotation) -> None:
    if after.key == before.key:
        return
    if project.find_annotation(before.layer_id, before.article_id, *after.key) is not None:
        raise UserError(f"There is already a {after.label} on exactly these words.")


def _title(before: Annotation, after: Annotation) -> str:
    if before.label != after.label:
        return f"Change {before.label} to {after.label}"
    if before.segments != after.segments:
        return f"Move {after.label}"
    if before.actor_id != after.actor_id:
        return "Set actor"
    if dict(before.attributes) != dict(after.attributes):
        changed = [
            name
            for name in dict.fromkeys([*before.attributes, *after.attributes])
            if before.attributes.get(name) != after.attributes.get(name)
        ]
        return f"Set {', '.join(changed)}"
    return "Write note"
