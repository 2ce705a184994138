"""What exports that were killed left beside their targets: cleared by the next one, without a loss."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_HALF = re.compile(r"\.export-[0-9a-f]{12}(?:\.[^.]+)?")
_OLD = re.compile(r"\.export-[0-9a-f]{12}\.(?P<target>.+)\.old")

DEAD = 3_600
"""Seconds after which an export that has written nothing is taken for dead."""


def beside(target: Path, suffix: str = "") -> Path:
    """Where the export to ``target`` is written until it is whole: a new name in the same folder."""
    return target.with_name(f".export-{uuid.uuid4().hex[:12]}{suffix}")


def aside(target: Path) -> Path:
    """Where a folder stands for the moment in which another takes its place."""
    return target.with_name(f".export-{uuid.uuid4().hex[:12]}.{target.name}.old")


def put_back(target: Path) -> None:
    """A folder that was moved aside by an export that was killed then is put back in its place."""
    if target.exists():
        return
    for entry in _there(target.parent):
        found = _OLD.fullmatch(entry.name)
        if found is not None and found["target"] == target.name:
            with suppress(OSError):
                entry.rename(target)
            return


def clear(folder: Path, now: float) -> None:
    """Remove what dead exports left in a folder.

    :param now: the time by the clock that the folder's files have (seconds): another machine's, perhaps.
    """
    for entry in _there(folder):
        old = _OLD.fullmatch(entry.name)
        if old is not None:
            if (folder / old["target"]).exists():
                _remove(entry)
        elif _HALF.fullmatch(entry.name) and _last_written(entry) < now - DEAD:
            _remove(entry)


def _there(folder: Path) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        return [Path(entry.path) for entry in entries if entry.name.startswith(".export-")]
    return []


def _last_written(place: Path) -> float:
    return max(map(_time, _all(place)), default=0)


def _all(place: Path) -> Iterator[Path]:
    yield place
    if place.is_dir() and not place.is_symlink():
        yield from place.rglob("*")


def _time(file: Path) -> float:
    with suppress(OSError):
        return file.lstat().st_mtime
    return 0


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink()
