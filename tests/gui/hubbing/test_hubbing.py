"""Syncing with the hub in the real window, with a real server."""

from __future__ import annotations

import socket
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.gui.hubbing.codebook import CodebookDialog
from annotator.gui.hubbing.desk import HubDesk
from annotator.gui.hubbing.dialog import HubDialog
from annotator.gui.main_window import MainWindow
from annotator.hub import setting_up
from annotator.hub.connecting import connected, with_password, without_secrets
from annotator.hub.exchanging import Exchange
from annotator.hub.remote import Hub
from annotator.hub.setting_up import MemberRole
from annotator.model.codebook import Label
from annotator.project.operations import annotations, codebook
from annotator.project.project import Project
from tests.support.keys import Press
from tests.support.postgres import Server
from tests.support.projects import TEXT, default_codebook, new_project

KEYS = Qt.Key
SYNC = (KEYS.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
WAIT = 20_000

_numbers = count(1)


@dataclass
class Team:
    """Petra's hub, with one annotation of hers, and how Robin gets in."""

    server: Server
    database: str
    file: Path
    address: str
    password: str

    def petra(self) -> None:
        """Let Petra sync."""
        url = self.server.socket_url(self.database, "petra")
        with Project.open(self.file, "Petra") as project, connected(url) as connection:
            for piece in Exchange(project, Hub(connection), url).sync():
                piece.save(project)


def make_team(server: Server, folder: Path, role: MemberRole = "annotator") -> Team:
    file, database, login = folder / "petra.annotator", server.new_database("petra"), f"gui{next(_numbers)}"
    with new_project(file, TEXT, "The price of milk rose.", annotator="Petra") as project:
        annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
        key = project.about("project_id")
    with connected(server.socket_url(database, "petra")) as connection:
        setting_up.make(connection, project=key, name="press", coordinator="Petra", blind=False)
        robin = setting_up.admit(connection, "Robin", login, role)
    team = Team(server, database, file, without_secrets(server.url(database, login)), robin.password)
    team.petra()
    return team


@pytest.fixture
def team(server: Server, tmp_path: Path) -> Team:
    return make_team(server, tmp_path)


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A new, empty project of Robin's."""
    path = tmp_path / "robin.annotator"
    Project.create(path, default_codebook(), "Robin").close()
    return path


@pytest.fixture
def window(empty_window: MainWindow, project_path: Path, team: Team) -> MainWindow:
    empty_window.projects.open(project_path)
    return empty_window


def dialog(window: MainWindow, qtbot: QtBot, after: HubDialog | None = None) -> HubDialog:
    """The one that is open and has the keyboard, another one than ``after``."""

    def open_now() -> HubDialog | None:
        found = [each for each in window.findChildren(HubDialog) if each.isVisible() and each is not after]
        return next((each for each in found if each.address.hasFocus() or each.password.hasFocus()), None)

    qtbot.waitUntil(lambda: open_now() is not None, timeout=WAIT)
    found = open_now()
    assert found is not None
    return found


def hub(window: MainWindow) -> HubDesk:
    found = window.findChild(HubDesk)
    assert found is not None
    return found


def synced(window: MainWindow, qtbot: QtBot, text: str = "Synced") -> str:
    messages = window.messages
    qtbot.waitUntil(lambda: text in messages.text.text() and messages.isVisible(), timeout=WAIT)
    assert not window.progress.isVisible()
    window.activateWindow()  # the offscreen platform does not when a dialog closes
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
    return window.messages.text.text()


def first_sync(window: MainWindow, team: Team, qtbot: QtBot, press: Press) -> str:
    press(SYNC)
    asked = dialog(window, qtbot)
    asked.address.setFocus()
    press(team.address, KEYS.Key_Tab, team.password, KEYS.Key_Return)
    return synced(window, qtbot)


def test_the_first_sync_fills_an_empty_project(
    window: MainWindow, team: Team, qtbot: QtBot, press: Press
) -> None:
    said = first_sync(window, team, qtbot, press)
    assert said == "Synced: 2 articles received, 1 change received (Petra 1)."
    assert window.session is not None
    project = window.session.project
    assert window.session.article is not None
    assert [len(project.annotations(1, layer.id)) for layer in project.layers()] == [1]
    assert project.about("hub") == team.address
    assert team.password.encode() not in project.path.read_bytes()


def test_later_one_key_is_enough_in_this_sitting(
    window: MainWindow, team: Team, qtbot: QtBot, press: Press
) -> None:
    first_sync(window, team, qtbot, press)
    assert window.session is not None
    annotations.add(window.session.project, article_id=1, label="actor", segments=[(48, 60)])
    window.messages.hide()
    press(SYNC)
    assert synced(window, qtbot) == "Synced: 1 change sent."
    window.messages.hide()
    press(SYNC)
    assert synced(window, qtbot) == "Synced: nothing was new."


def test_a_wrong_password_is_asked_for_again(
    window: MainWindow, team: Team, qtbot: QtBot, press: Press
) -> None:
    press(SYNC)
    first = dialog(window, qtbot)
    first.address.setFocus()
    press(team.address, KEYS.Key_Tab, "wrong", KEYS.Key_Return)
    again = dialog(window, qtbot, first)
    assert "refuses the password" in again.trouble.text()
    again.address.setText(team.address)
    again.password.setFocus()
    press(team.password, KEYS.Key_Return)
    synced(window, qtbot)


def test_an_address_that_is_none(window: MainWindow, qtbot: QtBot, press: Press) -> None:
    press(SYNC)
    asked = dialog(window, qtbot)
    press("db.example.org", KEYS.Key_Return)
    assert "begins with postgresql://" in asked.trouble.text()
    assert asked.isVisible()
    press(KEYS.Key_Escape)
    assert not asked.isVisible()


def test_no_server(window: MainWindow, team: Team, qtbot: QtBot, press: Press) -> None:
    assert window.session is not None
    with window.session.project.transact("Set"):
        window.session.project.remember("hub", "postgresql://robin@127.0.0.1:1/press")
    press(SYNC)
    assert "can't be reached" in synced(window, qtbot, "can't be reached")
    assert window.messages.action.text().startswith("Try again")


def test_it_can_be_stopped_and_goes_on_later(
    window: MainWindow, team: Team, qtbot: QtBot, press: Press
) -> None:
    with Project.open(team.file, "Petra") as petra:
        for start in range(40):
            annotations.add(petra, article_id=1, label="claim", segments=[(start, start + 5)])
    team.petra()
    window.progress.show()
    press(SYNC)
    asked = dialog(window, qtbot)
    asked.address.setText(team.address)
    asked.password.setFocus()
    press(team.password)

    def stop_at_entries(text: str, done: int, total: int) -> None:
        if text == "Fetching …" and done:
            qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)

    press(KEYS.Key_Return)
    desk = hub(window)
    assert desk.run is not None
    desk.run.progressed.connect(stop_at_entries)
    assert "the rest comes with the next sync" in synced(window, qtbot, "Stopped after 2 articles received")
    assert not desk.busy
    assert window.session is not None
    project = window.session.project
    layer = project.find_layer("Petra")
    assert 0 < len(project.annotations(1, layer.id)) < 41
    desk.run.progressed.disconnect(stop_at_entries)
    window.messages.hide()
    press(SYNC)
    synced(window, qtbot)
    assert len(project.annotations(1, layer.id)) == 41


def test_closing_the_project_ends_it(window: MainWindow, team: Team, qtbot: QtBot, press: Press) -> None:
    press(SYNC)
    asked = dialog(window, qtbot)
    asked.address.setText(team.address)
    asked.password.setText(team.password)
    press(KEYS.Key_Return)
    assert hub(window).busy
    window.projects.close_project()
    assert not hub(window).busy
    assert not window.progress.isVisible()


def test_what_one_says_meanwhile_is_sent_next_time(
    window: MainWindow, team: Team, qtbot: QtBot, press: Press
) -> None:
    first_sync(window, team, qtbot, press)
    assert window.session is not None
    project, run = window.session.project, hub(window).run
    assert run is not None
    annotations.add(project, article_id=1, label="actor", segments=[(48, 60)])
    window.messages.hide()
    said = iter(["once"])
    run.progressed.connect(
        lambda text, done, total: (
            next(said, None) and annotations.add(project, article_id=1, label="actor", segments=[(0, 4)])
        )
    )
    press(SYNC)
    synced(window, qtbot)
    window.messages.hide()
    press(SYNC)
    assert "1 change sent" in synced(window, qtbot)


def test_a_project_that_is_not_empty_asks_before_it_joins(
    empty_window: MainWindow, team: Team, tmp_path: Path, qtbot: QtBot
) -> None:
    window = empty_window
    path = tmp_path / "own.annotator"
    new_project(path, TEXT, annotator="Robin").close()
    window.projects.open(path)
    hub(window).ask()
    asked = dialog(window, qtbot)
    asked.address.setText(team.address)
    asked.password.setText(team.password)
    assert not asked.join.isVisible()
    qtbot.keyClick(asked.password, KEYS.Key_Return)
    again = dialog(window, qtbot, asked)
    assert again.join.isVisible()
    again.address.setText(team.address)
    again.password.setText(team.password)
    again.join.setFocus()
    qtbot.keyClick(again.join, KEYS.Key_Space)
    qtbot.keyClick(again.password, KEYS.Key_Return)
    assert "1 article received" in synced(window, qtbot)


def test_two_coordinators_choose_a_codebook(
    empty_window: MainWindow, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    window = empty_window
    team = make_team(server, tmp_path, "coordinator")
    path = tmp_path / "robin.annotator"
    Project.create(path, default_codebook(), "Robin").close()
    url = with_password(team.address, team.password)
    with Project.open(path) as project:
        with connected(url) as connection:
            for piece in Exchange(project, Hub(connection), team.address).sync():
                piece.save(project)
        codebook.add_label(project, Label("mine"))
    with Project.open(team.file, "Petra") as petra:
        codebook.add_label(petra, Label("petras"))
    team.petra()
    window.projects.open(path)
    hub(window).ask()
    asked = dialog(window, qtbot)
    asked.password.setText(team.password)
    qtbot.keyClick(asked.password, KEYS.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(CodebookDialog) is not None, timeout=WAIT)
    chooser = window.findChild(CodebookDialog)
    assert chooser is not None
    qtbot.keyClick(QApplication.focusWidget() or chooser, KEYS.Key_Return)
    assert "the codebook received" in synced(window, qtbot)
    assert window.session is not None
    assert window.session.project.codebook.label("petras") is not None


def test_the_password_is_not_shown(window: MainWindow, qtbot: QtBot, press: Press) -> None:
    press(SYNC)
    assert dialog(window, qtbot).password.echoMode() == QLineEdit.EchoMode.Password


def test_a_server_that_does_not_answer_can_be_left(window: MainWindow, qtbot: QtBot, press: Press) -> None:
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert window.session is not None
        with window.session.project.transact("Set"):
            window.session.project.remember(
                "hub", f"postgresql://robin@127.0.0.1:{silent.getsockname()[1]}/press"
            )
        press(SYNC)
        assert hub(window).busy
        qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)
        assert synced(window, qtbot, "Stopped") == "Stopped before anything was exchanged."
        assert not hub(window).busy
