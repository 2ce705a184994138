"""Tag many places in one step, or let them be suggested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from annotator.errors import UserError
from annotator.model.annotation import Annotation, Segment
from annotator.model.clock import new_id, now
from annotator.model.layer import EVERYWHERE, Layer
from annotator.project.operations import decisions
from annotator.project.operations.annotations import check_actor
from annotator.project.project import Project
from annotator.store import concordance as store
from annotator.store.annotations import annotation_row, segments_json


@dataclass(frozen=True, slots=True)
class Tagging:
    """How places are to be tagged.  ``attributes`` None: the codebook's defaults."""

    label: str
    attributes: Mapping[str, Any] | None = None
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an article (code points) and what stands there."""

    article_id: int
    segment: Segment
    text: str

    @property
    def place(self) -> store.Place:
        return self.article_id, self.segment


def tag(project: Project, tagging: Tagging, spots: Iterable[Spot], *, initiator: str = "") -> int:
    """Tag all of these in one transaction; returns how many were not tagged so yet.

    Where an undecided suggestion says the same, this accepts it.

    :raises UserError: if the label, an attribute or the actor does not fit the codebook, or a text does not
        stand where it should; then nothing is written.
    """
    answers = _answers(project, tagging)
    label, places = tagging.label, _checked(project, spots)
    own = project.layer
    there = store.standing(project.db, own.id, label, places) if own else {}
    new = [spot for place, spot in places.items() if place not in there]
    if not new:
        return 0
    waiting = _suggested(project, label, [spot.place for spot in new])
    title = f"Tag {label}" if len(new) == 1 else f"Tag {len(new)} × {label}"
    with project.transact(title, article_id=_one_article(new), initiator=initiator):
        layer = project.own_layer()
        made, accepted = [], []
        for spot in new:
            match = project.annotation(waiting[spot.place]) if spot.place in waiting else None
            if match is not None and not project.is_undecided(match):
                match = None
            attributes = {**match.attributes, **answers} if match else answers
            annotation = _annotation(project, layer, spot, label, attributes, tagging.actor_id, match)
            made.append(annotation_row(annotation))
            if match is not None:
                accepted.append((match, annotation))
        project.rows.insert_each("annotations", made)
        for match, annotation in accepted:
            decisions.record(project, match, "accepted", annotation)
            decisions.copy_links(project, match, annotation)
    return len(new)


def suggest(
    project: Project, tagging: Tagging, spots: Iterable[Spot], *, reason: str, initiator: str = ""
) -> int:
    """Suggest all of these to the annotator, in one transaction; returns how many are new.

    What is tagged so, suggested already or was decided before is left as it is.  They live in a layer of
    their own (see :data:`annotator.model.layer.EVERYWHERE`), which no run of a model touches.

    :param reason: said with each: why it is suggested.
    :raises UserError: as :func:`tag`.
    """
    answers = _answers(project, tagging)
    label, places = tagging.label, _checked(project, spots)
    own = project.layer
    known = set(_suggested(project, label, places))
    if own is not None:
        known |= store.standing(project.db, own.id, label, places).keys()
    decided = store.decided(project.db, own.id, label) if own else set()
    new = [
        spot
        for place, spot in places.items()
        if place not in known and (spot.article_id, segments_json((spot.segment,))) not in decided
    ]
    if not new:
        return 0
    title = f"Suggest {label}" if len(new) == 1 else f"Suggest {len(new)} × {label}"
    with project.transact(title, article_id=_one_article(new), initiator=initiator):
        layer = project.need_layer(EVERYWHERE, "model", project.annotator)
        rows = []
        for spot in new:
            row = annotation_row(_annotation(project, layer, spot, label, answers, tagging.actor_id, None))
            rows.append(row | {"origin": "model", "reason": reason, "created_by": layer.name})
        project.rows.insert_each("annotations", rows)
    return len(new)


def _suggested(project: Project, label: str, places: Iterable[store.Place]) -> dict[store.Place, str]:
    """Those places on which exactly this label is suggested to the annotator, with the suggestion's id."""
    newest, places = project.newest_models(), list(places)
    found: dict[store.Place, str] = {}
    for layer in project.suggestion_layers():
        theirs = [p for p in places if layer.annotator == EVERYWHERE or newest.get(p[0]) == layer.id]
        found = store.standing(project.db, layer.id, label, theirs) | found
    return found


def _answers(project: Project, tagging: Tagging) -> dict[str, Any]:
    codebook = project.codebook
    kind = codebook.check_label(tagging.label)
    if kind.retired:
        raise UserError(f"The label “{kind.name}” is retired: nothing new is tagged with it.")
    check_actor(project, kind, tagging.actor_id)
    given = codebook.defaults(kind.name) if tagging.attributes is None else tagging.attributes
    return codebook.check_attributes(kind.name, given)


def _checked(project: Project, spots: Iterable[Spot]) -> dict[store.Place, Spot]:
    """The spots by place, each with its text looked up once more where it is to stand."""
    there = {spot.place: spot for spot in sorted(spots, key=attrgetter("article_id", "segment"))}
    for article_id, group in groupby(there.values(), key=attrgetter("article_id")):
        text = store.text(project.db, article_id)
        for spot in group:
            start, end = spot.segment
            if not 0 <= start < end <= len(text) or text[start:end] != spot.text:
                raise UserError(
                    f"“{spot.text}” does not stand at {start}–{end} of article {article_id}: search anew."
                )
    return there


def _one_article(spots: Iterable[Spot]) -> int | None:
    articles = {spot.article_id for spot in spots}
    return articles.pop() if len(articles) == 1 else None


def _annotation(
    project: Project,
    layer: Layer,
    spot: Spot,
    label: str,
    attributes: Mapping[str, Any],
    actor_id: str | None,
    match: Annotation | None,
) -> Annotation:
    at = now()
    return Annotation(
        id=new_id(),
        layer_id=layer.id,
        article_id=spot.article_id,
        label=label,
        segments=(spot.segment,),
        quote=spot.text,
        attributes=attributes,
        actor_id=actor_id,
        derived_from=match.id if match else None,
        created_by=project.annotator,
        created_at=at,
        updated_at=at,
    )
