"""Archives of files: each member is read as the file that it is."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.failure import ReadFailure
from annotator.articles.source import WITHIN, Source
from annotator.articles.zips import check, opened
from annotator.errors import UserError

_DEEPEST = 3
"""Archives within archives that are opened; more than that is a trap."""

_IN_MEMORY = 8 * 1024 * 1024
_CHUNK = 1 << 20
_RATIO = 400
_BROKEN = "It is a damaged archive: get it again, or unpack what can be unpacked and import that."
_BROKEN_MEMBER = "It is damaged in the archive: get the archive again."
_BOMB = (
    "It unpacks to more than it may, as archives do that are made to do harm: if you trust it, unpack it and "
    "import what is in it in parts."
)
_LEADS_OUT = (
    "Its path leads out of the archive, which only archives do that are made to do harm: if you trust it, "
    "unpack it and import the file."
)
_LINK = "It is a link and no file: put the file itself into the archive."
_TOO_DEEP = f"It lies in more than {_DEEPEST} archives: unpack the outer ones and import what is in them."
_LINK_MODE = 0o120000


def in_zip(source: Source) -> Iterator[Source | ReadFailure]:
    """The files in a zip archive by the order of their names; a failure for each that can't be had.

    Folders, hidden files and what operating systems leave behind are passed over, as in a folder.
    Raises UserError where the archive is damaged or in too many others.
    """
    _check_depth(source)
    with opened(source, _BROKEN) as archive:
        members = [member for member in archive.infolist() if not _is_passed_over(member)]
        if not members:
            raise UserError("It is an archive with no files in it: leave it out.")
        for member in sorted(members, key=lambda one: one.filename):
            origin = f"{source.origin}{WITHIN}{_shown(member.filename)}"
            try:
                held = _unpacked(archive, member, source)
            except UserError as error:
                yield ReadFailure(origin, str(error))
                if source.allowance.left < 0 or source.allowance.members < 0:
                    return  # nothing else is going to be allowed
                continue
            with held:
                name = PurePosixPath(member.filename.replace("\\", "/")).name
                yield Source(name, origin, held.size, held.open, source.depth + 1, source.allowance)


def in_gzip(source: Source) -> Iterator[Source | ReadFailure]:
    """The one file that is packed with gzip.  Raises UserError where it is damaged, or a bomb."""
    _check_depth(source)
    name = source.name.removesuffix(".gz") if source.suffix == ".gz" else source.name
    name = f"{name[:-4]}.tar" if source.suffix == ".tgz" else name
    with _Held() as held:
        try:
            with source.open() as packed, gzip.open(packed) as file:
                limit = max(_RATIO * source.size, _IN_MEMORY)
                while chunk := file.read(_CHUNK):
                    held.write(chunk)
                    if held.size > limit or held.size > source.allowance.left:
                        raise UserError(_BOMB)
        except ACCIDENTS as error:
            raise UserError(_BROKEN) from error
        source.allowance.take(held.size)
        yield Source(name, source.origin, held.size, held.open, source.depth + 1, source.allowance)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source) -> _Held:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or member.filename[1:2] == ":":
        raise UserError(_LEADS_OUT)
    if (member.external_attr >> 16) & 0o170000 == _LINK_MODE:
        raise UserError(_LINK)
    check(member, source.allowance)
    held = _Held()
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                held.write(chunk)
    except (zipfile.BadZipFile, *ACCIDENTS) as error:
        held.close()
        raise UserError(_BROKEN_MEMBER) from error
    return held


def _check_depth(source: Source) -> None:
    if source.depth >= _DEEPEST:
        raise UserError(_TOO_DEEP)


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    parts = [part for part in member.filename.replace("\\", "/").split("/") if part != ".."]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts if part != ".")
    return member.is_dir() or hidden or parts[-1].startswith("~$") or parts[-1] == "Thumbs.db"


def _shown(name: str) -> str:
    """A member's name on one line, without what could disturb a terminal."""
    return "".join(char if char.isprintable() else "�" for char in name)[:300]


class _Held:
    """Unpacked bytes: in memory, or where they are many in a nameless file that goes with them."""

    def __init__(self) -> None:
        self.size = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # lives as long as this

    def __enter__(self) -> _Held:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self.size += len(chunk)

    def open(self) -> BinaryIO:
        self._file.seek(0)
        return cast(BinaryIO, io.BufferedReader(_View(self._file)))


class _View(io.RawIOBase):
    """Reads a file, and leaves it open when it is closed itself."""

    def __init__(self, file: IO[bytes]) -> None:
        self._under = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._under.seek(offset, whence)
        return self._under.tell()

    def tell(self) -> int:
        return self._under.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._under.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
