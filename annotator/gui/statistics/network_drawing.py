"""A network, drawn: actors as dots, claims as boxes, edges by weight with their sign."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.analysis.networks import Edge, Node
from annotator.gui.statistics.drawing import CENTRE, LEFT, Drawing, Look, Mark, many, words
from annotator.gui.statistics.name_room import Room, place_around, places_of_name
from annotator.gui.statistics.network_graph import Graph, behind_of, sign_of
from annotator.gui.theme import mix

_MARGIN = 70.0
_LEAST, _MOST = 4.5, 15.0
"""Radius of the smallest and the largest node, in pixels."""
_NAME = 190.0
_NAMES = 160
"""The most names that are written."""
_REACH = 6.0
"""Pixels from a line within which a click means it."""
_PAPER_HEIGHT = 0.8
_ZOOM = 0.3, 24.0


class Chosen(NamedTuple):
    """What is current or under the mouse: a node (by id) or an edge (by its ends)."""

    node: str = ""
    edge: tuple[str, str] = ("", "")


NOTHING = Chosen()


class NetworkDrawing(Drawing):
    """Laid out by :meth:`fit` or :meth:`lay_out`; ``zoom`` and ``shift`` change how much of it is seen."""

    def __init__(self, title: str, graph: Graph) -> None:
        super().__init__()
        self.title, self.graph = title, graph
        self.nodes = {node.id: node for node in graph.nodes}
        self.edges = {(each.source, each.target): each for each in graph.edges}
        self.zoom, self.shift = 1.0, QPointF()
        self.chosen, self.hovered = NOTHING, NOTHING
        self.named: dict[str, QRectF] = {}
        """Where names stood when it was painted last."""
        self._size = QSizeF(100, 100)
        self._heaviest = max((abs(each.weight) for each in graph.edges), default=1.0) or 1.0
        self._largest = max((len(node.claims) for node in graph.nodes), default=1) or 1

    # -- where things are

    def lay_out(self, width: float, look: Look) -> float:
        """For paper: all of it, nothing chosen."""
        high = width * _PAPER_HEIGHT
        self._size, self.zoom, self.shift = QSizeF(width, high), 1.0, QPointF()
        self.chosen = self.hovered = NOTHING
        return high

    def fit(self, size: QSizeF) -> None:
        """For the window: another size, seen as far as before."""
        self._size = size

    def at(self, node: str) -> QPointF:
        """The middle of a node, in pixels."""
        x, y = self.graph.places[node]
        half_wide = max(self._size.width() / 2 - _MARGIN - _NAME / 3, 40)
        half_high = max(self._size.height() / 2 - _MARGIN / 2, 40)
        middle = QPointF(self._size.width() / 2, self._size.height() / 2)
        return middle + self.shift + QPointF(x * half_wide, y * half_high) * self.zoom

    def radius(self, node: Node) -> float:
        """So that the area grows with the number of claims."""
        return _LEAST + (_MOST - _LEAST) * math.sqrt(len(node.claims) / self._largest)

    def zoom_at(self, place: QPointF, factor: float) -> None:
        """Nearer or farther; what is at this place stays there."""
        wanted = min(max(self.zoom * factor, _ZOOM[0]), _ZOOM[1])
        middle = QPointF(self._size.width() / 2, self._size.height() / 2)
        self.shift = (place - middle) - (place - middle - self.shift) * (wanted / self.zoom)
        self.zoom = wanted

    def reveal(self, node: str) -> None:
        """Shift it so far that a node is well inside."""
        place, room = self.at(node), QRectF(QPointF(), self._size).adjusted(40, 30, -40, -30)
        self.shift += QPointF(
            min(max(place.x(), room.left()), room.right()) - place.x(),
            min(max(place.y(), room.top()), room.bottom()) - place.y(),
        )

    def found_at(self, place: QPointF) -> Chosen:
        """The node there, else the edge there."""
        for node in self.graph.nodes:
            if QLineF(place, self.at(node.id)).length() <= self.radius(node) + 3:
                return Chosen(node.id)
        near = [(_distance(place, self._line(each)), key) for key, each in self.edges.items()]
        best = min(near, default=(math.inf, ("", "")))
        return Chosen(edge=best[1]) if best[0] <= _REACH else NOTHING

    def mark_of(self, chosen: Chosen) -> Mark | None:
        """What is chosen, as a mark."""
        if chosen.node in self.nodes:
            node = self.nodes[chosen.node]
            said = (
                f"{node.name}: {many(len(node.claims), 'claim')} in "
                f"{many(len(node.articles), 'article')}, {many(self._degree(node.id), 'edge')}"
            )
            box = QRectF(0, 0, 24, 24)
            box.moveCenter(self.at(node.id))
            return Mark(box, said, behind_of(node.claims, node.articles))
        edge = self.edges.get(chosen.edge)
        if edge is None:
            return None
        return Mark(QRectF(), self._said(edge), behind_of(edge.claims, edge.articles))

    # -- painting

    def paint(self, painter: QPainter, look: Look, current: int | None) -> None:
        """``current`` is not asked: :attr:`chosen` is."""
        painter.save()
        painter.setClipRect(QRectF(QPointF(), self._size))
        near = self._near()
        for key, edge in reversed(self.edges.items()):
            self._edge(painter, look, edge, chosen=key in near.edges, faded=bool(near.edges or near.nodes))
        for node in reversed(self.graph.nodes):
            self._node(painter, look, node, faded=bool(near.nodes) and node.id not in near.nodes)
        self._names(painter, look, near.nodes)
        self._legend(painter, look)
        painter.restore()

    # -- inside

    def _degree(self, node: str) -> int:
        return len(self.graph.edges_of(node))

    def _said(self, edge: Edge) -> str:
        arrow = "→" if self.graph.whole.directed else "–"
        names = f"{self.nodes[edge.source].name} {arrow} {self.nodes[edge.target].name}"
        parts = [f"weight {edge.weight:g}", many(len(edge.articles), "article")]
        if edge.positive or edge.negative:
            parts.append(f"{edge.positive} positive, {edge.negative} negative")
        return f"{names}: {', '.join(parts)}"

    def _near(self) -> _Near:
        """The chosen ones, what is under the mouse, and what is joined to them."""
        nodes: set[str] = set()
        edges: set[tuple[str, str]] = set()
        for each in (self.chosen, self.hovered):
            if each.node:
                edges |= {(edge.source, edge.target) for edge in self.graph.edges_of(each.node)}
                nodes.add(each.node)
            elif each.edge[0]:
                edges.add(each.edge)
        return _Near(nodes | {end for edge in edges for end in edge}, edges)

    def _line(self, edge: Edge) -> QLineF:
        return QLineF(self.at(edge.source), self.at(edge.target))

    def _edge(self, painter: QPainter, look: Look, edge: Edge, *, chosen: bool, faded: bool) -> None:
        sign, line = sign_of(edge), self._line(edge)
        tone = look.colour("accent" if chosen else "muted")
        if not chosen:
            tone = mix(look.colour("page"), tone, 0.3 if faded else 0.8)
        pen = QPen(tone, 1 + 3.5 * abs(edge.weight) / self._heaviest)
        style = {"−": Qt.PenStyle.DashLine, "±": Qt.PenStyle.DashDotLine}.get(sign, Qt.PenStyle.SolidLine)
        pen.setStyle(style)
        painter.setPen(pen)
        painter.drawLine(line)
        if line.length() < 24:
            return
        if self.graph.whole.directed:
            self._arrow(painter, tone, edge, line)
        if sign and (chosen or not faded):
            box = QRectF(0, 0, 15, 15)
            box.moveCenter(line.center())
            painter.setPen(QPen(tone, 1))
            painter.setBrush(look.colour("page"))
            painter.drawEllipse(box)
            words(painter, look, box, sign, "text", CENTRE)

    def _arrow(self, painter: QPainter, tone: QColor, edge: Edge, line: QLineF) -> None:
        reach = self.radius(self.nodes[edge.target]) + 2
        tip = line.pointAt(max(1 - reach / line.length(), 0.5))
        along = QPointF(line.dx(), line.dy()) / line.length()
        across = QPointF(-along.y(), along.x())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawPolygon(QPolygonF([tip, tip - along * 9 + across * 4, tip - along * 9 - across * 4]))

    def _node(self, painter: QPainter, look: Look, node: Node, *, faded: bool) -> None:
        place, radius = self.at(node.id), self.radius(node)
        accent, page = look.colour("accent"), look.colour("page")
        tone = mix(page, accent, 0.35) if faded else accent
        current = self.chosen.node == node.id
        if node.mode == "actor":
            painter.setPen(QPen(page, 1.5))
            painter.setBrush(tone)
            painter.drawEllipse(place, radius, radius)
        else:
            side = radius * 0.88
            painter.setPen(QPen(tone, 1.6))
            painter.setBrush(page)
            painter.drawRect(QRectF(place.x() - side, place.y() - side, 2 * side, 2 * side))
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("text"), 2))
            painter.drawEllipse(place, radius + 5, radius + 5)

    def _names(self, painter: QPainter, look: Look, near: set[str]) -> None:
        """The names of what is chosen, then of the largest, as far as none lies on another or on a node."""
        self.named = {}
        shown = QRectF(QPointF(), self._size)
        places = {node.id: self.at(node.id) for node in self.graph.nodes}
        inside = [node for node in self.graph.nodes if shown.contains(places[node.id])]
        room = Room(shown)
        for node in inside[:_NAMES]:
            room.take(place_around(places[node.id], self.radius(node)))
        veil = look.colour("page")
        veil.setAlphaF(0.72)
        for node in sorted(inside, key=lambda node: node.id not in near):
            if len(self.named) >= _NAMES:
                break
            text = look.cut(node.name, _NAME)
            size = QSizeF(look.metrics.horizontalAdvance(text) + 6, look.line)
            beside = places_of_name(places[node.id], self.radius(node), size)
            free = next((box for box in beside if room.is_free(box)), None)
            if free is None and node.id in (self.chosen.node, self.hovered.node):
                free = beside[0]
            if free is None:
                continue
            room.take(free)
            self.named[node.id] = free
            painter.fillRect(free, veil)
            tone = "muted" if near and node.id not in near else "text"
            words(painter, look, free.adjusted(3, 0, 0, 0), text, tone, LEFT)

    def _legend(self, painter: QPainter, look: Look) -> None:
        """What the shapes mean, at the bottom; only those that are there."""
        signs = {sign_of(each) for each in self.graph.edges}
        modes = {node.mode for node in self.graph.nodes}
        parts = [("●", "actor")] if "actor" in modes else []
        parts += [("□", "claim")] if "claim" in modes else []
        said = {"+": "agrees or speaks well", "−": "disagrees or speaks badly (dashed)", "±": "both"}
        parts += [(sign, name) for sign, name in said.items() if sign in signs]
        text = "   ".join(f"{sign} {name}" for sign, name in parts)
        at = QRectF(8, self._size.height() - look.line - 4, self._size.width() - 16, look.line)
        painter.fillRect(
            QRectF(at.left() - 2, at.top(), look.metrics.horizontalAdvance(text) + 8, at.height()),
            look.colour("page"),
        )
        words(painter, look, at, text, "muted")


class _Near(NamedTuple):
    nodes: set[str]
    edges: set[tuple[str, str]]


def _distance(place: QPointF, line: QLineF) -> float:
    """From a place to the nearest point of a line between its ends."""
    length = line.dx() ** 2 + line.dy() ** 2
    if length == 0:
        return QLineF(place, line.p1()).length()
    along = ((place.x() - line.x1()) * line.dx() + (place.y() - line.y1()) * line.dy()) / length
    return QLineF(place, line.pointAt(min(max(along, 0.0), 1.0))).length()
