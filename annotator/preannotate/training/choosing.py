"""Of the ways to put together what was learned of a label, the best on the articles set aside."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from annotator.model.presets import BROAD
from annotator.model.suggestion import Suggestions
from annotator.preannotate.learned.recipe import RULES, Learned
from annotator.preannotate.training.reading import Piece


def best_way(
    learned: Learned, aside: Sequence[Piece], revised: Callable[[Learned], Sequence[Suggestions]]
) -> Learned:
    """The way with the highest F1 on articles set aside; of equal ones the one that uses more.

    :param revised: what the suggestions on those articles would be.
    """
    return max(_ways(learned), key=lambda way: round(quality(way.label, aside, revised(way)), 6))


def quality(label: str, pieces: Sequence[Piece], suggested: Sequence[Suggestions]) -> float:
    """The mean F1 of what would be shown: of equal spans, and of those with more than half in common."""
    equal = alike = shown = there = 0
    for piece, suggestions in zip(pieces, suggested, strict=True):
        right = {told.key for told in piece.told if told.label == label}
        mine = [
            a for a in suggestions.annotations if a.label == label and (a.score is None or a.score >= BROAD)
        ]
        shown += len(mine)
        there += len(right)
        equal += sum((a.label, a.segments) in right for a in mine)
        alike += len({told.key for a in mine if (told := piece.counterpart(a)) is not None})
    return (equal + alike) / (shown + there) if shown + there else 0.0


def _ways(learned: Learned) -> Iterator[Learned]:
    yield learned
    if learned.finder:
        only_more = {how: share for how, share in learned.shares.items() if how != RULES}
        yield dataclasses.replace(learned, shares=only_more)
        if learned.judge:
            yield dataclasses.replace(learned, judge="")
            yield dataclasses.replace(learned, judge="", shares=only_more)
            yield dataclasses.replace(learned, finder="", shares={})
