"""The network by keys and mouse: neighbours, edges, zoom, search, and what is behind a node."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.analysis.networks import Edge, Network, NetworkSettings, Node
from annotator.gui.statistics.drawing import Look
from annotator.gui.statistics.network_drawing import NOTHING, Chosen, NetworkDrawing
from annotator.gui.statistics.network_graph import MOST_EDGES, Graph, graph_of, sign_of, table_of
from annotator.gui.statistics.network_view import NetworkView
from annotator.gui.theme import LIGHT
from tests.support.counted import stock

SHIFT = Qt.KeyboardModifier.ShiftModifier


def node(name: str, mode: str = "actor", claims: int = 1) -> Node:
    return Node(name, name, "actor" if mode == "actor" else "claim", claims=tuple(map(str, range(claims))))


def graph() -> Graph:
    """A in the middle; B right, C left, D above, E below; F is joined to nothing but E."""
    nodes = (node("A", claims=9), *(node(name) for name in "BCDEF"))
    places = {"A": (0.0, 0.0), "B": (0.8, 0.0), "C": (-0.8, 0.0), "D": (0.0, -0.8), "E": (0.0, 0.8)}
    edges = (
        Edge("A", "B", 3, -1.0, 3, 0, 3, ("b1", "b2"), (1, 2)),
        Edge("A", "C", 2, 1.0, 2, 2, 0, ("c1",), (1,)),
        Edge("A", "D", 1),
        Edge("A", "E", 1, 0.0, 2, 1, 1),
        Edge("E", "F", 1),
    )
    whole = Network(NetworkSettings(), nodes, edges)
    return Graph(whole, nodes, edges, {**places, "F": (0.5, 0.9)})


@pytest.fixture
def view(qtbot: QtBot) -> NetworkView:
    made = NetworkView()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show_drawing(NetworkDrawing("Network", graph()))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def chosen(view: NetworkView) -> Chosen:
    assert view.drawing is not None
    return view.drawing.chosen


def test_the_largest_is_first_and_arrows_go_to_neighbours(view: NetworkView, qtbot: QtBot) -> None:
    assert chosen(view).node == "A"
    for key, there, back in (
        (Qt.Key.Key_Right, "B", Qt.Key.Key_Left),
        (Qt.Key.Key_Left, "C", Qt.Key.Key_Right),
        (Qt.Key.Key_Up, "D", Qt.Key.Key_Down),
        (Qt.Key.Key_Down, "E", Qt.Key.Key_Up),
    ):
        qtbot.keyClick(view, key)
        assert chosen(view).node == there
        qtbot.keyClick(view, back)
        assert chosen(view).node == "A"


def test_tab_goes_through_all_and_then_on(view: NetworkView, qtbot: QtBot) -> None:
    for name in "BCDEF":
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        assert chosen(view).node == name
    qtbot.keyClick(view, Qt.Key.Key_Backtab, SHIFT)
    assert chosen(view).node == "E"


def test_space_goes_through_the_edges_and_enter_to_what_is_behind(view: NetworkView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert chosen(view).edge == ("A", "B")
    with qtbot.waitSignal(view.entered) as entered:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    mark = entered.args[0] if entered.args else None
    assert mark is not None
    assert mark.behind.ids == ("b1", "b2")
    assert mark.behind.articles == {1, 2}
    assert mark.said == "A – B: weight 3, 2 articles, 0 positive, 3 negative"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert chosen(view).edge == ("A", "C")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert chosen(view).node == "C"


def test_a_click_chooses_a_node_or_an_edge(view: NetworkView, qtbot: QtBot) -> None:
    assert view.drawing is not None
    place = view.drawing.at("B").toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert chosen(view).node == "B"
    middle = ((view.drawing.at("A") + view.drawing.at("C")) / 2).toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert chosen(view).edge == ("A", "C")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert chosen(view).edge == ("A", "C"), "a click beside everything changes nothing"


def test_zoom_and_pan_by_key_and_mouse(view: NetworkView, qtbot: QtBot) -> None:
    drawing = view.drawing
    assert drawing is not None
    here = drawing.at("A")
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert drawing.zoom > 1
    assert (drawing.at("A") - here).manhattanLength() < 0.01, "what is chosen stays where it is"
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert drawing.zoom == pytest.approx(1)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert drawing.at("A").x() < here.x()
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert drawing.at("A") == here
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    qtbot.mouseMove(view, QPoint(40, 30))
    drawing.shift = QPointF()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    for _ in range(99):
        view.zoom(2)
    assert drawing.zoom <= 24


def test_names_do_not_lie_on_each_other(view: NetworkView) -> None:
    """Every name that is written has its place for itself: painted one by one they cover as much as all."""
    look = Look(LIGHT, view.font())
    crowded = graph()
    nodes = tuple(replace(each, name=f"Somebody called {each.name}") for each in crowded.nodes)
    places = {key: (x / 12, y / 12) for key, (x, y) in crowded.places.items()}
    drawing = NetworkDrawing("Network", replace(crowded, nodes=nodes, places=places))
    drawing.fit(QSizeF(600, 400))
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.page))
    painter = QPainter(image)
    drawing.paint(painter, look, None)
    painter.end()
    boxes = drawing.named
    assert boxes
    assert len(boxes) < len(nodes), "some names have no room until one goes nearer"
    assert not any(
        one.intersects(other) for n, one in enumerate(boxes.values()) for other in list(boxes.values())[:n]
    )
    drawing.zoom_at(drawing.at("A"), 9)
    painter = QPainter(image)
    drawing.paint(painter, look, None)
    painter.end()
    assert "A" in drawing.named


@pytest.mark.parametrize(
    ("edge", "sign"),
    [
        (Edge("a", "b", 1, 1.0, positive=1), "+"),
        (Edge("a", "b", 1, -0.5, negative=1), "−"),
        (Edge("a", "b", 2, 0.0, positive=1, negative=1), "±"),
        (Edge("a", "b", 1, 0.0), "○"),
        (Edge("a", "b", -0.5), "−"),
        (Edge("a", "b", 1), ""),
    ],
)
def test_the_sign_of_an_edge(edge: Edge, sign: str) -> None:
    assert sign_of(edge) == sign


def test_a_graph_of_a_stock_is_searched_cut_and_always_drawn_alike() -> None:
    found = graph_of(stock(), NetworkSettings(kind="actor-actor"))
    assert {each.name for each in found.nodes} == {"Ilse Marn", "Holm"}
    assert found.places == graph_of(stock(), NetworkSettings(kind="actor-actor")).places
    assert len(table_of(found)) == len(found.whole.edges) + 1
    marn = graph_of(stock(), NetworkSettings(claims_as="claim"), "ilse marn")
    assert {each.name for each in marn.nodes} == {"Ilse Marn", "the reckless levy hurts Holm"}
    assert graph_of(stock(), NetworkSettings(), "nobody like this").nodes == ()
    assert graph_of(stock(), NetworkSettings(least=99)).edges == ()
    assert MOST_EDGES >= 100


def test_what_is_no_longer_there_is_not_chosen(view: NetworkView) -> None:
    view.choose(Chosen("F"))
    smaller = graph()
    smaller = replace(smaller, nodes=smaller.nodes[:3], edges=smaller.edges[:2])
    view.show_drawing(NetworkDrawing("Network", smaller))
    assert chosen(view) == NOTHING
