"""Drawings and tables as files, by key."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.statistics.page import StatisticsPage
from annotator.gui.statistics.savers import file_name
from tests.gui.statistics.test_statistics_page import opened, press
from tests.support.dated import dated_project


@pytest.fixture
def page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> StatisticsPage:
    return opened(empty_window, dated_project(tmp_path / "press.annotator"), qtbot)


def save(page: StatisticsPage, qtbot: QtBot, key: Qt.Key, target: Path, patch: pytest.MonkeyPatch) -> str:
    """Press the key, answer the dialog, wait for the file; what was proposed."""
    proposed: list[str] = []

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(target), ""

    patch.setattr(QFileDialog, "getSaveFileName", answer)
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key)
    qtbot.waitUntil(target.exists)
    return Path(proposed[0]).name


@pytest.mark.parametrize("view", [Qt.Key.Key_C, Qt.Key.Key_W, Qt.Key.Key_T, Qt.Key.Key_N])
def test_each_view_is_saved_as_svg_png_and_csv(
    page: StatisticsPage, qtbot: QtBot, view: Qt.Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, page, view)
    svg, png, table = (tmp_path / f"drawing.{kind}" for kind in ("svg", "png", "csv"))
    assert save(page, qtbot, Qt.Key.Key_G, svg, monkeypatch).endswith(".svg")
    save(page, qtbot, Qt.Key.Key_P, png, monkeypatch)
    save(page, qtbot, Qt.Key.Key_V, table, monkeypatch)
    root = ElementTree.parse(svg).getroot()
    texts = [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]
    drawing = page.current_drawing()
    assert drawing is not None
    assert drawing.title in texts
    assert not list(root.iter("{http://www.w3.org/2000/svg}image")), "all of it is drawn, nothing a picture"
    image = QImage(str(png))
    assert image.width() == 2700
    assert image.pixelColor(0, 0).name() == "#ffffff"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 1
    assert not list(tmp_path.glob(".export-*"))


def test_no_cell_of_a_table_is_a_formula(
    page: StatisticsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, page, Qt.Key.Key_Tab)
    assert page.page.current is page.page.views[1]
    save(page, qtbot, Qt.Key.Key_V, tmp_path / "sources.csv", monkeypatch)
    text = (tmp_path / "sources.csv").read_text("utf-8")
    assert "\n'=Island Post,5,1" in text


def test_where_it_cannot_be_written_it_is_said_and_what_was_there_stays(
    page: StatisticsPage,
    empty_window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(empty_window, "complain", said.append)
    target = tmp_path / "nowhere" / "x.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    widget = QApplication.focusWidget()
    assert widget is not None
    for key in (Qt.Key.Key_G, Qt.Key.Key_P, Qt.Key.Key_V):
        qtbot.keyClick(widget, key)
    qtbot.waitUntil(lambda: len(said) == 3)
    assert all("folder" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("project", "title"),
    [("press", "Annotations per label"), ("../../etc", "a/b\\c:d"), ("CON", "\0"), ("", "…")],
)
def test_a_file_name_stays_in_its_folder(project: str, title: str) -> None:
    name = file_name(project, title, "svg")
    assert Path(name).name == name
    assert name.endswith(".svg")
    assert not set(name) & set("/\\:\0")
