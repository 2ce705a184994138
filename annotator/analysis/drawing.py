"""A network as a graph of networkx, and where its nodes stand when it is drawn.

networkx takes a quarter of a second to import, so it is imported where it is used.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.analysis.network import Edge, Network, Node, Slices

if TYPE_CHECKING:
    import networkx as nx

Place = tuple[float, float]

_SPRUNG = 400
"""Nodes of a component that are moved by forces, which takes their number squared; others join them."""

_GOLDEN = math.pi * (3 - math.sqrt(5))


def as_graph(network: Network, slices: Slices | None = None) -> nx.Graph:
    """The network as networkx has it, for GraphML, GEXF and measures of centrality.

    All attributes are texts, whole numbers or floats, which GraphML, GEXF and Gephi keep; what is not known
    is left out.  ``weight`` is never below zero, as programs lay out by it: ``sign`` says which way it goes.
    Nodes and edges have a ``start`` and an ``end`` (ISO 8601 days) where their articles have dates.

    :param slices: of the same network: edges get the windows in which they are there as ``spells``, in place
        of ``start`` and ``end``; for GEXF only.
    """
    import networkx as nx

    graph: nx.Graph = nx.DiGraph() if network.directed else nx.Graph()
    graph.graph["name"] = network.settings.kind
    for node in sorted(network.nodes, key=lambda node: node.id):
        graph.add_node(node.id, **_node_attributes(node))
    spells = _spells(slices, directed=network.directed) if slices is not None else None
    for edge in sorted(network.edges, key=lambda edge: (edge.source, edge.target)):
        attributes = _edge_attributes(edge)
        if spells is not None:
            there = spells.get((edge.source, edge.target), [])
            attributes = {k: v for k, v in attributes.items() if k not in ("start", "end")}
            graph.add_edge(edge.source, edge.target, **attributes, **({"spells": there} if there else {}))
        else:
            graph.add_edge(edge.source, edge.target, **attributes)
    if slices is not None:
        graph.graph["mode"] = "dynamic"
    return graph


def layout(network: Network, seed: int = 0) -> dict[str, Place]:
    """Node -> where it stands, in a frame from -1 to 1; the same for the same network and seed.

    Each connected component is laid out by forces (Fruchterman and Reingold 1991, “Graph Drawing by
    Force-directed Placement”) and the components are set side by side, the largest first, in rows.  Of a
    very large component the nodes with most edges are laid out, and the others around their neighbours.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted(node.id for node in network.nodes))
    for edge in sorted(network.edges, key=lambda edge: (edge.source, edge.target)):
        known = graph.get_edge_data(edge.source, edge.target, {"weight": 0.0})["weight"]
        graph.add_edge(edge.source, edge.target, weight=known + abs(edge.weight))
    components = sorted((sorted(each) for each in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    return _side_by_side([_component(graph.subgraph(nodes), nodes, seed) for nodes in components])


# -- attributes


def _node_attributes(node: Node) -> dict[str, str | int]:
    found: dict[str, str | int] = {
        "label": _printable(node.name),
        "mode": node.mode,
        "bipartite": 0 if node.mode == "actor" else 1,
        "kind": _printable(node.kind),
        "actor_id": node.actor_id,
        "statements": len(node.claims),
        "articles": len(node.articles),
    }
    return found | _time(node.first, node.last)


def _edge_attributes(edge: Edge) -> dict[str, str | int | float]:
    found: dict[str, str | int | float] = {
        "weight": abs(edge.weight),
        "statements": edge.statements,
        "positive": edge.positive,
        "negative": edge.negative,
        "articles": len(edge.articles),
        "by": _printable("; ".join(edge.by)),
        "claim_ids": " ".join(edge.claims),
        "article_ids": " ".join(map(str, edge.articles)),
    }
    if edge.sign is not None:
        found["sign"] = float(edge.sign)
    return found | _time(edge.first, edge.last)


def _time(first: str, last: str) -> dict[str, str]:
    return {"start": first, "end": last} if first else {}


def _printable(text: str) -> str:
    """Without the control characters that XML can't hold."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs") and c not in "\ufffe\uffff")


def _spells(slices: Slices, *, directed: bool) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in slices.networks:
        for edge in each.edges:
            found.setdefault((edge.source, edge.target), []).append((each.start, each.end))
    return found


# -- places


def _component(graph: nx.Graph, nodes: Sequence[str], seed: int) -> dict[str, Place]:
    """One component in a square as large as its nodes need, its corner at 0, 0."""
    import networkx as nx

    size = math.sqrt(len(nodes))
    if len(nodes) == 1:
        return {nodes[0]: (size / 2, size / 2)}
    moved = sorted(nodes, key=lambda node: (-graph.degree(node), node))[:_SPRUNG]
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(moved))
    ordered.add_edges_from(sorted((u, v) for u, v in graph.edges(moved) if u in ordered and v in ordered))
    found = nx.spring_layout(ordered, seed=seed, weight=None, iterations=80)
    places = {node: ((float(x) + 1) * size / 2, (float(y) + 1) * size / 2) for node, (x, y) in found.items()}
    return _beside(graph, places, nodes, size)


def _beside(graph: nx.Graph, places: dict[str, Place], nodes: Iterable[str], size: float) -> dict[str, Place]:
    """The other nodes around the middle of their neighbours that have a place, in a spiral."""
    waiting = sorted(set(nodes) - places.keys())
    turn = 0
    while waiting:
        later = []
        for node in waiting:
            near = [places[other] for other in sorted(graph[node]) if other in places]
            if not near:
                later.append(node)
                continue
            turn += 1
            reach = size * (0.02 + 0.06 * (turn % 7) / 7)
            x, y = (sum(axis) / len(near) for axis in zip(*near, strict=True))
            places[node] = x + reach * math.cos(turn * _GOLDEN), y + reach * math.sin(turn * _GOLDEN)
        waiting = later
    return places


def _side_by_side(components: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """All components in rows, in a frame from -1 to 1."""
    sizes = [math.sqrt(len(component)) + 1 for component in components]
    width = max([math.sqrt(sum(size * size for size in sizes)), *sizes], default=1.0)
    found: dict[str, Place] = {}
    left = top = height = 0.0
    for component, size in zip(components, sizes, strict=True):
        if left and left + size > width:
            left, top, height = 0.0, top + height, 0.0
        found |= {node: (left + x, top + y) for node, (x, y) in component.items()}
        left, height = left + size, max(height, size)
    return _framed(found)


def _framed(places: Mapping[str, Place]) -> dict[str, Place]:
    if not places:
        return {}
    xs, ys = zip(*places.values(), strict=True)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    reach = max(max(xs) - min(xs), max(ys) - min(ys)) / 2 or 1.0
    return {node: ((x - middle[0]) / reach, (y - middle[1]) / reach) for node, (x, y) in places.items()}
