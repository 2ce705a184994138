"""What is compared of some layers: article by article, all layers at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.project.worked_on import WorkedOn, worked_on
from annotator.store import compared
from annotator.store.compared import AnnotationRow, LinkRow


@dataclass(frozen=True, slots=True)
class Countable:
    """The articles of one layer that count, and those that would if the annotator might see them."""

    worked: WorkedOn
    hidden: frozenset[int]


def countable(queries: Queries, layer: Layer, *, all_states: bool = False) -> Countable:
    """On which articles what a layer says may be counted: worked on, and not hidden in blind mode."""
    worked = worked_on(queries, layer, all_states=all_states)
    seen = queries.seen_articles(layer)
    if seen is None:
        return Countable(worked, frozenset())
    shown = replace(worked, articles=worked.articles & seen, begun=worked.begun & seen)
    return Countable(shown, worked.articles - seen)


def rows_on(
    queries: Queries, article_id: int, layers: Sequence[Layer]
) -> tuple[list[AnnotationRow], list[LinkRow]]:
    """The annotations and links of some layers on an article, in no order."""
    ids = [layer.id for layer in layers]
    return (
        compared.annotations_on(queries.db, article_id, ids),
        compared.links_on(queries.db, article_id, ids),
    )


def names_used(queries: Queries, layers: Sequence[Layer]) -> tuple[set[str], set[str]]:
    """The labels and the names of links that there are in some layers."""
    ids = [layer.id for layer in layers]
    return compared.labels_used(queries.db, ids), compared.links_used(queries.db, ids)


def finished(queries: Queries, layers: Sequence[Layer]) -> dict[tuple[int, int], str]:
    """(article id, layer id) -> when its owner was done there (ISO 8601); see the store's function."""
    return compared.finished(queries.db, [layer.id for layer in layers])
