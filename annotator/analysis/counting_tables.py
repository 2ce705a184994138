"""The figures of a stock as tables: all rows, also those that a drawing has no room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.analysis.counting import Count, Stock, by_annotator, by_label, by_source, over_time, source_of
from annotator.analysis.matrix import NO_CONCEPT, NOBODY, by_concept, stand_of, whom
from annotator.analysis.parties import Party, Sentiment

Row = Sequence[str | int | float]


def labels_table(stock: Stock) -> list[Row]:
    return _counts("label", by_label(stock))


def sources_table(stock: Stock) -> list[Row]:
    return _counts("source", by_source(stock))


def annotators_table(stock: Stock) -> list[Row]:
    return _counts("annotator", by_annotator(stock))


def time_table(stock: Stock) -> list[Row]:
    """A row for each day, week, month ..., whichever fits; also where nothing was published."""
    course = stock.course()
    return _counts(course.unit, over_time(stock, course))


def pairs_table(stock: Stock) -> list[Row]:
    """A row for each speaker and each about whom they claim something, or each concept on which they take a
    stand (see :func:`annotator.analysis.matrix.by_concept`), with how the claims are meant."""
    names, found = _Names(), dict[tuple[str, str], Counter[str]]()
    concepts = by_concept(stock)
    for _layer, each in stock.statements:
        about = [each.concept or NO_CONCEPT] if concepts else names.keys(whom(each))
        for speaker in names.keys(each.speakers):
            for other in about:
                cell = found.setdefault((speaker, other), Counter())
                cell["all"] += 1
                cell[_sign(stand_of(each))] += 1
    rows = [
        (
            names[speaker],
            other if concepts else names[other],
            cell["all"],
            cell["positive"],
            cell["neutral"],
            cell["negative"],
        )
        for (speaker, other), cell in found.items()
    ]
    rows.sort(key=lambda row: (-row[2], row[0].casefold(), row[1].casefold()))
    return [
        ("speaker", "concept" if concepts else "about", "claims", "positive", "neutral", "negative"),
        *rows,
    ]


def sentiment_over_time_table(stock: Stock) -> list[Row]:
    """A row for each actor and each stretch of time in which something was said of them."""
    course = stock.course()

    def stretch(sentiment: Sentiment) -> str | None:
        day = stock.articles[sentiment.article_id].day
        place = course.place_of(day) if day is not None else None
        return None if place is None else course.stretches[place].name

    return _sentiment(stock, course.unit, stretch)


def sentiment_by_source_table(stock: Stock) -> list[Row]:
    """A row for each actor and each source."""
    return _sentiment(stock, "source", lambda each: source_of(stock.articles[each.article_id]))


TABLES: Mapping[str, Callable[[Stock], list[Row]]] = {
    "labels": labels_table,
    "sources": sources_table,
    "time": time_table,
    "annotators": annotators_table,
    "who-about-whom": pairs_table,
    "sentiment-over-time": sentiment_over_time_table,
    "sentiment-by-source": sentiment_by_source_table,
}
"""Name of a file -> its table."""


# -- inside


class _Names:
    """Key of an actor -> what it is called most often."""

    def __init__(self) -> None:
        self._called: dict[str, Counter[str]] = {"": Counter({NOBODY: 1})}

    def keys(self, parties: Iterable[Party]) -> list[str]:
        found: dict[str, None] = {}
        for party in parties:
            self._called.setdefault(party.key, Counter())[party.name] += 1
            found[party.key] = None
        return list(found) or [""]

    def __getitem__(self, key: str) -> str:
        called = self._called[key]
        return min(called, key=lambda name: (-called[name], name))


def _counts(what: str, counts: Iterable[Count]) -> list[Row]:
    return [
        (what, "annotations", "articles"),
        *((each.name, each.annotations, each.articles) for each in counts),
    ]


def _sentiment(stock: Stock, what: str, column: Callable[[Sentiment], str | None]) -> list[Row]:
    names, found = _Names(), dict[tuple[str, str], Counter[str]]()
    for _layer, _label, each in stock.sentiments:
        where = column(each)
        if where is None:
            continue
        for target in names.keys(each.targets):
            cell = found.setdefault((target, where), Counter())
            cell["all"] += 1
            cell[_sign(each.value)] += 1
    rows: list[Row] = [
        (names[target], where, *(cell[sign] for sign in (*_SIGNS, "all")))
        for (target, where), cell in found.items()
    ]
    rows.sort(key=lambda row: (str(row[0]).casefold(), str(row[1])))
    return [("actor", what, *_SIGNS, "all"), *rows]


_SIGNS = ("positive", "neutral", "negative", "not said")


def _sign(value: float | None) -> str:
    if value is None:
        return "not said"
    return "positive" if value > 0 else "negative" if value < 0 else "neutral"
