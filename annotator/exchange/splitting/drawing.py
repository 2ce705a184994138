"""The parts of a project's articles: copies together, alike in labels and sources, the same for one seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.exchange.formats import Format
from annotator.exchange.splitting.copies import groups_of
from annotator.exchange.splitting.dividing import Split, divide
from annotator.exchange.writing import Cancelled, ExportCancelledError
from annotator.model.layer import Layer
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.layer_rows import LayerRows, selected_articles
from annotator.project.queries import Queries
from annotator.store import articles


class TooLittleError(UserError):
    """There are fewer groups of articles than parts."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """``parts``: id of an article -> its part; ``groups``: id of an article -> number of its group;
    ``labels``: id of an article -> how many annotations of each label the layers have on it, as far as they
    were asked for; ``copies``: groups of more than one article."""

    split: Split
    parts: dict[int, str]
    groups: dict[int, int]
    labels: dict[int, Counter[str]]
    copies: tuple[tuple[int, ...], ...] = ()


def draw(
    queries: Queries,
    layers: Sequence[Layer],
    kind: Format,
    split: Split,
    selection: Selection = EVERYTHING,
    *,
    cancelled: Cancelled | None = None,
) -> Drawn:
    """Divide the articles that an export of these layers would have.

    :raises TooLittleError: if there are fewer groups of articles than parts.
    :raises ExportCancelledError: if ``cancelled`` said so.
    """
    said: dict[int, Counter[str]] = {}
    texts = _texts(queries, layers, kind, selection, said, cancelled)
    groups = groups_of(texts, queries.fingerprints())
    if len(groups) < len(split.shares):
        raise TooLittleError(
            f"There is too little to divide, {len(groups)} for {len(split.shares)} parts (copies count as "
            "one article): annotate more articles first."
        )
    known = {each.id: each for each in queries.articles()}
    sizes: dict[str, int] = {}
    traits: dict[str, Counter[Hashable]] = {}
    members: dict[str, tuple[int, ...]] = {}
    for group in groups:
        # By what the texts are, not by their ids: another project with the same articles is divided alike.
        name = min(known[number].sha256 for number in group)
        sizes[name], members[name] = len(group), group
        traits[name] = Counter()
        for number in group:
            traits[name].update({("label", label): count for label, count in said[number].items()})
            traits[name]["source", known[number].metadata.source] += 1
    given = divide(sizes, traits, split)
    return Drawn(
        split,
        {number: given[name] for name, group in members.items() for number in group},
        {number: place for place, group in enumerate(groups, 1) for number in group},
        said,
        tuple(group for group in groups if len(group) > 1),
    )


def _texts(
    queries: Queries,
    layers: Sequence[Layer],
    kind: Format,
    selection: Selection,
    said: dict[int, Counter[str]],
    cancelled: Cancelled | None,
) -> Iterator[tuple[int, str]]:
    """Id and text of each article of which there is a record that stands in a part; ``said`` gets how many
    annotations of each label are on it."""
    sources = [LayerRows(queries, layer, selection) for layer in layers]
    for article in articles.every(queries.db, selected_articles(queries, selection)):
        if cancelled is not None and cancelled():
            raise ExportCancelledError
        there = [found for rows in sources if (found := rows.take(article.id, article.text)) is not None]
        if any(each.answered or not kind.trains for each in there):
            said[article.id] = Counter(row[2] for each in there for row in each.annotations)
            yield article.id, article.text
