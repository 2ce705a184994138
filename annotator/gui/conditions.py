"""When commands may run, by name, and what to say where they may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Condition

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project
    from annotator.project.undo import Writing


def conditions(window: MainWindow) -> dict[str, Condition]:
    """The conditions that commands name."""
    return _of_project(window) | _of_article(window) | _of_steps(window)


def _of_project(window: MainWindow) -> dict[str, Condition]:
    """Whether there is a project, and whether anything may be written to it."""

    def changeable() -> bool:
        return window.session is not None and not window.session.project.read_only

    def not_changeable() -> str:
        if window.session is None:
            return ""
        return reading_only(window.session.project, window.commands.how("project.reload"))

    def saving() -> Writing | None:
        return window.session.project.steps.writing if window.session is not None else None

    def not_writable() -> str:
        writing = saving()
        return writing.wait if writing is not None else not_changeable()

    return {
        "project": Condition(
            lambda: window.session is not None, lambda: "Open a project first, or make a new one."
        ),
        "changeable": Condition(changeable, not_changeable),
        "writable": Condition(lambda: changeable() and saving() is None, not_writable),
        "articles": Condition(
            lambda: window.workspace.articles.model.total() > 0,
            lambda: f"Import some articles first ({window.commands.key('project.import')}).",
        ),
    }


def _of_article(window: MainWindow) -> dict[str, Condition]:
    """Whether an article is open, and what in it is selected or waits."""

    def session_has(attribute: str) -> bool:
        return window.session is not None and bool(getattr(window.session, attribute))

    def waiting() -> bool:
        return window.session is not None and bool(window.session.sheet and window.session.sheet.suggests)

    def following() -> str:
        return window.commands.how("suggestion.next")

    return {
        "article": Condition(
            lambda: session_has("article"), lambda: "Open an article first: pick one from the list."
        ),
        "current": Condition(
            lambda: session_has("current"),
            lambda: f"Select an annotation first: click it, or {following()} for the next suggestion.",
        ),
        "own": Condition(
            lambda: session_has("current") and not session_has("current_is_suggestion"),
            lambda: "Select an annotation of yours first; a suggestion becomes yours when you accept it.",
        ),
        "suggestion": Condition(
            lambda: session_has("current_is_suggestion"),
            lambda: f"Select a suggestion first: {following()} for the next one.",
        ),
        "waiting": Condition(waiting, lambda: "There is no suggestion to decide in this article."),
        "selection": Condition(
            lambda: window.workspace.view.selected_span() is not None,
            lambda: "Select some words first: drag over them, or hold Shift and press the arrows.",
        ),
    }


def _of_steps(window: MainWindow) -> dict[str, Condition]:
    """Whether there is something to take back, and whether nothing is under way."""

    def has(title: str) -> bool:
        return window.session is not None and getattr(window.session.project, title) is not None

    return {
        "undo": Condition(lambda: has("undo_title"), lambda: "There is nothing to undo in this sitting."),
        "redo": Condition(lambda: has("redo_title"), lambda: "There is nothing to redo."),
        "idle": Condition(
            lambda: not window.projects.busy,
            lambda: "Wait for the suggestions that are being made, or stop them.",
        ),
    }


def reading_only(project: Project, again: str) -> str:
    """Why nothing can be changed, and what to do.

    :param again: how to read the file anew (see :meth:`Commands.how`).
    """
    if project.held_by is not None:
        holder = project.held_by
        return (
            f"Reading only: {holder.annotator} has it open in another window. "
            f"Close it there, then {again} here to annotate."
        )
    return "Reading only: the project was opened so, or its file is write-protected."
