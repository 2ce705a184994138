"""What exports of different press databases have in common: labels, languages, lines, paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from annotator.articles.documents import Found
from annotator.articles.metadata import byline_of, is_name

COPYRIGHT = regex.compile(r"(?:copyright\b|\(c\)\s|©|all rights reserved|tous droits réservés)", regex.I)
CUT_OFF = "The article is cut off, without what ends it in such an export: export it again."
UNREADABLE = (
    "Its head is not as this database writes it, so it can't be told where its text begins: copy its text "
    "into a .txt file and import that."
)
Split = list[Found | str]
"""The articles of an export in their order; a sentence where one of them can't be read."""

WORDS = regex.compile(
    r"(?<![\d.,])(?P<count>\d{1,3}(?:[.,\xa0\u202f ]\d{3})+|\d+)\s?"
    r"(?:words?|mots?|wörter|worte?|palabras?|palavras?|parole|woorden|слова?)\b",
    regex.I,
)
_BY = regex.compile(r"^(?:by|par|von|por|di|da|door)\s+", regex.I)
_WRAPPED = 45
"""Characters that every line but the last of a paragraph has at least where lines were cut to a width."""
_WIDEST = 110


def count_in(text: str) -> str:
    """The number in "1,023 words", its figures only; "" where there is none."""
    found = WORDS.search(text)
    return regex.sub(r"\D", "", found["count"]) if found else ""


def author_in(line: str) -> str:
    """The names of a line that is a byline, with or without "By"; else ""."""
    if names := byline_of(line):
        return names
    bare = _BY.sub("", line.strip(), count=1)
    name = bare.title() if bare.isupper() else bare
    return name if is_name(name) else ""


def without_by(line: str) -> str:
    """What stands in a field for authors, without "By" and not in capitals."""
    bare = _BY.sub("", " ".join(line.split()), count=1)
    return bare.title() if bare.isupper() else bare


def paragraphs(lines: Iterable[str]) -> str:
    """Lines as a text, its paragraphs parted by a blank line.

    Where blank lines part them, lines that were cut to a width are one line again; else a line is one.
    """
    rows = [line.strip() for line in lines]
    while rows and not rows[0]:
        del rows[0]
    while rows and not rows[-1]:
        del rows[-1]
    if "" not in rows:
        return "\n\n".join(rows)
    blocks: list[list[str]] = [[]]
    for row in rows:
        if row:
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return "\n\n".join(_joined(block) for block in blocks if block)


def with_title(title: str, body: str) -> str:
    """The headline stands first in the text, once."""
    if not title or body.casefold().startswith(title.casefold()):
        return body
    return f"{title}\n\n{body}" if body else ""


def worth_telling(split: Split) -> Split:
    """The same, if there is an article among them; else nothing, since it is no export at all."""
    return split if any(isinstance(one, Found) for one in split) else []


def filled(values: dict[str, str]) -> dict[str, str]:
    """Those that say something."""
    return {name: value for name, value in values.items() if value}


def _joined(block: Sequence[str]) -> str:
    cut = all(len(line) >= _WRAPPED for line in block[:-1]) and all(len(line) <= _WIDEST for line in block)
    return (" " if cut else "\n").join(block)
