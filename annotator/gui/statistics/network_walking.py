"""Where an arrow key leads in a network."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF

from annotator.gui.statistics.network_drawing import NetworkDrawing

_BESIDE = 0.5
"""Cosine of the angle (60 degrees) by which something may lie beside the way of an arrow."""


def node_towards(drawing: NetworkDrawing, way: QPointF) -> str:
    """The neighbour that lies that way, else whatever lies nearest that way; from an edge to one of its ends.

    Where nothing is chosen, the largest; empty where there is nothing that way.
    """
    chosen = drawing.chosen
    if chosen.edge[0]:
        return max(chosen.edge, key=lambda end: QPointF.dotProduct(drawing.at(end), way))
    if not chosen.node:
        return drawing.graph.nodes[0].id if drawing.graph.nodes else ""
    edges = drawing.graph.edges_of(chosen.node)
    joined = {end for each in edges for end in (each.source, each.target)} - {chosen.node}
    others = [node.id for node in drawing.graph.nodes if node.id != chosen.node]
    for candidates in (sorted(joined), others):
        ahead = [(_far(drawing, chosen.node, key, way), key) for key in candidates]
        far, key = min(ahead, default=(math.inf, ""))
        if far < math.inf:
            return key
    return ""


def _far(drawing: NetworkDrawing, here: str, there: str, way: QPointF) -> float:
    """How far a node is that way, more where it lies beside it; infinite where it lies too far beside."""
    step = drawing.at(there) - drawing.at(here)
    length = math.hypot(step.x(), step.y())
    if length == 0 or QPointF.dotProduct(step, way) / length < _BESIDE:
        return math.inf
    return length * (2 - QPointF.dotProduct(step, way) / length)
