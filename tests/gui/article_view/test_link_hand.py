"""Links in the article: hit, select, step, follow; all at once; what is out of view said at the edge."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import Arc, ArticleView
from annotator.gui.article_view.drawn_links import Drawn, drawn
from tests.support.article_view import on_bar, on_text, own

Show = Callable[..., ArticleView]
LEFT = Qt.MouseButton.LeftButton
TEXT = "The old minister said no. Nobody in the hall had asked her.\nA second paragraph."
ARCS = [
    Arc("1", "speaker", "claim", "actor"),
    Arc("2", "cue", "claim", "said"),
    Arc("3", "about", "no", "her"),
]


@pytest.fixture
def linked(show: Show) -> ArticleView:
    """A claim with a speaker before it and a cue, and another link between two others."""
    view = show(
        TEXT,
        own("actor", "actor", (4, 16)),
        own("said", "cue", (17, 21)),
        own("no", "claim", (22, 24)),
        own("claim", "claim", (26, 48)),
        own("her", "actor", (55, 58)),
    )
    view.set_arcs(ARCS)
    return view


def link(view: ArticleView, arc_id: str) -> Drawn:
    view.grab()
    found = drawn(view.article_layout, view.painter, view.painter.seen)  # type: ignore[arg-type]
    return next(one for one in found if one.route.arc.id == arc_id)


def shown(view: ArticleView) -> set[str]:
    view.grab()
    found = drawn(view.article_layout, view.painter, view.painter.seen)  # type: ignore[arg-type]
    return {one.route.arc.id for one in found}


def point(view: ArticleView, place: QPointF) -> QPoint:
    return (place - QPointF(0, view.verticalScrollBar().value())).toPoint()


def pill(view: ArticleView, arc_id: str) -> QPoint:
    rect = link(view, arc_id).pill
    assert rect is not None
    return point(view, rect.center())


def test_only_the_links_of_the_current_annotation_are_drawn(linked: ArticleView) -> None:
    assert shown(linked) == set()
    linked.set_current("claim")
    assert shown(linked) == {"1", "2"}
    linked.set_current("her")
    assert shown(linked) == {"3"}


def test_a_click_on_its_name_selects_a_link_and_esc_lets_go(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    for wanted in ("1", "2"):
        with qtbot.waitSignal(linked.links.selected_changed) as told:
            qtbot.mouseClick(linked.viewport(), LEFT, pos=pill(linked, wanted))
        assert told.args == [next(arc for arc in ARCS if arc.id == wanted)]
        assert linked.links.selected == told.args[0]
        assert linked.current() == "claim"
    qtbot.keyClick(linked, Qt.Key.Key_Escape)
    assert linked.links.selected is None
    assert linked.current() == "claim"


def test_a_click_on_the_line_selects_it_too(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    one = link(linked, "1")
    middle = (one.points[1] + QPointF(one.points[2])) / 2
    assert one.pill is not None
    aside = QPointF(one.pill.left() - 8, middle.y())
    qtbot.mouseClick(linked.viewport(), LEFT, pos=point(linked, aside))
    assert linked.links.selected == ARCS[0]


def test_a_click_on_an_end_goes_there(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    tip = link(linked, "1").points[-1]
    with qtbot.waitSignal(linked.current_changed) as told:
        qtbot.mouseClick(linked.viewport(), LEFT, pos=point(linked, tip - QPointF(0, 5)))
    assert told.args == ["actor"]


def test_a_double_click_on_its_name_goes_to_the_other_end(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    place = pill(linked, "2")
    qtbot.mouseClick(linked.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(linked.viewport(), LEFT, pos=place)
    qtbot.mouseRelease(linked.viewport(), LEFT, pos=place)  # the double click of Qt's tests holds the button
    assert linked.current() == "said"


def test_links_are_stepped_through_in_reading_order(linked: ArticleView) -> None:
    linked.set_current("claim")
    steps = [linked.links.step(step) for step in (1, 1, 1, -1, -1)]
    assert [arc.id for arc in steps if arc] == ["1", "2", "1", "2", "1"]
    assert linked.links.place_of(ARCS[1]) == (2, 2)
    linked.set_current("her")
    assert linked.links.selected is None
    previous = linked.links.step(-1)
    assert previous is not None
    assert previous.id == "3"
    linked.set_current(None)
    assert linked.links.step(1) is None


def test_enter_goes_along_the_selected_link(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    linked.links.step(1)
    with qtbot.assertNotEmitted(linked.activated):
        qtbot.keyClick(linked, Qt.Key.Key_Return)
    assert linked.current() == "actor"
    qtbot.keyClick(linked, Qt.Key.Key_Return)  # the link is still selected: back again
    assert linked.current() == "claim"
    linked.links.select(None)
    with qtbot.waitSignal(linked.activated):
        qtbot.keyClick(linked, Qt.Key.Key_Return)


def test_hovering_a_link_lights_it_up(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    place = pill(linked, "1")
    plain = linked.grab().toImage()
    qtbot.mouseMove(linked.viewport(), on_text(linked, 70))
    qtbot.mouseMove(linked.viewport(), place)
    assert linked.painter.hovered_link == "1"
    assert linked.grab().toImage() != plain
    qtbot.mouseMove(linked.viewport(), on_text(linked, 70))
    assert linked.painter.hovered_link is None
    assert linked.grab().toImage() == plain


def test_all_links_are_shown_only_when_asked_for(qtbot: QtBot, linked: ArticleView) -> None:
    linked.links.show_all(True)
    assert shown(linked) == {"1", "2", "3"}
    qtbot.mouseClick(linked.viewport(), LEFT, pos=pill(linked, "3"))
    assert linked.links.selected == ARCS[2]
    assert linked.current() == "no"  # its head: what is selected has a current annotation
    linked.links.show_all(False)
    assert shown(linked) == {"3"}


def test_all_links_at_once_have_room_above_their_line(linked: ArticleView) -> None:
    before = linked.article_layout.box(0).lines[0].top
    linked.links.show_all(True)
    line = linked.article_layout.box(0).lines[0]
    assert line.top > before
    rects = [one.pill for one in (link(linked, key) for key in "123") if one.pill is not None]
    assert min(rect.top() for rect in rects) >= 0
    assert not any(a.intersects(b) for a in rects for b in rects if a is not b)
    linked.links.show_all(False)
    assert linked.article_layout.box(0).lines[0].top == before


def test_the_edge_says_what_is_out_of_view_and_a_click_goes_there(qtbot: QtBot, show: Show) -> None:
    text = "\n".join(f"Paragraph {n} says nothing much at all." for n in range(60))
    far = text.index("Paragraph 50")
    view = show(text, own("claim", "claim", (0, 11)), own("actor", "actor", (far, far + 12)))
    view.set_arcs([Arc("1", "speaker", "claim", "actor")])
    view.set_current("claim")
    sign = link(view, "1").sign
    assert sign is not None
    assert not sign.upwards
    assert sign.text == "speaker: actor “Paragraph 50”"
    assert point(view, sign.rect.bottomLeft()).y() <= view.viewport().height()
    with qtbot.waitSignal(view.current_changed) as told:
        qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, sign.rect.center()))
    assert told.args == ["actor"]
    top, line = view.article_layout.place_of(far)
    assert 0 <= top + line.top - view.verticalScrollBar().value() <= view.viewport().height()
    back = link(view, "1").sign
    assert back is not None
    assert back.upwards
    assert back.mark_id == "claim"


def test_the_sign_stays_at_the_edge_while_one_scrolls(show: Show) -> None:
    text = "\n".join(f"Paragraph {n} says nothing much at all." for n in range(60))
    view = show(text, own("claim", "claim", (400, 411)), own("actor", "actor", (1800, 1812)))
    view.set_arcs([Arc("1", "speaker", "claim", "actor")])
    view.set_current("claim")
    for value in (0, 40, 90):
        view.verticalScrollBar().setValue(value)
        sign = link(view, "1").sign
        assert sign is not None
        assert 0 < view.viewport().height() - point(view, sign.rect.bottomLeft()).y() < 12


def test_a_bar_is_not_taken_for_the_link_above_it(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    qtbot.mouseClick(linked.viewport(), LEFT, pos=on_bar(linked, "said"))
    assert linked.current() == "said"
    assert linked.links.selected is None


def test_the_menu_of_a_link_is_about_it(qtbot: QtBot, linked: ArticleView) -> None:
    linked.set_current("claim")
    qtbot.mouseClick(linked.viewport(), Qt.MouseButton.RightButton, pos=pill(linked, "2"))
    assert linked.links.selected == ARCS[1]
    assert linked.current() == "claim"
