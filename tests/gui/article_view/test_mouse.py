from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import Arc, ArticleView
from tests.support.article_view import left_of, on_bar, on_name, on_text, own
from tests.support.mouse import drag

Show = Callable[..., ArticleView]
LEFT = Qt.MouseButton.LeftButton
TEXT = "The old minister said no. Nobody in the hall had asked her.\nA second paragraph."


def test_a_drag_snaps_to_words(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT)
    drag(view, left_of(view, 5), left_of(view, 12))
    assert view.selected_span() == (4, 16)


@pytest.mark.parametrize("way", ["Alt", "switched off"])
def test_a_drag_selects_exactly_the_characters_where_that_is_wanted(
    qtbot: QtBot, show: Show, way: str
) -> None:
    view = show(TEXT)
    view.snaps = way == "Alt"
    held = Qt.KeyboardModifier.AltModifier if way == "Alt" else Qt.KeyboardModifier.NoModifier
    drag(view, left_of(view, 5), left_of(view, 12), held)
    assert view.selected_span() == (5, 12)


def test_a_shift_click_snaps_as_well(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT)
    qtbot.mouseClick(view.viewport(), LEFT, pos=left_of(view, 4))
    qtbot.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, left_of(view, 19))
    assert view.selected_span() == (4, 21)


def test_a_press_inside_a_selection_begins_a_new_one(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT)
    view.select_span(0, 20)
    drag(view, left_of(view, 4), left_of(view, 7))
    assert view.selected_span() == (4, 7)


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("It is Kim's army", 7, "Kim"),
        ("It is Kim’s army", 9, "Kim"),
        ("He met Kim Jong-un", 13, "Jong-un"),
        ("a Moscow-backed plan", 11, "Moscow-backed"),
        ("It was O'Brien, he said", 9, "O'Brien"),
        ("le chef de l'accord", 15, "accord"),
    ],
)
def test_a_double_click_takes_the_word_without_a_possessive(
    qtbot: QtBot, show: Show, text: str, at: int, word: str
) -> None:
    view = show(text)
    qtbot.mouseClick(view.viewport(), LEFT, pos=on_text(view, at))
    qtbot.mouseDClick(view.viewport(), LEFT, pos=on_text(view, at))
    assert view.textCursor().selectedText() == word


def test_a_double_click_selects_the_word_and_a_third_the_sentence(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT)
    point = on_text(view, 10)
    qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=point)
    assert view.selected_span() == (8, 16)
    qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    assert view.selected_span() == (0, 25)


@pytest.mark.parametrize("place", [on_bar, on_name])
def test_a_click_on_a_bar_or_name_picks_the_annotation(
    qtbot: QtBot, show: Show, place: Callable[[ArticleView, str], QPoint]
) -> None:
    view = show(TEXT, own("minister", "actor", (8, 16)), own("all", "claim", (0, 24)))
    for wanted in ("all", "minister"):
        with qtbot.waitSignal(view.current_changed) as told:
            qtbot.mouseClick(view.viewport(), LEFT, pos=place(view, wanted))
        assert told.args == [wanted]
        assert view.current() == wanted
        assert view.mark_at_point(place(view, wanted)) == wanted


def test_each_of_six_on_one_word_can_be_hit(qtbot: QtBot, show: Show) -> None:
    marks = [own(f"m{n}", label, (8, 16)) for n, label in enumerate(["actor", "claim", "cue"] * 2)]
    view = show(TEXT, *marks)
    for mark in marks:
        qtbot.mouseClick(view.viewport(), LEFT, pos=on_bar(view, mark.id))
        assert view.current() == mark.id
        qtbot.mouseClick(view.viewport(), LEFT, pos=on_name(view, mark.id))
        assert view.current() == mark.id


def test_clicking_text_picks_the_innermost_and_then_goes_outward(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("inner", "actor", (8, 16)), own("outer", "claim", (0, 24)))
    picked = []
    view.current_changed.connect(picked.append)
    for _ in range(3):
        qtbot.mouseClick(view.viewport(), LEFT, pos=on_text(view, 10))
    assert picked == ["inner", "outer", "inner"]
    assert view.caret() in (10, 11)
    qtbot.mouseClick(view.viewport(), LEFT, pos=on_text(view, 40))
    assert picked[-1] is None


def test_the_last_letter_of_a_word_belongs_to_it(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("inner", "actor", (8, 16)))
    point = on_text(view, 15) + QPoint(2, 0)
    qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    assert view.current() == "inner"


def test_a_double_click_on_a_bar_activates(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("inner", "actor", (8, 16)))
    with qtbot.waitSignal(view.activated) as told:
        qtbot.mouseDClick(view.viewport(), LEFT, pos=on_bar(view, "inner"))
    assert told.args == ["inner"]


@pytest.mark.parametrize("end", [on_bar, lambda view, key: on_text(view, 10)])
def test_a_drag_from_bar_to_annotation_links_them(
    qtbot: QtBot, show: Show, end: Callable[[ArticleView, str], QPoint]
) -> None:
    view = show(TEXT, own("actor", "actor", (8, 16)), own("claim", "claim", (26, 58)))
    with qtbot.waitSignal(view.link_dragged) as told:
        drag(view, on_bar(view, "claim"), end(view, "actor"))
    assert told.args == ["claim", "actor"]
    assert view.painter.linking is None


def test_a_drag_that_ends_nowhere_or_on_itself_links_nothing(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("actor", "actor", (8, 16)), own("claim", "claim", (26, 58)))
    with qtbot.assertNotEmitted(view.link_dragged):
        drag(view, on_bar(view, "claim"), on_text(view, 2))
        drag(view, on_bar(view, "claim"), on_text(view, 30))
    assert view.selected_span() is None


def test_the_context_menu_says_where_and_what(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("actor", "actor", (8, 16)))
    for point, expected in ((on_text(view, 9), "actor"), (on_text(view, 40), None)):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
        with qtbot.waitSignal(view.context_requested) as told:
            QApplication.sendEvent(view.viewport(), event)
        assert told.args == [view.viewport().mapToGlobal(point), expected]


def test_hovering_a_bar_shows_its_links(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("actor", "actor", (8, 16)), own("claim", "claim", (26, 58)))
    view.set_arcs([Arc("1", "speaker", "claim", "actor")])
    plain = view.grab().toImage()
    qtbot.mouseMove(view.viewport(), on_text(view, 70))
    qtbot.mouseMove(view.viewport(), on_bar(view, "claim"))
    assert view.painter.hovered == "claim"
    assert view.grab().toImage() != plain
    qtbot.mouseMove(view.viewport(), on_text(view, 70))
    assert view.painter.hovered is None
    assert view.grab().toImage() == plain
