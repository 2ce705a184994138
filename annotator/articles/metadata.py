"""Title, source, author and date as they stand on lines of their own in a plain text.

Dates of figures alone are read day first ("11/10/2025" is 11 October), as most of the world's press
writes them; only where the second figure can't be a month ("10/25/2025") is it month first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

import regex

from annotator.articles.lexicon import chrome, plain

_PARTICLES = frozenset(
    [
        *(
            "de",
            "del",
            "della",
            "der",
            "den",
            "di",
            "da",
            "do",
            "dos",
            "du",
            "la",
            "le",
            "van",
            "von",
            "y",
            "i",
        ),
        *("al", "el", "bin", "ibn", "ben", "abu", "af", "av", "ter", "ten", "zu"),
    ]
)
_UPDATE = regex.compile(r"updat|actual|aktual|mis à jour|aggiorn|atualiz|modif|обновл", regex.I)
_READING_TIME = regex.compile(
    r"(?:(?:reading time|time to read|estimated reading time|tiempo de lectura|temps de lecture|lesezeit|"
    r"tempo di lettura|tempo de leitura|leestijd|temps de lectura|lectura|lecture)\s*:?\s*)?"
    r"(?:~|ca\.?\s)?\d{1,2}(?:[-‑ ]?\s?)(?:min|mins|minutes?|minutos?|minuten|minuti|minuts|minute|мин)\.?"
    r"(?:\s+(?:read|reading|reading time|to read|de lectura|de lecture|lesezeit|di lettura|de leitura|"
    r"lezen|leestijd))?",
    regex.I,
)
_TIME = (
    r"(?:[\s,;|·T–-]*(?:(?i:at|a las|um|à|alle|às|om)\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})"
    r"(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?P<half>(?i:[ap]\.?m\.?))?\s*(?i:uhr|hrs|h)?)?"
    r"\s*\(?(?P<zone>Z|[+-]\d{2}:?\d{2}|(?:GMT|UTC)(?:[+-]\d{1,2})?|[A-Z]{2,5})?\)?"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_NAME = r"(?P<name>\p{L}{3,12})\.?"
_OF = r"(?:(?:de|del|of|di|d'|d’)\s*)?"
_DATES = [
    regex.compile(rf"(?:\p{{L}}{{2,14}}\.?,?\s+)?{core}{_TIME}")
    for core in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-]{_YEAR}",
        rf"{_DAY}\s+{_OF}{_NAME},?\s+{_OF}{_YEAR}",
        rf"{_NAME}\s+{_DAY},?\s+{_YEAR}",
    )
]
_DATELINE = regex.compile(r"[^()\n]{2,80}\((?P<agency>[^()\n]{2,30})\)\s*[-–—:]\s*\S")
_ADDRESS = regex.compile(
    r"(?:https?://|www\.)[^\s]+|(?:[a-z0-9-]+\.)+(?:com|org|net|info|news|eu|[a-z]{2})", regex.I
)


def date_of(line: str) -> str:
    """The ISO date (with the time, if one stands there) of a line that holds nothing but a date; else ""."""
    rest = _without_date_words(line)
    for pattern in _DATES:
        found = pattern.fullmatch(rest)
        if found and (iso := _iso(found.groupdict())):
            return iso
    return ""


def is_update(line: str) -> bool:
    """Whether this date line tells of a later change, not of the first publication."""
    return _UPDATE.search(line) is not None


def is_reading_time(line: str) -> bool:
    """Whether the line says how many minutes the article takes, and nothing else."""
    return _READING_TIME.fullmatch(line.strip()) is not None


def byline_of(line: str) -> str:
    """The author or authors of a line such as "By Ada Rossi and Tom Berg, Rome correspondent"; else ""."""
    if len(line) > 150:
        return ""
    words = line.split()
    for count in (2, 1):
        lead = " ".join(words[:count])
        if plain(lead) in chrome().byline and len(words) > count:
            return _names(" ".join(words[count:]), alone=lead.endswith(":"))
    return ""


def is_name(line: str) -> bool:
    """Whether the line could be a person's name: two to five words, capitals but for "de" or "van"."""
    words = line.split()
    if not 2 <= len(words) <= 5 or len(line) > 50 or plain(line) in chrome().sections:
        return False
    if not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    return all(
        (word in _PARTICLES or word[0].isupper()) and regex.fullmatch(r"[\p{L}\p{M}'’.\-]+", word)
        for word in words
    ) and not regex.search(r"\p{L}{3,}\.$", line)


def is_desk(line: str) -> bool:
    """Whether the line is what signs where no person does: "Editorial staff"."""
    return plain(line) in chrome().desks


def is_place(name: str, prose: Iterable[str]) -> bool:
    """Whether what could be a person's name is a place's: by its words, or by how the prose uses it.

    In the prose it is one that begins a dateline ("Port Ember (Reuters) - ", also glued to the next word,
    as saving a page does) or stands behind "in" or "near".
    """
    first, last = plain(name.split()[0]), plain(name.split()[-1])
    if first in chrome().place_first or last in chrome().place_last:
        return True
    dateline, behind = _place_patterns(name)
    return any(dateline.match(line) or behind.search(line) for line in prose)


def source_of(line: str) -> str:
    """The publisher of a line such as "Source: The Example"; else ""."""
    lead, colon, rest = line.partition(":")
    if colon and plain(lead) in chrome().source_words and 0 < len(rest.split()) <= 8:
        return rest.strip().rstrip(".")
    return ""


def agency_of(paragraph: str) -> str:
    """The agency in a dateline, "TOKYO (Reuters) - ..."; else ""."""
    found = _DATELINE.match(paragraph[:200])
    return chrome().agencies.get(found["agency"].strip().casefold(), "") if found else ""


def address_of(line: str) -> str:
    """The line itself if it is one web address or domain; else ""."""
    return line if len(line) < 500 and _ADDRESS.fullmatch(line) else ""


def domain_of(address: str) -> str:
    """The host of an address, without "www."."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # "http://[" and the like
        return ""
    return host.removeprefix("www.")


@cache
def _date_lead() -> regex.Pattern[str]:
    words = sorted(chrome().date_words, key=len, reverse=True)
    return regex.compile(rf"(?:(?:{'|'.join(map(regex.escape, words))})(?:\s*:\s*|\s+))+", regex.I)


def _without_date_words(line: str) -> str:
    text = " ".join(line.split())
    lead = _date_lead().match(text)
    return text[lead.end() :] if lead else text


def _iso(part: dict[str, str | None]) -> str:
    """ISO 8601 of a matched date; "" if there is no such day."""
    month = (
        chrome().months.get((part.get("name") or "").casefold(), 0)
        if "name" in part
        else int(part["month"] or 0)
    )
    day, year = int(part["day"] or 0), int(part["year"] or 0)
    if month > 12 >= day:
        day, month = month, day
    try:
        when = datetime(year, month, day, *_clock(part))
    except ValueError:
        return ""
    if part["hour"] is None:
        return when.date().isoformat()
    zone = part["zone"] or ""
    return when.isoformat(timespec="minutes") + (zone if zone == "Z" or zone[0:1] in ("+", "-") else "")


def _clock(part: dict[str, str | None]) -> tuple[int, int]:
    if part["hour"] is None:
        return 0, 0
    hour, half = int(part["hour"]), (part["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(part["minute"] or 0)


@cache
def _place_leads() -> str:
    return "|".join(map(regex.escape, sorted(chrome().place_lead, key=len, reverse=True)))


def _place_patterns(name: str) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    written = rf"(?:{regex.escape(name)}|{regex.escape(name.upper())})"
    dateline = regex.compile(rf"{written}(?:\p{{Lu}}\p{{Ll}}|\s*\(|(?:,[^.,;:]{{1,20}})?\.?\s*[-–—]\s)")
    return dateline, regex.compile(rf"\b(?i:{_place_leads()})\s+{written}(?!\p{{L}}|['’]s)")


def _names(text: str, *, alone: bool) -> str:
    """The names in what follows "By"; "" if it is no list of names.  ``alone``: one word may be a name."""
    names: list[str] = []
    for at, piece in enumerate(regex.split(r",|;|&|\s(?:and|und|et|y|e|i|en|и)\s", text.strip())):
        piece = piece.strip()
        if is_name(piece) or (alone and regex.fullmatch(r"\p{Lu}[\p{L}\p{M}'’-]+", piece)):
            names.append(piece)
        elif piece.casefold() in chrome().agencies:
            names.append(chrome().agencies[piece.casefold()])
        elif is_desk(piece) and all(is_desk(name) for name in names):
            names.append(piece)
        elif at == 0 or len(piece.split()) > 6 or piece.endswith((".", "!", "?")):
            return ""
        else:
            break  # what they are: "Rome correspondent"
    return ", ".join(names)
