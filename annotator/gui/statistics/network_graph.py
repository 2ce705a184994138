"""What of a network is drawn: its heaviest edges, what a search finds, and where each node stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.analysis.counting import Behind, Stock
from annotator.analysis.counting_tables import Row
from annotator.analysis.networks import Edge, Network, NetworkSettings, Node, layout, network

MOST_EDGES = 400
"""More of them are a tangle, and slow."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges that are drawn; nodes heaviest first, places in a frame from -1 to 1.

    ``whole`` is the network that they are of; ``left_out`` says in words what is not drawn.
    """

    whole: Network
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: dict[str, tuple[float, float]]
    left_out: str = ""

    def edges_of(self, node: str) -> list[Edge]:
        """The edges of a node, the heaviest first."""
        return [each for each in self.edges if node in (each.source, each.target)]


def graph_of(stock: Stock, settings: NetworkSettings, sought: str = "") -> Graph:
    """The network of a stock's statements.

    :param sought: only actors and claims with these words in their name, and whatever is joined to them.
    """
    whole = network(
        [each for _, each in stock.statements], settings, [each for _, _, each in stock.sentiments]
    )
    names = {node.id: node for node in whole.nodes}
    edges = list(whole.edges)
    if words := sought.casefold().split():
        found = {node.id for node in whole.nodes if all(word in node.name.casefold() for word in words)}
        edges = [each for each in edges if each.source in found or each.target in found]
    size = {node.id: len(node.claims) for node in whole.nodes}
    edges.sort(
        key=lambda each: (
            -abs(each.weight),
            -max(size[each.source], size[each.target]),
            each.source,
            each.target,
        )
    )
    told = ""
    if len(edges) > MOST_EDGES:
        told = f"The {MOST_EDGES} heaviest of {len(edges):,} edges are drawn".replace(",", " ")
        edges = edges[:MOST_EDGES]
    ends = dict.fromkeys(end for each in edges for end in (each.source, each.target))
    nodes = sorted((names[key] for key in ends), key=lambda node: (-len(node.claims), node.name, node.id))
    drawn = replace(whole, nodes=tuple(nodes), edges=tuple(edges))
    return Graph(whole, drawn.nodes, drawn.edges, layout(drawn), told)


def table_of(graph: Graph) -> list[Row]:
    """All edges of the network, also those that are not drawn."""
    names = {node.id: node.name for node in graph.whole.nodes}
    head: Row = ("from", "to", "weight", "sign", "positive", "negative", "articles", "first", "last", "by")
    return [
        head,
        *(
            (
                names[each.source],
                names[each.target],
                round(each.weight, 6),
                "" if each.sign is None else round(each.sign, 3),
                each.positive,
                each.negative,
                len(each.articles),
                each.first,
                each.last,
                "; ".join(each.by),
            )
            for each in graph.whole.edges
        ),
    ]


def behind_of(claims: Sequence[str], articles: Sequence[int]) -> Behind:
    return Behind(frozenset((article, 0) for article in articles), ids=tuple(claims))


def sign_of(edge: Edge) -> str:
    """“+”, “−”, “±” where both are there and neither prevails, “○” for neutral; empty where it is not known.

    Below zero an edge of congruence less conflict says that conflict prevails.
    """
    value = edge.sign if edge.sign is not None else (-1.0 if edge.weight < 0 else None)
    if value is None:
        return ""
    if edge.positive and edge.negative and abs(value) < 1 / 3:
        return "±"
    return "+" if value > 0 else "−" if value < 0 else "○"
