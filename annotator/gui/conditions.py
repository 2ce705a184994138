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

    def session_has(attribute: str) -> bool:
        return window.session is not None and bool(getattr(window.session, attribute))

    def changeable() -> bool:
        return window.session is not None and not window.session.project.read_only

    def saving() -> Writing | None:
        return window.session.project.steps.writing if window.session is not None else None

    def not_writable() -> str:
        writing = saving()
        if writing is not None:
            return writing.wait
        return reading_only(window.session.project, again()) if window.session else ""

    def has_own() -> bool:
        return session_has("current") and not session_has("current_is_suggestion")

    def undo_title(name: str) -> bool:
        return window.session is not None and getattr(window.session.project, name) is not None

    def waiting() -> bool:
        return window.session is not None and bool(window.session.sheet and window.session.sheet.suggests)

    def again() -> str:
        return window.commands.how("project.reload")

    def following() -> str:
        return window.commands.how("suggestion.next")

    def say(text: str) -> object:
        return lambda: text

    made = {
        "project": (lambda: window.session is not None, "Open a project first, or make a new one."),
        "changeable": (
            changeable,
            lambda: reading_only(window.session.project, again()) if window.session else "",
        ),
        "writable": (lambda: changeable() and saving() is None, not_writable),
        "articles": (
            lambda: window.workspace.articles.model.total() > 0,
            lambda: f"Import some articles first ({window.commands.key('project.import')}).",
        ),
        "article": (lambda: session_has("article"), "Open an article first: pick one from the list."),
        "current": (
            lambda: session_has("current"),
            lambda: f"Select an annotation first: click it, or {following()} for the next suggestion.",
        ),
        "own": (
            has_own,
            "Select an annotation of yours first; a suggestion becomes yours when you accept it.",
        ),
        "suggestion": (
            lambda: session_has("current_is_suggestion"),
            lambda: f"Select a suggestion first: {following()} for the next one.",
        ),
        "waiting": (waiting, "There is no suggestion to decide in this article."),
        "selection": (
            lambda: window.workspace.view.selected_span() is not None,
            "Select some words first: drag over them, or hold Shift and press the arrows.",
        ),
        "undo": (lambda: undo_title("undo_title"), "There is nothing to undo in this sitting."),
        "redo": (lambda: undo_title("redo_title"), "There is nothing to redo."),
        "idle": (
            lambda: not window.projects.busy,
            "Wait for the suggestions that are being made, or stop them.",
        ),
    }
    return {
        name: Condition(holds, why if callable(why) else say(why))  # type: ignore[arg-type]
        for name, (holds, why) in made.items()
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
