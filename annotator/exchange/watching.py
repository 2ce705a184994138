"""A folder that is watched: which of its files are new, and have been written to their end."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.articles.failure import ReadFailure
from annotator.articles.reading import find_files
from annotator.errors import UserError
from annotator.exchange.importing import Item, read_file
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted
from annotator.places import PROJECT_SUFFIX

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", ".filepart", "~")
"""How programs name a file that they are still writing."""

_OURS = (PROJECT_SUFFIX, f"{PROJECT_SUFFIX}-wal", f"{PROJECT_SUFFIX}-shm", ".lock")


def look(folder: Path) -> dict[Path, str]:
    """The files in a folder with all its folders, each with its stamp: when it was changed, and its size.

    Files that are being downloaded, empty ones and projects are passed over.
    Raises UserError where the folder can't be looked into.
    """
    if not folder.is_dir():
        raise UserError(f"The folder {folder} is not there: bring it back, or watch another one.")
    found: dict[Path, str] = {}
    for path in find_files([folder]):
        if path.name.lower().endswith((*_UNFINISHED, *_OURS)):
            continue
        with contextlib.suppress(OSError):  # it has just gone, or may not be looked at: the next look tells
            told = path.stat()
            if stat.S_ISREG(told.st_mode) and told.st_size:
                found[path] = f"{told.st_mtime_ns} {told.st_size}"
    return found


def articles_in(path: Path) -> Iterator[Item]:
    """What a file of a watched folder brings: its articles, never the layers of other people."""
    for item in read_file(path):
        if isinstance(item, IncomingArticle | Noted | ReadFailure):
            yield item


class Watch:
    """Knows the files of one folder.  A file that changes is new again.

    :param known: path -> stamp of the files that were taken in, or told to be bad, before.
    """

    def __init__(self, folder: Path, known: Mapping[str, str]) -> None:
        self.folder = folder
        self.growing = False
        """Whether files are new but may not be written to their end yet: look again soon."""
        self._known = dict(known)
        self._last: dict[Path, str] = {}

    def fresh(self, found: Mapping[Path, str]) -> list[Path]:
        """The files to take in: those not known that are as they were at the last look.

        :param found: what :func:`look` sees now.
        """
        unknown = {path: stamp for path, stamp in found.items() if self._known.get(str(path)) != stamp}
        settled = [path for path, stamp in unknown.items() if self._last.get(path) == stamp]
        self.growing = len(settled) < len(unknown)
        self._last = dict(found)
        return settled

    def take(self, paths: Iterable[Path]) -> dict[str, str]:
        """These have been dealt with as they were at the last look: path -> stamp, to be kept."""
        taken = {str(path): self._last[path] for path in paths if path in self._last}
        self._known.update(taken)
        return taken
