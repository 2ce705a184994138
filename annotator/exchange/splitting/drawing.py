"""The parts of a project's articles: copies together, alike in labels and sources, the same for one seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.exchange.formats import Format
from annotator.exchange.splitting.copies import groups_of
from annotator.exchange.splitting.dividing import Split, divide
from annotator.model.layer import Layer
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.layer_rows import selected_articles
from annotator.project.queries import Queries
from annotator.store import articles, streams


@dataclass(frozen=True, slots=True)
class Drawn:
    """``parts``: id of an article -> its part; ``groups``: id of an article -> number of its group;
    ``copies``: groups of more than one article, with how many."""

    split: Split
    parts: dict[int, str]
    groups: dict[int, int]
    copies: tuple[tuple[int, ...], ...] = ()


def draw(
    queries: Queries,
    layers: Sequence[Layer],
    kind: Format,
    split: Split,
    selection: Selection = EVERYTHING,
) -> Drawn:
    """Divide the articles that an export of these layers would have.

    :raises UserError: if there are fewer groups of articles than parts.
    """
    chosen = selected_articles(queries, selection)
    if kind.trains:
        answered: set[int] = set()
        for layer in layers:
            seen = queries.seen_articles(layer)
            theirs = streams.finished(queries.db, layer) | set(queries.states(layer.id))
            answered |= theirs if seen is None else theirs & seen
        chosen = [number for number in chosen if number in answered]
    texts = ((each.id, each.text) for each in articles.every(queries.db, chosen))
    groups = groups_of(texts, queries.fingerprints())
    if len(groups) < len(split.shares):
        raise UserError(
            f"There is too little to divide, {len(groups)} for {len(split.shares)} parts (copies count as "
            "one article): annotate more articles first."
        )
    known = {each.id: each for each in queries.articles()}
    said = _labels(queries, layers)
    sizes: dict[str, int] = {}
    traits: dict[str, Counter[Hashable]] = {}
    members: dict[str, tuple[int, ...]] = {}
    for group in groups:
        # By what the texts are, not by their ids: another project with the same articles is divided alike.
        name = min(known[number].sha256 for number in group)
        sizes[name], members[name] = len(group), group
        traits[name] = Counter()
        for number in group:
            traits[name].update({("label", label): count for label, count in said.get(number, {}).items()})
            traits[name]["source", known[number].metadata.source] += 1
    given = divide(sizes, traits, split)
    return Drawn(
        split,
        {number: given[name] for name, group in members.items() for number in group},
        {number: place for place, group in enumerate(groups, 1) for number in group},
        tuple(group for group in groups if len(group) > 1),
    )


def _labels(queries: Queries, layers: Sequence[Layer]) -> dict[int, Counter[str]]:
    """Article id -> how many annotations of each label."""
    found: dict[int, Counter[str]] = {}
    ids = [layer.id for layer in layers]
    for article, label, number in streams.labels_by_article(queries.db, ids, queries.hidden):
        found.setdefault(article, Counter())[label] += number
    return found
