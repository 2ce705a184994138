"""What every export shares: its report, and a file that is whole or not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from annotator.errors import UserError
from annotator.exchange import leftovers
from annotator.exchange.folder_marker import check_replaceable, mark

_SQLITE = ("-wal", "-shm", "-journal")

Progress = Callable[[int, int], None]
"""Called with ``(articles done, articles in all)``."""

Cancelled = Callable[[], bool]
"""Asked between two articles; true ends the export."""


class ExportCancelledError(UserError):
    """The person ended the export; the file is as it was before."""

    def __init__(self) -> None:
        super().__init__("The export was cancelled: nothing was written.")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What went in and what came out.

    ``…_in`` are counted in the project, ``…_out`` as they were written, ``…_lost`` are those that the format
    has no place for; what came out and what was lost is what went in, or the export fails.
    ``suggestions`` and ``suggested_links`` of them were there besides what the layers say themselves.
    ``left_out`` says in sentences what was not written, or otherwise than it is.
    """

    articles: int
    records: int
    annotations_in: int
    annotations_out: int
    links_in: int
    links_out: int
    suggestions: int = 0
    suggested_links: int = 0
    annotations_lost: int = 0
    links_lost: int = 0
    left_out: tuple[str, ...] = ()

    def check(self) -> None:
        """:raises UserError: if something went in that neither came out nor is told."""
        out = (self.annotations_out + self.annotations_lost, self.links_out + self.links_lost)
        if (self.annotations_in, self.links_in) != out:
            raise UserError(
                f"{self.annotations_in} annotations and {self.links_in} links went in, but "
                f"{out[0]} and {out[1]} came out or were told of, so nothing was written: "
                "restore the project from a backup."
            )


@contextmanager
def whole_file(path: Path, *, source: Path | None = None) -> Iterator[TextIO]:
    """A text file (UTF-8, LF) that takes the place of ``path`` when all of it is written, else not at all.

    :param source: the project's own file, which must not be written over.
    :raises UserError: if it can't be written there.
    """
    with (
        whole_path(path, source=source) as beside,
        beside.open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as file,
    ):
        yield file


@contextmanager
def whole_path(path: Path, *, source: Path | None = None) -> Iterator[Path]:
    """A file to be made beside ``path``, of the same suffix, that takes its place when the block ends well.

    :param source: the project's own file, which must not be written over.
    :raises UserError: if it can't be written there.
    """
    with told(path):
        target = place_of(path)
        _check_place(path, target, source)
        if target.exists() and not target.is_file():  # a pipe or a device can't be put in place afterwards
            yield target
            return
        beside = leftovers.beside(target, target.suffix)
        try:
            beside.touch(exist_ok=False)  # before anything is read: a place that can't be written is told now
            leftovers.clear(target.parent, beside.stat().st_mtime)
            beside.unlink()
            yield beside
            _to_disk(beside)
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """An empty folder that takes the place of ``path`` when the block ends well, else nothing changes.

    What is there is only replaced if it is an export of ours, to which nothing was added and in which nothing
    was changed, or empty.

    :raises UserError: if it can't be written there, or something else stands there.
    """
    with told(path):
        target = place_of(path)
        if target.exists() and not target.is_dir():
            raise UserError(f"{path} is a file: name a folder, this format is written as several files.")
        if not target.parent.is_dir():
            raise UserError(f"There is no folder {path.parent}: make it first, or choose another place.")
        leftovers.put_back(target)
        if target.exists():
            check_replaceable(path, target)
        beside = leftovers.beside(target)
        beside.mkdir()
        try:
            leftovers.clear(target.parent, beside.stat().st_mtime)
            yield beside
            mark(beside)
            for file in filter(Path.is_file, beside.rglob("*")):
                _to_disk(file)
            if target.exists():
                check_replaceable(path, target)  # somebody may have worked there meanwhile
            _put_in_place(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def place_of(path: Path) -> Path:
    """Where a path leads, links followed; a pipe or device stays as it was named.

    :raises UserError: if it leads nowhere: a home of nobody, links in a circle, characters that no path has.
    """
    try:
        expanded = path.expanduser()
        if expanded.exists() and not expanded.is_file() and not expanded.is_dir():
            return expanded
        return expanded.resolve()
    except (RuntimeError, ValueError) as error:
        raise UserError(f"{path} leads nowhere ({error}): choose another place.") from error


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the system says of a place that can't be written, as a sentence."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise UserError(f"{path} can't be written ({why}): choose another place.") from error


def _check_place(path: Path, target: Path, source: Path | None) -> None:
    if target.is_dir():
        raise UserError(f"{path} is a folder: name a file in it.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}: make it first, or choose another place.")
    if source is not None and _of_the_project(target, source):
        raise UserError(f"{path} is the project itself: name another file for the export.")
    if target.exists() and not os.access(target, os.W_OK):
        raise UserError(f"{path} is write-protected: choose another name.")


def _of_the_project(target: Path, source: Path) -> bool:
    """Whether it is the project's file, or one in which SQLite keeps what is not in that file yet."""
    own = source.expanduser().resolve()
    if target.exists() and target.samefile(own):
        return True
    return target.parent == own.parent and target.name in {f"{own.name}{kind}" for kind in _SQLITE}


def _to_disk(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _put_in_place(beside: Path, target: Path) -> None:
    """A folder can't be replaced at one stroke: the old one is moved aside, and back if that fails."""
    old = leftovers.aside(target)
    there = target.exists()
    try:
        if there:
            target.rename(old)
        beside.rename(target)
    except BaseException:  # also whoever ends the program now gets the old one back
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    if there:
        shutil.rmtree(old, ignore_errors=True)
