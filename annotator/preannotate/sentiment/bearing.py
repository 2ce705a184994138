"""On whom a word of the lexicon bears, by the parse: "X is a hero", "praised X", "X's failure"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.preannotate.claims.english import VERBAL, clause_head, subject_of
from annotator.preannotate.sentiment.words import Polarity, Role, SentimentWords
from annotator.preannotate.spans import Mention, MentionIndex, hits, string_ids

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Honest constants, estimated from reading: the closer the word stands to its target, the surer.
_SCORE_DIRECT = 0.65
_SCORE_NEAR = 0.5
_SCORE_CLAUSE = 0.35
_SCORE_NEGATED = -0.1

_OPPOSITE: dict[Polarity, Polarity] = {
    "positive": "negative",
    "negative": "positive",
    "neutral": "neutral",
}
_NOMINAL_LINKS = frozenset({"of", "by", "from", "for", "against", "in"})
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DENIED = ("acomp", "attr", "advmod", "dobj", "xcomp", "oprd")

AGAINST = "against them"

Bearing = tuple["Token", str, float]
"""On which token a word bears, how (in words), and the score."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word of the lexicon that shows ``target`` well or badly; ``denial`` is what turned it around."""

    word: Token
    role: Role
    polarity: Polarity
    denial: Token | None
    target: Mention
    how: str
    score: float


class Lexicon:
    """Finds evidence by a language's evaluative words."""

    def __init__(self, words: SentimentWords) -> None:
        self._words = words
        self._ids = string_ids(words.words)

    def __bool__(self) -> bool:
        return bool(self._words.words)

    def evidence(self, doc: Doc, index: MentionIndex) -> list[Evidence]:
        """In reading order, at most one for each word.  Needs the parse."""
        found = []
        for i in sorted({*hits(doc, "LEMMA", self._ids), *hits(doc, "LOWER", self._ids)}):
            token = doc[i]
            roles = self._words.words.get(token.lemma_.lower()) or self._words.words.get(token.lower_)
            if roles is not None and not token.ent_type_:  # a name is no judgement: Victory Day
                each = self._evidence(token, roles, index)
                if each is not None:
                    found.append(each)
        return found

    def _evidence(self, token: Token, roles: Mapping[Role, Polarity], index: MentionIndex) -> Evidence | None:
        role = _role(token, roles)
        if role is None:
            return None
        denial = self.denial(token)
        polarity = roles[role]
        if denial is not None:
            if polarity == "negative":  # "did not lie" is no praise
                return None
            polarity = _OPPOSITE[polarity]
        for place, how, score in (*_bears_on(token, role), *_in_clause(token, role)):
            target = index.at(place)
            if target is None:
                continue
            if how == AGAINST and polarity == "positive":  # support against somebody is not for them
                continue
            score += _SCORE_NEGATED if denial is not None else 0.0
            return Evidence(token, role, polarity, denial, target, how, score)
        return None

    def denial(self, token: Token) -> Token | None:
        """The word that denies this one within its clause."""
        words = self._words.negation
        places = [token]
        if token.head.pos_ in VERBAL and token.dep_ in _DENIED:
            places.append(token.head)
        for place in places:
            for child in place.lefts if place == token else place.children:
                if child.lower_ in words and child.dep_ in ("neg", "det", "advmod", "preconj", "cc"):
                    return child
        return token.head if token.head.lower_ == "without" else None

    def strengthens(self, token: Token) -> bool:
        """Whether a word belongs to the evaluative word it stands with ("utterly reckless")."""
        return token.lower_ in self._words.intensifiers


def _role(token: Token, roles: Mapping[Role, Polarity]) -> Role | None:
    """Which of its roles a word plays here."""
    pos = token.pos_
    candidates: tuple[Role, ...]
    if pos in VERBAL:
        candidates = ("verb of object", "verb of subject")
        if token.dep_ == "amod":
            candidates = ("adjective",)
    elif pos == "ADJ":
        candidates = ("adjective",)
    elif pos == "NOUN":  # a proper noun is a name: Victory Day
        candidates = ("noun",)
    elif pos == "ADV":
        candidates = ("adverb",)
    else:
        return None
    return next((role for role in candidates if role in roles), None)


def _bears_on(token: Token, role: Role) -> Iterator[Bearing]:
    """The tokens on which a word may bear, surest first."""
    if role == "verb of object":
        yield from _objects(token)
    elif role == "verb of subject":
        subject = subject_of(token)
        if subject is not None:
            yield subject, "subject of the verb", _SCORE_DIRECT
    elif role == "adverb":
        subject = subject_of(token.head) if token.head.pos_ in VERBAL else None
        if subject is not None:
            yield subject, "whose deed the word describes", _SCORE_NEAR
    elif role == "adjective":
        yield from _described(token)
    else:
        yield from _named(token)


def _objects(verb: Token) -> Iterator[Bearing]:
    for child in verb.children:
        if child.dep_ in _OBJECTS:
            yield child, "object of the verb", _SCORE_DIRECT
            yield from _owners(child)
    if verb.dep_ == "relcl" and not any(child.dep_ in _OBJECTS for child in verb.children):
        yield verb.head, "object of the verb", _SCORE_NEAR
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield verb.head, "object of the verb", _SCORE_NEAR


def _described(adjective: Token) -> Iterator[Bearing]:
    head = adjective.head
    if adjective.dep_ in ("acomp", "oprd", "ccomp", "xcomp") or (
        adjective.dep_ == "conj" and head.pos_ == "ADJ"
    ):
        verb = head if head.pos_ in VERBAL else head.head
        if verb.lemma_ == "be" or adjective.dep_ in ("acomp", "conj"):
            for child in verb.children:
                if child.dep_ in _SUBJECTS:
                    yield child, "the word describes them", _SCORE_DIRECT
                    yield from _owners(child)
        for child in (*verb.rights, *adjective.lefts):
            if child.dep_ in ("dobj", "nsubj"):
                yield child, "the word describes them", _SCORE_NEAR
    elif adjective.dep_ == "amod":
        yield head, "the word describes them", _SCORE_DIRECT
        yield from _named(head)


def _named(noun: Token) -> Iterator[Bearing]:
    """Whom a noun is said of: "X is a hero", "the hero X", "X's failure", "the failure of X"."""
    verb = noun.head
    if noun.dep_ in ("attr", "oprd") and verb.pos_ in VERBAL:
        for child in verb.children:
            if child.dep_ in _SUBJECTS or (noun.dep_ == "oprd" and child.dep_ == "dobj"):
                yield child, "the word describes them", _SCORE_DIRECT
    if noun.dep_ == "appos":
        yield verb, "the word describes them", _SCORE_DIRECT
    for child in noun.rights:
        if child.dep_ == "appos":
            yield child, "the word describes them", _SCORE_DIRECT
    if noun.dep_ == "pobj" and verb.lower_ == "as":
        for child in verb.head.children:
            if child.dep_ in _OBJECTS:
                yield child, "the word describes them", _SCORE_DIRECT
    if noun.dep_ == "compound":
        yield verb, "the word describes them", _SCORE_NEAR
    yield from _owners(noun)


def _in_clause(token: Token, role: Role) -> Iterator[Bearing]:
    """Where nothing nearer is known: those who take part in the clause in which a word stands."""
    if role == "verb of object":
        return
    verb = clause_head(token)
    subject = subject_of(verb)
    if subject is not None:
        yield subject, "subject of the clause", _SCORE_CLAUSE
        yield from (
            (place, "part of the subject of the clause", _SCORE_CLAUSE) for place, _, _ in _owners(subject)
        )
    for child in verb.children:
        if child.dep_ in _OBJECTS:
            yield child, "object in the clause", _SCORE_CLAUSE


def _owners(noun: Token) -> Iterator[Bearing]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield child, "theirs, or of them", _SCORE_NEAR
        elif child.dep_ == "prep" and child.lower_ in _NOMINAL_LINKS:
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    how = AGAINST if child.lower_ == "against" else "theirs, or of them"
                    yield inner, how, _SCORE_NEAR
