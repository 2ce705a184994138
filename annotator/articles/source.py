"""Where articles are read from: a file, or a member of an archive, never unpacked under its own name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from annotator.errors import UserError

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes of a file that is read as a whole.  What holds many articles may be larger: it is read one by one."""

WITHIN = " › "
"""Stands between an archive and what is in it."""

_MOST_UNPACKED = 4 * 1024 * 1024 * 1024
_MOST_MEMBERS = 100_000


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked of one file, with the archives in it: no archive can ask for more."""

    left: int = _MOST_UNPACKED
    """Bytes."""
    members: int = _MOST_MEMBERS

    def take(self, size: int) -> None:
        """Use it for a member of this many bytes.  Raises UserError where it is used up."""
        self.left -= size
        self.members -= 1
        if self.left < 0:
            raise UserError(
                f"Unpacked, all of it is larger than {_MOST_UNPACKED // 1024**3} GB: import it in parts."
            )
        if self.members < 0:
            raise UserError(f"It holds more than {_MOST_MEMBERS:,} files: import it in parts.")


@dataclass(frozen=True, slots=True)
class Source:
    """``origin`` is what a person is shown of the place; ``depth`` counts the archives around it."""

    name: str
    origin: str
    size: int
    opener: Callable[[], BinaryIO]
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def suffix(self) -> str:
        """In small letters, with its dot; "" where there is none."""
        return PurePosixPath(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """From its beginning.  Only one at a time is read."""
        return self.opener()

    def head(self, length: int = 4096) -> bytes:
        with self.open() as file:
            return file.read(length)

    def data(self) -> bytes:
        """All of it.  Raises UserError where that is more than LARGEST_FILE."""
        if self.size > LARGEST_FILE:
            raise UserError("It is larger than 50 MB: split it into its articles and import those.")
        with self.open() as file:
            return file.read()


def of_file(path: Path) -> Source:
    """A file on disk.  Raises OSError where it can't be looked at."""
    return Source(path.name, str(path), path.stat().st_size, lambda: path.open("rb"))
