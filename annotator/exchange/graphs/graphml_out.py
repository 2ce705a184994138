"""GraphML out, as networkx writes it and Gephi, visone, igraph and yEd read it.

Slices of time are attributes: “weight 2025-03” and “statements 2025-03”, where there is something then.
"""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.formats import Context
from annotator.exchange.graphs.gathering import OPTIONS, Gathering, network_losses, said_of, window
from annotator.model.record import Record

__all__ = ["OPTIONS", "losses", "open_writer", "preview"]

losses = network_losses


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._path, self._gathering = path, Gathering(context)

    def add(self, record: Record) -> tuple[int, int]:
        return self._gathering.add(record)

    def close(self) -> None:
        from networkx import write_graphml_xml

        gathering = self._gathering
        slices = gathering.slices()
        if slices is None:
            graph = gathering.graph(gathering.network())
        else:
            graph = gathering.with_all(slices.networks)
            for each in slices.networks:
                name = window(each, slices.every)
                part = gathering.graph(each)
                for node, data in part.nodes(data=True):
                    graph.nodes[node][f"statements {name}"] = data["statements"]
                for one, other, data in part.edges(data=True):
                    graph.edges[one, other][f"weight {name}"] = data["weight"]
        with self._path.open("wb") as file:
            write_graphml_xml(graph, file, named_key_ids=True)


def open_writer(path: Path, context: Context) -> _Writer:
    """:raises UserError: if the codebook has no claims."""
    return _Writer(path, context)


def preview(path: Path) -> str:
    """How many nodes and edges, and the first of them."""
    from networkx import read_graphml

    return said_of(read_graphml(path))
