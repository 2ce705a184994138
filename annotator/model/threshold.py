"""Which suggestions are left when those with low scores are passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.model.suggestion import Suggestions


def kept_ids(scores: Mapping[str, float | None], links: Iterable[tuple[str, str]], least: float) -> set[str]:
    """The ids whose score is at least ``least``, and whatever a kept one links to.

    A claim that is shown keeps its speaker and cue, however unsure these are by themselves.  One without a
    score is kept.

    :param scores: by id.
    :param links: ``(head id, child id)``.
    """
    children: dict[str, list[str]] = {}
    for head, child in links:
        children.setdefault(head, []).append(child)
    kept = {key for key, score in scores.items() if score is None or score >= least}
    waiting = list(kept)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child in scores and child not in kept:
                kept.add(child)
                waiting.append(child)
    return kept


def at_least(suggestions: Suggestions, least: float) -> Suggestions:
    """The suggestions that :func:`kept_ids` keeps, with the links between them."""
    kept = kept_ids(
        {a.key: a.score for a in suggestions.annotations},
        ((link.head, link.child) for link in suggestions.links),
        least,
    )
    return Suggestions(
        tuple(a for a in suggestions.annotations if a.key in kept),
        tuple(link for link in suggestions.links if link.head in kept and link.child in kept),
    )
