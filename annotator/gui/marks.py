"""From annotations and links to what the article view draws."""

from __future__ import annotations

from annotator.gui.article_view import Arc, Mark
from annotator.gui.models.sheet import LiveSheet
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook


def mark_of(annotation: Annotation, codebook: Codebook, *, suggestion: bool) -> Mark:
    """The mark of one annotation; a required attribute that lacks an answer is a problem."""
    label = codebook.label(annotation.label)
    required = [attribute.name for attribute in label.attributes if attribute.required] if label else []
    answers = [annotation.attributes.get(name) for name in required]
    return Mark(
        id=annotation.id,
        label=annotation.label,
        segments=annotation.segments,
        kind="suggestion" if suggestion else "own",
        score=annotation.score if suggestion else None,
        problem=not suggestion and None in answers,
        quote=annotation.quote,
        actor=annotation.actor_id,
        mention=label is not None and label.mention,
        # Only what the codebook insists on: the name under a bar must stay short.
        attributes_text=", ".join(str(answer) for answer in answers if answer is not None),
    )


def marks_of(sheet: LiveSheet, codebook: Codebook) -> list[Mark]:
    """All marks of an article."""
    own = [mark_of(a, codebook, suggestion=False) for a in sheet.own.values()]
    return own + [mark_of(a, codebook, suggestion=True) for a in sheet.suggestions.values()]


def arcs_of(sheet: LiveSheet) -> list[Arc]:
    """All links of an article."""
    own = [Arc(k.id, k.label, k.head_id, k.child_id) for k in sheet.links.values()]
    return own + [Arc(k.id, k.label, k.head_id, k.child_id, suggested=True) for k in sheet.suggested_links]
