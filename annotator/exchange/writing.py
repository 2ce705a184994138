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

    ``…_in`` are counted in the project, ``…_out`` as they were written; they are equal, or the export
    fails.  ``suggestions`` and ``suggested_links`` were written besides, where they were asked for.
    ``left_out`` says in sentences what of these layers the format can't hold.
    """

    articles: int
    records: int
    annotations_in: int
    annotations_out: int
    links_in: int
    links_out: int
    suggestions: int = 0
    suggested_links: int = 0
    left_out: tuple[str, ...] = ()

    def check(self) -> None:
        """:raises UserError: if something went in that did not come out."""
        if (self.annotations_in, self.links_in) != (self.annotations_out, self.links_out):
            raise UserError(
                f"{self.annotations_in} annotations and {self.links_in} links went in, but "
                f"{self.annotations_out} and {self.links_out} came out, so nothing was written: "
                "restore the project from a backup."
            )


@contextmanager
def whole_file(path: Path, *, source: Path | None = None) -> Iterator[TextIO]:
    """A text file (UTF-8, LF) that takes the place of ``path`` when all of it is written, else not at all.

    :param source: the project's own file, which must not be written over.
    :raises UserError: if it can't be written there.
    """
    try:
        target = path.expanduser().resolve()
        _check_place(path, target, source)
        if target.exists() and not target.is_file():  # a pipe or a device can't be put in place afterwards
            with target.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        yield from _beside(target)
    except OSError as error:
        raise UserError(f"{path} can't be written ({error.strerror}): choose another place.") from error


def _check_place(path: Path, target: Path, source: Path | None) -> None:
    if target.is_dir():
        raise UserError(f"{path} is a folder: name a file in it.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}: make it first, or choose another place.")
    if source is not None and target.exists() and target.samefile(source):
        raise UserError(f"{path} is the project itself: name another file for the export.")
    if target.exists() and not os.access(target, os.W_OK):
        raise UserError(f"{path} is write-protected: choose another name.")


def _beside(target: Path) -> Iterator[TextIO]:
    beside = target.with_name(f".export-{uuid.uuid4().hex[:12]}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="\n", buffering=1 << 20) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
