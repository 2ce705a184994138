from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui import theme as themes
from annotator.gui.theme import DARK, LIGHT, Theme, contrast
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook

AA = 4.5
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    file = Path(__file__).parents[2] / "resources" / "codebooks" / "actor-claim-sentiment.toml"
    return parse_codebook(file.read_text(encoding="utf-8"))


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@BOTH
@pytest.mark.parametrize("background", ["window", "panel", "page", "selection"])
def test_text_is_readable_on_every_background(theme: Theme, background: str) -> None:
    assert contrast(theme.text, getattr(theme, background)) >= AA
    assert contrast(theme.muted, getattr(theme, background)) >= AA


@BOTH
@pytest.mark.parametrize("colour", ["accent", "error", "warning", "ok"])
@pytest.mark.parametrize("background", ["window", "panel", "page"])
def test_coloured_text_is_readable(theme: Theme, colour: str, background: str) -> None:
    assert contrast(getattr(theme, colour), getattr(theme, background)) >= AA


@BOTH
def test_text_on_the_accent_is_readable(theme: Theme) -> None:
    assert contrast(theme.accent_text, theme.accent) >= AA


@BOTH
@pytest.mark.parametrize("background", ["window", "panel", "page"])
def test_the_focus_ring_stands_out(theme: Theme, background: str) -> None:
    assert contrast(theme.focus, getattr(theme, background)) >= 3


@BOTH
def test_names_of_labels_are_readable_on_the_page(theme: Theme, codebook: Codebook) -> None:
    for label in codebook.labels:
        assert contrast(theme.label_colour(label), theme.page) >= AA, label.name


@BOTH
@pytest.mark.parametrize("current", [False, True])
def test_the_article_is_readable_on_every_tint(theme: Theme, codebook: Codebook, current: bool) -> None:
    for label in codebook.labels:
        tint = theme.tint(theme.label_colour(label), current=current)
        assert contrast(theme.text, tint) >= AA, label.name
        assert tint != QColor(theme.page)


@BOTH
def test_the_whole_program_takes_the_theme(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    before = qapp.styleSheet(), qapp.palette()
    try:
        themes.apply(qapp, theme)
        assert qapp.palette().window().color() == QColor(theme.window)
        assert "$" not in qapp.styleSheet()
        assert theme.accent in qapp.styleSheet()
    finally:
        qapp.setStyleSheet(before[0])
        qapp.setPalette(before[1])
