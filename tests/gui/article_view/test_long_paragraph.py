"""One paragraph of very many characters: laid out in part, and otherwise like any other."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleTextInterface, QTextDocument
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.finding import places
from tests.support.article_view import left_of, on_text, own
from tests.support.painted import bars_are_under_their_words

Show = Callable[..., ArticleView]
SENTENCE = "Officials said on Monday that the harbour would stay closed until spring. "
LONG = "".join(f"{number}: {SENTENCE}" for number in range(1_500))
NO_SPACES = "港は月曜日に閉鎖された。" * 900
HEBREW = "נמל חיפה נסגר ביום שני. " + "OK אמרה דנה והנמל ייפתח באביב. " * 300


def seams(view: ArticleView) -> list[int]:
    """Where the paragraph is cut."""
    return [piece.next for piece in view.article_layout.text.map.blocks if piece.goes_on]


def laid(view: ArticleView) -> int:
    return sum(view.article_layout.is_laid(number) for number in range(view.document().blockCount()))


def test_only_what_shows_is_laid_out(show: Show) -> None:
    view = show(LONG)
    view.grab()
    assert 0 < laid(view) <= 3
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.grab()
    assert laid(view) <= 6


def test_there_is_no_gap_where_it_is_cut(show: Show) -> None:
    view = show(LONG)
    layout, seam = view.article_layout, seams(view)[0]
    above, last = layout.place_of(seam - 2)
    below, first = layout.place_of(seam)
    assert below + first.top - above - last.top == layout.metrics.pitch


def test_a_selection_across_a_cut_is_copied_exactly(show: Show) -> None:
    view = show(LONG)
    seam = seams(view)[2]
    view.select_span(seam - 30, seam + 30)
    assert view.selected_span() == (seam - 30, seam + 30)
    assert view.createMimeDataFromSelection().text() == LONG[seam - 30 : seam + 30]


@pytest.mark.parametrize("text", [LONG, NO_SPACES, HEBREW], ids=["spaces", "none", "right to left"])
def test_the_caret_takes_one_step_a_character(qtbot: QtBot, show: Show, text: str) -> None:
    view = show(text)
    seam = seams(view)[0]
    forward = Qt.Key.Key_Left if text is HEBREW else Qt.Key.Key_Right
    back = Qt.Key.Key_Right if text is HEBREW else Qt.Key.Key_Left
    view.select_span(seam - 3, seam - 3)
    for step in range(6):
        assert view.caret() == seam - 3 + step
        qtbot.keyClick(view, forward)
    for step in range(6):
        assert view.caret() == seam + 3 - step
        qtbot.keyClick(view, back)


def test_a_selection_by_keys_across_a_cut_counts_every_character_once(qtbot: QtBot, show: Show) -> None:
    view = show(NO_SPACES)
    seam = seams(view)[0]
    view.select_span(seam - 2, seam - 2)
    for step in range(1, 5):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert view.selected_span() == (seam - 2, seam - 2 + step)
    for step in (3, 2, 1):
        qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert view.selected_span() == (seam - 2, seam - 2 + step)


def test_up_and_down_go_over_a_cut_line_by_line(qtbot: QtBot, show: Show) -> None:
    view = show(LONG)
    seam = seams(view)[0]
    view.select_span(seam + 5, seam + 5)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert seam - 80 < view.caret() < seam
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.caret() == seam + 5


def test_a_mark_across_a_cut_is_drawn_on_both_sides_and_hit_on_both(show: Show) -> None:
    view = show(LONG)
    seam = seams(view)[1]
    view.set_marks([own("m", "claim", (seam - 20, seam + 20))])
    view.reveal(seam - 20, seam + 20)
    for position in (seam - 10, seam + 10):
        assert view.mark_at_point(on_text(view, position)) == "m"
    (left,) = view.article_layout.place_of(seam - 10)[1].units
    (right,) = view.article_layout.place_of(seam + 10)[1].units
    assert (left.first, right.first) == (True, False)
    assert left.bars[-1].open_right
    assert right.bars[0].open_left


def test_the_mouse_selects_across_a_cut(qtbot: QtBot, show: Show) -> None:
    view = show(LONG)
    seam = seams(view)[0]
    begin, finish = LONG.rindex("until", 0, seam), LONG.index("said", seam)
    view.reveal(begin, finish)
    start, end = on_text(view, begin), left_of(view, finish)
    viewport = view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    span = view.selected_span()
    assert span is not None
    assert begin <= span[0] <= begin + 1
    assert finish - 1 <= span[1] <= finish


def test_pieces_run_as_their_paragraph_does(show: Show) -> None:
    view = show(HEBREW)
    document: QTextDocument = view.document()
    pieces = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    assert len(pieces) > 3
    assert {block.textDirection() for block in pieces} == {Qt.LayoutDirection.RightToLeft}


def test_words_are_found_across_a_cut(show: Show) -> None:
    view = show(LONG)
    seam = seams(view)[0]
    words = LONG[seam - 12 : seam + 12]
    assert (seam - 12, seam + 12) in places(LONG, words)
    assert places(LONG, words.upper()) == places(LONG, words)


def test_scrolling_from_end_to_beginning_holds_still(show: Show) -> None:
    view = show(LONG)
    bar, layout = view.verticalScrollBar(), view.article_layout
    bar.setValue(bar.maximum())
    for _ in range(40):
        _, _, line = layout.line_at(bar.value() + 150)
        y = layout.place_of(line.start)[0] + line.top - bar.value()
        bar.setValue(bar.value() - 300)
        top, moved = layout.place_of(line.start)
        assert abs(top + moved.top - bar.value() - y - 300) <= 1


def test_a_screen_reader_reads_on_across_a_cut(show: Show) -> None:
    view = show(LONG)
    seam = seams(view)[0]
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    text: QAccessibleTextInterface = interface.textInterface()
    assert text.characterCount() == len(LONG)
    said = text.text(seam - 12, seam + 12)
    assert said.replace("\n", " ") == LONG[seam - 12 : seam + 12]
    assert text.characterRect(seam + 3).height() > 0


def test_pieces_that_run_from_right_to_left_without_such_a_letter_have_their_bars_under_the_words(
    show: Show,
) -> None:
    text = "נמל חיפה: " + "The harbour stood still on Monday, and nobody knew why it did. " * 100
    view = show(text, *[own(str(start), "claim", (start, start + 31)) for start in range(4, 5_900, 97)])
    assert len(seams(view)) > 2
    bars_are_under_their_words(view, whole=True)
