"""Sentiment towards a mention: evaluative words, and by the parse on whom each of them bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from annotator.preannotate.actors import EXTENSION as ACTORS
from annotator.preannotate.claims import EXTENSION as CLAIMS
from annotator.preannotate.claims.english import VERBAL, clause_head, subject_of
from annotator.preannotate.sentiment.words import Polarity, Role, SentimentWords, sentiment_words
from annotator.preannotate.spans import Claim, Mention, MentionIndex, Opinion, end_of, hits, string_ids

if TYPE_CHECKING:
    from spacy.tokens import Token

FACTORY = "annotator_sentiment"
EXTENSION = "annotator_sentiment"

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

_AGAINST = "against them"

Bearing = tuple["Token", str, float]
"""On which token a word bears, how (in words), and the score."""


def create(nlp: Language, name: str) -> Sentiment:
    return Sentiment(sentiment_words(nlp.lang))


Language.factory(FACTORY, func=create)


class Sentiment:
    """Fills ``doc._.annotator_sentiment`` with a tuple of opinions in reading order.

    Says nothing without a parser and without mentions: an evaluation needs somebody on whom it bears.
    """

    def __init__(self, words: SentimentWords) -> None:
        self._words = words
        self._ids = string_ids(words.words)
        self._text = ""
        for name in (EXTENSION, ACTORS, CLAIMS):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        mentions = doc._.annotator_actors
        if mentions and self._words.words and doc.has_annotation("DEP"):
            index = MentionIndex(mentions)
            claims = doc._.annotator_claims
            words = self._words.words
            found = []
            self._text = doc.text
            for i in sorted({*hits(doc, "LEMMA", self._ids), *hits(doc, "LOWER", self._ids)}):
                token = doc[i]
                roles = words.get(token.lemma_.lower()) or words.get(token.lower_)
                if roles is not None and not token.ent_type_:  # a name is no judgement: Victory Day
                    found += self._opinions(token, roles, index, claims)
            doc._.annotator_sentiment = tuple(found)
        return doc

    def _opinions(
        self, token: Token, roles: Mapping[Role, Polarity], index: MentionIndex, claims: tuple[Claim, ...]
    ) -> list[Opinion]:
        role = _role(token, roles)
        if role is None:
            return []
        negation = self._negation(token)
        polarity = roles[role]
        if negation is not None:
            if polarity == "negative":  # "did not lie" is no praise
                return []
            polarity = _OPPOSITE[polarity]
        found: list[Opinion] = []
        for place, how, score in (*_bears_on(token, role), *_in_clause(token, role)):
            target = index.at(place)
            if target is None or any(opinion.target == target for opinion in found):
                continue
            segments = [(token.idx, end_of(token))]
            if negation is not None:
                segments.append((negation.idx, end_of(negation)))
                score += _SCORE_NEGATED
            if how == _AGAINST and polarity == "positive":  # support against somebody is not for them
                continue
            denied = "not " if negation is not None else ""
            name = " ".join(self._text[target.start : target.end].split())
            said = f"{polarity} words '{denied}{token.lower_}' about {name} ({how})"
            holder = _holder(token, role, target, index, claims)
            found.append(Opinion(tuple(sorted(segments)), polarity, target, holder, score, said))
            break
        return found

    def _negation(self, token: Token) -> Token | None:
        """The word that denies this one within its clause."""
        words = self._words.negation
        places = [token]
        if token.head.pos_ in VERBAL and token.dep_ in ("acomp", "attr", "advmod", "dobj", "xcomp", "oprd"):
            places.append(token.head)
        for place in places:
            for child in place.lefts if place == token else place.children:
                if child.lower_ in words and child.dep_ in ("neg", "det", "advmod", "preconj", "cc"):
                    return child
        return token.head if token.head.lower_ == "without" else None


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
                    how = _AGAINST if child.lower_ == "against" else "theirs, or of them"
                    yield inner, how, _SCORE_NEAR


def _holder(
    token: Token, role: Role, target: Mention, index: MentionIndex, claims: tuple[Claim, ...]
) -> Mention | None:
    """Who judges: the subject of a judging verb, else the speaker of the claim around the word."""
    if role == "verb of object":
        subject = subject_of(token)
        mention = index.at(subject) if subject is not None else None
        if mention is not None and mention != target:
            return mention
    around = [
        claim
        for claim in claims
        if claim.speakers and any(start <= token.idx < end for start, end in claim.segments)
    ]
    if not around:
        return None
    innermost = min(around, key=lambda claim: claim.segments[-1][1] - claim.segments[0][0])
    return innermost.speakers[0]
