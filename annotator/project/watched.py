"""The folder from which a project takes what is new, and the files of it that it knows."""

from __future__ import annotations

from pathlib import Path

from annotator.project.queries import Queries
from annotator.store import registry

FOLDER = "watched folder"
FILE = "watched file "


def watched_folder(project: Queries) -> Path | None:
    """None where none is watched."""
    kept = project.about(FOLDER)
    return Path(kept) if kept else None


def known_files(project: Queries) -> dict[str, str]:
    """Path -> how the file was (its stamp) when it was taken in, or told to be bad."""
    return {name.removeprefix(FILE): stamp for name, stamp in registry.abouts(project.db, FILE).items()}
