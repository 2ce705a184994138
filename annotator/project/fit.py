"""Fitting suggestions to a project's codebook."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.codebook import Codebook
from annotator.model.codebook_aliases import answers_meant, label_meant, link_meant
from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions


def fit(suggestions: Suggestions, codebook: Codebook) -> Suggestions:
    """The suggestions in the codebook's own names, less what it does not hold.

    What a model calls otherwise is found by the codebook's aliases.  Nothing is suggested for retired labels.
    An annotation without an answer that its label requires is dropped as well, and links to what was
    dropped.
    """
    kept = {
        a.key: fitted for a in suggestions.annotations if (fitted := _annotation(a, codebook)) is not None
    }
    links = (_link(link, kept, codebook) for link in suggestions.links)
    return Suggestions(tuple(kept.values()), tuple(dict.fromkeys(link for link in links if link is not None)))


def holds_any(codebook: Codebook, labels: Iterable[str]) -> bool:
    """Whether anything that a model calls so can fit the codebook, whatever its attributes are."""
    names = set(labels)
    meant = names | {a.means for a in codebook.aliases if a.kind == "label" and a.name in names}
    return any(label.name in meant and not label.retired for label in codebook.labels)


def _annotation(annotation: SuggestedAnnotation, codebook: Codebook) -> SuggestedAnnotation | None:
    label = label_meant(codebook, annotation.label, annotation.attributes)
    if label is None or label.retired:
        return None
    answers = codebook.defaults(label.name)
    for name, value in answers_meant(codebook, label, annotation.attributes).items():
        attribute = label.attribute(name)
        if attribute is not None and attribute.problem_with(value) is None:
            answers[name] = value
    if any(attribute.required and attribute.name not in answers for attribute in label.attributes):
        return None
    return SuggestedAnnotation(
        annotation.key,
        label.name,
        annotation.segments,
        answers,
        annotation.score,
        annotation.reason,
        annotation.actor_id if label.mention else None,
    )


def _link(
    link: SuggestedLink, kept: dict[str, SuggestedAnnotation], codebook: Codebook
) -> SuggestedLink | None:
    if link.head not in kept or link.child not in kept:
        return None
    name = link_meant(codebook, link.label, kept[link.head].label, kept[link.child].label)
    return None if name is None else SuggestedLink(name, link.head, link.child, link.score)
