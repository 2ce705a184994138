"""Web archives (.warc, .warc.gz) by warcio: one article a page that was saved, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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


def read_warc(source: Source) -> Iterator[tuple[str, Found] | Noted | ReadFailure]:
    """Each page with its place; how much else was left out (pictures, scripts, errors) is noted once."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    number = others = pages = 0
    with source.open() as file:
        try:
            records = ArchiveIterator(file)
        except (ArchiveLoadFailed, *ACCIDENTS) as error:
            raise UserError(_BROKEN) from error
        while True:
            origin = f"{source.origin}, record {number + 1}"
            try:
                record = next(records, None)
                if record is None:
                    break
                number += 1
                if not _is_page(record):
                    others += record.rec_type in _KINDS
                    continue
                data = record.content_stream().read(LARGEST_FILE + 1)
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                saved = record.rec_headers.get_header("WARC-Date") or ""
            except (ArchiveLoadFailed, *ACCIDENTS):
                pages += 1
                yield ReadFailure(origin, _BROKEN)
                break
            pages += 1
            try:
                yield origin, _page(data, address.strip("<> "), saved)
            except UserError as error:
                yield ReadFailure(f"{origin} ({address[:200]})" if address else origin, str(error))
    if not pages:
        raise UserError("The web archive holds no web page that was found: save the pages again.")
    if others:
        what = "1 record was" if others == 1 else f"{others} records were"
        yield Noted(
            source.origin, f"{what} left out: no web page, or one that was not found by who saved it."
        )


def _is_page(record: object) -> bool:
    kind = getattr(record, "rec_type", "")
    if kind not in _KINDS:
        return False
    http, warc = getattr(record, "http_headers", None), getattr(record, "rec_headers", None)
    headers = http if kind == "response" else warc
    if headers is None:
        return False
    if kind == "response" and headers.get_statuscode() != "200":
        return False
    said = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return said in _PAGES


def _page(data: bytes, address: str, saved: str) -> Found:
    if len(data) > LARGEST_FILE:
        raise UserError("The page is larger than 50 MB: copy its text into a .txt file and import that.")
    if not data.strip():
        raise UserError("The page is empty: save it again.")
    text, told = read_html(data)
    url = address if address.startswith(("http://", "https://")) else told.url
    when = iso_date(saved)
    return Found(
        text,
        replace(told, url=url, source=told.source or domain_of(url), extra={"saved": when} if when else {}),
        is_sure=True,
    )
