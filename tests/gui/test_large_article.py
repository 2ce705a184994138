"""A large article is shown before all of it is read; what one does meanwhile loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.article_view.boxes import BlockBox
from annotator.gui.article_view.marks import MarkIndex
from annotator.gui.main_window import MainWindow
from annotator.gui.marks import marks_of
from annotator.gui.models import portions
from annotator.gui.session import Session
from annotator.model.annotation import Annotation
from annotator.model.offsets import Paragraph
from annotator.project import problems
from tests.benchmarks import material

COUNT, LENGTH = 900, 60_000


@pytest.fixture
def large(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """Two articles of 60,000 characters with 900 annotations each; the first is open."""
    monkeypatch.setattr(portions, "WHOLE", 100)
    monkeypatch.setattr(portions, "PORTION", 100)
    path = tmp_path / "large.annotator"
    material.project(path, count=2, length=LENGTH, annotations=COUNT)
    empty_window.projects.open(path, "Robin")
    view = empty_window.workspace.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    session(empty_window).open_article(None)
    session(empty_window).open_article(1)
    return empty_window


def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def complete(window: MainWindow) -> bool:
    sheet = session(window).sheet
    return sheet is not None and sheet.complete and not sheet.has_unshown


def as_in_the_file(window: MainWindow) -> None:
    """What the view knows, and what stands under every line, is what it would be if all were read at once."""
    open_, view = session(window), window.workspace.view
    anew = open_.project.sheet(open_.article.id if open_.article else 0)
    layout = view.article_layout
    index = MarkIndex(layout.text.map, len(layout.text.text))
    assert open_.sheet is not None
    index.replace(marks_of(anew.annotations, open_.sheet, open_.project.codebook))
    assert layout.index.by_id == index.by_id
    for number, paragraph in enumerate(layout.text.map.blocks):
        expected = {mark.id for mark in index.in_block(number)}
        assert {mark.id for mark in layout.index.in_block(number)} == expected
        assert placed(layout.box(number)) == {
            m.id for m in anew.annotations if has_words(m, paragraph, window)
        }


def placed(box: BlockBox) -> set[str]:
    return {unit.mark.id for line in box.lines for unit in line.units}


def has_words(annotation: Annotation, paragraph: Paragraph, window: MainWindow) -> bool:
    text = window.workspace.view.article_layout.text.text
    return any(
        text[max(start, paragraph.start) : min(end, paragraph.end)].strip()
        for start, end in annotation.segments
    )


def shown_here(window: MainWindow) -> None:
    """What stands under the lines in view now is what the file says of these paragraphs, links included."""
    view, layout = window.workspace.view, window.workspace.view.article_layout
    anew = session(window).project.sheet(1)
    top = view.verticalScrollBar().value()
    for number, _, box in list(layout.blocks_between(top, top + view.viewport().height())):
        paragraph = layout.text.map.blocks[number]
        expected = {a.id for a in anew.annotations if has_words(a, paragraph, window)}
        assert placed(box) == expected
        for link in anew.links:
            if link.head_id in expected:
                assert link.id in {arc.id for arc in layout.index.arcs_of(link.head_id)}


def test_the_first_page_is_right_before_the_rest_is_read(large: MainWindow, qtbot: QtBot) -> None:
    assert not complete(large)
    shown_here(large)
    qtbot.waitUntil(lambda: complete(large))
    as_in_the_file(large)
    qtbot.waitUntil(lambda: large.status.counts.text().startswith(f"{COUNT} annotations"), timeout=3000)


def test_tagged_and_undone_while_it_is_read(large: MainWindow, qtbot: QtBot) -> None:
    view = large.workspace.view
    view.select_span(0, 4)
    qtbot.keyClick(view, Qt.Key.Key_3)
    assert not complete(large)
    tagged = session(large).current_id
    assert tagged is not None
    assert view.current() == tagged
    shown_here(large)
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not complete(large)
    shown_here(large)
    qtbot.keyClick(
        view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: complete(large))
    assert session(large).project.annotation(tagged) is not None
    as_in_the_file(large)


def test_the_end_is_shown_at_once(large: MainWindow, qtbot: QtBot) -> None:
    view = large.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    shown_here(large)
    qtbot.waitUntil(lambda: complete(large))
    as_in_the_file(large)


def test_going_to_a_far_annotation_at_once(large: MainWindow, qtbot: QtBot) -> None:
    last = session(large).project.sheet(1).annotations[-1]
    assert not complete(large)
    session(large).set_current(last.id)
    assert large.workspace.view.current() == last.id
    shown_here(large)
    qtbot.waitUntil(lambda: complete(large))
    as_in_the_file(large)


def test_another_article_while_one_is_read(large: MainWindow, qtbot: QtBot) -> None:
    session(large).open_article(2)
    assert not complete(large)
    qtbot.waitUntil(lambda: complete(large))
    as_in_the_file(large)
    session(large).open_article(1)
    session(large).open_article(None)
    qtbot.wait(20)
    session(large).open_article(1)
    qtbot.waitUntil(lambda: complete(large))
    as_in_the_file(large)


def test_deleting_far_ahead_while_it_is_read(large: MainWindow, qtbot: QtBot) -> None:
    project = session(large).project
    far = project.sheet(1).annotations[-1]
    session(large).set_current(far.id, reveal=False)
    qtbot.keyClick(large.workspace.view, Qt.Key.Key_Delete)
    assert project.annotation(far.id) is None
    qtbot.waitUntil(lambda: complete(large))
    as_in_the_file(large)
    qtbot.keyClick(large.workspace.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    as_in_the_file(large)


def test_problems_are_counted_when_all_was_read(large: MainWindow, qtbot: QtBot) -> None:
    expected = len(problems.in_article(session(large).project, 1))
    assert expected > 100
    qtbot.waitUntil(lambda: large.workspace.header.problems.text().startswith(f"{expected:,} "), timeout=5000)
