"""Which suggestions are left when those with low scores are passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.model.suggestion import Suggestions

SURE = 1.0
"""What counts as the score of a suggestion that has none."""


def sureness(scores: Mapping[str, float | None], links: Iterable[tuple[str, str]]) -> dict[str, float]:
    """How sure each suggestion is: its own score, or that of the surest one that links to it.

    So a claim that is shown keeps its speaker and cue, however unsure these are by themselves.

    :param scores: by id.
    :param links: ``(head id, child id)``.
    """
    own = {key: SURE if score is None else score for key, score in scores.items()}
    found = dict(own)
    for head, child in links:
        if head in own and child in own:
            found[child] = max(found[child], own[head])
    return found


def at_least(suggestions: Suggestions, least: float) -> Suggestions:
    """The suggestions that are at least so sure, with the links between them."""
    sure = sureness(
        {a.key: a.score for a in suggestions.annotations},
        ((link.head, link.child) for link in suggestions.links),
    )
    return Suggestions(
        tuple(a for a in suggestions.annotations if sure[a.key] >= least),
        tuple(k for k in suggestions.links if sure[k.head] >= least and sure[k.child] >= least),
    )
