"""Zip archives that strangers made: nothing is unpacked to disk, and nothing beyond what is allowed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.source import LARGEST_FILE, Allowance, Source
from annotator.errors import UserError

_RATIO = 400
"""Times that a large member may be larger unpacked.  Text packs to a third or a tenth, repeated rows to a
hundredth; DEFLATE can't do more than a thousandth, which only bombs come near."""

_LARGE = 10 * 1024 * 1024
_BOMB = (
    "It unpacks to more than {ratio} times its size, as archives do that are made to do harm: leave it out."
)
_LOCKED = "It is encrypted: save it without a password and import it again."


@contextmanager
def opened(source: Source, broken: str) -> Iterator[zipfile.ZipFile]:
    """The archive, open for reading.

    Raises UserError with the sentence ``broken`` where it is damaged.
    """
    with source.open() as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, *ACCIDENTS) as error:
            raise UserError(broken) from error
        with archive:
            yield archive


def check(member: zipfile.ZipInfo, allowance: Allowance) -> None:
    """Before a member is unpacked.  Raises UserError where it must not be.

    zipfile never unpacks more than the size told in the archive, so a bomb can't lie about it.
    """
    if member.flag_bits & 1:
        raise UserError(_LOCKED)
    if member.file_size > _LARGE and member.file_size > _RATIO * max(member.compress_size, 1):
        raise UserError(_BOMB.format(ratio=_RATIO))
    allowance.take(member.file_size)


def part(archive: zipfile.ZipFile, name: str, allowance: Allowance, broken: str) -> bytes | None:
    """A part of a document that is a zip archive; None where it has none of this name.

    Raises UserError where it is damaged (with ``broken``), encrypted, a bomb, or too large.
    """
    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    check(member, allowance)
    if member.file_size > LARGEST_FILE:
        raise UserError(
            f"Its text is larger than {LARGEST_FILE // 1024**2} MB: split it into articles and import those."
        )
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, *ACCIDENTS) as error:
        raise UserError(broken) from error


def kind_of_zip(source: Source) -> str:
    """``docx``, ``epub``, ``odt``, or in words what else its parts tell; ``zip`` for any other archive."""
    try:
        with opened(source, "") as archive:
            names = set(archive.namelist()[:5000])
            mark = archive.read("mimetype")[:200] if _is_small(archive, names) else b""
    except (UserError, zipfile.BadZipFile, *ACCIDENTS):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if b"epub" in mark or "META-INF/container.xml" in names:
        return "epub"
    if b"opendocument.text" in mark:
        return "odt"
    for name, said in (("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a presentation")):
        if name in names:
            return said
    if b"opendocument.spreadsheet" in mark:
        return "a spreadsheet"
    return "a presentation" if b"opendocument.presentation" in mark else "zip"


def _is_small(archive: zipfile.ZipFile, names: set[str]) -> bool:
    return "mimetype" in names and archive.getinfo("mimetype").file_size < 1000
