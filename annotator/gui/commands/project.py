"""Commands about the project as a whole: open, import, suggest, export, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.project_desk import ProjectDesk
    from annotator.gui.undoing import Undoing

_STANDARD = QKeySequence.StandardKey


def commands(desk: ProjectDesk, undoing: Undoing) -> list[Command]:
    files = "Project"
    writable, changeable = ("project", "writable"), ("project", "changeable")
    return [
        Command("project.new", "New project …", desk.new_project, files, ("Ctrl+N",)),
        Command("project.open", "Open project …", desk.choose_project, files, (_STANDARD.Open,)),
        Command(
            "project.close", "Close project", desk.close_project, files, (_STANDARD.Close,), when=("project",)
        ),
        Command(
            "project.import",
            "Import articles …",
            desk.import_articles,
            files,
            ("Ctrl+I",),
            when=writable,
            group=1,
        ),
        Command(
            "project.import-layers",
            "Import layers of other programs …",
            desk.import_layers,
            files,
            ("Ctrl+Alt+I",),
            when=writable,
            group=1,
        ),
        Command(
            "project.export",
            "Export …",
            desk.export,
            files,
            ("Ctrl+E",),
            when=("project", "articles"),
            group=1,
        ),
        Command(
            "project.suggest",
            "Suggest for all articles",
            desk.suggestions.suggest,
            files,
            ("Ctrl+P",),
            when=(*writable, "articles", "idle"),
            group=2,
        ),
        Command(
            "project.suggest-again",
            "Suggest anew for this article",
            desk.suggestions.suggest_again,
            files,
            ("Ctrl+Shift+P",),
            when=(*writable, "article", "idle"),
            group=2,
        ),
        Command(
            "project.pipeline",
            "Language model …",
            desk.suggestions.choose_pipeline,
            files,
            when=(*writable, "idle"),
            group=2,
        ),
        Command(
            "project.annotator", "Annotating as …", desk.change_annotator, files, when=changeable, group=3
        ),
        Command(
            "project.reload", "Read the file anew", desk.reload, files, ("F5",), when=("project",), group=3
        ),
        Command("project.quit", "Quit", desk.quit, files, (_STANDARD.Quit, "Ctrl+Q"), group=4),
        Command("edit.undo", "Undo", undoing.undo, "Edit", (_STANDARD.Undo,), when=(*changeable, "undo")),
        Command(
            "edit.redo", "Redo", undoing.redo, "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), when=(*writable, "redo")
        ),
    ]
