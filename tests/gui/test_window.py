"""The window around the project: open, close, a second window, theme, panels, messages, keys."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.errors import UserError
from annotator.gui.commands.command import key_text
from annotator.gui.dialogs.import_articles import ImportDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.project.operations.articles import set_state as mark_article
from annotator.project.project import Project
from tests.support.projects import new_project

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_start_screen_offers_what_to_do(empty_window: MainWindow) -> None:
    assert empty_window.start.isVisible()
    assert empty_window.start.new.key.text() == key_text("Ctrl+N")
    assert empty_window.start.recent == []
    for command in empty_window.commands.all():
        if "project" in command.when:
            assert not empty_window.commands.enabled(command.id), command.id


def test_enter_opens_a_card_of_the_start_screen(qtbot: QtBot, empty_window: MainWindow) -> None:
    with qtbot.waitSignal(empty_window.start.new_wanted):
        qtbot.keyClick(empty_window.start.new, Qt.Key.Key_Return)
    for dialog in empty_window.findChildren(QDialog):
        dialog.done(0)


def test_a_command_that_cannot_run_says_why(qtbot: QtBot, empty_window: MainWindow) -> None:
    empty_window.commands.run("project.export")
    assert empty_window.messages.text.text() == "Open a project first, or make a new one."


def test_messages_float_and_nothing_moves(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    before = view.geometry(), window.workspace.geometry()
    window.tell("Something is wrong with a file whose name is long. " * 4, "error")
    assert window.messages.isVisible()
    assert (view.geometry(), window.workspace.geometry()) == before
    column, bar = window.workspace.column, window.messages

    def inside() -> bool:
        return column.rect().contains(QRect(column.mapFromGlobal(bar.mapToGlobal(QPoint(0, 0))), bar.size()))

    assert inside()
    assert bar.text.heightForWidth(bar.text.width()) <= bar.text.height()
    window.resize(window.width(), window.height() - 90)
    qtbot.waitUntil(inside)
    window.commands.run("view.find")
    field = window.workspace.find_bar
    qtbot.waitUntil(
        lambda: bar.mapToGlobal(bar.rect().bottomLeft()).y() < field.mapToGlobal(QPoint(0, 0)).y()
    )


def test_a_hint_fades_and_an_error_stays(qtbot: QtBot, window: MainWindow) -> None:
    timer = window.messages.findChild(QTimer)
    assert timer is not None
    for tone in ("warning", "error"):
        window.tell("The disk is full.", tone)  # type: ignore[arg-type]
        assert not timer.isActive()
    window.commands.run("edit.undo")
    assert window.messages.text.text() == "There is nothing to undo in this sitting."
    assert timer.isActive()
    window.commands.run("article.previous")
    assert "first article" in window.messages.text.text()
    assert timer.isActive()
    timer.timeout.emit()
    assert window.messages.isVisible()
    qtbot.waitUntil(window.messages.isHidden)


def test_escape_closes_a_message_before_it_lets_go(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert window.session is not None
    current = window.session.current_id
    assert current is not None
    window.tell("Something went wrong.", "error", action="Try again", run=lambda: None)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.messages.isHidden()
    assert window.session.current_id == current
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.session.current_id is None
    window.projects.close_project()
    window.complain("There is nothing here.")
    qtbot.keyClick(window.start.new, Qt.Key.Key_Escape)
    assert window.messages.isHidden()


def test_closing_leaves_one_file_and_remembers_the_project(
    qtbot: QtBot, window: MainWindow, project_path: Path
) -> None:
    qtbot.keyClicks(window.workspace.view, "m")
    assert project_path.with_name(project_path.name + "-wal").exists()
    window.projects.close_project()
    assert sorted(p.name for p in project_path.parent.glob("*annotator*")) == [project_path.name]
    assert window.start.isVisible()
    assert window.session is None
    assert len(window.start.recent) == 1
    qtbot.mouseClick(window.start.recent[0], Qt.MouseButton.LeftButton)
    assert window.session is not None
    window.show_current()
    assert window.workspace.articles.model.row(0).state == "done"


def test_closing_the_window_closes_the_project_and_saves_the_note(
    qtbot: QtBot, window: MainWindow, project_path: Path
) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClicks(view, "an")
    qtbot.keyClicks(window.workspace.inspector.note, "unfinished")
    window.close()
    assert not project_path.with_name(project_path.name + "-wal").exists()
    with Project.open(project_path, read_only=True) as project:
        assert project.layer is not None
        assert [a.note for a in project.annotations(1, project.layer.id)] == ["unfinished"]


def test_a_second_window_reads_only_and_says_who_has_it(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    second = MainWindow(Settings(tmp_path / "second.ini"))
    second.fill()
    qtbot.addWidget(second)
    with qtbot.waitActive(second):
        second.show()
        second.activateWindow()
    session = second.projects.open(project_path, "Kim")
    assert session.project.read_only
    assert second.status.saved.text() == "Reading only: Robin has it open in another window"
    view = second.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert session.current is not None  # reading and walking is possible
    for key in ("a", "x", "1", "m"):
        second.messages.hide()
        qtbot.keyClicks(view, key)
        assert second.messages.isVisible(), key
        assert "Robin has it open" in second.messages.text.text()
    second.show_current()
    choice = second.workspace.inspector.label_choice
    assert choice is not None
    assert not choice.isEnabled()
    assert second.windowTitle() == "press – reading only – Annotator"
    assert not second.workspace.header.state.isEnabled()
    second.commands.run("project.reload")
    assert second.session is not None
    assert second.session.project.read_only  # the first window still has it
    assert second.session.article is not None
    window.commands.run("article.done")
    window.show_current()
    assert window.workspace.articles.model.row(0).state == "done"
    second.close()


def test_the_second_window_takes_over_when_the_first_has_closed(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    second = MainWindow(Settings(tmp_path / "second.ini"))
    second.fill()
    qtbot.addWidget(second)
    with qtbot.waitActive(second):
        second.show()
        second.activateWindow()
    second.projects.open(project_path, "Kim").open_article(2)
    assert "press F5" in second.messages.text.text()
    window.projects.close_project()
    qtbot.keyClick(second.workspace.view, Qt.Key.Key_F5)
    assert second.session is not None
    assert not second.session.project.read_only
    assert second.session.project.annotator == "Kim"
    assert second.session.article is not None
    assert second.session.article.id == 2
    assert second.windowTitle() == "press – Annotator"
    assert second.workspace.header.state.isEnabled()
    assert "you can annotate now" in second.messages.text.text()
    second.close()


def test_a_project_opens_where_it_was_left(window: MainWindow, project_path: Path, tmp_path: Path) -> None:
    assert window.session is not None
    window.session.open_article(3)
    window.close()
    again = MainWindow(Settings(tmp_path / "settings.ini"))
    again.fill()
    session = again.projects.open(project_path)
    assert session.article is not None
    assert session.article.id == 3
    again.close()
    elsewhere = MainWindow(Settings(tmp_path / "elsewhere.ini"))
    elsewhere.fill()
    for left, marked in ((2, 1), (3, 2)):
        with Project.open(project_path, "Robin") as project, project.transact("Mark"):
            mark_article(project, marked, "done")
        session = elsewhere.projects.open(project_path, "Robin")
        assert session.article is not None
        assert session.article.id == left, "the first that is not done"
        session.open_article(None)
        elsewhere.projects.close()
    elsewhere.settings.keep_article(project_path, 99)
    assert elsewhere.settings.last_article(project_path) == 99
    session = elsewhere.projects.open(project_path, "Robin")
    assert session.article is not None
    assert session.article.id == 3, "an article that is gone is not opened"
    elsewhere.close()


def test_a_recent_project_that_is_gone_leaves_the_list(
    qtbot: QtBot, window: MainWindow, project_path: Path
) -> None:
    window.projects.close_project()
    project_path.unlink()
    qtbot.mouseClick(window.start.recent[0], Qt.MouseButton.LeftButton)
    assert "There is no project" in window.messages.text.text()
    assert window.start.recent == []


def test_the_keys_of_the_palette_work_while_it_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    view, palette = window.workspace.view, window.workspace.codebook
    first = next(iter(palette.buttons.values()))
    view.select_span(16, 16)  # no word is there
    first.setFocus()
    qtbot.keyClicks(first, "1")
    assert "Select the words of the actor first" in window.messages.text.text()
    view.setFocus()
    view.select_span(0, 0)
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.ShiftModifier)
    first.setFocus()
    qtbot.keyClicks(first, "1")
    assert window.session is not None
    assert window.session.sheet is not None
    assert len(window.session.sheet.own) == 1


def test_a_project_that_cannot_be_opened_leaves_the_open_one(window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.annotator"
    broken.write_text("nothing")
    with pytest.raises(UserError):
        window.projects.open(broken)
    assert window.session is not None
    window.attempt(lambda: window.projects.open(tmp_path / "missing"))
    assert "There is no project" in window.messages.text.text()


def test_annotating_as_somebody_else_goes_on_in_their_layer(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClicks(view, "a")
    window.projects.annotate_as("Kim")
    assert window.session is not None
    assert window.status.annotator.text() == "Annotating as Kim"
    assert window.session.sheet is not None
    assert not window.session.sheet.own
    assert len(window.session.sheet.suggestions) == 4
    window.projects.annotate_as("Robin")
    assert len(window.session.sheet.own) == 1


def test_an_empty_project_says_the_next_step(qtbot: QtBot, empty_window: MainWindow, tmp_path: Path) -> None:
    new_project(tmp_path / "empty.annotator").close()
    empty_window.projects.open(tmp_path / "empty.annotator")
    empty = empty_window.workspace.empty
    assert empty.isVisible()
    qtbot.waitUntil(empty.step.hasFocus)
    empty_window.workspace.articles.search.setFocus()
    for _ in range(2):
        qtbot.keyClick(empty_window.focusWidget(), Qt.Key.Key_F6)
        if empty.step.hasFocus():
            break
    assert empty.step.hasFocus()
    empty_window.commands.run("project.export")
    assert "Import some articles first" in empty_window.messages.text.text()
    assert "no articles" in empty.title.text()
    assert key_text("Ctrl+I") in empty.step.text()
    qtbot.mouseClick(empty.step, Qt.MouseButton.LeftButton)
    dialog = empty_window.findChild(ImportDialog)
    assert dialog is not None
    dialog.reject()


def test_the_theme_is_chosen_and_kept(window: MainWindow) -> None:
    window.commands.run("view.theme-dark")
    assert window.theme.is_dark
    assert window.settings.theme == "dark"
    window.commands.run("view.theme-light")
    assert not window.theme.is_dark
    assert window.grab().size() == window.size() * window.devicePixelRatio()


def test_panels_fold_and_stay_folded(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    view = window.workspace.view
    wide = view.width()
    qtbot.keyClick(view, Qt.Key.Key_F7)
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert not window.workspace.articles.isVisible()
    assert not window.workspace.side.isVisible()
    qtbot.waitUntil(lambda: view.width() > wide)
    window.commands.run("view.larger")
    window.commands.run("view.larger")
    window.close()
    again = MainWindow(Settings(tmp_path / "settings.ini"))
    again.fill()
    qtbot.addWidget(again)
    assert not again.moving.panel_shown("articles")
    assert not again.moving.panel_shown("side")
    assert again.settings.zoom == 120
    again.commands.run("view.normal")
    assert again.settings.zoom == 100


def test_escape_goes_back_to_the_article_and_then_lets_go(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    window.workspace.articles.list.setFocus()
    qtbot.keyClick(window.workspace.articles.list, Qt.Key.Key_Escape)
    assert view.hasFocus()
    assert window.session is not None
    assert window.session.current_id is not None
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.session.current_id is None


def test_plain_keys_never_work_while_typing(window: MainWindow) -> None:
    for command in window.commands.all():
        plain = [k for k in command.keys if isinstance(k, str) and len(k) == 1]
        assert not plain or command.scope != "window", command.id


def test_menus_grey_what_cannot_run_and_keep_the_keys_alive(window: MainWindow) -> None:
    menu = window.commands.menu("Annotate")
    menu.aboutToShow.emit()
    assert not window.commands.action("suggestion.accept").isEnabled()
    assert window.commands.action("suggestion.next").isEnabled()
    menu.aboutToHide.emit()
    assert window.commands.action("suggestion.accept").isEnabled()


def test_dropped_files_are_imported_and_a_dropped_project_is_opened(
    window: MainWindow, tmp_path: Path
) -> None:
    other = tmp_path / "other.annotator"
    new_project(other, "One text.").close()
    file = tmp_path / "a.txt"
    file.write_text("Some text.")
    for path in (file, other):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, none))
        dialog = window.findChild(ImportDialog)
        if path == file:
            assert dialog is not None
            assert dialog.paths() == [file]
            dialog.reject()
            dialog.setParent(None)
    assert window.session is not None
    assert window.session.project.path == other


def test_saved_is_said_only_of_what_the_file_holds(
    qtbot: QtBot, window: MainWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = window.workspace.view
    assert "Saved" not in window.status.says()
    qtbot.keyClick(view, Qt.Key.Key_Tab)

    def full(*_: object, **__: object) -> None:
        raise UserError("The disk is full: make room.")

    monkeypatch.setattr("annotator.store.rows.Rows.insert", full)
    qtbot.keyClicks(view, "a")
    assert "Saved" not in window.status.says()
    assert window.messages.text.text() == "The disk is full: make room."
    monkeypatch.undo()
    qtbot.keyClicks(view, "a")
    assert window.status.says().startswith("Accepted actor “Mira Sand” · Saved ")
    reading = sqlite3.connect(f"{project_path.as_uri()}?mode=ro", uri=True)
    assert reading.execute("SELECT count(*) FROM annotations WHERE origin = 'model'").fetchone()[0] == 5
    reading.close()


def test_a_character_that_needs_shift_somewhere_is_bound_as_itself_only(window: MainWindow) -> None:
    # On a US keyboard Shift and = make a +: bound both ways, Qt finds the key ambiguous and does nothing.
    for command in window.commands.all():
        for key in command.keys:
            assert not isinstance(key, str) or "Shift+" not in key or key.split("+")[-1].isalnum(), command.id


def test_a_list_opened_for_the_first_time_after_a_restart_is_high_enough(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    window.close()
    again = MainWindow(Settings(tmp_path / "settings.ini"))
    again.fill()
    qtbot.addWidget(again)
    again.show()
    again.projects.open(project_path)
    again.moving.open_list("problems")
    drawer = again.workspace.drawer
    qtbot.waitUntil(lambda: drawer.height() >= drawer.sizeHint().height())
    again.close()
