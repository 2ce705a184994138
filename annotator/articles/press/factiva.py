"""Exports of Factiva: each article ends with "Document" and its number.

With indexing, each piece of it stands behind a code of two or three letters (HD headline, BY author, WC
words, PD date, SN source, LA language, LP and TD text, AN number), in RTF and HTML in a table.  Without, the
same pieces stand on lines of their own in a fixed order: section, headline, author, words, date, time,
source, its code, language, copyright, text.
"""

from __future__ import annotations

import regex

from annotator.articles.dates import date_within, iso_date
from annotator.articles.documents import Found
from annotator.articles.named_languages import language_named
from annotator.articles.press.fields import (
    COPYRIGHT,
    CUT_OFF,
    UNREADABLE,
    WORDS,
    Split,
    author_in,
    count_in,
    filled,
    paragraphs,
    with_title,
    without_by,
    worth_telling,
)
from annotator.model.article import Metadata

_END = regex.compile(
    r"(?:AN\s+)?(?:Document|Dokument|Documento|Документ)\s+(?P<number>[A-Z][A-Z0-9]{2,}\d{8}[A-Za-z0-9]{5,})",
    regex.I,
)
_CODE = regex.compile(
    r"(?P<code>ART|AN|BY|CLM|CO|CR|CT|CX|CY|DLN|ED|ET|GC|HD|HL|IN|IPC|IPD|LA|LP|NGC|NS|PD|PG|PUB|RE|RF|RST|SC"
    r"|SE|SN|TD|VOL|WC)(?:\s*|(?:\t|\s{2,})(?P<value>\S.*))"
)
_CODE_OF_SOURCE = regex.compile(r"[A-Z0-9]{2,8}")
_TIME = regex.compile(r"(\d{1,2}):(\d{2})(?:\s*([AP]M))?", regex.I)
_HEAD = 14
"""Lines behind the number of words within which the head of an article ends."""
_EXTRA = {
    "SE": "section", "ED": "edition", "PG": "page", "CR": "credit", "CY": "copyright", "SC": "source code",
    "CO": "companies", "IN": "industries", "NS": "subjects", "RE": "regions", "PUB": "publisher",
    "CLM": "column", "DLN": "dateline",
}  # fmt: skip


def split(lines: list[str]) -> Split:
    """The articles in these lines; none where it is no export of Factiva."""
    found: Split = []
    block: list[str] = []
    for line in lines:
        end = _END.fullmatch(line.strip())
        if end is None:
            block.append(line)
            continue
        article = _tagged(block, end["number"]) or _plain(block, end["number"])
        found.append(article or UNREADABLE)
        block = []
    if _tagged(block, "") or _plain(block, ""):
        found.append(CUT_OFF)
    return worth_telling(found)


def _tagged(lines: list[str], number: str) -> Found | None:
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        code = _CODE.fullmatch(line.rstrip())
        if code is not None and (code["code"] not in fields or code["code"] in ("HD", "SE")):
            if code["code"] in ("HD", "SE") and "SN" in fields:
                fields = {}  # a headline again: what stood above was no whole article
            current = fields.setdefault(code["code"], [])
            if code["value"]:
                current.append(code["value"])
        elif current is not None and (code is None or code["value"]):
            current.append(line)  # but for a code that stands there a second time
    if "HD" not in fields or not ({"LP", "TD"} & fields.keys()) or not ({"SN", "PD"} & fields.keys()):
        return None

    def said(code: str) -> str:
        return " ".join(" ".join(fields.get(code, [])).split())

    body = "\n\n".join(text for code in ("LP", "TD") if (text := paragraphs(fields.get(code, []))))
    extra = {name: said(code) for code, name in _EXTRA.items()}
    return Found(
        with_title(said("HD"), body),
        Metadata(
            title=said("HD"),
            source=said("SN"),
            author=without_by(said("BY")),
            published=_when(said("PD"), said("ET")),
            language=language_named(said("LA")),
            extra=filled({"words": count_in(said("WC")), **extra, "document": number}),
        ),
        is_sure=True,
        is_clean=True,
    )


def _plain(lines: list[str], number: str) -> Found | None:
    at = next((n for n in range(len(lines) - 1, -1, -1) if _is_count(lines, n)), None)
    if at is None:
        return None
    above = [" ".join(line.split()) for line in lines[:at] if line.strip()]
    author = author_in(above[-1]) if len(above) > 1 else ""
    if author:
        above.pop()
    near = above[-3:]
    title = max(near, key=lambda line: len(line.split()), default="")
    behind = near[near.index(title) + 1 :] if title else []
    before = near[: near.index(title)][-1:] if title else []
    head, start = _head(lines, at + 1)
    body = paragraphs(lines[start:])
    return Found(
        with_title(title, body),
        Metadata(
            title=title,
            source=head["source"],
            author=author,
            published=_when(head["date"], head["time"]),
            language=language_named(head["language"]),
            extra=filled(
                {
                    "words": count_in(lines[at]),
                    "section": " ".join(before),
                    "credit": " ".join(behind),
                    "source code": head["code"],
                    "copyright": head["copyright"],
                    "document": number,
                }
            ),
        ),
        is_sure=True,
        is_clean=True,
    )


def _is_count(lines: list[str], at: int) -> bool:
    """Whether it says how many words, and a date follows: nothing else in an article looks like that."""
    if not WORDS.fullmatch(lines[at].strip()):
        return False
    following = [line.strip() for line in lines[at + 1 : at + 4] if line.strip()]
    return bool(following) and bool(iso_date(following[0]))


def _head(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """What stands between the number of words and the text, and where the text begins."""
    head = dict.fromkeys(("date", "time", "source", "code", "language", "copyright"), "")
    end = start
    for at in range(start, min(start + 2 * _HEAD, len(lines))):
        line = " ".join(lines[at].split())
        if not line:
            continue
        if not head["date"]:
            head["date"] = line
        elif not head["source"] and _TIME.fullmatch(line):
            head["time"] = line
        elif not head["source"]:
            head["source"] = line
        elif COPYRIGHT.match(line):
            head["copyright"] = line
            return head, at + 1
        elif not head["code"] and _CODE_OF_SOURCE.fullmatch(line):
            head["code"] = line
        elif not head["language"] and language_named(line) and len(line) < 30:
            head["language"] = line
        elif len(line) > 60:
            break  # the text has begun: there is no copyright notice
        else:
            continue  # page or edition
        end = at + 1
    return head, end


def _when(date: str, time: str) -> str:
    day = date_within(date)
    clock = _TIME.search(time)
    if not day or "T" in day or clock is None:
        return day
    hour, half = int(clock[1]), (clock[3] or "").upper()
    hour = hour % 12 + (12 if half == "PM" else 0) if half else hour
    return f"{day}T{hour:02}:{clock[2]}" if hour < 24 and int(clock[2]) < 60 else day
