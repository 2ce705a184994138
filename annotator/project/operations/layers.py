"""Take in a layer that was written elsewhere."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.model.annotation import Annotation, Segments, normalise_segments, quote_of
from annotator.model.clock import new_id, now
from annotator.model.codebook import Codebook
from annotator.model.codebook_aliases import answers_meant, label_meant, link_meant
from annotator.model.decision import Decision
from annotator.model.incoming import IncomingAnnotation, IncomingLayer
from annotator.model.layer import GOLD, Layer, LayerKind
from annotator.model.link import Link
from annotator.project.operations import actors
from annotator.project.project import Project
from annotator.store import registry
from annotator.store.annotations import annotation_row, decision_row, link_row


@dataclass(frozen=True, slots=True)
class TakenLayer:
    """``already`` is true where the layer was there before and nothing was written.

    ``unasked`` are answers to questions that the codebook does not ask; they were left out.
    """

    annotations: int
    links: int
    already: bool = False
    unasked: tuple[str, ...] = ()


def take(project: Project, incoming: IncomingLayer) -> TakenLayer:
    """Write a whole layer on one article, or nothing.  Leaves no undo step.

    The same layer taken twice is there once.

    :raises UserError: if the article is not in the project, the layer already says something else
        there, a quote does not match the text, or something is not in the codebook.
    """
    article_id = project.article_by_hash(incoming.article)
    if article_id is None:
        raise UserError(f"{incoming.origin}: its article is not in this project: import the article first.")
    text = project.article(article_id).text
    incoming = _in_todays_words(incoming, project.codebook)
    kind: LayerKind = "gold" if incoming.annotator == GOLD else "person"
    with project.transact("Import layer", article_id=article_id, undoable=False) as transaction:
        layer = project.need_layer(incoming.annotator, kind)
        there = project.annotations(article_id, layer.id)
        if there or _said(project, layer, article_id):
            same = {a.key for a in there} == {_key(a, text) for a in incoming.annotations}
            known = same and _holds(there, project.links(article_id, layer.id), incoming, text)
            if known and _says_nothing_new(project, layer, article_id, incoming):
                return TakenLayer(len(there), len(project.links(article_id, layer.id)), already=True)
            raise UserError(
                f"{incoming.origin}: {incoming.annotator} has other annotations on this article already; "
                "they were left as they are."
            )
        ids = {a.id: a.id if project.annotation(a.id) is None else new_id() for a in incoming.annotations}
        annotations = [
            _annotation(project, layer, article_id, text, a, ids, incoming) for a in incoming.annotations
        ]
        links = _links(project, layer, article_id, {a.id: a for a in annotations}, ids, incoming)
        project.rows.insert_many("annotations", [annotation_row(a) for a in annotations])
        project.rows.insert_many("links", [link_row(link) for link in links])
        _decisions(project, annotations, incoming)
        unasked = _whole_article(project, layer, article_id, incoming)
        transaction.bulk.add("annotations")
        transaction.summary.append(
            {
                "layer": layer.name,
                "article_id": article_id,
                "annotations": len(annotations),
                "links": len(links),
            }
        )
        transaction.articles.add(article_id)
    return TakenLayer(len(annotations), len(links), unasked=unasked)


def _holds(there: Sequence[Annotation], links: Sequence[Link], incoming: IncomingLayer, text: str) -> bool:
    """Whether answers, notes and links of annotations that are all there are there as well."""
    keys: dict[str, object] = {a.id: a.key for a in there}
    joined = {(link.label, keys[link.head_id], keys[link.child_id]) for link in links}
    said = {a.key: a for a in there}
    for item in incoming.annotations:
        keys[item.id] = key = _key(item, text)
        found = said[key]
        if any(found.attributes.get(name) != value for name, value in item.attributes.items()):
            return False
        if item.note not in ("", found.note):
            return False
    ends = ((link.label, keys.get(link.head), keys.get(link.child)) for link in incoming.links)
    return all(end in joined for end in ends)


def _says_nothing_new(project: Project, layer: Layer, article_id: int, incoming: IncomingLayer) -> bool:
    """Whether what is said of the article as a whole is there already, or nothing is said of it."""
    answers, note = registry.article_answers(project.db, layer.id, article_id)
    state = project.stored_states(layer.id).get(article_id)
    return (
        all(answers.get(name) == value for name, value in incoming.answers.items())
        and incoming.note in ("", note)
        and incoming.state in (None, state)
    )


def _said(project: Project, layer: Layer, article_id: int) -> bool:
    """Whether the layer says something of the article as a whole."""
    return article_id in project.stored_states(layer.id) or registry.has_answers(
        project.db, layer.id, article_id
    )


def _whole_article(
    project: Project, layer: Layer, article_id: int, incoming: IncomingLayer
) -> tuple[str, ...]:
    """Write state, answers and note; returns the answers that nobody asked for."""
    asked = {name: value for name, value in incoming.answers.items() if project.codebook.question(name)}
    answers = project.codebook.check_answers(asked)
    row = {"layer_id": layer.id, "article_id": article_id, "updated_at": now()}
    if answers or incoming.note:
        written = json.dumps(answers, ensure_ascii=False, sort_keys=True)
        project.rows.insert_many("article_answers", [{**row, "answers": written, "note": incoming.note}])
    if incoming.state is not None:
        project.rows.insert_many("article_states", [{**row, "state": incoming.state}])
    return tuple(name for name in incoming.answers if name not in asked)


def _in_todays_words(incoming: IncomingLayer, codebook: Codebook) -> IncomingLayer:
    """What was written before something in the codebook got another name; what is unknown stays as it is."""
    annotations, labels = [], {}
    for item in incoming.annotations:
        label = label_meant(codebook, item.label, item.attributes)
        if label is not None:
            answers = answers_meant(codebook, label, item.attributes)
            item = dataclasses.replace(item, label=label.name, attributes=answers)
        annotations.append(item)
        labels[item.id] = item.label
    links = [
        dataclasses.replace(
            link,
            label=link_meant(codebook, link.label, labels.get(link.head, ""), labels.get(link.child, ""))
            or link.label,
        )
        for link in incoming.links
    ]
    return dataclasses.replace(incoming, annotations=tuple(annotations), links=tuple(links))


def _key(incoming: IncomingAnnotation, text: str) -> tuple[str, Segments]:
    return incoming.label, normalise_segments(incoming.segments, len(text))


def _annotation(
    project: Project,
    layer: Layer,
    article_id: int,
    text: str,
    incoming: IncomingAnnotation,
    ids: Mapping[str, str],
    source: IncomingLayer,
) -> Annotation:
    segments = normalise_segments(incoming.segments, len(text))
    quote = quote_of(text, segments)
    if incoming.quote is not None and incoming.quote != quote:
        raise UserError(
            f"{source.origin}: “{incoming.quote}” does not stand at {segments[0][0]}–{segments[-1][1]} "
            f"of the article; there stands “{quote}”."
        )
    actor_id = None
    if incoming.actor is not None:
        given = incoming.actor
        entry = project.actor_known_as(given.id, given.name, given.kind) or actors.add(
            project,
            given.name,
            kind=given.kind,
            aliases=given.aliases,
            wikidata=given.wikidata,
            actor_id=given.id,
        )
        actor_id = entry.id
    at = now()
    return Annotation(
        id=ids[incoming.id],
        layer_id=layer.id,
        article_id=article_id,
        label=incoming.label,
        segments=segments,
        quote=quote,
        attributes=project.codebook.check_attributes(incoming.label, incoming.attributes),
        actor_id=actor_id,
        note=incoming.note,
        origin=incoming.origin,
        derived_from=incoming.derived_from,
        created_by=incoming.created_by or layer.annotator,
        created_at=incoming.created_at or at,
        updated_at=incoming.updated_at or incoming.created_at or at,
    )


def _links(
    project: Project,
    layer: Layer,
    article_id: int,
    annotations: Mapping[str, Annotation],
    ids: Mapping[str, str],
    incoming: IncomingLayer,
) -> list[Link]:
    at = now()
    found = {}
    for item in incoming.links:
        if item.head not in ids or item.child not in ids:
            raise UserError(f"{incoming.origin}: a {item.label} link has an end that is not in the file.")
        head, child = annotations[ids[item.head]], annotations[ids[item.child]]
        project.codebook.check_link(item.label, head.label, child.label)
        found[head.id, item.label, child.id] = Link(
            id=new_id(),
            layer_id=layer.id,
            article_id=article_id,
            label=item.label,
            head_id=head.id,
            child_id=child.id,
            origin="import",
            created_by=layer.annotator,
            created_at=at,
            updated_at=at,
        )
    return list(found.values())


def _decisions(project: Project, annotations: list[Annotation], incoming: IncomingLayer) -> None:
    """What the file says was accepted or corrected stays so, of whichever model."""
    rows: dict[object, dict[str, object]] = {}
    for annotation, item in zip(annotations, incoming.annotations, strict=True):
        if item.verdict is None or annotation.derived_from is None:
            continue
        decision = Decision(
            id=new_id(),
            layer_id=annotation.layer_id,
            article_id=annotation.article_id,
            suggestion_id=annotation.derived_from,
            model_layer_id=None,
            label=annotation.label,
            segments=annotation.segments,
            attributes=annotation.attributes,
            verdict=item.verdict,
            annotation_id=annotation.id,
            created_by=annotation.created_by,
            created_at=annotation.created_at,
        )
        rows.setdefault(decision.key, decision_row(decision))
    project.rows.insert_many("decisions", list(rows.values()))
