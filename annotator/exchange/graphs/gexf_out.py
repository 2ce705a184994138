"""GEXF 1.2 out, as networkx writes it and Gephi reads it.

Slices of time make it dynamic: nodes and edges are there in the windows (“spells”) in which something was
said, and have a weight for each, so that Gephi's timeline shows who joins whom when.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.analysis.networks import Slices
from annotator.exchange.formats import Context
from annotator.exchange.graphs.gathering import OPTIONS, Gathering, network_losses, said_of
from annotator.model.record import Record

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["OPTIONS", "losses", "open_writer", "preview"]

losses = network_losses


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._path, self._gathering = path, Gathering(context)

    def add(self, record: Record) -> tuple[int, int]:
        return self._gathering.add(record)

    def close(self) -> None:
        from networkx.readwrite.gexf import GEXFWriter

        slices = self._gathering.slices()
        graph = self._static() if slices is None else self._dynamic(slices)
        written = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
        written.add_graph(graph)
        meta = written.xml.find("meta")
        del meta.attrib["lastmodifieddate"]  # the same export gives the same file
        meta.find("creator").text = "Annotator"
        with self._path.open("wb") as file:
            written.write(file)

    def _static(self) -> nx.Graph:
        return self._gathering.graph(self._gathering.network())

    def _dynamic(self, slices: Slices) -> nx.Graph:
        graph = self._gathering.with_all(slices.networks)
        graph.graph["mode"] = "dynamic"
        for each in slices.networks:
            part = self._gathering.graph(each)
            for node, data in part.nodes(data=True):
                there = graph.nodes[node]
                there.setdefault("spells", []).append((each.start, each.end))
                there.setdefault("statements then", []).append((data["statements"], each.start, each.end))
            for one, other, data in part.edges(data=True):
                there = graph.edges[one, other]
                there.setdefault("spells", []).append((each.start, each.end))
                there.setdefault("weight then", []).append((data["weight"], each.start, each.end))
        # What joins two actors only across windows is in none of them.
        graph.remove_edges_from([(u, v) for u, v, data in graph.edges(data=True) if "spells" not in data])
        graph.remove_nodes_from([node for node, data in graph.nodes(data=True) if "spells" not in data])
        return graph


def open_writer(path: Path, context: Context) -> _Writer:
    """:raises UserError: if the codebook has no claims."""
    return _Writer(path, context)


def preview(path: Path) -> str:
    """How many nodes and edges, and the first of them."""
    from networkx import read_gexf

    return said_of(read_gexf(path))
