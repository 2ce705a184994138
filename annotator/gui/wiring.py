"""Connects what the panels want with what the window does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.gui.conditions import reading_only
from annotator.model.article import State

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session


_IN_VAIN = "No field is open, so what you type is not kept: press Esc, and letters are keys again."


def wire(window: MainWindow) -> None:
    """Connect every signal of the panels, once."""
    _start(window)
    _articles(window)
    _article(window)
    _inspector(window)
    window.status.annotator.clicked.connect(lambda: window.commands.run("project.annotator"))
    QGuiApplication.styleHints().colorSchemeChanged.connect(window.apply_theme)


def _start(window: MainWindow) -> None:
    start, projects = window.start, window.projects
    start.new_wanted.connect(lambda: window.commands.run("project.new"))
    start.open_wanted.connect(lambda: window.commands.run("project.open"))
    start.example_wanted.connect(lambda: window.attempt(projects.open_example))
    start.project_wanted.connect(lambda path: window.attempt(lambda: projects.open_recent(path)))


def _articles(window: MainWindow) -> None:
    panel = window.workspace.articles
    panel.chosen.connect(lambda article_id: _with(window, lambda s: s.open_article(article_id)))
    panel.search_wanted.connect(window.projects.search)
    panel.list.activated.connect(
        lambda _index: window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)
    )


def _article(window: MainWindow) -> None:
    workspace, desk = window.workspace, window.desk
    view, header = workspace.view, workspace.header
    view.current_changed.connect(lambda found: window.attempt(lambda: desk.picked(found)))
    view.link_dragged.connect(lambda a, b: window.attempt(lambda: desk.link_dragged(a, b)))
    view.activated.connect(lambda _id: desk.inspect())
    view.zoom_changed.connect(lambda percent: setattr(window.settings, "zoom", percent))
    view.context_requested.connect(window.show_context_menu)
    view.typed_in_vain.connect(lambda: window.hint(_IN_VAIN))
    window.commands.failed.connect(lambda name: _hold(window, name))
    header.state_wanted.connect(lambda state: _change(window, lambda s: s.mark(cast(State, state))))
    header.removed_wanted.connect(lambda: window.commands.run("article.removed"))
    header.suggest_wanted.connect(lambda: window.commands.run("project.suggest"))
    header.next_wanted.connect(lambda: window.commands.run("suggestion.next"))
    header.problem_wanted.connect(lambda: window.commands.run("problem.next"))
    workspace.codebook.chosen.connect(lambda name: window.commands.run(f"label.{name}"))


def _hold(window: MainWindow, name: str) -> None:
    """Where a command could not lead to its field, what is typed there must not run commands."""
    if window.commands.command(name).types:
        window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)
        window.workspace.view.keyboard.hold()


def _inspector(window: MainWindow) -> None:
    inspector = window.workspace.inspector
    inspector.label_wanted.connect(lambda name: _change(window, lambda s: s.relabel_if_other(name)))
    inspector.answered.connect(
        lambda annotation_id, name, value: _change(
            window, lambda s: s.set_attribute(annotation_id, name, value)
        )
    )
    inspector.actor_wanted.connect(
        lambda annotation_id, who: _change(window, lambda _s: window.actors.point(annotation_id, who))
    )
    inspector.note_written.connect(
        lambda annotation_id, note: _change(window, lambda s: _note(s, annotation_id, note))
    )
    inspector.link_deleted.connect(lambda link_id: _change(window, lambda s: s.delete_link(link_id)))
    inspector.went_to.connect(lambda annotation_id: _with(window, lambda s: s.set_current(annotation_id)))
    inspector.left.connect(lambda: window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason))


def _note(session: Session, annotation_id: str, note: str) -> None:
    """What somebody has typed goes before many places that are being saved: those end here, and say so."""
    session.project.steps.release()
    session.set_note(annotation_id, note)


def _with(window: MainWindow, work: Callable[[Session], Any]) -> None:
    session = window.session
    if session is not None:
        window.attempt(lambda: work(session))


def _change(window: MainWindow, work: Callable[[Session], Any]) -> None:
    """As :func:`_with`, for what writes."""
    session = window.session
    if session is not None and session.project.read_only:
        window.complain(reading_only(session.project, window.commands.how("project.reload")))
    else:
        _with(window, work)
