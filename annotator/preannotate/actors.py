"""Actors from the pipeline's entities: trimmed, given a kind, and typed alike throughout the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import regex
from spacy.language import Language
from spacy.tokens import Doc

from annotator.preannotate.spans import Mention, end_of, trim

if TYPE_CHECKING:
    from spacy.tokens import Span

FACTORY = "annotator_actors"
EXTENSION = "annotator_actors"

PERSON, ORGANISATION, PLACE, GROUP = "person", "organisation", "state or place", "group"

# Names of entity types differ between pipelines: OntoNotes in English, the four of WikiNER elsewhere.
_KINDS = {
    "PERSON": PERSON,
    "PER": PERSON,
    "ORG": ORGANISATION,
    "GPE": PLACE,
    "LOC": PLACE,
    "NORP": GROUP,
}
_ORDER = (PERSON, ORGANISATION, PLACE, GROUP)

# Honest constants: how often such an entity is an actor of that kind, estimated from reading.
_SCORE_AGREED = 0.85
_SCORE_RETYPED = 0.7

# fmt: off
_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
        "president", "vice-president", "premier", "chancellor", "king", "queen", "prince",
        "princess", "pope", "senator", "sen", "rep", "representative", "congressman",
        "congresswoman", "governor", "gov", "mayor", "judge", "justice", "general", "gen",
        "colonel", "col", "captain", "major", "lieutenant", "sergeant", "secretary", "minister",
        "ambassador", "chairman", "chairwoman", "leader", "rev", "reverend", "bishop", "cardinal",
        "sheik", "sheikh", "imam", "ayatollah", "attorney-general", "speaker",
    }
)
# fmt: on
_SECOND_OF_TITLE = frozenset({"minister", "president", "secretary", "general", "leader", "candidate", "of"})
_FIRST_OF_TITLE = frozenset(
    {"prime", "foreign", "defense", "defence", "finance", "interior", "vice", "deputy", "former"}
)
_ARTICLES = frozenset({"the", "a", "an", "this", "these"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "throughout", "across", "into"})
_ABBREVIATED = regex.compile(r"(?:\b\p{L}\.)+$|\b(?:Inc|Co|Corp|Jr|Sr|Ltd|St|Bros)\.$")
_POSSESSIVE = regex.compile(r"(?:['’]s|(?<=s)['’])$")
_GLUED = regex.compile(r"(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll})")
_LINE_BREAK = regex.compile(r"[\r\n\u2029]+")
_NOT_A_NAME = regex.compile(r"https?:|www\.|@|\d{4}$|^\P{L}*$")
_MOST_WORDS = 8


def create(nlp: Language, name: str) -> Actors:
    return Actors()


Language.factory(FACTORY, requires=["doc.ents"], func=create)


class Actors:
    """Fills ``doc._.annotator_actors`` with a tuple of mentions in reading order."""

    def __init__(self) -> None:
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=())

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        parsed = bool(doc.has_annotation("DEP"))
        raw = [
            (entity, _KINDS[entity.label_])
            for entity in doc.ents
            if entity.label_ in _KINDS and _acts(entity, parsed)
        ]
        found: list[tuple[int, int, str, Span]] = []
        for entity, kind in raw:
            piece = _trimmed(text, entity)
            if piece is not None:
                start, end = piece
                found.append((start, end, PERSON if _has_title(entity, start) else kind, entity))
        found = _unglued(text, found)
        kinds = _vote([(text[start:end], kind) for start, end, kind, _ in found])
        mentions: dict[tuple[int, int], Mention] = {}
        for start, end, kind, entity in found:
            agreed = kinds[_surface(text[start:end])]
            reason = f"named entity, {agreed}"
            if agreed != kind:
                reason = f"named entity, {agreed} as elsewhere in the article"
            score = _SCORE_AGREED if agreed == kind else _SCORE_RETYPED
            mentions.setdefault(
                (start, end), Mention(start, end, entity.start, entity.end - 1, agreed, score, reason)
            )
        doc._.annotator_actors = tuple(mentions[key] for key in sorted(mentions))
        return doc


def _acts(entity: Span, parsed: bool) -> bool:
    """Whether an entity can be an actor where it stands: not a mere place or an adjective."""
    root = entity.root
    label = entity.label_
    if not parsed:
        return label not in ("NORP", "LOC") or root.pos_ != "ADJ"
    if label == "NORP":
        return root.pos_ in ("NOUN", "PROPN") and root.dep_ not in ("amod", "compound", "nmod")
    while root.dep_ in ("appos", "conj") and root.head.ent_type_ == root.ent_type_:
        root = root.head
    if label == "LOC" and entity.label_ != "PER":
        return root.dep_ in ("nsubj", "nsubjpass", "agent", "dobj", "poss") or entity.doc.lang != "en"
    return not (label == "GPE" and root.dep_ == "pobj" and root.head.lower_ in _LOCATIVE)


def _trimmed(text: str, entity: Span) -> tuple[int, int] | None:
    """The entity without title, article, possessive and stray marks; None where no name is left."""
    start, end = entity.start_char, entity.end_char
    lines = [(m.start(), m.end()) for m in _LINE_BREAK.finditer(text, start, end)]
    if lines:
        edges = [start, *(edge for line in lines for edge in line), end]
        start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda piece: piece[1] - piece[0])
    for token in entity:
        word = token.lower_.rstrip(".")
        following = token.nbor().lower_ if token.i + 1 < entity.end else ""
        titled = entity.label_ != "ORG" and (
            word in _TITLES
            or (word in _FIRST_OF_TITLE and following in _SECOND_OF_TITLE)
            or (word in _SECOND_OF_TITLE and start > entity.start_char)
        )
        if token.idx >= start and (word in _ARTICLES or titled) and end_of(token) < end:
            start = end_of(token)
        elif token.idx >= start:
            break
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive:
        end = possessive.start()
    piece = trim(text, start, end)
    if piece is None:
        return None
    start, end = piece
    if text[end - 1] == "." and not _ABBREVIATED.search(text, start, end):
        end -= 1
    name = text[start:end]
    if _NOT_A_NAME.search(name) or len(name.split()) > _MOST_WORDS or not any(c.isupper() for c in name):
        return None if any(c.lower() != c.upper() for c in name) or not name.isalpha() else (start, end)
    return (start, end) if len(name) > 1 else None


def _has_title(entity: Span, start: int) -> bool:
    """Whether a title stands just before the name, which then is a person's."""
    if entity.label_ not in ("ORG", "GPE", "PERSON", "PER") or start > entity.end_char:
        return False
    if start > entity.start_char:
        words = entity.text[: start - entity.start_char].lower().replace(".", "").split()
        return any(word in _TITLES for word in words)
    before = entity.doc[entity.start - 1] if entity.start else None
    if before is None or before.text[:1].islower():
        return False
    return before.lower_.rstrip(".") in _TITLES and len(entity) <= 3 and entity.label_ != "GPE"


def _unglued(text: str, found: list[tuple[int, int, str, Span]]) -> list[tuple[int, int, str, Span]]:
    """Cut a heading off a name it was glued to ("TokyoNorth Korea"), where the name is known elsewhere."""
    known = {text[start:end] for start, end, _, _ in found}
    result = []
    for start, end, kind, entity in found:
        for match in _GLUED.finditer(text, start, end):
            if text[match.start() : end] in known:
                start = match.start()
                break
            if text[start : match.start()] in known:
                end = match.start()
                break
        result.append((start, end, kind, entity))
    return result


def _surface(name: str) -> str:
    return name.casefold().replace("’", "'")


def _vote(names: list[tuple[str, str]]) -> dict[str, str]:
    """The kind of each surface: the majority of its mentions, a surname that of the full name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, kind in names:
        votes[_surface(name)][kind] += 1
    kinds = {surface: _majority(count) for surface, count in votes.items()}
    persons: dict[str, int] = defaultdict(int)
    for surface, kind in kinds.items():
        words = surface.split()
        if kind == PERSON and len(words) > 1:
            persons[words[-1]] += votes[surface][PERSON]
            persons[words[0]] += votes[surface][PERSON]
    for surface in kinds:
        if surface in persons and votes[surface][PLACE] <= persons[surface]:
            kinds[surface] = PERSON
    return kinds


def _majority(count: Counter[str]) -> str:
    return min(count, key=lambda kind: (-count[kind], _ORDER.index(kind)))
