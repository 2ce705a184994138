"""The supervisor's page in the window, and what is saved of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.gui.agreement.page import AgreementPage
from annotator.gui.main_window import MainWindow
from annotator.gui.report.page import ReportPage
from tests.gui.agreement.test_agreement_page import LAYERS, TEXTS
from tests.support.layers import project_of

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ReportPage:
    path = tmp_path / "press.annotator"
    project_of(path, TEXTS, LAYERS).close()
    empty_window.projects.open(path, "Robin")
    view = empty_window.workspace.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_O, CTRL_SHIFT)
    assert empty_window.pages.shown == "report"
    found = empty_window.pages.page("report")
    assert isinstance(found, ReportPage)
    qtbot.waitUntil(lambda: found.report is not None)
    return found


def test_it_says_who_is_how_far_and_how_well_they_agree(page: ReportPage) -> None:
    said = page.text.toPlainText()
    assert "press: agreement and progress" in said
    for name in ("Robin", "Kim", "Sam"):
        assert name in said
    assert "Which label where another gave which" in said
    assert "Where they agree least" in said
    assert "undefined, because nobody has any" in said
    assert "nan" not in said.lower().split()


def test_a_line_leads_to_its_figures_and_an_article_to_its_comparison(
    page: ReportPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    assert page.text.hasFocus()
    for _ in range(40):
        qtbot.keyClick(page.text, Qt.Key.Key_Tab)
        if page.text.textCursor().charFormat().anchorHref() == "annotator:agreement/label/claim/":
            break
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    assert empty_window.pages.shown == "agreement"
    agreement = empty_window.pages.page("agreement")
    assert isinstance(agreement, AgreementPage)
    qtbot.waitUntil(lambda: agreement.found is not None)
    qtbot.keyClick(agreement.grid, Qt.Key.Key_B)
    assert agreement.choices.begun.isChecked()
    page.text.anchorClicked.emit("annotator:agreement/label/claim/")
    assert not agreement.choices.begun.isChecked(), "the figures of the report are of what is done"
    page.text.anchorClicked.emit("annotator:article/2")
    assert empty_window.pages.shown == "compare"
    session = empty_window.session
    assert session is not None
    assert session.article is not None
    assert session.article.id == 2


def test_it_is_saved_as_a_web_page_and_as_pdf_by_key(
    page: ReportPage,
    empty_window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for key, name in ((Qt.Key.Key_H, "report.html"), (Qt.Key.Key_P, "report.pdf")):
        target = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (target, ""))
        qtbot.keyClick(page.text, key)
    html = (tmp_path / "report.html").read_text("utf-8")
    assert html.startswith("<!doctype html>")
    assert "<script" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")
    assert "<svg" in html
    assert "annotator:" not in html, "what leads into the window leads nowhere from a page"
    messages = empty_window.messages
    assert messages.action.text() == "Open it"
    page.leave()
    assert messages.isHidden(), "it does not lie over the next page"
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert not list(tmp_path.glob(".export-*"))


def test_where_it_cannot_be_saved_it_is_said(
    page: ReportPage, empty_window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(empty_window, "complain", said.append)
    for key, name in ((Qt.Key.Key_H, "report.html"), (Qt.Key.Key_P, "report.pdf")):
        target = str(tmp_path / "nowhere" / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (target, ""))
        qtbot.keyClick(page.text, key)
    assert len(said) == 2
    assert all("folder" in sentence for sentence in said)
