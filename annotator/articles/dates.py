"""Dates as mails, feeds, data sets and press databases write them, as ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import regex

from annotator.articles.metadata import date_of

_FIGURES = regex.compile(
    r"(?P<day>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"(?:T?(?P<time>(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)(?P<zone>Z?))?"
)
_SECONDS = regex.compile(r"(?P<seconds>1\d{9})(?:\d{3}|\.\d+)?")
_OF_A_MAIL = regex.compile(r"[A-Za-z]{3},\s+\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s")
_INSIDE = regex.compile(
    r"\b(?:\d{1,2}(?:er|\.|º)?\s+(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d{2}"
    r"|\p{L}{3,12}\.?\s+\d{1,2},?\s+(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}[-/]\d{2}[-/]\d{2}|\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2})\b"
)
_UNUSUAL = regex.compile(r"(?<=\d)er(?=\s)")


def iso_date(text: str) -> str:
    """The date (with its time, where it says one) in what is nothing but a date; "" where it is none.

    Reads ISO 8601, figures without marks (20250131, 20250131T120000Z), seconds since 1970, the dates of
    mails (RFC 5322), and what ``metadata.date_of`` reads.
    """
    text = " ".join(text.split())
    if found := _FIGURES.fullmatch(text):
        return _of_figures(found["day"], found["time"] or "", found["zone"] or "")
    if found := _SECONDS.fullmatch(text):
        when = datetime.fromtimestamp(int(found["seconds"]), UTC)
        return when.isoformat(timespec="minutes").replace("+00:00", "Z")
    if _OF_A_MAIL.match(text) and (when_sent := mail_date(text)):
        return when_sent
    try:
        datetime.fromisoformat(text)
    except ValueError:  # not ISO 8601: as a mail or a paper writes it
        pass
    else:
        return text
    return date_of(_UNUSUAL.sub("", text)) or mail_date(text)


def mail_date(text: str) -> str:
    """The date of a mail's header, in its zone; "" where it is none."""
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return when.isoformat(timespec="minutes")


def date_within(line: str) -> str:
    """The first date that stands somewhere in a short line; "" where there is none."""
    whole = iso_date(line)
    if whole:
        return whole
    for found in _INSIDE.finditer(line[:300]):
        if iso := date_of(_UNUSUAL.sub("", found.group())):
            return iso
    return ""


def _of_figures(day: str, time: str, zone: str) -> str:
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    try:
        datetime.fromisoformat(date)
    except ValueError:  # the 31st of February
        return ""
    if not time or (time.strip("0") == "" and not zone):
        return date
    return f"{date}T{time[:2]}:{time[2:4]}{zone}"
