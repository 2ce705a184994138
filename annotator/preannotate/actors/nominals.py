"""Actors without a name: "the government", "opposition leaders", "a spokesman for the ministry"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.naming import plain
from annotator.preannotate.actors.words import GROUP, ORGANISATION, PERSON, PLACE, ActorWords
from annotator.preannotate.spans import end_of, hits, string_ids, trim

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How often such a phrase is an actor that matters, estimated from reading.
_SPEAKS = 0.75
_ACTS = 0.65
_ACTED_ON = 0.45
_SPOKEN_OF = 0.4
_WEAKER = 0.2
_ELSEWHERE = 0.35
"""Where it only counts if a claim or a judgement leads to it."""

_KEPT_LEFT = frozenset({"amod", "compound", "poss", "nmod", "nummod", "advmod", "punct", "det", "quantmod"})
_PREPOSITIONS = frozenset({"of", "for", "from", "at", "in", "on", "with", "close"})
_LONGEST = 9
_NEVER_ACTS = frozenset({"be", "have", "seem", "become", "remain", "include", "need", "exist"})


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase that stands for an actor; ``matters`` says that it is suggested in any case.

    ``definite``: it is a certain one, "the minister", "Norvia's army".
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    kind: str
    score: float
    reason: str
    matters: bool
    definite: bool


class NominalFinder:
    """Looks for the actor nouns of a language by their part in the sentence."""

    def __init__(self, words: ActorWords, speech: Collection[int]) -> None:
        """:param speech: string ids of the forms of verbs that report what somebody says."""
        self._words = words
        self._speech = speech
        strings = {noun.replace("-", " ").split()[-1] for noun in (*words.nouns, *words.speaking)}
        self._ids = string_ids(strings)
        self._ends = {noun.replace("-", " ").split()[-1] for noun in words.nouns if not noun.isalpha()}

    def find(self, doc: Doc, text: str, named: Collection[int], people: Collection[int]) -> list[Nominal]:
        """:param named: tokens that belong to names; a noun among them is part of the name.
        :param people: those of them with which the name of a person begins.
        """
        found: list[Nominal] = []
        taken: set[int] = set()
        for i in hits(doc, "LOWER", self._ids):
            token = doc[i]
            if i in named or i in taken or token.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
                continue
            nominal = self._nominal(token, text, named, people)
            if nominal is not None:
                found.append(nominal)
                taken.update(range(nominal.first, nominal.last + 1))
        return found

    def _nominal(
        self, token: Token, text: str, named: Collection[int], people: Collection[int]
    ) -> Nominal | None:
        words = self._words
        word, compound = self._word(token)
        if token.dep_ in ("compound", "amod", "nmod", "npadvmod"):
            return None
        if self._stands_for_name(token, named):
            return None
        kind = words.nouns.get(word)
        score, how, matters = self._part(token)
        if how == "is spoken of" and word in words.weak:
            how, matters = "", False
        if kind is None:
            if how != "speaks":
                return None
            if word not in words.speaking:
                return None
            kind = words.speaking[word]
            score -= 0.1
        elif word in words.weak:
            score -= _WEAKER if how != "speaks" else 0.1
            matters = matters and (how == "speaks" or (how == "acts" and _definite(token)))
        first, last = self._bounds(token, named)
        first = min(first, compound)
        if last + 2 < len(token.doc) and token.doc[last + 1].text == "," and last + 2 in people:
            return None  # "the president of Norvia, Ada Moor"
        piece = trim(text, token.doc[first].idx, end_of(token.doc[last]))
        if piece is None or "\n" in text[slice(*piece)]:
            return None
        reason = f"{_NOUNS[kind]}, {_WHO.get(kind, 'which')} {how} here" if how else _NOUNS[kind]
        return Nominal(*piece, first, last, token.i, kind, round(score, 2), reason, matters, _definite(token))

    def _word(self, token: Token) -> tuple[str, int]:
        """The noun as it is listed, which may have several words, and its first token: "prime minister"."""
        doc, nouns = token.doc, self._words.nouns
        for size in (3, 2) if token.lower_ in self._ends else ():
            if token.i + 1 >= size:
                first = token.i + 1 - size
                said = plain(doc[first : token.i + 1].text)
                if said in nouns:
                    return said, first
        return token.lower_, token.i

    def _stands_for_name(self, token: Token, named: Collection[int]) -> bool:
        """Whether the noun only introduces or explains a name beside it: "its president, Ada Moor"."""
        if token.dep_ == "appos" and token.head.i in named:
            return True
        if token.dep_ in ("attr", "oprd", "acomp"):
            return True
        for child in token.rights:
            if child.dep_ == "appos" and (child.i in named or child.pos_ == "PROPN"):
                return True
        following = token.i + 1
        return following < len(token.doc) and following in named and token.lower_ in self._words.roles

    def _part(self, token: Token) -> tuple[float, str, bool]:
        """Score, what it does, and whether that makes it an actor that matters."""
        head, dep = token.head, token.dep_
        while dep == "conj" and head.pos_ in ("NOUN", "PROPN"):
            dep, head = head.dep_, head.head
        if dep == "nsubj":
            if head.lower in self._speech:
                return _SPEAKS, "speaks", True
            acts = head.pos_ in ("VERB", "AUX") and head.lemma_ not in _NEVER_ACTS
            return (_ACTS, "acts", True) if acts else (_SPOKEN_OF, "is spoken of", _definite(token))
        if dep in ("agent",) or (dep == "pobj" and head.dep_ == "agent"):
            return _ACTS, "acts", True
        if dep == "pobj" and head.lower_ == "to" and head.head.lower_ in ("according", "due"):
            return (_SPEAKS, "speaks", True) if head.head.lower_ == "according" else (_ELSEWHERE, "", False)
        if dep == "nsubjpass":
            return _ACTED_ON, "is acted on", _definite(token)
        if dep in ("dobj", "dative", "iobj") and head.pos_ == "VERB":
            if head.lemma_ in self._words.addressing:
                return _ACTS, "is spoken to or about", not _indefinite(token)
            return _ACTED_ON, "is acted on", _definite(token)
        if dep == "poss" or (dep == "pobj" and head.lower_ not in self._words.locative):
            return _SPOKEN_OF, "is spoken of", _definite(token)
        return _ELSEWHERE, "", False

    def _bounds(self, token: Token, named: Collection[int]) -> tuple[int, int]:
        """The outer tokens of the shortest phrase: without article and numbers, with a short "of ..."."""
        doc, words = token.doc, self._words
        first = token.i
        for child in reversed(list(token.lefts)):
            edge = child.left_edge.i
            if child.dep_ not in _KEPT_LEFT or child.right_edge.i + 1 != first or token.i - edge > 6:
                break
            plain_word = plain(child.text)
            if plain_word in words.dropped or child.dep_ in ("nummod", "quantmod") or child.tag_ == "CD":
                break
            if child.is_punct and child.text not in ("-", "'"):
                break
            first = edge
        while first < token.i and (
            plain(doc[first].text) in words.dropped or doc[first].is_space or doc[first].tag_ == "CD"
        ):
            first += 1
        last = token.i
        child = next(iter(token.rights), None)
        if (
            child is not None
            and child.dep_ == "prep"
            and child.lower_ in _PREPOSITIONS
            and child.i == last + 1
        ):
            inner = next((right for right in child.rights if right.dep_ == "pobj"), None)
            if inner is not None and self._belongs(child, inner, named):
                end = inner.i
                for right in inner.rights:
                    short = right.dep_ in ("prep", "compound", "flat") and right.lower_ in ("of", "for")
                    if not short or right.right_edge.i - token.i > _LONGEST or right.i != end + 1:
                        break
                    end = right.right_edge.i
                while end + 1 < len(doc) and end + 1 in named and end in named:
                    end += 1
                if end - token.i <= _LONGEST:
                    last = end
        return first, last

    def _belongs(self, preposition: Token, inner: Token, named: Collection[int]) -> bool:
        """Whether "for the ministry" is part of who it is; a time or a matter is not."""
        if inner.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"):
            return False
        if preposition.lower_ in ("of", "for", "from"):
            return True
        return inner.i in named or inner.pos_ == "PROPN" or inner.lower_ in self._words.nouns


_NOUNS = {
    PERSON: "noun for a person",
    ORGANISATION: "noun for an organisation",
    GROUP: "noun for a group",
    PLACE: "noun for a state",
}


_WHO = {PERSON: "who", GROUP: "who"}


def _indefinite(token: Token) -> bool:
    return any(child.lower_ in ("a", "an", "any", "no") for child in token.lefts)


def _definite(token: Token) -> bool:
    """Whether a certain one is meant: the, this, its, Norvia's."""
    return any(
        (child.dep_ == "det" and child.lower_ in ("the", "this", "these", "those", "both"))
        or child.dep_ == "poss"
        for child in token.lefts
    )
