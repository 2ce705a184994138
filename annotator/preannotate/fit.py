"""Fitting suggestions to a project's codebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.model.codebook import Alias, AliasKind, Attribute, Codebook, Label
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


def _annotation(annotation: SuggestedAnnotation, codebook: Codebook) -> SuggestedAnnotation | None:
    label = _label(annotation, codebook)
    if label is None:
        return None
    answers = codebook.defaults(label.name)
    for name, value in annotation.attributes.items():
        attribute = label.attribute(name) or _attribute(name, label, codebook)
        if attribute is None:
            continue
        for word in (value, _option(value, attribute, label, codebook)):
            if attribute.problem_with(word) is None:
                answers[attribute.name] = word
                break
    if any(attribute.required and attribute.name not in answers for attribute in label.attributes):
        return None
    return SuggestedAnnotation(
        annotation.key, label.name, annotation.segments, answers, annotation.score, annotation.reason
    )


def _label(annotation: SuggestedAnnotation, codebook: Codebook) -> Label | None:
    found = codebook.label(annotation.label)
    if found is None:
        said = {value for value in annotation.attributes.values() if isinstance(value, str)}
        means = (
            alias.means
            for alias in _aliases(codebook, "label", annotation.label)
            if not alias.when or said & set(alias.when)
        )
        found = next((label for name in means if (label := codebook.label(name)) is not None), None)
    return None if found is None or found.retired else found


def _attribute(name: str, label: Label, codebook: Codebook) -> Attribute | None:
    means = (a.means for a in _aliases(codebook, "attribute", name) if a.label == label.name)
    return next((found for name in means if (found := label.attribute(name)) is not None), None)


def _option(value: Any, attribute: Attribute, label: Label, codebook: Codebook) -> Any:
    """An answer in the words of today."""
    if isinstance(value, list | tuple):
        return [_option(each, attribute, label, codebook) for each in value]
    if not isinstance(value, str) or value in attribute.options:
        return value
    place = (label.name, attribute.name)
    aliases = _aliases(codebook, "option", value)
    return next((a.means for a in aliases if (a.label, a.attribute) == place), value)


def _link(
    link: SuggestedLink, kept: dict[str, SuggestedAnnotation], codebook: Codebook
) -> SuggestedLink | None:
    if link.head not in kept or link.child not in kept:
        return None
    allowed = [k.name for k in codebook.links_between(kept[link.head].label, kept[link.child].label)]
    means = (alias.means for alias in _aliases(codebook, "link", link.label))
    name = next((name for name in (link.label, *means) if name in allowed), None)
    return None if name is None else SuggestedLink(name, link.head, link.child, link.score)


def _aliases(codebook: Codebook, kind: AliasKind, name: str) -> Iterable[Alias]:
    return (alias for alias in codebook.aliases if alias.kind == kind and alias.name == name)
