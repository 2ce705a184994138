"""What one does while “Everywhere” is still being saved: nothing comes between, undo takes all of it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from annotator.errors import UserError
from annotator.gui.concordance.page import ConcordancePage
from annotator.gui.main_window import MainWindow
from annotator.model.article import IncomingArticle
from annotator.project.operations import articles, codebook
from annotator.project.project import Project
from tests.support.keys import Press

Keys = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(
    qtbot: QtBot, window: MainWindow, project: Project, press: Press, monkeypatch: pytest.MonkeyPatch
) -> ConcordancePage:
    """Nine places are being tagged, two at a time: the first two are saved."""
    monkeypatch.setattr("annotator.gui.concordance.writing.CHUNK", 2)
    with project.transact("Import", undoable=False):
        articles.add(project, IncomingArticle("A milk and milk. " * 4))
        articles.add(project, IncomingArticle("One more milk, only."))
    assert window.session is not None
    window.session.open_article(4)
    window.workspace.view.select_span(2, 6)
    press("e")
    made = window.workspace.drawer.page("concordance")
    assert isinstance(made, ConcordancePage)
    press((Keys.Key_P, ALT))
    qtbot.waitUntil(lambda: not made.runner.running and len(made.lines.lines) == 10)
    qtbot.waitUntil(made.table.hasFocus)
    made.keys.writer._timer.setInterval(10**8)  # the rest waits until the test has done its part
    press("1")
    assert (saved(project), made.keys.writer.busy) == (2, True)
    return made


def saved(project: Project) -> int:
    layer = project.layer
    return sum(len(project.annotations(n, layer.id)) for n in project.article_ids()) if layer else 0


@pytest.fixture
def ended(qtbot: QtBot, window: MainWindow, page: ConcordancePage) -> Callable[[], None]:
    def wait() -> None:
        page.keys.writer._timer.start(0)
        qtbot.waitUntil(lambda: not page.keys.writer.busy)
        window.show_current()

    return wait


def test_undo_stops_it_and_takes_all_of_it_back(
    window: MainWindow, project: Project, press: Press, ended: Callable[[], None]
) -> None:
    press((Keys.Key_Z, CTRL))
    ended()
    assert saved(project) == 0
    assert (project.undo_title, project.redo_title) == (None, "Tag 10 × actor")
    assert window.progress.isHidden()
    assert "Tagged" not in window.messages.text.text()


def test_nothing_comes_between_and_it_says_why(
    window: MainWindow, project: Project, press: Press, ended: Callable[[], None]
) -> None:
    window.workspace.view.setFocus()
    window.workspace.view.select_span(0, 1)
    press("2")
    assert window.messages.text.text() == "Wait until the 10 places are saved, or stop it (Esc)."
    ended()
    assert saved(project) == 10
    press((Keys.Key_Z, CTRL))
    assert (saved(project), project.undo_title) == (0, None)


def test_the_reason_stays_while_more_is_saved(
    window: MainWindow, page: ConcordancePage, press: Press, project: Project
) -> None:
    window.workspace.view.setFocus()
    press("2")
    page.keys.writer._step()
    assert (saved(project), page.keys.writer.busy) == (4, True)
    assert window.messages.isVisible()
    assert "Wait until" in window.messages.text.text()


def test_another_change_of_the_same_lines_has_to_wait(
    window: MainWindow, project: Project, press: Press, ended: Callable[[], None]
) -> None:
    press("2")
    assert "Wait until the 10 places" in window.messages.text.text()
    ended()
    assert len(project.steps.done) == 1


@pytest.mark.usefixtures("page")
def test_closing_the_project_says_how_many_were_saved(window: MainWindow, press: Press) -> None:
    shortcut = QKeySequence(QKeySequence.StandardKey.Close)[0]
    press((shortcut.key(), shortcut.keyboardModifiers()))
    assert window.session is None
    assert window.messages.isVisible()
    assert window.messages.text.text() == "2 of 10 places were saved."


@pytest.mark.usefixtures("page")
def test_quitting_saves_the_rest(window: MainWindow, project: Project) -> None:
    path = project.path
    window.close()
    assert window.session is None
    with Project.open(path, read_only=True) as kept:
        assert saved(kept) == 10


@pytest.mark.usefixtures("page")
def test_another_annotator_is_told_how_many_were_saved(window: MainWindow) -> None:
    window.commands.check("project.annotator")
    window.projects.annotate_as("Mira")
    assert window.messages.isVisible()
    assert window.messages.text.text() == "2 of 10 places were saved."
    assert window.session is not None
    assert window.session.project.steps.writing is None


def test_the_codebook_stays_until_all_is_saved(project: Project, ended: Callable[[], None]) -> None:
    with pytest.raises(UserError, match="Wait until the 10 places are saved"):
        codebook.rename_label(project, "actor", "person", initiator="window")
    ended()
    assert saved(project) == 10
    codebook.rename_label(project, "actor", "person", initiator="window")
    assert [project.undo(), project.undo()] == ["Rename label actor to person", "Tag 10 × actor"]
    assert saved(project) == 0


def test_what_fails_on_the_way_says_how_many_were_saved(
    window: MainWindow, project: Project, page: ConcordancePage, ended: Callable[[], None]
) -> None:
    def fail(*_: object) -> int:
        raise UserError("That label is gone.")

    page.keys.writer._operation = fail
    ended()
    assert window.messages.text.text() == "That label is gone. 2 of 10 places were saved."
    assert project.steps.writing is None


@pytest.mark.parametrize("in_article", [False, True])
def test_escape_stops_it(
    window: MainWindow,
    project: Project,
    page: ConcordancePage,
    press: Press,
    ended: Callable[[], None],
    in_article: bool,
) -> None:
    if in_article:
        window.workspace.view.setFocus()
        window.workspace.view.clear_selection()
    press(Keys.Key_Escape)
    ended()
    assert saved(project) == 2
    assert window.messages.text.text() == "2 of 10 places were saved."
    assert page.is_spreading
    press((Keys.Key_Z, CTRL))
    assert saved(project) == 0


def test_a_note_that_was_typed_is_kept(
    window: MainWindow, project: Project, ended: Callable[[], None]
) -> None:
    layer = project.layer
    assert layer is not None
    first = project.annotations(4, layer.id)[0]
    window.workspace.inspector.note_written.emit(first.id, "Typed meanwhile")
    assert project.annotations(4, layer.id)[0].note == "Typed meanwhile"
    ended()
    assert window.messages.text.text() == "2 of 10 places were saved."
    assert len(project.steps.done) == 2
