"""The page of patterns, by keys that go where the keyboard is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.patterns.model import HITS
from annotator.gui.patterns.page import PatternsPage
from annotator.project.operations import actors, patterns
from annotator.project.project import Project
from tests.support.keys import Press, focused

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEYS = Qt.Key
ENTER, ESCAPE, SPACE, DOWN, UP, TAB, DEL, INS = (
    KEYS.Key_Return, KEYS.Key_Escape, KEYS.Key_Space, KEYS.Key_Down, KEYS.Key_Up, KEYS.Key_Tab,
    KEYS.Key_Delete, KEYS.Key_Insert,
)  # fmt: skip
PAGE = (KEYS.Key_T, CTRL | SHIFT)
SELECTION = (KEYS.Key_T, CTRL)
UNDO = (KEYS.Key_Z, CTRL)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, press: Press) -> PatternsPage:
    """Open and read, without any pattern."""
    press(PAGE)
    found = window.pages.page("patterns")
    assert isinstance(found, PatternsPage)
    qtbot.waitUntil(found.editor.text.hasFocus)
    qtbot.waitUntil(found.empty.isVisible)
    return found


@pytest.fixture
def three(qtbot: QtBot, window: MainWindow, project: Project, press: Press) -> PatternsPage:
    """Open on three patterns that are counted, with the keyboard in the list."""
    kim = actors.add(project, "Tolm Harbour", kind="organisation")
    patterns.add(project, "actor", "harbour", attributes={"kind": "organisation"}, actor_id=kim.id)
    patterns.add(project, "cue", "said", name="cues.csv")
    patterns.add(project, "actor", "nobody")
    press(PAGE)
    found = window.pages.page("patterns")
    assert isinstance(found, PatternsPage)
    qtbot.waitUntil(found.table.hasFocus)
    qtbot.waitUntil(lambda: cells(found, HITS) == ["2", "1", "0"], timeout=20_000)
    return found


def cells(page: PatternsPage, column: int) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def lines(page: PatternsPage) -> list[str]:
    return [f"{line.title}: {line.hit}" for line in page.trial.lines.lines]


def test_an_empty_page_says_the_next_step_and_esc_goes_back(
    window: MainWindow, page: PatternsPage, press: Press
) -> None:
    assert page.empty.title.text() == "No patterns yet"
    assert "Ctrl+T makes a pattern" in page.empty.text.text()
    press(ESCAPE)
    assert window.pages.shown is None
    assert window.workspace.view.hasFocus()


def test_hits_are_shown_while_one_types_and_enter_adds(
    qtbot: QtBot, page: PatternsPage, press: Press, project: Project
) -> None:
    press("harbour")
    qtbot.waitUntil(lambda: len(lines(page)) == 2, timeout=20_000)
    assert lines(page) == [lines(page)[0], "Harbour strike: harbour"]
    qtbot.waitUntil(lambda: page.trial.said.full == "“harbour”: 2 hits in 2 articles")
    assert page.editor.told.text() == "Found in any case."
    press(ENTER)
    (made,) = project.patterns()
    assert (made.pattern, made.label) == ("harbour", "actor")
    assert page.editor.text.text() == ""
    qtbot.waitUntil(lambda: cells(page, HITS) == ["2"])
    assert page.editor.text.hasFocus()
    press(UNDO)
    assert project.patterns() == []
    qtbot.waitUntil(page.empty.isVisible)


def test_what_is_wrong_is_said_in_its_place(page: PatternsPage, press: Press, project: Project) -> None:
    press('[{"WORD": "x"}]', ENTER)
    assert page.editor.told.text().startswith("Token 1 has “WORD”, which is no attribute of a token")
    assert page.editor.told.property("role") == "error"
    assert project.patterns() == []
    page.editor.text.clear()
    press("harbour", ENTER, "harbour", ENTER)
    assert page.editor.told.text() == "There is a pattern “harbour” for “actor” already."
    assert page.editor.text.text() == "harbour"


def test_label_answers_actor_and_language_are_chosen_by_key(
    qtbot: QtBot, page: PatternsPage, press: Press, project: Project
) -> None:
    press("harbour board", TAB)
    assert focused() is page.editor.label
    press(TAB)
    assert focused().accessibleName() == "kind"
    press(DOWN, TAB)
    assert focused() is page.editor.actor
    press("Port Board", ENTER)
    (made,) = project.patterns()
    assert made.attributes == {"kind": "person"}
    assert [(a.id, a.name, a.kind) for a in project.actors()] == [(made.actor_id, "Port Board", "person")]
    press(UNDO)
    assert (project.patterns(), project.actors()) == ([], [])


def test_a_label_that_needs_an_answer_says_so(page: PatternsPage, press: Press, project: Project) -> None:
    page.editor.label.setCurrentText("sentiment")
    press("awful", ENTER)
    assert "“sentiment” needs an answer to “polarity”" in page.editor.told.text()
    assert project.patterns() == []


def test_the_list_shows_the_hits_of_the_current_one(
    qtbot: QtBot, window: MainWindow, three: PatternsPage, press: Press
) -> None:
    assert cells(three, 3) == ["Tolm Harbour", "", ""]
    qtbot.waitUntil(lambda: len(lines(three)) == 2)
    press(DOWN)
    qtbot.waitUntil(lambda: len(lines(three)) == 1)
    assert three.trial.said.full == "“said”: 1 hit in 1 article"
    press(DOWN)
    assert three.trial.said.full == "“nobody”: no hits in 0 articles"
    assert "It stands nowhere" in three.trial.empty.text()
    assert window.pages.note.full == "3 patterns"


def test_enter_on_a_hit_goes_to_its_place(
    qtbot: QtBot, window: MainWindow, three: PatternsPage, press: Press
) -> None:
    qtbot.waitUntil(lambda: len(lines(three)) == 2)
    three.trial.table.setFocus()
    press(DOWN, ENTER)
    assert window.pages.shown is None
    assert window.session is not None
    assert window.session.article is not None
    assert window.session.article.id == 2
    assert window.workspace.view.selected_span() == (4, 11)
    assert window.workspace.view.hasFocus()


def test_only_this_article(qtbot: QtBot, three: PatternsPage, press: Press) -> None:
    qtbot.waitUntil(lambda: len(lines(three)) == 2)
    press((KEYS.Key_T, ALT))
    qtbot.waitUntil(lambda: len(lines(three)) == 1)
    assert three.trial.said.full == "“harbour”: 1 hit in this article"


def test_one_is_switched_off_edited_and_deleted_by_key(
    qtbot: QtBot, three: PatternsPage, press: Press, project: Project
) -> None:
    press(SPACE)
    qtbot.waitUntil(lambda: cells(three, HITS)[0] == "off · 2")
    assert [p.off for p in project.patterns()] == [True, False, False]
    press(ENTER)
    assert three.editor.text.text() == "harbour"
    assert three.editor.actor.text() == "Tolm Harbour"
    assert three.editor.take_button.text() == "Save (Enter)"
    press(KEYS.Key_End, " strike", ENTER)
    assert [p.pattern for p in project.patterns()] == ["harbour strike", "said", "nobody"]
    qtbot.waitUntil(three.table.hasFocus)
    qtbot.waitUntil(lambda: cells(three, 1)[0] == "harbour strike")
    press(DEL)
    qtbot.waitUntil(lambda: cells(three, 1) == ["said", "nobody"])
    press(UNDO)
    qtbot.waitUntil(lambda: len(cells(three, 1)) == 3)


def test_several_are_deleted_at_once(
    qtbot: QtBot, three: PatternsPage, press: Press, project: Project
) -> None:
    press((DOWN, SHIFT), DEL)
    assert [p.pattern for p in project.patterns()] == ["nobody"]
    press(UNDO)
    assert len(project.patterns()) == 3


def test_they_are_searched_and_sorted(qtbot: QtBot, three: PatternsPage, press: Press) -> None:
    press("/", "cues")
    assert three.search.hasFocus()
    assert cells(three, 1) == ["said"]
    press(ESCAPE)
    assert three.table.hasFocus()
    three.table.header().sectionClicked.emit(1)
    assert cells(three, 1) == ["harbour", "nobody", "said"]
    three.table.header().sectionClicked.emit(HITS)
    assert cells(three, HITS) == ["2", "1", "0"]


def test_esc_gives_up_editing_and_then_leads_back(
    window: MainWindow, three: PatternsPage, press: Press, project: Project
) -> None:
    press(ENTER, "x", ESCAPE)
    assert three.table.hasFocus()
    assert three.editor.text.text() == ""
    assert [p.pattern for p in project.patterns()] == ["harbour", "said", "nobody"]
    press(ESCAPE)
    assert window.pages.shown is None


def test_the_selected_words_become_a_pattern(
    qtbot: QtBot, window: MainWindow, press: Press, project: Project
) -> None:
    window.workspace.view.select_span(22, 30)
    press(SELECTION)
    page = window.pages.page("patterns")
    assert isinstance(page, PatternsPage)
    assert page.editor.text.text() == "the levy"
    assert page.editor.text.hasFocus()
    press(ENTER)
    assert [p.pattern for p in project.patterns()] == ["the levy"]


def test_the_current_annotation_gives_label_answers_and_actor(
    qtbot: QtBot, window: MainWindow, press: Press, project: Project
) -> None:
    press(TAB)
    assert window.session is not None
    assert window.session.current is not None
    press(SELECTION, ENTER)
    (made,) = project.patterns()
    assert (made.label, made.pattern, made.attributes) == ("actor", "Mira Sand", {"kind": "person"})


def test_a_file_is_imported_as_one_step_and_bad_rows_are_told(
    qtbot: QtBot,
    window: MainWindow,
    page: PatternsPage,
    press: Press,
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "names.csv"
    rows = "".join(f"name {n},actor,person\n" for n in range(250))
    file.write_text(f"phrase,label,kind\n{rows},actor,person\nharbour,nonsense,\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(file), ""))
    qtbot.mouseClick(page.empty.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(project.patterns()) == 250)
    qtbot.waitUntil(lambda: "names.csv: 250 patterns added" in window.messages.text.text())
    assert "2 rows left out. Line 252: A pattern needs" in window.messages.text.text()
    qtbot.waitUntil(lambda: page.model.rowCount() == 250)
    assert project.undo() == "Import patterns from names.csv"
    assert project.patterns() == []


def test_all_are_exported(
    three: PatternsPage, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(file), ""))
    press("x")
    assert len(file.read_text("utf-8").splitlines()) == 3


def test_the_articles_of_a_pattern_get_their_suggestions(
    qtbot: QtBot, window: MainWindow, three: PatternsPage, press: Press, project: Project
) -> None:
    press(DOWN, "s")
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    layer = project.model_layer()
    assert layer is not None
    assert (layer.annotator, project.models_run(layer.id)) == ("fake", {1})
    press(DOWN, "s")
    assert "Choose a pattern with hits" in window.messages.text.text()


def test_leaving_ends_the_worker_and_its_death_is_told(
    qtbot: QtBot, window: MainWindow, three: PatternsPage, press: Press
) -> None:
    tester = three.counting.tester
    assert tester.pid > 0
    press(ESCAPE)
    assert tester.pid == 0
    window.pages.page("patterns")
    tester._command = lambda _pipeline: ["/nonexistent/program"]
    press(PAGE, INS, "strike")
    qtbot.waitUntil(lambda: "could not be started" in three.trial.state.text(), timeout=20_000)


def test_one_that_is_off_is_counted_as_well(
    qtbot: QtBot, window: MainWindow, press: Press, project: Project
) -> None:
    made = patterns.add(project, "actor", "harbour")
    patterns.switch(project, [made.id], on=False)
    press(PAGE)
    page = window.pages.page("patterns")
    assert isinstance(page, PatternsPage)
    qtbot.waitUntil(lambda: cells(page, HITS) == ["off · 2"], timeout=20_000)


def test_a_draft_comes_before_the_counting_which_then_goes_on(
    qtbot: QtBot, three: PatternsPage, press: Press
) -> None:
    counting = three.counting
    counting.results.clear()
    counting.go_on()
    assert counting.tester.running
    press(INS, "strike")
    qtbot.waitUntil(lambda: cells(three, HITS) == ["2", "1", "0"], timeout=20_000)
    assert three.trial.said.full.startswith("“strike”")
