"""What the grid shows of an agreement: figures by label, by pair, by article, and the confusion of labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotator.gui.agreement.grid_model import UNDEFINED, Cell, Row
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.results import (
    ALL_TOGETHER,
    LABEL_MEASURES,
    MEASURES,
    Between,
    Figure,
    Measure,
    measures_of,
)
from annotator.review.scores import Subject

_HEADINGS = {"label": "Labels", "link": "Links", "attribute": "Attributes, where both have the annotation"}
_COLUMNS: tuple[Measure, ...] = (*LABEL_MEASURES, "weighted_kappa")


class Asked(NamedTuple):
    """Which figure a cell shows; ``article`` is None for all articles."""

    figure: Figure
    subject: Subject
    measure: Measure
    between: Between = ALL_TOGETHER
    article: int | None = None


class Crossed(NamedTuple):
    """Which cell of a confusion: the labels that one and another gave; None is nothing."""

    between: Between
    one: str | None
    other: str | None


class View(NamedTuple):
    """Titles and tool tips of all columns, and the rows."""

    titles: tuple[str, ...]
    tips: tuple[str, ...]
    rows: list[Row]


def by_subject(found: Agreement, between: Between = ALL_TOGETHER) -> View:
    """A row for each label, link and attribute, a column for each measure."""
    table = found.table(between)
    rows: list[Row] = []
    kind = ""
    # What is about all comes first of its kind.
    order = list(_HEADINGS)
    for subject in sorted(found.subjects, key=lambda each: (order.index(each.kind), bool(each.name))):
        if subject.kind != kind:
            kind = subject.kind
            rows.append(Row(_HEADINGS[kind], heading=True))
        there = measures_of(subject)
        cells = tuple(
            _cell(Asked(table[measure, subject], subject, measure, between)) if measure in there else Cell()
            for measure in _COLUMNS
        )
        strong = not subject.name
        name = subject.shown[0].upper() + subject.shown[1:] if strong else subject.shown
        rows.append(Row(name, cells, subject, strong=strong, indent=not strong))
    used = [n for n in range(len(_COLUMNS)) if any(row.cells and row.cells[n].key for row in rows)]
    rows = [replace(row, cells=tuple(row.cells[n] for n in used)) if row.cells else row for row in rows]
    return _with_measures("", [_COLUMNS[n] for n in used], rows)


def by_article(found: Agreement, subject: Subject, between: Between, title: Callable[[int], str]) -> View:
    """A row for each article that counts, the figures of one subject."""
    measures = measures_of(subject)
    rows = [
        Row(
            title(article),
            tuple(
                _cell(Asked(table[measure, subject], subject, measure, between, article))
                for measure in measures
            ),
            article,
        )
        for article, table in found.by_article(between, measures).items()
    ]
    return _with_measures(f"Article · {subject.said}", measures, rows)


def by_pair(found: Agreement, subject: Subject, measure: Measure) -> View:
    """Layers against layers; each with the mean of its pairs in the last column."""
    layers = found.frame.layers

    def figure(between: Between) -> Cell:
        # Of two layers no table but that of the chosen pair has its intervals: they take their time.
        table = found.table(between, intervals=False)
        return _cell(Asked(table[measure, subject], subject, measure, between), shade=True)

    rows = []
    for one, layer in enumerate(layers):
        cells = [
            Cell("·", said="the same layer")
            if one == other
            else figure(Between(min(one, other), max(one, other)))
            for other in range(len(layers))
        ]
        rows.append(Row(layer.name, (*cells, figure(Between(one))), Between(one)))
    names = tuple(layer.name for layer in layers)
    head = f"{MEASURES[measure].short} · {subject.said}"
    return View((head, *names, "with all"), ("", *names, "the mean of its pairs"), rows)


def confusion(found: Agreement, between: Between) -> View:
    """How often which label stood where another gave which; labels that nobody used are left out."""
    table = found.confusion(between)
    names: list[str | None] = [*table.labels, None]
    used = [n for n in range(len(names)) if any(table.counts[n]) or any(row[n] for row in table.counts)]
    most = max((count for row in table.counts for count in row), default=0)
    rows = [
        Row(
            _label(names[n]),
            tuple(
                Cell(
                    f"{table.counts[n][m]:,}".replace(",", " ") if table.counts[n][m] else "·",
                    table.counts[n][m] / most if most else None,
                    said=f"{table.counts[n][m]} times {_label(names[n])}, another {_label(names[m])}",
                    key=Crossed(between, names[n], names[m]),
                    shade=True,
                )
                for m in used
            ),
        )
        for n in used
    ]
    heads = tuple(_label(names[m]) for m in used)
    return View((_pair_named(found, between), *heads), ("", *heads), rows)


def between_named(found: Agreement, between: Between) -> str:
    """“all layers”, “Kim with all others”, “Kim and Robin”."""
    layers, (one, other) = found.frame.layers, between
    if one is None:
        return "all layers" if len(layers) > 2 else f"{layers[0].name} and {layers[1].name}"
    if other is None:
        return f"{layers[one].name} with each of the others"
    return f"{layers[one].name} and {layers[other].name}"


def crossed_named(found: Agreement, asked: Crossed) -> str:
    """“Kim: claim · Robin: nothing”, “claim where another has nothing”."""
    one, other = asked.between
    if one is None or other is None:
        return f"{_label(asked.one)} where another has {_label(asked.other)}"
    layers = found.frame.layers
    return f"{layers[one].name}: {_label(asked.one)} · {layers[other].name}: {_label(asked.other)}"


def sorted_rows(rows: Sequence[Row], column: int, *, downwards: bool) -> list[Row]:
    """By a column; what is undefined always comes last."""
    if not column:
        return sorted(rows, key=lambda row: row.name.casefold(), reverse=downwards)

    def value(row: Row) -> float | None:
        return row.cells[column - 1].value if column <= len(row.cells) else None

    there = [row for row in rows if value(row) is not None]
    there.sort(key=lambda row: value(row) or 0.0, reverse=downwards)
    return [*there, *(row for row in rows if value(row) is None)]


def place_of(rows: Sequence[Row], subject: Subject, measure: Measure, between: Between) -> tuple[int, int]:
    """Row and column of a figure; of the first one where it is not there."""
    first: tuple[int, int] | None = None
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells, 1):
            if cell.key is None:
                continue
            first = first or (number, column)
            if isinstance(cell.key, Asked) and cell.key[1:4] == (subject, measure, between):
                return number, column
    return first or (0, 1)


# -- inside


def _with_measures(head: str, measures: Sequence[Measure], rows: list[Row]) -> View:
    titles = (head, *(MEASURES[measure].short for measure in measures))
    return View(titles, ("", *(MEASURES[measure].long for measure in measures)), rows)


def _cell(asked: Asked, *, shade: bool = False) -> Cell:
    figure = asked.figure
    return Cell(
        UNDEFINED if figure.value is None else two_places(figure.value),
        figure.value,
        figure.low,
        figure.high,
        said=in_words(figure, MEASURES[asked.measure].long),
        key=asked,
        shade=shade,
    )


def two_places(value: float) -> str:
    """With a minus, not a hyphen; never “−0.00”."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def in_words(figure: Figure, measure: str) -> str:
    """“Krippendorff's alpha 0.73 (0.61 to 0.82), on 1,204 tokens of 4 articles”."""
    if figure.value is None:
        return f"{measure}: {figure.undefined}"
    interval = ""
    if figure.low is not None and figure.high is not None:
        interval = f" ({two_places(figure.low)} to {two_places(figure.high)})"
    articles = len(figure.articles)
    of = f"{articles} article" if articles == 1 else f"{articles} articles"
    unit = figure.unit.removesuffix("s") if figure.units == 1 else figure.unit
    return f"{measure} {two_places(figure.value)}{interval}, on {figure.units:,} {unit} of {of}"


def _label(name: str | None) -> str:
    return "nothing" if name is None else name


def _pair_named(found: Agreement, between: Between) -> str:
    one, other = between
    if one is None or other is None:
        return "one ↓  another →"
    return f"{found.frame.layers[one].name} ↓  {found.frame.layers[other].name} →"
