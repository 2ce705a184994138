"""Web archives (.warc, .warc.gz) by warcio: one article a page that was saved, streamed."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.dates import iso_date
from annotator.articles.documents import Found
from annotator.articles.failure import ReadFailure
from annotator.articles.html import read_html
from annotator.articles.metadata import domain_of
from annotator.articles.source import LARGEST_FILE, Source
from annotator.errors import UserError
from annotator.model.incoming import Noted

_BROKEN = "The web archive is damaged from here on, so what follows was not read: get it again."
_PAGES = ("text/html", "application/xhtml+xml")
_KINDS = ("response", "resource")
_CHUNK = 1 << 16


def read_warc(source: Source) -> Iterator[tuple[str, Found] | Noted | ReadFailure]:
    """Each page with its place; how much else was left out (pictures, scripts, errors) is noted once.

    Raises UserError where there is no page in it.
    """
    others = pages = 0
    with source.open() as packed, _unpacked(source, packed) as file:
        for number, record in enumerate(_records(file), 1):
            origin = f"{source.origin}, record {number}"
            if record is None:
                pages += 1
                yield ReadFailure(origin, _BROKEN)
                break
            if not record.is_page:
                others += record.is_saved
                continue
            pages += 1
            try:
                yield origin, _page(record)
            except UserError as error:
                where = f"{origin} ({record.address[:200]})" if record.address else origin
                yield ReadFailure(where, str(error))
    if not pages:
        raise UserError("The web archive holds no web page that was found: save the pages again.")
    if others:
        what = "1 record was" if others == 1 else f"{others} records were"
        yield Noted(
            source.origin, f"{what} left out: no web page, or one that was not found by who saved it."
        )


@dataclass(slots=True)
class _Record:
    """``data`` is empty for what is no page; ``is_whole``: it is as long as it says."""

    is_page: bool
    is_saved: bool
    data: bytes = b""
    address: str = ""
    saved: str = ""
    is_whole: bool = True


def _unpacked(source: Source, packed: BinaryIO) -> BinaryIO:
    """Its bytes, whether each record was packed by itself, as it should be, or all of them at once."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=packed)) if source.head(2) == b"\x1f\x8b" else packed


def _records(file: BinaryIO) -> Iterator[_Record | None]:
    """All records, one held at a time; a last None where the archive is damaged from there on."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    last: _Record | None = None
    try:
        records = ArchiveIterator(file)
        records.INC_RECORD = ""  # what it would print where a record is longer than it says
        told = 0
        while (record := next(records, None)) is not None:
            if last is not None:
                last.is_whole = last.is_whole and records.err_count == told
                yield last
                last = None
            told = records.err_count
            last = _read(record)
    except (ArchiveLoadFailed, *ACCIDENTS):
        if last is not None:
            yield last
        yield None
        return
    if last is not None:
        last.is_whole = last.is_whole and records.err_count == told
        yield last


def _read(record: Any) -> _Record:
    kind = record.rec_type
    if not _is_page(record):
        return _Record(is_page=False, is_saved=kind in _KINDS)
    data = record.content_stream().read(LARGEST_FILE + 1)
    while record.raw_stream.read(_CHUNK):
        pass  # what is too large, or stands behind the page
    said = record.rec_headers.get_header
    return _Record(
        is_page=True,
        is_saved=True,
        data=data,
        address=(said("WARC-Target-URI") or "").strip("<> "),
        saved=said("WARC-Date") or "",
        is_whole=not getattr(record.raw_stream, "limit", 0),
    )


def _is_page(record: Any) -> bool:
    kind, http, warc = record.rec_type, record.http_headers, record.rec_headers
    if kind not in _KINDS:
        return False
    headers = http if kind == "response" else warc
    if headers is None:
        return False
    if kind == "response" and headers.get_statuscode() != "200":
        return False
    said = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return said in _PAGES


def _page(record: _Record) -> Found:
    if len(record.data) > LARGEST_FILE:
        raise UserError("The page is larger than 50 MB: copy its text into a .txt file and import that.")
    if not record.is_whole:
        raise UserError("The page is cut off or damaged in the web archive: save it again.")
    if not record.data.strip():
        raise UserError("The page is empty: save it again.")
    text, told = read_html(record.data)
    url = record.address if record.address.startswith(("http://", "https://")) else told.url
    when = iso_date(record.saved)
    return Found(
        text,
        replace(told, url=url, source=told.source or domain_of(url), extra={"saved": when} if when else {}),
        is_sure=True,
    )
