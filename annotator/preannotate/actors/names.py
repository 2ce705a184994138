"""Names in a document: the recogniser's entities, trimmed, and what it overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from annotator.model.naming import plain
from annotator.preannotate.actors.name import Name, is_name_like, title_before
from annotator.preannotate.actors.overlooked import find_overlooked
from annotator.preannotate.actors.words import GROUP, ORGANISATION, PERSON, PLACE, ActorWords
from annotator.preannotate.spans import end_of, trim

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Names of entity types differ between pipelines: OntoNotes in English, the four of WikiNER elsewhere.
_LABELS = {
    "PERSON": PERSON,
    "PER": PERSON,
    "ORG": ORGANISATION,
    "GPE": PLACE,
    "LOC": PLACE,
    "NORP": GROUP,
}
# Types that are no actor, but behind which one may hide that is named elsewhere in the article.
_HIDING = frozenset({"FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW", "MISC", "LANGUAGE"})

_NEVER_NAMES = frozenset({"VERB", "AUX", "ADP", "ADV", "SCONJ", "CCONJ", "PRON", "DET", "PART", "INTJ"})
_ABBREVIATED = regex.compile(r"(?:\b\p{L}\.)+$|\b(?:Inc|Co|Corp|Jr|Sr|Ltd|St|Bros)\.$")
_POSSESSIVE = regex.compile(r"(?:['’]s|(?<=s)['’])$")
_LINE_BREAK = regex.compile(r"[\r\n\u2029]+")
_GLUED = regex.compile(r"(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})")


def find_names(doc: Doc, text: str, words: ActorWords) -> list[Name]:
    """All names in reading order; none overlaps another."""
    found: list[Name] = []
    hidden: list[Name] = []
    taken = bytearray(len(doc))
    parsed = bool(doc.has_annotation("DEP"))
    for entity in doc.ents:
        kind = _LABELS.get(entity.label_)
        if kind is None:
            if entity.label_ in _HIDING:
                hidden += _named(entity, "", text, words)
            taken[entity.start : entity.end] = bytes([1]) * (entity.end - entity.start)
            continue
        if kind == GROUP and not _is_people(entity, parsed):
            taken[entity.start : entity.end] = bytes([1]) * (entity.end - entity.start)
            continue
        for name in _named(entity, kind, text, words):
            found.append(name)
            taken[name.first : name.last + 1] = bytes([1]) * (name.last + 1 - name.first)
    found += find_overlooked(doc, text, words, taken) if parsed else []
    found += hidden
    return _apart(sorted(_unglued(found), key=lambda name: (name.start, -name.end)))


def _unglued(names: list[Name]) -> list[Name]:
    """Cut a heading off a name it was glued to ("TokyoNorth Korea"), where the name is known elsewhere."""
    known = {name.text for name in names}
    result = []
    for name in names:
        for match in _GLUED.finditer(name.text):
            if name.text[match.start() :] in known:
                name = replace(name, start=name.start + match.start(), text=name.text[match.start() :])
                break
        result.append(name)
    return result


def _apart(names: Iterable[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _is_people(entity: Span, parsed: bool) -> bool:
    """Whether a nationality or party stands for its people (Republicans) and is no adjective."""
    root = entity.root
    if root.pos_ not in ("NOUN", "PROPN"):
        return False
    return not parsed or root.dep_ not in ("amod", "compound", "nmod")


def _named(entity: Span, kind: str, text: str, words: ActorWords) -> Iterator[Name]:
    """The name within an entity, without title, article, possessive and stray marks."""
    doc = entity.doc
    first, last = entity.start, entity.end - 1
    start, end = _longest_line(text, entity.start_char, entity.end_char)
    while first < last and (end_of(doc[first]) <= start or doc[first].is_space):
        first += 1
    while last > first and (doc[last].idx >= end or doc[last].is_space):
        last -= 1
    first, titled = _after_titles(doc, first, last, kind, words)
    if doc.lang != "en" and all(token.pos_ in _NEVER_NAMES for token in doc[first : last + 1]):
        return  # small pipelines take the capital at the head of a sentence for a name: "Según", "Habrá"
    if kind == ORGANISATION:
        first, last = _whole_organisation(doc, first, last, words)
    start, end = max(start, doc[first].idx), max(end, end_of(doc[last]))
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive:
        end = possessive.start()
    piece = trim(text, start, end)
    if piece is None:
        return
    start, end = piece
    if text[end - 1] == "." and not _ABBREVIATED.search(text, start, end):
        end -= 1
    if not is_name_like(text[start:end]) or plain(text[start:end]) in words.before_titles:
        return  # "Defence" before "Minister" is no organisation
    while first < last and end_of(doc[first]) <= start:
        first += 1
    while last > first and doc[last].idx >= end:
        last -= 1
    titled = titled or title_before(doc, first, words)
    yield Name(start, end, first, last, text[start:end], kind, titled)


def _longest_line(text: str, start: int, end: int) -> tuple[int, int]:
    lines = [(m.start(), m.end()) for m in _LINE_BREAK.finditer(text, start, end)]
    if not lines:
        return start, end
    edges = [start, *(edge for line in lines for edge in line), end]
    return max(zip(edges[::2], edges[1::2], strict=True), key=lambda piece: piece[1] - piece[0])


def _after_titles(doc: Doc, first: int, last: int, kind: str, words: ActorWords) -> tuple[int, bool]:
    """The token with which a name begins after article and titles ("Trade Commissioner Ada Moor").

    Also whether there were titles.
    """
    while first < last and (doc[first].lower_ in words.dropped or doc[first].is_punct):
        first += 1
    best = first
    for i in range(first, last):
        word = doc[i].lower_.rstrip(".")
        if word in words.roles and (doc[i].text[0].islower() or kind != ORGANISATION or last - i <= 3):
            if doc[i + 1].pos_ == "ADP":
                break  # "Marshal of Norvia" is no name
            best = i + 1
        elif (
            word not in words.before_titles
            and (i > first or kind == ORGANISATION)
            and word not in words.titles
        ):
            break
    if kind == ORGANISATION and best > first and _ends_organisation(doc[last], words):
        return first, False
    while best > first and best < last and doc[best].is_punct:
        best += 1
    return best, best > first


def _ends_organisation(token: Token, words: ActorWords) -> bool:
    return plain(token.text).rstrip(".") in words.organisation_ends


def _whole_organisation(doc: Doc, first: int, last: int, words: ActorWords) -> tuple[int, int]:
    """Stretch a name that the recogniser cut at "and" or at a hyphen."""
    if last + 2 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_:
        joined = plain("".join(doc[i].text for i in range(last, last + 3)))
        if joined in words.organisation_ends:
            last += 2
    if (
        last + 2 < len(doc)
        and doc[last + 1].lower_ in ("and", "&")
        and plain(doc[first].text) in words.organisation_starts
        and last > first + 1
        and doc[last + 2].tag_ in ("NNP", "NNPS")
        and doc[last + 2].lower_ not in words.nouns
        and plain(doc[last + 2].text) not in words.places
        and not (last + 3 < len(doc) and doc[last + 3].tag_ in ("NNP", "NNPS"))
    ):
        last += 2
    if (
        first > 2
        and doc[first - 1].lower_ in ("and", "&")
        and doc[first - 2].text[0].isupper()
        and doc[first - 3].lower_ == "the"
        and _ends_organisation(doc[last], words)
    ):
        first -= 2
    return first, last
