"""What the layers say, counted: per label, source, annotator and time, and which annotations are behind it.

A :class:`Stock` is read once from records; whatever is asked for afterwards (another period, one source, one
label) is answered from it without the project file.  It keeps numbers by article, layer and label, not the
annotations: these are read when somebody wants to see what is behind a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from annotator.analysis.course import Course, course_of
from annotator.analysis.parties import Sentiment
from annotator.analysis.periods import day_of
from annotator.analysis.roles import Roles
from annotator.analysis.statements import Statement, sentiments, statements
from annotator.model.article import State
from annotator.model.record import Record
from annotator.model.selection import Selection
from annotator.project.concordance.lines import shown_title

Place = tuple[int, int]
"""``(article id, layer id)``"""

Unit = str
"""What is counted: “annotations” or “articles”."""

NO_SOURCE = "no source"
_NO_ATTRIBUTES: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an article that counts; one without a title is called by the file it came from."""

    id: int
    title: str
    source: str
    published: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Behind:
    """What a figure is made of: the annotations with these labels at these places (no label: with any), or,
    where ``ids`` is given, only those."""

    places: frozenset[Place] = frozenset()
    labels: frozenset[str] = frozenset()
    ids: tuple[str, ...] | None = None

    @property
    def articles(self) -> frozenset[int]:
        return frozenset(article for article, _ in self.places)


@dataclass(frozen=True, slots=True)
class Count:
    """A bar: how many annotations in how many articles have this name."""

    name: str
    annotations: int
    articles: int
    behind: Behind
    others: int = 0
    """Where it stands for the rest: of how many names."""
    course: tuple[int, ...] = ()
    """Annotations in each stretch of the course, where it was asked for."""

    def value(self, unit: Unit) -> int:
        return self.articles if unit == "articles" else self.annotations


@dataclass(frozen=True, slots=True)
class Stock:
    """What was read of some layers."""

    articles: Mapping[int, Told] = field(default_factory=dict)
    layers: Mapping[int, str] = field(default_factory=dict)
    """Id -> whose it is, as it is to be written."""
    states: Mapping[Place, State] = field(default_factory=dict)
    """Also of places where nothing is annotated."""
    counts: Mapping[tuple[int, int, str], int] = field(default_factory=dict)
    """(article, layer, label) -> annotations"""
    statements: tuple[tuple[int, Statement], ...] = ()
    """With the id of the layer."""
    sentiments: tuple[tuple[int, str, Sentiment], ...] = ()
    """With the id of the layer and the label."""

    @property
    def annotations(self) -> int:
        return sum(self.counts.values())

    @property
    def undated(self) -> int:
        """Articles whose day of publication is not known."""
        return sum(told.day is None for told in self.articles.values())

    @property
    def sources(self) -> list[str]:
        """From the one with most articles; :data:`NO_SOURCE` where it is not known."""
        counted = Counter(source_of(told) for told in self.articles.values())
        return sorted(counted, key=lambda name: (-counted[name], name.casefold()))

    @property
    def labels(self) -> list[str]:
        """From the one with most annotations."""
        counted: Counter[str] = Counter()
        for (_, _, label), number in self.counts.items():
            counted[label] += number
        return sorted(counted, key=lambda name: (-counted[name], name.casefold()))

    def course(self) -> Course:
        """From the day of the first dated article to that of the last."""
        return course_of(told.day for told in self.articles.values() if told.day is not None)

    def only(self, wanted: Selection) -> Stock:
        """What of it is asked for; ``wanted.words``, which takes a search, must be empty or looked up."""
        if wanted == Selection():
            return self
        since, until = day_of(wanted.since), day_of(wanted.until)

        def fits(told: Told) -> bool:
            if wanted.articles is not None and told.id not in wanted.articles:
                return False
            if wanted.sources and source_of(told) not in wanted.sources:
                return False
            if since is None and until is None:
                return True
            day = told.day
            return day is not None and (since is None or day >= since) and (until is None or day <= until)

        articles = {number: told for number, told in self.articles.items() if fits(told)}
        states = {
            place: state
            for place, state in self.states.items()
            if place[0] in articles and (not wanted.states or state in wanted.states)
        }
        if wanted.states:
            articles = {number: articles[number] for number in dict.fromkeys(place[0] for place in states)}
        counts = {
            key: number
            for key, number in self.counts.items()
            if (key[0], key[1]) in states and (not wanted.labels or key[2] in wanted.labels)
        }

        def has(layer: int, article: int, label: str) -> bool:
            return (article, layer) in states and (not wanted.labels or label in wanted.labels)

        return replace(
            self,
            articles=articles,
            states=states,
            counts=counts,
            statements=tuple(
                (layer, each) for layer, each in self.statements if has(layer, each.article_id, each.label)
            ),
            sentiments=tuple(
                (layer, label, each)
                for layer, label, each in self.sentiments
                if has(layer, each.article_id, label)
            ),
        )


def source_of(told: Told) -> str:
    return told.source or NO_SOURCE


def stock_of(records: Iterable[Record], roles: Roles, progress: Callable[[int], None] | None = None) -> Stock:
    """Read records, with what they state as the codebook's roles have it.

    :param progress: called with the number of records read so far; what it raises ends the reading.
    """
    articles: dict[int, Told] = {}
    layers: dict[int, str] = {}
    states: dict[Place, State] = {}
    counts: Counter[tuple[int, int, str]] = Counter()
    stated: list[tuple[int, Statement]] = []
    judged: list[tuple[int, str, Sentiment]] = []
    for number, record in enumerate(records, 1):
        about, layer = record.article.metadata, record.layer.id
        article = record.article.id
        if article not in articles:
            source = " ".join(about.source.split())
            title = shown_title(about.title, record.article.origin, article)
            articles[article] = Told(article, title, source, about.published, day_of(about.published))
        layers[layer] = record.annotator
        states[article, layer] = record.state
        for annotation in record.annotations:
            counts[article, layer, annotation.label] += 1
        # Kept for all articles at once: without what no figure is made of.
        said = [replace(each, cues=(), attributes=_NO_ATTRIBUTES) for each in statements(record, roles)]
        stated += ((layer, each) for each in said)
        found = sentiments(record, roles)
        if found:
            labels = {each.id: each.label for each in record.annotations}
            known = {each.annotation_id: each for claim in said for each in claim.sentiments}
            judged += (
                (layer, labels[each.annotation_id], known.get(each.annotation_id, each)) for each in found
            )
        if progress is not None:
            progress(number)
    return Stock(articles, layers, states, dict(counts), tuple(stated), tuple(judged))


# -- counts


def by_label(stock: Stock, course: Course | None = None) -> list[Count]:
    """A count for each label, the most frequent first."""
    return _counted(stock, lambda _told, _layer, label: label, course)


def by_source(stock: Stock, course: Course | None = None) -> list[Count]:
    return _counted(stock, lambda told, _layer, _label: source_of(told), course)


def by_annotator(stock: Stock, course: Course | None = None) -> list[Count]:
    return _counted(stock, lambda _told, layer, _label: stock.layers[layer], course)


def over_time(stock: Stock, course: Course) -> list[Count]:
    """A count for each stretch of the course, also where nothing is."""
    places = _places_of(stock, course)

    def stretch(told: Told, _layer: int, _label: str) -> str | None:
        place = places.get(told.id)
        return None if place is None else course.stretches[place].name

    found = {count.name: count for count in _counted(stock, stretch, None)}
    return [found.get(each.name, Count(each.name, 0, 0, Behind())) for each in course.stretches]


def first_and_rest(counts: Sequence[Count], most: int) -> list[Count]:
    """The first ``most`` counts; where there are more, the last of these stands for all the rest."""
    if len(counts) <= most:
        return list(counts)
    kept, rest = list(counts[: most - 1]), counts[most - 1 :]
    places = frozenset().union(*(each.behind.places for each in rest))
    labels = frozenset().union(*(each.behind.labels for each in rest))
    course = tuple(map(sum, zip(*(each.course for each in rest), strict=True)))
    whole = sum(each.annotations for each in rest)
    articles = len({article for article, _ in places})
    return [*kept, Count("others", whole, articles, Behind(places, labels), len(rest), course)]


# -- inside


def _places_of(stock: Stock, course: Course) -> dict[int, int]:
    """Article -> its stretch of the course; those without a date are missing."""
    found = {told.id: course.place_of(told.day) for told in stock.articles.values() if told.day is not None}
    return {number: place for number, place in found.items() if place is not None}


def _counted(
    stock: Stock, name: Callable[[Told, int, str], str | None], course: Course | None
) -> list[Count]:
    whole: Counter[str] = Counter()
    places: dict[str, set[Place]] = {}
    labels: dict[str, set[str]] = {}
    times: dict[str, list[int]] = {}
    stretches = _places_of(stock, course) if course is not None else {}
    for (article, layer, label), number in stock.counts.items():
        named = name(stock.articles[article], layer, label)
        if named is None:
            continue
        whole[named] += number
        places.setdefault(named, set()).add((article, layer))
        labels.setdefault(named, set()).add(label)
        if course is not None:
            line = times.setdefault(named, [0] * len(course.stretches))
            if article in stretches:
                line[stretches[article]] += number
    return [
        Count(
            named,
            whole[named],
            len({article for article, _ in places[named]}),
            Behind(frozenset(places[named]), frozenset(labels[named])),
            course=tuple(times.get(named, ())),
        )
        for named in sorted(whole, key=lambda each: (-whole[each], each.casefold()))
    ]
