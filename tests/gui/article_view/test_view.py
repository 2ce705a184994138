"""What the view shows and says: marks, the current one, selection, zoom, places."""

import logging
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import Arc, ArticleView, Mark
from annotator.gui.theme import DARK, LIGHT
from annotator.model.codebook import Codebook
from tests.support.article_view import on_bar, on_text, own

Show = Callable[..., ArticleView]
TEXT = "The old minister said no. Nobody in the hall had asked her.\nA second paragraph."


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> object:
    yield
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == []


def pixel(view: ArticleView, point: QPoint) -> QColor:
    image: QImage = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(point.x() * ratio), round(point.y() * ratio))


def background(view: ArticleView, position: int) -> QColor:
    """The colour behind a character: at the top of its line, above the letters."""
    layout = view.article_layout
    top, line = layout.place_of(position)
    y = top + line.top - view.verticalScrollBar().value() + 2
    return pixel(view, QPoint(on_text(view, position).x(), round(y)))


def test_the_bar_has_the_colour_of_its_label(show: Show, codebook: Codebook) -> None:
    view = show(TEXT, own("m", "actor", (8, 16)))
    label = codebook.check_label("actor")
    assert pixel(view, on_bar(view, "m")) == LIGHT.label_colour(label)
    view.set_theme(DARK)
    assert pixel(view, on_bar(view, "m")) == DARK.label_colour(label)


def test_own_ones_are_tinted_suggestions_are_not_and_the_current_one_more(show: Show) -> None:
    view = show(TEXT, own("m", "actor", (8, 16)), Mark("s", "cue", ((17, 21),), "suggestion", 0.5))
    page = background(view, 30)
    assert page == QColor(LIGHT.page)
    assert background(view, 18) == page
    tint = background(view, 10)
    assert tint != page
    view.set_current("m")
    assert background(view, 10) not in (page, tint)
    view.set_current("s")
    assert background(view, 18) != page


def test_a_dashed_bar_has_gaps(show: Show) -> None:
    view = show(TEXT, Mark("s", "claim", ((26, 58),), "suggestion", 0.5))
    start = on_bar(view, "s")
    colours = {pixel(view, start + QPoint(step, 0)).name() for step in range(20)}
    assert QColor(LIGHT.page).name() in colours
    assert len(colours) > 1


def test_a_label_the_codebook_does_not_know_is_drawn_all_the_same(show: Show) -> None:
    view = show(TEXT, own("m", "something else", (8, 16)))
    assert pixel(view, on_bar(view, "m")) == QColor(LIGHT.muted)


def test_every_kind_of_mark_and_arc_can_be_painted(show: Show) -> None:
    kinds = ("own", "suggestion", "rejected", "colleague")
    marks = [
        Mark(f"{kind}{n}", "claim", ((n, n + 20), (n + 30, 62 + n)), kind, 0.5, problem=bool(n % 2))
        for n, kind in enumerate(kinds * 4)
    ]
    view = show(TEXT, *marks)
    view.set_arcs([Arc("1", "speaker", "own0", "own12"), Arc("2", "about", "own0", "suggestion1", True)])
    view.set_current("own0")
    assert not view.grab().isNull()
    assert len(view.article_layout.box(0).lines[0].units) > 1


def test_an_update_equals_setting_all_marks(show: Show, view: ArticleView) -> None:
    before = [own("a", "actor", (0, 16)), own("b", "claim", (4, 58)), own("gone", "cue", (17, 21))]
    after = [own("a", "actor", (4, 16)), own("b", "claim", (4, 58)), own("new", "cue", (62, 70))]
    show(TEXT, *after)
    wanted = view.grab().toImage()
    show(TEXT, *before)
    assert view.grab().toImage() != wanted
    view.update_marks([after[0], after[2]], ["gone"])
    assert view.grab().toImage() == wanted


def test_a_removed_mark_is_no_longer_current(show: Show) -> None:
    view = show(TEXT, own("a", "actor", (0, 16)))
    view.set_current("a")
    view.update_marks([], ["a"])
    assert view.current() is None
    view.set_current("unknown")
    assert view.current() is None


def test_to_make_it_current_moves_the_caret_there_but_keeps_a_selection(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("a", "actor", (8, 16)), own("b", "actor", (62, 70)))
    with qtbot.assertNotEmitted(view.current_changed):
        view.set_current("a")
        assert view.caret() == 8
        view.select_span(20, 25)
        view.set_current("b")
    assert view.selected_span() == (20, 25)
    assert view.current() == "b"


def test_cycling_at_the_caret_goes_outward_and_around(show: Show) -> None:
    view = show(TEXT, own("in", "actor", (8, 16)), own("out", "claim", (0, 24)), own("mid", "cue", (4, 16)))
    picked: list[str] = []
    view.current_changed.connect(picked.append)
    view.select_span(10, 10)
    for _ in range(4):
        view.cycle_at_caret()
    assert picked == ["in", "mid", "out", "in"]
    assert view.marks_at(10) == ["in", "mid", "out"]


def test_a_selection_is_told_once_and_none_when_it_goes(show: Show) -> None:
    view = show(TEXT)
    told: list[object] = []
    view.selection_changed.connect(told.append)
    view.select_span(4, 7)
    view.select_span(4, 7)
    view.select_span(9, 9)
    assert told == [(4, 7), None]
    view.select_span(4, 7)
    view.set_article(None)
    assert told == [(4, 7), None, (4, 7), None]


def test_a_new_article_forgets_marks_and_current(show: Show) -> None:
    view = show(TEXT, own("a", "actor", (0, 16)))
    view.set_current("a")
    show("Another text.")
    assert view.current() is None
    assert view.marks_at(2) == []
    assert view.caret() == 0


def test_without_an_article_it_says_so(view: ArticleView) -> None:
    plain = view.grab().toImage()
    view.set_empty_text("Import an article to begin.")
    assert view.grab().toImage() != plain
    assert view.selected_span() is None
    assert view.mark_at_point(QPoint(300, 300)) is None


def test_an_article_without_text_can_be_shown(show: Show) -> None:
    view = show("")
    view.select_span(0, 0)
    view.reveal(0, 0)
    assert (view.caret(), view.selected_span()) == (0, None)
    assert not view.grab().isNull()


def test_links_add_no_jump_when_they_are_shown(show: Show) -> None:
    view = show(TEXT, own("a", "actor", (8, 16)), own("c", "claim", (26, 58)))
    view.set_arcs([Arc("1", "speaker", "c", "a")])
    place = on_text(view, 62)
    plain = view.grab().toImage()
    view.set_current("c")
    assert on_text(view, 62) == place
    assert view.grab().toImage() != plain


def test_a_mark_that_comes_later_makes_room_for_its_link_on_both_lines(show: Show) -> None:
    view = show(TEXT, own("c", "claim", (62, 78)))
    view.set_arcs([Arc("1", "speaker", "c", "a")])
    assert [view.article_layout.box(n).lines[0].levels for n in (0, 1)] == [0, 0]
    view.update_marks([own("a", "actor", (8, 16))], [])
    assert [view.article_layout.box(n).lines[0].levels for n in (0, 1)] == [1, 1]
    view.update_marks([], ["a"])
    assert [view.article_layout.box(n).lines[0].levels for n in (0, 1)] == [0, 0]


def test_a_folded_mark_is_unfolded_when_it_becomes_current(show: Show) -> None:
    marks = [own(f"m{n:02}", "actor", (8, 16)) for n in range(12)]
    view = show(TEXT, *marks)
    line = view.article_layout.box(0).lines[0]
    assert line.folds[0].keys == ["m08", "m09", "m10", "m11"]
    view.set_current("m11")
    assert "m11" not in line.folds[0].keys
    assert len(line.folds[0].keys) == 4


def test_a_mark_of_two_segments_is_one_unit_with_two_bars(show: Show) -> None:
    view = show(TEXT, Mark("q", "claim", ((0, 7), (17, 24)), "own"))
    (unit,) = view.article_layout.box(0).lines[0].units
    assert len(unit.bars) == 2
    assert unit.bars[0].gap_right
    assert unit.bars[1].gap_left


def test_a_long_mark_is_named_once_and_its_later_lines_take_little_room(show: Show) -> None:
    view = show("word " * 60, own("long", "claim", (0, 299)))
    lines = view.article_layout.box(0).lines
    units = [line.units[0] for line in lines]
    assert len(units) > 3
    assert [unit.first for unit in units] == [True] + [False] * (len(units) - 1)
    assert [unit.named for unit in units] == [True] + [False] * (len(units) - 1)
    named, *others = (line.bottom - line.text_bottom for line in lines)
    assert all(named - other >= view.article_layout.metrics.name_height for other in others)


def test_later_pieces_say_which_they_are(show: Show) -> None:
    text = "One piece lies here.\nAnother piece lies here.\nAnd the last piece."
    view = show(text, own("parts", "claim", (4, 14), (29, 39), (54, 64)))
    names = [view.article_layout.box(n).lines[0].units[0].name_text for n in range(3)]
    assert names == ["claim 1/3", "claim 2/3", "claim 3/3"]


def test_right_to_left_text_stands_on_the_right_and_its_bars_below_it(show: Show) -> None:
    text = "وقال المتحدث باسم الحكومة"
    view = show(text, own("a", "cue", (0, 4)), own("b", "actor", (5, 12)))
    units = {unit.mark.id: unit for unit in view.article_layout.box(0).lines[0].units}
    assert units["a"].left > units["b"].right
    assert units["a"].right > view.article_layout.width * 0.9
    assert units["a"].right_to_left
    assert view.mark_at_point(on_bar(view, "b")) == "b"


def test_bars_of_mixed_text_lie_below_all_visual_pieces(show: Show) -> None:
    text = "state وقال المتحدث agency"
    view = show(text, own("a", "claim", (0, 10)))
    (unit,) = view.article_layout.box(0).lines[0].units
    assert len(unit.bars) == 2
    assert unit.bars[0].right < unit.bars[1].left


def test_zoom_scales_and_is_kept_in_bounds(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("m", "actor", (8, 16)))
    height = view.article_layout.box(0).lines[0].height
    view.set_zoom(200)
    assert view.article_layout.box(0).lines[0].height == pytest.approx(2 * height, rel=0.1)
    assert pixel(view, on_bar(view, "m")) != QColor(LIGHT.page)
    view.set_zoom(9000)
    assert view.zoom() == 400
    view.set_zoom(100)
    assert view.article_layout.box(0).lines[0].height == height
    with qtbot.waitSignal(view.zoom_changed) as told:
        QApplication.sendEvent(view.viewport(), wheel(view, 120, Qt.KeyboardModifier.ControlModifier))
    assert told.args == [110]
    assert view.zoom() == 110


def wheel(view: ArticleView, turn: int, modifiers: Qt.KeyboardModifier) -> QWheelEvent:
    middle = QPointF(200, 200)
    return QWheelEvent(
        middle,
        QPointF(view.viewport().mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_a_style_sheet_of_the_program_leaves_the_reading_font(show: Show, qapp: QApplication) -> None:
    view = show(TEXT)
    size = view.document().defaultFont().pixelSize()
    try:
        qapp.setStyleSheet("QWidget { font-size: 40px; }")
        assert view.document().defaultFont().pixelSize() == size
        assert not view.grab().isNull()
    finally:
        qapp.setStyleSheet("")


def test_a_screen_reader_finds_the_name(view: ArticleView, show: Show) -> None:
    show(TEXT)
    assert view.accessibleName() == "Article"
    assert view.accessibleDescription() == "A title"


def test_an_input_method_does_not_write_into_the_text(show: Show) -> None:
    view = show(TEXT)
    view.select_span(0, 4)
    event = QInputMethodEvent()
    event.setCommitString("x")
    QApplication.sendEvent(view, event)
    assert view.document().toPlainText() == TEXT
    assert view.selected_span() == (0, 4)
