"""Exports of LexisNexis, the old ("3 of 20 DOCUMENTS" above each article) and the new ("End of Document").

Both have lines with a label (LENGTH: 523 words); the old writes the source and the date above the headline,
the new below it, and puts "Body" above the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from annotator.articles.dates import date_within
from annotator.articles.documents import Found
from annotator.articles.named_languages import language_named
from annotator.articles.press.fields import (
    COPYRIGHT,
    CUT_OFF,
    UNREADABLE,
    Split,
    count_in,
    filled,
    paragraphs,
    with_title,
    without_by,
    worth_telling,
)
from annotator.model.article import Metadata

_BEGIN = regex.compile(
    r"\d[\d.,]*\s+(?:of|von|de|di|sur|van)\s+\d[\d.,]*\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)",
    regex.I,
)
_END = regex.compile(
    r"End of Document|Ende des Dokuments|Fin du document|Fin del documento|Einde van document|Fine documento",
    regex.I,
)
_LABEL = regex.compile(r"(?P<name>\p{L}[\p{L} -]{2,24}?)\s*:\s*(?P<value>.*)")
_NAMES = {
    "headline": "title", "schlagzeile": "title", "titre": "title", "titel": "title",
    "byline": "author", "autor": "author", "auteur": "author",
    "length": "words", "länge": "words", "longueur": "words", "lengte": "words", "extensión": "words",
    "largo": "words", "lunghezza": "words",
    "section": "section", "rubrik": "section", "rubrique": "section", "sectie": "section",
    "sección": "section",
    "dateline": "dateline", "highlight": "highlight", "body": "body",
    "load-date": "loaded", "update": "updated", "language": "language", "sprache": "language",
    "langue": "language", "taal": "language", "url": "url", "link": "url",
    "graphic": "graphic", "grafik": "graphic", "publication-type": "publication type",
    "type de publication": "publication type", "zeitungs-code": "journal code",
    "journal-code": "journal code",
    "subject": "subjects", "company": "companies", "organization": "organisations", "person": "persons",
    "geographic": "places", "country": "places", "copyright": "copyright", "series": "series",
    "correction": "correction", "correction-date": "correction date", "notes": "notes",
    "classification": "classification", "distribution": "distribution", "pub-type": "publication type",
}  # fmt: skip
"""Label in small letters -> what it is here."""
_BELOW = frozenset(
    [
        *("loaded", "updated", "language", "graphic", "publication type", "journal code", "subjects"),
        *("companies", "organisations", "persons", "places", "url", "correction", "correction date", "notes"),
        *("classification", "distribution"),
    ]
)
"""What stands below the text."""
_ALONE = frozenset(["body", "graphic", "classification", "notes", "correction"])
"""Labels that the new exports put on a line of their own, without a colon."""
_HEAD = 25


@dataclass(slots=True)
class _Read:
    """One article, its lines sorted."""

    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    rights: str = ""


def split(lines: list[str]) -> Split:
    """The articles in these lines; none where it is no export of LexisNexis."""
    old = [at for at, line in enumerate(lines) if _BEGIN.fullmatch(line.strip())]
    if old:
        blocks = [lines[at + 1 : end] for at, end in zip(old, [*old[1:], len(lines)], strict=True)]
        return worth_telling([_old(_sorted(block)) or UNREADABLE for block in blocks])
    ends = [at for at, line in enumerate(lines) if _END.fullmatch(line.strip())]
    starts = [0, *(end + 1 for end in ends)]
    blocks = [lines[start:at] for start, at in zip(starts, ends, strict=False)]
    found: Split = [_new(_sorted(block)) or UNREADABLE for block in blocks]
    if _new(_sorted(lines[starts[-1] :])):
        found.append(CUT_OFF)
    return worth_telling(found)


def _sorted(lines: list[str]) -> _Read:
    read = _Read()
    where, current = "head", ""
    for line in lines:
        text = " ".join(line.split())
        name, value = _label(text, where)
        if name == "body":
            where, current = "body", ""
            if value:
                read.body.append(value)
        elif name:
            where = "tail" if name in _BELOW else ("body" if where == "body" else "labels")
            current = name
            read.fields[name] = value or read.fields.get(name, "")
        elif COPYRIGHT.match(text) and where != "body":
            read.rights, current = read.rights or text, ""
            where = "labels" if where == "head" else where
        elif where == "head":
            read.head.append(line.rstrip())
        elif where == "labels" and not current and text:
            where = "body"
            read.body.append(line)
        elif where == "body":
            read.body.append(line)
        elif not text:
            current = ""
        elif current:
            read.fields[current] = f"{read.fields[current]} {text}".strip()
    return read


def _label(text: str, where: str) -> tuple[str, str]:
    """The field and what stands behind its label; nothing where the line has no label that is known."""
    bare = _NAMES.get(text.casefold(), "") if text else ""
    if bare in _ALONE and (where != "head" or bare == "body"):
        return bare, ""
    found = _LABEL.fullmatch(text)
    if found is None:
        return "", ""
    name = _NAMES.get(found["name"].casefold(), "")
    # In the text only capitals, or what stands below it, are labels: "Notes: ..." may be a line of it.
    if where == "body" and not (found["name"].isupper() or name in ("loaded", "publication type")):
        return "", ""
    return name, found["value"].strip()


def _old(read: _Read) -> Found | None:
    if "words" not in read.fields and "loaded" not in read.fields:
        return None
    head = [line for line in read.head if line.strip() and not COPYRIGHT.match(line.strip())]
    at = next((n for n, line in enumerate(head[:6]) if date_within(_one_line(line))), None)
    source = _one_line(head[0]) if head and at != 0 else ""
    below = head[at + 1 :] if at is not None else head[1:]
    # The source, the date and the edition stand in the middle of the line, the headline at its beginning.
    left = [line for line in below if not line[0].isspace()]
    middle = [line for line in below if line[0].isspace()]
    if edition := _one_line(" ".join(middle)) if left else "":
        read.fields["edition"] = edition
    title = read.fields.get("title", "") or _one_line(" ".join(left or middle[-1:]))
    return _found(read, title, source, date_within(_one_line(head[at])) if at is not None else "")


def _new(read: _Read) -> Found | None:
    if not {"words", "loaded"} & read.fields.keys() or not read.body:
        return None
    head = [text for line in read.head if (text := _one_line(line))][-_HEAD:]
    at = next((n for n in range(len(head) - 1, 0, -1) if date_within(head[n])), None)
    if at is None:
        title, source = (head[-2], head[-1]) if len(head) > 1 else ("".join(head), "")
        return _found(read, title, source, "")
    source = head[at - 1]
    title = head[at - 2] if at > 1 else read.fields.get("title", "")
    return _found(read, title, source, date_within(head[at]))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _found(read: _Read, title: str, source: str, date: str) -> Found:
    fields: Mapping[str, str] = read.fields
    known = ("title", "author", "words", "language", "url", "loaded")
    extra = {name: value for name, value in fields.items() if name not in known}
    body = paragraphs(line for line in read.body if not (COPYRIGHT.match(line.strip()) and len(line) < 120))
    highlight = fields.get("highlight", "")
    return Found(
        with_title(title, body),
        Metadata(
            title=title,
            source=source,
            author=without_by(fields.get("author", "")),
            published=date,
            url=fields.get("url", ""),
            language=language_named(fields.get("language", "")),
            extra=filled(
                {
                    **extra,
                    "highlight": highlight,
                    "words": count_in(fields.get("words", "")),
                    "loaded": date_within(fields.get("loaded", "")),
                    "copyright": read.rights or fields.get("copyright", ""),
                }
            ),
        ),
        is_sure=True,
        is_clean=True,
    )
