"""The lines of the table of figures: by label, link and attribute, or by article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from annotator.model.codebook import Codebook
from annotator.model.layer import Layer
from annotator.review.evaluating import Evaluation
from annotator.review.matching import How
from annotator.review.report import figures
from annotator.review.scores import FIGURES, NOTHING, Counts, Subject, Verdict, in_order, undefined

NAME, PRECISION, RECALL, F1, BOTH, ONLY_A, ONLY_B = range(7)
"""The columns."""

_HEADINGS = {"label": "Labels", "link": "Links", "attribute": "Attributes, where both have the annotation"}

_DISAGREE: tuple[Verdict, ...] = ("only a", "only b", "differ")
VERDICTS: Mapping[int, tuple[tuple[Verdict, ...], ...]] = {
    NAME: (_DISAGREE, ("both",)),
    PRECISION: (("only a", "differ"), ("both",)),
    RECALL: (("only b", "differ"), ("both",)),
    F1: (_DISAGREE, ("both",)),
    BOTH: (("both",),),
    ONLY_A: (("only a", "differ"),),
    ONLY_B: (("only b", "differ"),),
}
"""By column: who says what its figure is made of, what disagrees before what agrees."""


class FigureRow(NamedTuple):
    """``subject`` is None for a heading.  ``article_id`` is None where it is about all articles."""

    text: str
    subject: Subject | None = None
    counts: Counts = NOTHING
    article_id: int | None = None
    layers: tuple[str, str] = ("", "")
    """The names of the two layers."""

    @property
    def figures(self) -> tuple[float | None, ...]:
        return figures(self.counts)

    def cell(self, column: int) -> str:
        """What stands in a column."""
        if column == NAME or self.subject is None:
            return self.text if column == NAME else ""
        if column <= F1:
            figure = self.figures[column - PRECISION]
            return "–" if figure is None else f"{figure:.2f}"
        return f"{self.counts[column - BOTH]:,}".replace(",", " ")

    def reason(self, column: int) -> str:
        """Why the figure in a column is undefined; empty where it is not."""
        if self.subject is None or not PRECISION <= column <= F1:
            return ""
        reason = undefined(self.subject, self.counts, *self.layers).get(FIGURES[column - PRECISION], "")
        return f"undefined: {reason}" if reason else ""

    def made_of(self, column: int) -> int:
        """How many things are behind the figure in a column."""
        both, only_a, only_b = self.counts
        return (
            both + only_a + only_b,
            both + only_a,
            both + only_b,
            both + only_a + only_b,
            both,
            only_a,
            only_b,
        )[column]


def by_subject(found: Evaluation, how: How, codebook: Codebook) -> list[FigureRow]:
    """A line for each label, link and attribute, under headings."""
    rows: list[FigureRow] = []
    kind = ""
    for subject, counts in in_order(found.totals[how], codebook, found.question.labels).items():
        if subject.kind != kind:
            kind = subject.kind
            rows.append(FigureRow(_HEADINGS[kind]))
        shown = subject.shown
        text = shown[0].upper() + shown[1:] if not subject.name else shown
        rows.append(FigureRow(text, subject, counts, layers=_layers(found)))
    return rows


def by_article(found: Evaluation, how: How, subject: Subject, title: Callable[[int], str]) -> list[FigureRow]:
    """A line for each article that counts."""
    layers, scores = _layers(found), found.by_article[how]
    return [
        FigureRow(title(article), subject, scores.get(article, {}).get(subject, NOTHING), article, layers)
        for article in found.counted.articles
    ]


def sorted_by(rows: list[FigureRow], column: int, *, downwards: bool) -> list[FigureRow]:
    """The lines by what stands in a column; undefined ones last."""

    sign = -1 if downwards else 1

    def key(row: FigureRow) -> tuple[bool, float | str]:
        if column == NAME:
            return False, row.text.casefold()
        if column > F1:
            return False, row.counts[column - BOTH] * sign
        figure: float | None = getattr(row.counts, FIGURES[column - PRECISION])
        return figure is None, (figure or 0.0) * sign

    found = sorted(rows, key=key)
    return found[::-1] if column == NAME and downwards else found


def articles_behind(
    found: Evaluation, how: How, row: FigureRow, verdicts: Collection[Verdict]
) -> tuple[int, ...]:
    """The articles in which there is anything of this; only those need be read again."""
    if row.article_id is not None:
        return (row.article_id,)
    assert row.subject is not None

    def there(counts: Counts) -> bool:
        one, other = "only a" in verdicts, "only b" in verdicts
        return bool(
            ("both" in verdicts and counts.both) or (one and counts.only_a) or (other and counts.only_b)
        )

    subject = row.subject
    return tuple(
        article
        for article, scores in found.by_article[how].items()
        if subject in scores and there(scores[subject])
    )


def short(layer: Layer, other: Layer) -> str:
    """What a layer is called in the head of a column: its kind, where that tells it from the other one."""
    if layer.kind == "person" or (layer.kind == other.kind and layer != other):
        return layer.name
    return layer.kind


def _layers(found: Evaluation) -> tuple[str, str]:
    return found.question.layer.name, found.question.against.name
