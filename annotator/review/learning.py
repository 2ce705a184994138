"""A trained model beside the one it is based on, on the same articles held out from training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.link import Link
from annotator.model.presets import BROAD
from annotator.model.suggestion import Suggestions
from annotator.model.training import Told
from annotator.project.fit import fit
from annotator.review.matching import How
from annotator.review.scores import (
    ACTOR,
    NOTHING,
    Counts,
    Said,
    Scores,
    Subject,
    add,
    in_order,
    outcomes,
    tally,
)

Part = tuple[str, str]
"""``(label, "")`` is what was learned of its spans, ``(label, attribute)`` of the answers to one."""


@dataclass(frozen=True, slots=True)
class Line:
    """What old and new say of one thing, counted against the annotations: overlapping, and exact."""

    subject: Subject
    old: Counts
    new: Counts
    old_exact: Counts = NOTHING
    new_exact: Counts = NOTHING

    @property
    def part(self) -> Part:
        return self.subject.name, self.subject.attribute

    @property
    def annotated(self) -> int:
        """How many there are in the annotations."""
        return self.old.both + self.old.only_b

    @property
    def gain(self) -> float:
        """By how much the mean of overlapping and exact F1 rises; what is not defined counts as 0."""
        return (_f1(self.new) + _f1(self.new_exact) - _f1(self.old) - _f1(self.old_exact)) / 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """``used`` are the parts that are better than the old model, of those that were ``trained``."""

    lines: tuple[Line, ...]
    trained: tuple[Part, ...]
    used: tuple[Part, ...]
    articles: int


def compare(
    codebook: Codebook,
    told: Mapping[int, Sequence[Told]],
    old: Mapping[int, Suggestions],
    new: Mapping[int, Suggestions],
    trained: Sequence[Part],
) -> Comparison:
    """Count old and new against what people said, article by article, and choose the parts that are better.

    Only what would be suggested counts: what has a score of at least
    :data:`annotator.model.presets.BROAD`.  A part is better where the mean of its overlapping and its exact
    F1 is higher; where nothing differs, the old one stays.
    """
    numbers: dict[tuple[str, How], Scores] = {}
    hows: tuple[How, How] = ("overlapping", "exact")
    for which, of in (("old", old), ("new", new)):
        for how in hows:
            scores: Scores = {}
            for article in sorted(old):
                said = _said(of.get(article, Suggestions()), codebook, article)
                add(scores, tally(outcomes(said, _right(told.get(article, ()), article), how)))
            numbers[which, how] = scores
    subjects = in_order({s: NOTHING for scores in numbers.values() for s in scores if _counts(s)}, codebook)
    lines = tuple(
        Line(
            subject,
            numbers["old", "overlapping"].get(subject, NOTHING),
            numbers["new", "overlapping"].get(subject, NOTHING),
            numbers["old", "exact"].get(subject, NOTHING),
            numbers["new", "exact"].get(subject, NOTHING),
        )
        for subject in subjects
        if _counts(subject)
    )
    better = {line.part for line in lines if line.gain > 0 and line.annotated}
    return Comparison(lines, tuple(trained), tuple(part for part in trained if part in better), len(old))


def as_report(comparison: Comparison, final: Comparison, **more: Any) -> dict[str, Any]:
    """The comparison as plain values, to be kept and to be shown.

    :param final: the same with the parts only that are used.
    """
    finals = {line.subject: line for line in final.lines}
    return {
        "articles_held_out": comparison.articles,
        "lines": [
            {
                "kind": line.subject.kind,
                "label": line.subject.name,
                "attribute": line.subject.attribute,
                "annotated": line.annotated,
                "trained": line.part in comparison.trained,
                "used": line.part in comparison.used,
                "old": _figures(line.old, line.old_exact),
                "new": _figures(line.new, line.new_exact),
                "together": _figures(finals[line.subject].new, finals[line.subject].new_exact)
                if line.subject in finals
                else None,
            }
            for line in comparison.lines
        ],
        "parts": [list(part) for part in comparison.used],
        **more,
    }


def _figures(overlapping: Counts, exact: Counts) -> dict[str, Any]:
    return {
        "right": overlapping.both,
        "wrong": overlapping.only_a,
        "missed": overlapping.only_b,
        "precision": _rounded(overlapping.precision),
        "recall": _rounded(overlapping.recall),
        "f1": _rounded(overlapping.f1),
        "exact_f1": _rounded(exact.f1),
    }


def _counts(subject: Subject) -> bool:
    """Training has annotations without links and actors: only what both sides can have is compared."""
    return subject.kind != "link" and subject.attribute != ACTOR


def _said(suggestions: Suggestions, codebook: Codebook, article: int) -> Said:
    fitted = fit(suggestions, codebook).annotations
    shown = (a for a in fitted if a.score is None or a.score >= BROAD)
    return Said(
        tuple(Annotation(a.key, 0, article, a.label, a.segments, "", a.attributes) for a in shown), _NONE
    )


_NONE: tuple[Link, ...] = ()


def _right(told: Iterable[Told], article: int) -> Said:
    return Said(tuple(_annotations(told, article)), _NONE)


def _annotations(told: Iterable[Told], article: int) -> Iterator[Annotation]:
    for number, each in enumerate(told):
        yield Annotation(str(number), 0, article, each.label, each.segments, "", each.attributes)


def _f1(counts: Counts) -> float:
    return counts.f1 or 0.0


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)
