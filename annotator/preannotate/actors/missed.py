"""Names that the recogniser missed in one place and knew in another: found again, alone and shortened."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import regex

from annotator.model.naming import plain
from annotator.preannotate.actors.kinds import Verdict
from annotator.preannotate.actors.name import Name
from annotator.preannotate.actors.words import ORGANISATION, PERSON, ActorWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_BEGINS = regex.compile(r"(?<![\p{L}\p{M}\p{N}_@#/-])")
_ENDS = regex.compile(r"(?![\p{L}\p{M}\p{N}_@/]|-\p{L})")
_IN_BRACKETS = regex.compile(r"\s\((?:the |or )?(\p{Lu}[\p{Lu}&.-]{1,7})\)")
_NO_NAME_TAGS = frozenset(
    {"DT", "IN", "MD", "PRP", "PRP$", "RB", "VB", "VBD", "VBZ", "VBP", "CC", "TO", "WP", "UH"}
)
_TIMES = frozenset({"DATE", "TIME"})


def introduced(text: str, names: Iterable[Name]) -> dict[str, str]:
    """Short forms that are put in brackets behind a name, and that name's compared form."""
    found: dict[str, str] = {}
    for name in names:
        match = _IN_BRACKETS.match(text, name.end)
        if match and " " in name.text:
            letters = match[1].replace(".", "").replace("&", "")
            if letters[0].casefold() in (word[0] for word in name.form.split()):
                found.setdefault(match[1], name.form)
    return found


def find_missed(
    doc: Doc, text: str, names: list[Name], verdicts: Mapping[str, Verdict], words: ActorWords
) -> list[tuple[Name, str]]:
    """Further names with the compared form of the name that they follow.

    Sought are the names themselves, the parts of a person's name, the head of an organisation's ("the Union")
    and what was introduced in brackets; nothing that overlaps a name found already.
    """
    sought: dict[str, str] = {}
    lone: set[str] = set()
    headed: set[str] = set()
    for name in names:
        verdict = verdicts[name.form]
        sought.setdefault(name.text, name.form)
        parts = name.text.split()
        if len(parts) < 2:
            lone.add(name.text)
        elif verdict.kind == PERSON and len(parts) <= 4:
            for part in (parts[-1], parts[0]):
                if len(part) > 2 and part[0].isupper() and plain(part) not in words.titles:
                    sought.setdefault(part, name.form)
                    lone.add(part)
        elif verdict.kind == ORGANISATION:
            for part, heads in ((parts[-1], words.organisation_ends), (parts[0], words.organisation_starts)):
                if plain(part) in heads and plain(part) not in ("the", "national", "united", "world"):
                    sought.setdefault(part, name.form)
                    headed.add(part)
    for short, form in introduced(text, names).items():
        sought[short] = form
    if not sought:
        return []
    taken = {token for name in names for token in range(name.first, name.last + 1)}
    found: list[tuple[Name, str]] = []
    for start, said in _occurrences(text, sought):
        span = doc.char_span(start, start + len(said))
        if span is None or any(token.i in taken for token in span):
            continue
        token = span[0]
        span = _whole(span, taken)
        if said in lone and (token.tag_ in _NO_NAME_TAGS or token.ent_type_ in _TIMES):
            continue
        if said in headed and not (span.start and doc[span.start - 1].lower_ == "the"):
            continue
        place = span.start_char, span.end_char
        name = Name(*place, span.start, span.end - 1, text[slice(*place)], "")
        if not found or name.start >= found[-1][0].end:
            found.append((name, sought[said]))
    return found


def _occurrences(text: str, sought: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where (code points) one of these stands as whole words: the longest one, and none within another.

    Each is searched for alone: to compile one pattern of the names of each article takes longer.
    """
    places: list[tuple[int, int, str]] = []
    for said in sought:
        at = text.find(said)
        while at >= 0:
            places.append((at, -len(said), said))
            at = text.find(said, at + 1)
    reached = 0
    for at, _, said in sorted(places):
        if at >= reached and _BEGINS.match(text, at) and _ENDS.match(text, at + len(said)):
            yield at, said
            reached = at + len(said)


def _whole(span: Span, taken: Container[int]) -> Span:
    """With the proper nouns that go on behind it: of "Meridian Terminals" only half was known."""
    doc, end = span.doc, span.end
    while (
        end < len(doc)
        and end not in taken
        and doc[end].tag_ in ("NNP", "NNPS")
        and doc[end].text[0].isupper()
    ):
        end += 1
    return doc[span.start : end]
