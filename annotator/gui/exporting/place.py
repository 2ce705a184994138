"""Where an export goes: names that are free, with the suffix of the format.

Whatever somebody is typing is asked about with every key: what is no place yet is no error.
"""

from __future__ import annotations

from pathlib import Path

from annotator.errors import UserError
from annotator.exchange.formats import FORMATS
from annotator.exchange.writing import place_of


def place(typed: str) -> Path | None:
    """What was typed as a path with a name; None where it is none, or none yet."""
    try:
        found = Path(typed.strip()).expanduser()
        place_of(found)
    except (UserError, RuntimeError, OSError):
        return None
    return found if found.name else None


def free(path: Path) -> Path:
    """``path``, or the first of ``path-2``, ``path-3`` ... that is not there."""
    found, number = path, 1
    while _is_there(found):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def renamed(path: Path, suffix: str) -> Path:
    """The same place with another suffix, in place of a format's; empty: a folder."""
    known = {kind.suffix for kind in FORMATS.values()}
    stem = path.stem if path.suffix in known else path.name
    return path.with_name(f"{stem}{suffix}")


def replaces(path: Path) -> bool:
    """Whether something is there that an export would take the place of."""
    try:
        return path.is_file() or (path.is_dir() and bool(path.name) and any(path.iterdir()))
    except OSError:  # a name that is too long, a folder that may not be read: the export will say so
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
