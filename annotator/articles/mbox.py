"""Mailboxes (.mbox): one article a mail, streamed, so that they may be as large as they like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import regex

from annotator.articles.documents import Found
from annotator.articles.failure import ReadFailure
from annotator.articles.mail import read_mail
from annotator.articles.source import LARGEST_FILE, Source
from annotator.errors import UserError
from annotator.model.incoming import Noted

_FROM = regex.compile(rb"From \S.*\d{4}\s*")
"""The line before each mail: who, and when (RFC 4155)."""

_QUOTED = regex.compile(rb">+From ")
_LONGEST_LINE = 1 << 20


def read_mbox(source: Source) -> Iterator[tuple[str, Found] | Noted | ReadFailure]:
    """Each mail with its place; how many attachments were left out is noted once.

    Raises UserError where it is no mailbox.
    """
    attachments = mails = 0
    with source.open() as file:
        for number, data in enumerate(_mails(file), 1):
            origin = f"{source.origin}, message {number}"
            try:
                if data is None:
                    raise UserError("The mail is larger than 50 MB: save it as .eml without its attachments.")
                found, attached = read_mail(data)
            except UserError as error:
                yield ReadFailure(origin, str(error))
                continue
            attachments += len(attached)
            mails += bool(attached)
            yield origin, found
    if attachments:
        yield attachments_left_out(source.origin, attachments, mails)


def attachments_left_out(origin: str, attachments: int, mails: int = 0) -> Noted:
    """``mails``: how many had any; 0 where there is but one."""
    what = "1 attachment was" if attachments == 1 else f"{attachments} attachments were"
    of = f" of {mails} mails" if mails > 1 else ""
    return Noted(origin, f"{what} left out{of}: save those that hold articles, and import them.")


def _mails(file: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each mail; None for one that is too large, which is passed over without being held."""
    lines: list[bytes] = []
    size = 0
    begun, blank, too_large = False, True, False
    while line := file.readline(_LONGEST_LINE):
        if blank and _FROM.fullmatch(line.rstrip(b"\r\n")):
            if begun:
                yield None if too_large else b"".join(lines)
            lines, size, begun, too_large = [], 0, True, False
        elif begun and not too_large:
            size += len(line)
            lines.append(line[1:] if _QUOTED.match(line) else line)
            if size > LARGEST_FILE:
                too_large = True
                lines.clear()
        elif not begun and line.strip():
            raise UserError('It is no mailbox (no line "From ..." at its beginning): save its mails as .eml.')
        blank = not line.strip()
    if begun:
        yield None if too_large else b"".join(lines)
