"""A whole copy of a project, for a colleague or to keep, taken while the project is open."""

from __future__ import annotations

import os
import sqlite3
import uuid
from pathlib import Path

from annotator.errors import UserError
from annotator.store import database


def save_copy(source: Path, target: Path) -> None:
    """Copy the project at ``source`` to ``target``, with all that is committed so far.

    Other than by copying the file in a folder, what the program still holds beside it (SQLite's log) comes
    along.  Nothing is ever replaced; what fails leaves no file behind.

    :raises UserError: if something is at ``target`` already, or it can't be written.
    """
    if not target.parent.is_dir():
        raise UserError(f"There is no folder {target.parent}: make it first, or choose another place.")
    if target.exists():
        raise UserError(f"{target.name} is there already: choose another name for the copy.")
    whole = target.with_name(f".{target.name}.{uuid.uuid4().hex}.partial")
    try:
        with database.reading(source) as db:
            database.backup(db, whole)
        os.replace(whole, target)
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"No copy could be saved at {target} ({error}): choose another folder.") from error
    finally:
        whole.unlink(missing_ok=True)
