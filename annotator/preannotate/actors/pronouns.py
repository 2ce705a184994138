"""Whom "he", "she", "they" and "it" mean, where one can hardly be wrong; else only that somebody is meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.preannotate.actors.words import GROUP, ORGANISATION, PERSON, PLACE
from annotator.preannotate.spans import Mention, end_of, hits, string_ids

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GENDERS = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_MANY = frozenset({"they", "them", "their"})
_THING = frozenset({"it", "its"})
_IDS = string_ids((*_GENDERS, *_MANY, *_THING))
_FITTING = {
    "male": (PERSON,),
    "female": (PERSON,),
    "many": (GROUP, ORGANISATION),
    "thing": (ORGANISATION, PLACE),
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})

# How often such a pronoun is a mention of this actor, estimated from reading.
_ONLY_ONE = 0.8
_LAST_SPEAKER = 0.75
_SUBJECT = 0.65
_OPEN = 0.55
_FARTHEST = 2
"""Sentences back in which somebody may have been named."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """An actor named at a token: ``who`` is the same for all mentions of one, ``gender`` "" if unknown."""

    mention: Mention
    head: int
    who: str
    gender: str


def find_pronouns(
    doc: Doc, text: str, named: Sequence[Somebody], speech: Collection[int], inside: Sequence[int]
) -> list[Mention]:
    """The pronouns that may stand for an actor, with a kind and a reason.

    :param named: in reading order.
    :param speech: string ids of reporting verbs.
    :param inside: flags the tokens within quotation marks, where "he" need not be whom the article means.
    """
    reader = _Reader(doc, text, named, speech, inside)
    return [mention for i in hits(doc, "LOWER", _IDS) if (mention := reader.read(doc[i])) is not None]


class _Reader:
    def __init__(
        self, doc: Doc, text: str, named: Sequence[Somebody], speech: Collection[int], inside: Sequence[int]
    ) -> None:
        self._doc, self._text, self._speech, self._inside = doc, text, speech, inside
        self._sentence = _sentence_numbers(doc)
        self._by_sentence: dict[int, list[Somebody]] = {}
        for each in named:
            self._by_sentence.setdefault(self._sentence[each.head], []).append(each)
        self._resolved: dict[int, Somebody] = {}
        self._genders = _told_genders(named)

    def read(self, pronoun: Token) -> Mention | None:
        word = pronoun.lower_
        gender = _GENDERS.get(word, "many" if word in _MANY else "thing")
        found = None if self._inside[pronoun.i] else self._antecedent(pronoun, gender)
        start, end, i = pronoun.idx, end_of(pronoun), pronoun.i
        if found is None:
            if gender in ("many", "thing"):
                return None
            return Mention(
                start,
                end,
                i,
                i,
                PERSON,
                _OPEN,
                "pronoun for a person; whom it means is left open",
                named=False,
            )
        somebody, how, score = found
        self._resolved[i] = somebody
        known = somebody.mention
        name = " ".join(self._text[known.start : known.end].split())
        reason = f"pronoun, probably {name} ({how})"
        resolved = Mention(start, end, i, i, known.kind, score, reason, known.actor_id, named=False)
        self._by_sentence.setdefault(self._sentence[i], []).append(
            Somebody(known, i, somebody.who, somebody.gender or gender)
        )
        if gender in ("male", "female"):
            self._genders.setdefault(somebody.who, gender)
        return resolved

    def _antecedent(self, pronoun: Token, gender: str) -> tuple[Somebody, str, float] | None:
        here = self._sentence[pronoun.i]
        before = [each for each in self._by_sentence.get(here, ()) if each.head < pronoun.i]
        object_ = pronoun.lower_ in ("him", "them", "it", "her") and pronoun.dep_ in (
            "dobj",
            "pobj",
            "dative",
        )
        if object_:
            subject = next((c.i for c in pronoun.head.lefts if c.dep_ in _SUBJECTS), None)
            before = [each for each in before if each.head != subject]
        if gender in ("many", "thing") and not (
            pronoun.dep_ == "nsubj" and pronoun.head.lower in self._speech
        ):
            return None
        before = [each for each in before if not self._is_told(each, pronoun)]
        if gender in ("male", "female"):
            described = self._described(pronoun, self._fitting(before, gender))
            if described is not None:
                return described, "the one described here", _LAST_SPEAKER
        near = self._fitting(before, gender)
        if gender in ("many", "thing"):
            return self._of_things(
                near or self._fitting(self._by_sentence.get(here - 1, []), gender), pronoun
            )
        for back in range(1, _FARTHEST + 1):
            if near:
                break
            near = self._fitting(self._by_sentence.get(here - back, []), gender)
            if near and back > 1 and len({each.who for each in near}) > 1:
                return None
        return self._chosen(near, pronoun)

    def _fitting(self, those: Sequence[Somebody], gender: str) -> list[Somebody]:
        kinds = _FITTING[gender]
        found = []
        for each in those:
            told = self._genders.get(each.who, each.gender)
            if each.mention.kind not in kinds or self._inside[each.head]:
                continue
            if gender in ("male", "female") and told not in ("", gender):
                continue
            found.append(each)
        return found

    def _chosen(self, near: list[Somebody], pronoun: Token) -> tuple[Somebody, str, float] | None:
        if not near:
            return None
        speakers = [each for each in near if self._speaks(each)]
        if len({each.who for each in near}) == 1:
            if speakers:
                return speakers[-1], "last speaker", _ONLY_ONE
            return near[-1], "the only one named before", _ONLY_ONE
        if pronoun.dep_ not in _SUBJECTS:
            return None
        if len({each.who for each in speakers}) == 1:
            return speakers[-1], "last speaker", _LAST_SPEAKER
        subjects = [each for each in near if self._doc[each.head].dep_ in _SUBJECTS]
        if len({each.who for each in subjects}) == 1 and not speakers:
            return subjects[-1], "subject before", _SUBJECT
        return None

    def _described(self, pronoun: Token, near: list[Somebody]) -> Somebody | None:
        """Whom the clause around it describes: "Ada Moor, who had said that she was ready"."""
        token = pronoun.head
        while token.head != token and token.dep_ != "relcl":
            token = token.head
        if token.dep_ != "relcl" or not any(child.lower_ == "who" for child in token.lefts):
            return None
        return next((each for each in reversed(near) if each.head == token.head.i), None)

    def _of_things(self, near: list[Somebody], pronoun: Token) -> tuple[Somebody, str, float] | None:
        """Things stand for "it" and "they" too, so only the nearest subject of all will do."""
        for i in range(pronoun.i - 1, -1, -1):
            if self._doc[i].dep_ in _SUBJECTS and not self._inside[i]:
                found = next((each for each in reversed(near) if each.head == i), None)
                return (found, "subject before", _SUBJECT) if found is not None else None
        return None

    def _is_told(self, somebody: Somebody, pronoun: Token) -> bool:
        """Whether somebody is named in what the pronoun says: "The minister, he said, will go"."""
        verb = pronoun.head
        if pronoun.dep_ != "nsubj" or verb.lower not in self._speech:
            return False
        token = self._doc[somebody.head]
        while token.head != token and token.head != verb:
            token = token.head
        return bool(token.head == verb and token.dep_ in ("ccomp", "parataxis") and token != verb)

    def _speaks(self, somebody: Somebody) -> bool:
        token = self._doc[somebody.head]
        if token.dep_ in ("appos", "conj"):
            token = token.head
        return token.dep_ == "nsubj" and token.head.lower in self._speech


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers: list[int] = []
    number = -1
    for start in doc.to_array("SENT_START").tolist():
        number += start == 1
        numbers.append(max(number, 0))
    return numbers


def _told_genders(named: Sequence[Somebody]) -> dict[str, str]:
    """What titles and given names tell of each; nothing where they contradict each other."""
    told: dict[str, set[str]] = {}
    for each in named:
        if each.gender:
            told.setdefault(each.who, set()).add(each.gender)
    return {who: next(iter(genders)) for who, genders in told.items() if len(genders) == 1}
