"""Tables of who and whom: speakers against those they speak about, actors against time and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.analysis.counting import Behind, Place, Stock, source_of
from annotator.analysis.course import Course
from annotator.analysis.parties import Party
from annotator.analysis.statements import Statement

NOBODY = "nobody named"
NO_CONCEPT = "no concept"

Key = str


class Entry(NamedTuple):
    """One annotation for one cell; ``value`` is its sentiment (-1 to 1) where it has one."""

    row: tuple[Key, str]
    """What is the same in all of a row, and how it is called here."""
    column: tuple[Key, str]
    id: str
    place: Place
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Annotations, each once; how many of them are positive, neutral, negative, and neither."""

    count: int = 0
    positive: int = 0
    neutral: int = 0
    negative: int = 0
    behind: Behind = field(default_factory=Behind)

    @property
    def unsaid(self) -> int:
        return self.count - self.positive - self.neutral - self.negative


@dataclass(frozen=True, slots=True)
class Head:
    """A row or a column; ``others`` says for how many names it stands where it is the rest."""

    name: str
    whole: Cell
    others: int = 0

    @property
    def shown(self) -> str:
        return f"{self.others} others" if self.others else self.name


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table of cells; ``cells[row][column]``."""

    rows: tuple[Head, ...] = ()
    columns: tuple[Head, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    whole: Cell = field(default_factory=Cell)


def who_about_whom(stock: Stock, most: int) -> Crossing:
    """Claims by who makes them (rows) and about whom they are, or whom they show well or badly (columns).

    Where no claim is about anybody, but claims name concepts, by the concept on which a stand is taken.
    At most ``most`` rows and columns, those with most claims; what is beyond them is together in one.
    """
    return crossing(_who_and_whom(stock), most, most)


def sentiment_over_time(stock: Stock, course: Course, most: int) -> Crossing:
    """Sentiment towards actors (rows) in each stretch of the course; what has no date is left out."""

    def entries() -> Iterator[Entry]:
        for entry, article in _judged(stock):
            day = stock.articles[article].day
            place = course.place_of(day) if day is not None else None
            if place is not None:
                yield entry._replace(column=(f"{place:09}", course.stretches[place].name))

    columns = [(f"{n:09}", each.name) for n, each in enumerate(course.stretches)]
    return crossing(entries(), most, fixed=columns)


def sentiment_by_source(stock: Stock, most: int, most_sources: int) -> Crossing:
    """Sentiment towards actors (rows) in each source."""

    def entries() -> Iterator[Entry]:
        for entry, article in _judged(stock):
            source = source_of(stock.articles[article])
            yield entry._replace(column=(source, source))

    return crossing(entries(), most, most_sources)


def crossing(
    entries: Iterable[Entry],
    most_rows: int,
    most_columns: int = 0,
    *,
    fixed: Sequence[tuple[Key, str]] | None = None,
) -> Crossing:
    """Sort annotations into cells.

    :param fixed: the columns (key and name), where they stand already.
    """
    there = list(entries)
    rows, others_row = _heads([(each.row, each.id) for each in there], most_rows)
    if fixed is not None:
        columns, others_column = {key: n for n, (key, _) in enumerate(fixed)}, 0
        column_names = [name for _, name in fixed]
    else:
        columns, others_column = _heads([(each.column, each.id) for each in there], most_columns)
        column_names = _names(columns, [each.column for each in there], others_column)
    row_names = _names(rows, [each.row for each in there], others_row)
    kept: dict[tuple[int, int], dict[str, Entry]] = {}
    for each in there:
        kept.setdefault((rows[each.row[0]], columns[each.column[0]]), {})[each.id] = each
    # A whole row, a whole column and all together have each annotation once, too.
    for (row, column), found in list(kept.items()):
        for place in ((row, _WHOLE), (_WHOLE, column), (_WHOLE, _WHOLE)):
            kept.setdefault(place, {}).update(found)
    cells = {place: _cell(found.values()) for place, found in kept.items()}
    nothing = Cell()

    def heads(names: list[str], others: int, *, of_rows: bool) -> tuple[Head, ...]:
        last = max((n for n, name in enumerate(names) if name == _OTHERS), default=-1)
        return tuple(
            Head(
                "others" if n == last else name,
                cells.get((n, _WHOLE) if of_rows else (_WHOLE, n), nothing),
                others if n == last else 0,
            )
            for n, name in enumerate(names)
        )

    return Crossing(
        heads(row_names, others_row, of_rows=True),
        heads(column_names, others_column, of_rows=False),
        tuple(
            tuple(cells.get((row, column), nothing) for column in range(len(column_names)))
            for row in range(len(row_names))
        ),
        cells.get((_WHOLE, _WHOLE), nothing),
    )


def by_concept(stock: Stock) -> bool:
    """Whether claims are told apart by their concepts: some have one, and none is about anybody."""
    return any(each.concept for _, each in stock.statements) and not any(
        whom(each) for _, each in stock.statements
    )


def stand_of(statement: Statement) -> float | None:
    """How a claim is meant, from -1 to 1: whether it agrees with its concept, else its mean sentiment."""
    if statement.agreement is not None:
        return 1.0 if statement.agreement else -1.0
    values = [each.value for each in statement.sentiments if each.value is not None]
    return sum(values) / len(values) if values else None


def whom(statement: Statement) -> tuple[Party, ...]:
    """About whom a claim is, and whom it shows well or badly; each once."""
    found = {party.key: party for party in statement.about}
    for sentiment in statement.sentiments:
        for party in sentiment.targets:
            found.setdefault(party.key, party)
    return tuple(found.values())


# -- inside

_OTHERS = "\0others"
_WHOLE = -1


def _who_and_whom(stock: Stock) -> Iterator[Entry]:
    concepts = by_concept(stock)
    for layer, statement in stock.statements:
        speakers = [(party.key, party.name) for party in statement.speakers] or [("", NOBODY)]
        if concepts:
            about = [(statement.concept.casefold(), statement.concept or NO_CONCEPT)]
        else:
            about = [(party.key, party.name) for party in whom(statement)] or [("", NOBODY)]
        value = stand_of(statement)
        for speaker in speakers:
            for party in about:
                yield Entry(speaker, party, statement.claim_id, (statement.article_id, layer), value)


def _judged(stock: Stock) -> Iterator[tuple[Entry, int]]:
    """Each sentiment by its targets, with its article; the column is still to be said."""
    for layer, _label, each in stock.sentiments:
        place = (each.article_id, layer)
        for key, name in [(party.key, party.name) for party in each.targets] or [("", NOBODY)]:
            yield Entry((key, name), ("", ""), each.annotation_id, place, each.value), each.article_id


def _heads(keys: Sequence[tuple[tuple[Key, str], str]], most: int) -> tuple[dict[Key, int], int]:
    """Key -> its row; and how many keys share the row of the others (0: there is none).

    The most frequent come first, then the others, then nobody.
    """
    ids: dict[Key, set[str]] = {}
    called: dict[Key, str] = {}
    for (key, name), annotation in keys:
        ids.setdefault(key, set()).add(annotation)
        called.setdefault(key, name)
    named = sorted((key for key in ids if key), key=lambda key: (-len(ids[key]), called[key].casefold(), key))
    found = {key: n for n, key in enumerate(named)}
    others = 0
    if len(named) > most:
        others = len(named) - most + 1
        found = {key: min(n, most - 1) for n, key in enumerate(named)}
    if "" in ids:
        found[""] = max(found.values(), default=-1) + 1
    return found, others


def _names(places: dict[Key, int], heads: Sequence[tuple[Key, str]], others: int) -> list[str]:
    """What each row is called: as it is called most often."""
    called: dict[int, Counter[str]] = {}
    for key, name in heads:
        called.setdefault(places[key], Counter())[name] += 1
    names = [
        min(called[n], key=lambda name: (-called[n][name], name)) for n in range(max(called, default=-1) + 1)
    ]
    if others:
        names[len(names) - (2 if "" in places else 1)] = _OTHERS
    return names


def _cell(entries: Iterable[Entry]) -> Cell:
    there = list(entries)
    values = [each.value for each in there if each.value is not None]
    return Cell(
        len(there),
        sum(value > 0 for value in values),
        sum(value == 0 for value in values),
        sum(value < 0 for value in values),
        Behind(frozenset(each.place for each in there), ids=tuple(each.id for each in there)),
    )
