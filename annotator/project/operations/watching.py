"""Remember which folder is watched, and which of its files have been taken in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annotator.project.project import Project
from annotator.project.watched import FILE, FOLDER, watched_folder


def choose_folder(project: Project, folder: Path | None) -> None:
    """Watch this folder from now on; None: none.  What is known of its files stays known."""
    if watched_folder(project) != folder:
        title = "Watch a folder" if folder is not None else "Stop watching"
        with project.transact(title, undoable=False) as transaction:
            project.remember(FOLDER, str(folder) if folder is not None else "")
            transaction.bulk.add("about")


def note_files(project: Project, files: Mapping[str, str]) -> None:
    """These files (path -> stamp) are known: they are passed over until they change."""
    if files:
        with project.transact("Take from the watched folder", undoable=False) as transaction:
            for path, stamp in files.items():
                project.remember(FILE + path, stamp)
            transaction.bulk.add("about")
