"""The marker in the folder of an export: what the export wrote, so that the next replaces nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from annotator.errors import UserError

MARKER = ".annotator-export"
"""Stands in every folder that an export made."""

_SAYS = "Made by an export; the next one to this place replaces what is listed here."

_SMALL = 1 << 20
"""Bytes up to which a file is known by its SHA-256; larger ones by their size: nobody edits them by hand."""

_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})


def mark(folder: Path) -> None:
    """Write down which files an export has written."""
    files = {name: _known_by(file) for name, file in _files(folder)}
    (folder / MARKER).write_text(json.dumps({"about": _SAYS, "files": files}, indent=1) + "\n", "utf-8")


def check_replaceable(path: Path, folder: Path) -> None:
    """Only an export may be replaced, and only if nothing of anybody's is in it.

    :param path: the folder as it was given, for the sentence.
    :raises UserError: if something in it is not, or no longer, what an export wrote.
    """
    if not any(folder.iterdir()):
        return
    try:
        written = json.loads((folder / MARKER).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UserError(f"{path} holds something else already: name a new folder for the export.") from None
    for name, file in _files(folder):
        if name not in written:
            raise UserError(
                f"{path} holds {name}, which no export wrote: move it elsewhere, or name a new folder for "
                "the export."
            )
        if written[name] != _known_by(file):
            raise UserError(
                f"{path} holds {name}, which was changed after it was exported: keep it elsewhere, or name a "
                "new folder for the export."
            )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything in it that is no folder, also links and what can't be read, by its name in the folder."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if name != MARKER and file.name not in _OF_THE_SYSTEM and (file.is_symlink() or not file.is_dir()):
            yield name, file


def _known_by(file: Path) -> str:
    if file.is_symlink() or not file.is_file():
        return "no file"
    size = file.stat().st_size
    if size > _SMALL:
        return f"{size} bytes"
    return hashlib.sha256(file.read_bytes()).hexdigest()
