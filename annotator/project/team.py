"""Who works on a project: what is assigned to whom, and how far everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.article import State
from annotator.model.assigning import Item, Plan, Wish, plan
from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.project.worked_on import worked_on
from annotator.store import annotations as annotation_store
from annotator.store import assignments, registry


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person is.  Blind mode hides what they said, and not how far they are.

    ``assigned`` articles are theirs; where nobody has an assignment, all articles are everybody's, and it is
    None.  The four states are of those and of what they have begun besides.  ``annotations`` is None where
    some are hidden from the one who asks, ``seconds`` where they are somebody else's.  ``last`` is when they
    wrote last (ISO 8601, UTC), empty where they have written nothing.
    """

    annotator: str
    assigned: int | None
    to_do: int
    in_progress: int
    done: int
    in_doubt: int
    beyond: int
    """Begun without being assigned."""
    annotations: int | None
    seconds: float | None
    last: str

    @property
    def articles(self) -> int:
        return self.to_do + self.in_progress + self.done + self.in_doubt


def people(queries: Queries) -> list[str]:
    """Everybody who is known here, by name: who has a layer or an assignment, and who works now."""
    layers = {layer.annotator for layer in queries.layers() if layer.kind == "person"}
    return sorted(layers | {queries.annotator} | set(assignments.names(queries.db)), key=_by_name)


def assigned(queries: Queries, annotator: str | None = None) -> frozenset[int]:
    """The articles that are assigned to an annotator (None: the one who works)."""
    return frozenset(assignments.of(queries.db, annotator or queries.annotator))


def assignees(queries: Queries, article_id: int) -> list[str]:
    """To whom an article is assigned, by name."""
    return sorted(assignments.on(queries.db, article_id), key=_by_name)


def assignments_by_article(queries: Queries) -> dict[int, frozenset[str]]:
    """Article -> to whom it is assigned; articles that are nobody's are missing."""
    found: dict[int, set[str]] = {}
    for article, name in assignments.load(queries.db):
        found.setdefault(article, set()).add(name)
    return {article: frozenset(names) for article, names in found.items()}


def articles_of(queries: Queries, annotator: str, state: State | None = None) -> list[int]:
    """The articles that :func:`progress` counts for a person, all or of one state, by id."""
    states = _states(queries, annotator)
    scope = _scope(queries, annotator, states)
    return sorted(number for number in scope if state in (None, states.get(number, "to do")))


def progress(queries: Queries) -> list[Progress]:
    """How far everybody is, by name."""
    last = assignments.last_written(queries.db)
    return [_progress(queries, name, last) for name in people(queries)]


def begun(queries: Queries) -> dict[int, frozenset[str]]:
    """Article -> the people who have begun it; articles that nobody has are missing."""
    found: dict[int, set[str]] = {}
    for layer in queries.layers():
        if layer.kind == "person":
            for article in worked_on(queries, layer, all_states=True).articles:
                found.setdefault(article, set()).add(layer.annotator)
    return {article: frozenset(names) for article, names in found.items()}


def draw(queries: Queries, wish: Wish, articles: Iterable[int] | None = None) -> Plan:
    """A plan for these articles (None: all) in which everybody keeps what they have begun.

    :raises UserError: if the wish can't be meant so, or an article is not there.
    """
    wanted = None if articles is None else {queries.article(number).id for number in articles}
    items = [
        Item(each.id, each.length, each.metadata.source)
        for each in queries.articles()
        if wanted is None or each.id in wanted
    ]
    return plan(items, wish, begun(queries))


def _progress(queries: Queries, name: str, last: dict[int, str]) -> Progress:
    layer, states = _layer(queries, name), _states(queries, name)
    scope = _scope(queries, name, states)
    counts = Counter[State](states.get(number, "to do") for number in scope)
    own = assigned(queries, name)
    anybody = bool(assignments.names(queries.db))
    hidden = layer is not None and queries.seen_articles(layer) is not None
    number = None
    if not hidden:
        number = sum(annotation_store.counts_by_article(queries.db, layer.id).values()) if layer else 0
    return Progress(
        name,
        len(own) if anybody else None,
        counts["to do"],
        counts["in progress"],
        counts["done"],
        counts["in doubt"],
        len(scope - own) if anybody else 0,
        number,
        sum(queries.seconds_on().values()) if name == queries.annotator else None,
        last.get(layer.id, "") if layer else "",
    )


def _scope(queries: Queries, name: str, states: dict[int, State]) -> frozenset[int]:
    """What is assigned to a person and what they have begun; all where nothing is assigned to anybody."""
    if not assignments.names(queries.db):
        return frozenset(queries.article_ids())
    return assigned(queries, name) | {number for number, state in states.items() if state != "to do"}


def _states(queries: Queries, name: str) -> dict[int, State]:
    layer = _layer(queries, name)
    return queries.states(layer.id if layer else None)


def _layer(queries: Queries, name: str) -> Layer | None:
    return registry.find_layer(queries.db, name, "person")


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name
