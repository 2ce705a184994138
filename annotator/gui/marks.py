"""From annotations and links to what the article view draws."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.gui.article_view import Arc, Mark
from annotator.gui.models.sheet import LiveSheet
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook

_Demands = tuple[tuple[str, ...], bool]
"""Names of the attributes that must be answered, and whether the label is one of mentions."""


def mark_of(annotation: Annotation, codebook: Codebook, *, suggestion: bool) -> Mark:
    """The mark of one annotation; a required attribute that lacks an answer is a problem."""
    return _mark(annotation, _demands(codebook, annotation.label), suggestion)


def marks_of(annotations: Iterable[Annotation], sheet: LiveSheet, codebook: Codebook) -> list[Mark]:
    """The marks of some annotations and suggestions of an article."""
    demands: dict[str, _Demands] = {}
    made = []
    for annotation in annotations:
        known = demands.get(annotation.label)
        if known is None:
            known = demands[annotation.label] = _demands(codebook, annotation.label)
        made.append(_mark(annotation, known, sheet.is_suggestion(annotation.id)))
    return made


def arcs_of(sheet: LiveSheet) -> list[Arc]:
    """All own links of an article, and those that are suggested where it was read."""
    own = [Arc(k.id, k.label, k.head_id, k.child_id) for k in sheet.links.values()]
    waiting = sheet.suggested_links_read
    return own + [Arc(k.id, k.label, k.head_id, k.child_id, suggested=True) for k in waiting]


def _demands(codebook: Codebook, name: str) -> _Demands:
    label = codebook.label(name)
    if label is None:
        return (), False
    return tuple(attribute.name for attribute in label.attributes if attribute.required), label.mention


def _mark(annotation: Annotation, demands: _Demands, suggestion: bool) -> Mark:
    required, mention = demands
    answers = [annotation.attributes.get(name) for name in required] if required else ()
    return Mark(
        id=annotation.id,
        label=annotation.label,
        segments=annotation.segments,
        kind="suggestion" if suggestion else "own",
        score=annotation.score if suggestion else None,
        problem=not suggestion and None in answers,
        quote=annotation.quote,
        actor=annotation.actor_id,
        mention=mention,
        # Only what the codebook insists on: the name under a bar must stay short.
        attributes_text=", ".join(str(answer) for answer in answers if answer is not None),
    )
