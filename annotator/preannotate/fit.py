"""Fitting suggestions to a project's codebook."""

from __future__ import annotations

from annotator.errors import UserError
from annotator.model.codebook import Codebook
from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions


def fit(suggestions: Suggestions, codebook: Codebook) -> Suggestions:
    """The suggestions less the labels, attributes, answers and links that the codebook does not hold.

    An annotation without an answer that its label requires is dropped as well, and links to what was
    dropped.
    """
    kept = {
        a.key: fitted for a in suggestions.annotations if (fitted := _annotation(a, codebook)) is not None
    }
    links = tuple(link for link in suggestions.links if _holds(link, kept, codebook))
    return Suggestions(tuple(kept.values()), links)


def _annotation(annotation: SuggestedAnnotation, codebook: Codebook) -> SuggestedAnnotation | None:
    label = codebook.label(annotation.label)
    if label is None:
        return None
    answers = codebook.defaults(label.name)
    for name, value in annotation.attributes.items():
        attribute = label.attribute(name)
        if attribute is not None and attribute.problem_with(value) is None:
            answers[name] = value
    if any(attribute.required and attribute.name not in answers for attribute in label.attributes):
        return None
    return SuggestedAnnotation(
        annotation.key, annotation.label, annotation.segments, answers, annotation.score, annotation.reason
    )


def _holds(link: SuggestedLink, kept: dict[str, SuggestedAnnotation], codebook: Codebook) -> bool:
    if link.head not in kept or link.child not in kept:
        return False
    try:
        codebook.check_link(link.label, kept[link.head].label, kept[link.child].label)
    except UserError:
        return False
    return True
