"""Reading comfort in the window: width, font, spacing, focus line, what was cleaned away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import ArticleView
from annotator.gui.commands import reading
from annotator.gui.dialogs.font import FontDialog
from annotator.gui.look import Look
from annotator.gui.main_window import MainWindow
from annotator.gui.theme import DARK, LIGHT, Theme, contrast, mix
from annotator.model.article import IncomingArticle, Metadata, Removed
from annotator.project.operations import articles

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BODY = (
    "The harbour stood still on Monday, and nobody could say for how long it would stay so, officials said. "
)


@pytest.fixture
def view(window: MainWindow) -> ArticleView:
    """A long article that lacks its first line, read as far as its middle."""
    session = window.session
    assert session is not None
    text = "\n".join(f"Paragraph {number}. {BODY * 3}" for number in range(60))
    removed = (Removed(0, 6, "Share\n", "share bar"),)
    with session.project.transact("Import", undoable=False):
        article_id, _new = articles.add(session.project, IncomingArticle(text, Metadata(), removed))
    session.open_article(article_id)
    for panel in ("view.articles", "view.side"):  # the screen is small
        window.commands.run(panel)
    QApplication.processEvents()
    view = window.workspace.view
    place = text.index("Paragraph 30.")
    view.select_span(place, place)
    view.reveal(place, place)
    view.setFocus()
    return view


def caret_y(view: ArticleView) -> float:
    """Where the text of the caret's line begins in the view."""
    top, line = view.article_layout.place_of(view.caret())
    return top + line.top - view.verticalScrollBar().value()


def caret_row(view: ArticleView, lines: int = 0) -> tuple[QImage, int]:
    """A picture of the view, and the middle of the caret's line in it, or of another line."""
    _, line = view.article_layout.place_of(view.caret())
    y = caret_y(view) + line.height / 2 + lines * view.article_layout.metrics.pitch
    return view.viewport().grab().toImage(), round(y)


def darkest(view: ArticleView, lines: int) -> int:
    """How dark the text of a line is painted, from 0."""
    image, y = caret_row(view, lines)
    left = round(view.article_layout.left) + 8
    return min(
        image.pixelColor(x, row).lightness() for x in range(left, left + 300) for row in range(y - 7, y + 7)
    )


@pytest.mark.parametrize("width", ["narrow", "wide", "full"])
def test_another_width_shows_at_once_and_keeps_the_line(
    window: MainWindow, view: ArticleView, width: str
) -> None:
    before, y = view.article_layout.width, caret_y(view)
    window.commands.run(f"reading.width-{width}")
    assert (view.article_layout.width < before) == (width == "narrow")
    assert abs(caret_y(view) - y) <= 1
    command = next(c for c in window.commands.all() if c.id == f"reading.width-{width}")
    assert command.checked is not None
    assert command.checked()


@pytest.mark.parametrize(
    ("width", "least", "most"), [("narrow", 55, 66), ("normal", 60, 75), ("wide", 68, 82)]
)
def test_lines_have_as_many_characters_as_reading_wants(
    window: MainWindow, view: ArticleView, width: str, least: int, most: int
) -> None:
    window.commands.run(f"reading.width-{width}")
    box = view.article_layout.box(0)
    lengths = sorted(line.end - line.start for line in box.lines[:-1])
    assert least <= lengths[len(lengths) // 2] <= most


def test_loose_lines_are_further_apart_than_tight_ones(window: MainWindow, view: ArticleView) -> None:
    pitches = []
    for spacing in ("tight", "normal", "loose"):
        y = caret_y(view)
        window.commands.run(f"reading.spacing-{spacing}")
        lines = view.article_layout.box(view.article_layout.text.map.block_of(view.caret())).lines
        pitches.append(lines[1].top - lines[0].top)
        assert abs(caret_y(view) - y) <= 1
    assert pitches == sorted(set(pitches))


def test_what_was_chosen_is_there_the_next_time(
    qtbot: QtBot, window: MainWindow, view: ArticleView, tmp_path: Path
) -> None:
    for name in ("width-narrow", "spacing-loose", "font-sans", "removed", "dim"):
        window.commands.run(f"reading.{name}")
    chosen = Look(100, "sans", "narrow", "loose", "dim", removed=True)
    assert view.look() == chosen
    assert window.settings.look == chosen
    window.close()
    again = MainWindow(window.settings, window.worker_command)
    again.fill()
    qtbot.addWidget(again)
    assert again.workspace.view.look() == chosen
    again.close()


def test_f4_marks_the_line_of_the_caret_and_the_mark_follows(
    qtbot: QtBot, window: MainWindow, view: ArticleView
) -> None:
    page = QColor(window.theme.page)
    image, y = caret_row(view)
    assert image.pixelColor(12, y) == page
    qtbot.keyClick(view, Qt.Key.Key_F4)
    image, y = caret_row(view)
    band = image.pixelColor(12, y)
    assert band != page
    assert image.pixelColor(12, y + 60) == page
    qtbot.keyClick(view, Qt.Key.Key_Down)
    image, below = caret_row(view)
    assert below > y
    assert image.pixelColor(12, below) == band
    assert image.pixelColor(12, y) == page
    qtbot.keyClick(view, Qt.Key.Key_F4)
    image, y = caret_row(view)
    assert image.pixelColor(12, y) == page


def test_shift_f4_dims_all_other_lines(qtbot: QtBot, view: ArticleView) -> None:
    view.setFocus()
    before = darkest(view, 1)
    qtbot.keyClick(view, Qt.Key.Key_F4, SHIFT)
    assert view.look().focus == "dim"
    assert darkest(view, 0) <= before
    assert darkest(view, 1) > before + 20


def test_where_the_line_is_out_of_view_nothing_is_dimmed(window: MainWindow, view: ArticleView) -> None:
    before = darkest(view, 1)
    window.commands.run("reading.dim")
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = view.article_layout.line_at(bar.value() + 200)[2].start
    image = view.viewport().grab().toImage()
    top, line = view.article_layout.place_of(place)
    y = round(top + line.top + line.height / 2 - bar.value())
    left = round(view.article_layout.left)
    found = min(
        image.pixelColor(x, r).lightness() for x in range(left, left + 200) for r in range(y - 7, y + 7)
    )
    assert found <= before + 5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_stays_readable_on_the_band_and_where_it_is_dimmed(theme: Theme) -> None:
    from annotator.gui.article_view import focus

    band = mix(QColor(theme.page), QColor(theme.accent), focus._BAND)
    dimmed = mix(QColor(theme.text), QColor(theme.page), focus._PALER)
    assert contrast(theme.text, band) >= 4.5
    assert contrast(theme.muted, band) >= 4.5
    assert contrast(dimmed, theme.page) >= 4.5


def test_a_key_shows_what_was_cleaned_away(qtbot: QtBot, window: MainWindow, view: ArticleView) -> None:
    y, caret = caret_y(view), view.caret()
    qtbot.keyClick(view, Qt.Key.Key_G, CTRL | SHIFT)
    assert view.caret() == caret
    assert abs(caret_y(view) - y) <= 1
    (aside,) = view.article_layout.box(0).asides
    assert aside.text.text() == "Share"
    qtbot.keyClick(view, Qt.Key.Key_G, CTRL | SHIFT)
    assert view.article_layout.box(0).asides == []


def test_the_text_is_set_in_the_font_that_is_chosen(window: MainWindow, view: ArticleView) -> None:
    window.commands.run("reading.font-sans")
    sans = QFontInfo(view.document().defaultFont()).family()
    window.commands.run("reading.font-serif")
    assert QFontInfo(view.document().defaultFont()).family() != sans


def test_where_no_font_for_dyslexia_is_installed_it_says_which_to_install(
    window: MainWindow, view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_installed", lambda: False)
    window.commands.run("reading.font-dyslexia")
    assert "install OpenDyslexic" in window.messages.text.text()
    assert view.look().font == "serif"
    monkeypatch.setattr(reading, "_installed", lambda: True)
    window.commands.run("reading.font-dyslexia")
    assert view.look().font == "dyslexia"


def test_another_font_shows_while_one_chooses_and_goes_when_one_does_not(
    qtbot: QtBot, window: MainWindow, view: ArticleView
) -> None:
    family = next(f for f in QFontDatabase.families() if f.startswith("DejaVu Sans Mono"))
    for keep in (False, True):
        window.commands.run("reading.font")
        dialog = QApplication.activeModalWidget() or window.findChild(FontDialog)
        assert isinstance(dialog, FontDialog)
        dialog.families.setCurrentText(family)
        qtbot.keyClick(dialog.families, Qt.Key.Key_Tab)
        dialog.families.setCurrentFont(family)
        assert view.look().font == family
        if keep:
            dialog.accept()
            assert window.settings.look.font == family
        else:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
            assert view.look().font == "serif"
        dialog.deleteLater()
        QApplication.processEvents()


def test_the_wheel_changes_a_size_that_is_kept(window: MainWindow, view: ArticleView) -> None:
    view.zoom_changed.emit(130)
    assert window.settings.zoom == 130
