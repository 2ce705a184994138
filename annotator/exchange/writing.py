"""What every export shares: its report, and a file that is whole or not there."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from annotator.errors import UserError

MARKER = ".annotator-export"
"""Stands in every folder that an export made."""

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
        target = path.expanduser().resolve()
        _check_place(path, target, source)
        if target.exists() and not target.is_file():  # a pipe or a device can't be put in place afterwards
            yield target
            return
        beside = target.with_name(f".export-{uuid.uuid4().hex[:12]}{target.suffix}")
        try:
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

    What is there is only replaced if it is an export of ours (it has the marker) or empty.

    :raises UserError: if it can't be written there, or something else stands there.
    """
    with told(path):
        target = path.expanduser().resolve()
        if target.exists() and not target.is_dir():
            raise UserError(f"{path} is a file: name a folder, this format is written as several files.")
        if not target.parent.is_dir():
            raise UserError(f"There is no folder {path.parent}: make it first, or choose another place.")
        if target.exists() and any(target.iterdir()) and not (target / MARKER).is_file():
            raise UserError(f"{path} holds something else already: name a new folder for the export.")
        beside = target.with_name(f".export-{uuid.uuid4().hex[:12]}")
        beside.mkdir()
        try:
            yield beside
            (beside / MARKER).write_text("An export; the next one to this place replaces it.\n", "utf-8")
            for file in filter(Path.is_file, beside.rglob("*")):
                _to_disk(file)
            _put_in_place(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


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
    if source is not None and target.exists() and target.samefile(source):
        raise UserError(f"{path} is the project itself: name another file for the export.")
    if target.exists() and not os.access(target, os.W_OK):
        raise UserError(f"{path} is write-protected: choose another name.")


def _to_disk(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _put_in_place(beside: Path, target: Path) -> None:
    """A folder can't be replaced at one stroke: the old one is moved aside, and back if that fails."""
    old = target.with_name(f".export-{uuid.uuid4().hex[:12]}.old")
    there = target.exists()
    if there:
        target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        if there:
            old.rename(target)
        raise
    if there:
        shutil.rmtree(old, ignore_errors=True)
