"""What kind of actor a name is: one answer for the whole article, from all that speaks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.naming import acronym, plain
from annotator.preannotate.actors.name import Name
from annotator.preannotate.actors.words import KINDS, ORGANISATION, PERSON, PLACE, ActorWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How much each sign counts beside one word of the recogniser.
_TITLE = 4.0
_APPOSITION = 3.0
_WHO = 3.0
_WHICH = 1.5
_STATE = 6.0
_ORGANISATION_WORD = 4.0
_PLACE_WORD = 2.5
_GIVEN_NAME = 2.0
_LOCATIVE = 1.0
_OF_PLACE = 2.0
_INITIAL = 2.0
_LONGER = 0.6
"""Share of what speaks for a longer name that speaks for a part of it as well."""
_MISTAKEN = 0.4
"""Share of what speaks for an organisation that remains for a person's surname."""


class Votes(dict[str, float]):
    """How much speaks for each kind; nothing for those that are not there."""

    def __missing__(self, kind: str) -> float:
        return 0.0

    def take(self, others: Mapping[str, float]) -> None:
        """Add what others say."""
        for kind, weight in others.items():
            self[kind] += weight


@dataclass(frozen=True, slots=True)
class Verdict:
    """``share`` is how much of all evidence speaks for ``kind``, in [0, 1]; little evidence lowers it.

    ``full`` is the compared form of the longer name of which this is a part, else the form itself.
    """

    kind: str
    share: float
    full: str
    votes: float


def decide(doc: Doc, names: Iterable[Name], words: ActorWords) -> dict[str, Verdict]:
    """The kind of each name by its compared form."""
    votes: dict[str, Votes] = defaultdict(Votes)
    parsed = bool(doc.has_annotation("DEP"))
    for name in names:
        count = votes[name.form]
        if name.kind:
            count[name.kind] += 1.0
        if name.titled:
            count[PERSON] += _TITLE
        if parsed:
            count.take(_around(doc, name, words))
    for form, count in votes.items():
        count.take(_by_its_words(form, words))
    verdicts: dict[str, Verdict] = {}
    longer = _longer_names(votes)
    for form, count in votes.items():
        verdicts[form] = _verdict(form, count, longer.get(form, ()), votes, words)
    _follow_parts(verdicts, votes)
    return verdicts


def _verdict(
    form: str, count: Votes, longer: Iterable[str], votes: dict[str, Votes], words: ActorWords
) -> Verdict:
    """A part of a longer name follows it, unless more speaks against that."""
    total = Votes(count)
    full = form
    namesakes: set[str] = set()
    for other in sorted(longer, key=lambda each: -sum(votes[each].values())):
        there = votes[other]
        kind = _best(there)
        if not kind or (kind == PERSON and _is_organisation(other, words)):
            continue
        if form in words.places and kind != PLACE:
            continue
        if kind == PERSON and not _part_of_person(form, other):
            continue
        if kind == PERSON and form == other.split()[-1]:
            total[ORGANISATION] *= _MISTAKEN  # what the recogniser makes of surnames says little
            total[PLACE] *= 2 * _MISTAKEN
        total[kind] += _LONGER * there[kind] + (1.0 if kind == PERSON else 0.5)
        if full == form and _best(total) == kind:
            full = other
        if kind == PERSON and form == other.split()[-1]:
            namesakes.add(other.split()[0])
    if len(namesakes) > 1:
        full = form  # two persons with one surname: the surname alone says neither
    best = _best(total)
    weight = sum(total.values())
    return Verdict(best, total[best] / (weight + 0.8) if weight else 0.0, full, weight)


def _follow_parts(verdicts: dict[str, Verdict], votes: dict[str, Votes]) -> None:
    """A full name that is in doubt follows its surname: "Mr Moor" makes Ada Moor a person."""
    for form, verdict in list(verdicts.items()):
        if verdict.full == form or verdict.kind == verdicts[verdict.full].kind or verdict.kind != PERSON:
            continue
        full = verdicts[verdict.full]
        if votes[form][PERSON] > votes[verdict.full][full.kind]:
            verdicts[verdict.full] = Verdict(PERSON, verdict.share, full.full, full.votes)


def _best(count: Votes) -> str:
    if not count:
        return ""
    return min(KINDS, key=lambda kind: (-count[kind], KINDS.index(kind)))


def _is_organisation(form: str, words: ActorWords) -> bool:
    return form.split()[-1].rstrip(".") in words.organisation_ends


def _part_of_person(form: str, full: str) -> bool:
    said, whole = form.split(), full.split()
    return said[-1] == whole[-1] or said[0] == whole[0]


def _longer_names(votes: dict[str, Votes]) -> dict[str, list[str]]:
    """For each form those of which it is the beginning, the end, or the first letters."""
    by_edge: dict[str, set[str]] = defaultdict(set)
    split = {form: form.split() for form in votes}
    for form, parts in split.items():
        if len(parts) > 1:
            for size in range(1, len(parts)):
                by_edge[" ".join(parts[:size])].add(form)
                by_edge[" ".join(parts[-size:])].add(form)
            short = acronym(form)
            if short:
                by_edge[short].add(form)
    found = {form: sorted(by_edge[form]) for form in votes if form in by_edge}
    for form in votes:
        if "." in form and form.replace(".", "") in by_edge:
            found.setdefault(form, sorted(by_edge[form.replace(".", "")]))
    return found


def _by_its_words(form: str, words: ActorWords) -> Votes:
    """What the words of a name themselves tell."""
    count = Votes()
    parts = form.split()
    last, first = parts[-1].rstrip("."), parts[0]
    if form in words.states:
        count[PLACE] += _STATE
    elif form in words.places:
        count[PLACE] += _STATE / 2
    if form in words.metonyms:
        count[words.metonyms[form]] += _STATE * 2
    if len(parts) > 1:
        goes_on = parts[1] in ("of", "for", "on", "to")
        if last in words.organisation_ends or (first in words.organisation_starts and goes_on):
            count[ORGANISATION] += _ORGANISATION_WORD
        elif last in words.place_ends or first in words.place_starts:
            count[PLACE] += _PLACE_WORD * (2 if goes_on else 1)
        elif first in words.given and len(parts) <= 4 and not goes_on:
            count[PERSON] += _GIVEN_NAME
        if len(parts) == 3 and len(parts[1].rstrip(".")) == 1 and parts[1][0].isalpha():
            count[PERSON] += _INITIAL
        if last.strip(".") in ("jr", "sr", "iii"):
            count[PERSON] += _INITIAL
    elif first in words.given:
        count[PERSON] += _GIVEN_NAME / 2
    return count


def _around(doc: Doc, name: Name, words: ActorWords) -> Votes:
    """What stands around a name tells: a role in apposition, "who" behind it, "in" before it."""
    count = Votes()
    head = doc[name.last]
    for i in range(name.first, name.last + 1):
        if not name.first <= doc[i].head.i <= name.last:
            head = doc[i]
            break
    if head.dep_ == "appos" and _is_role(head.head, words):
        count[PERSON] += _APPOSITION
    for child in head.rights:
        if child.dep_ == "appos" and _is_role(child, words):
            count[PERSON] += _APPOSITION
            break
    follower = doc[name.last + 1] if name.last + 1 < len(doc) else None
    if follower is not None and follower.text == "," and name.last + 2 < len(doc):
        following = doc[name.last + 2].lower_
        if following in ("who", "whose") and not _of_somebody(head):
            count[PERSON] += _WHO if following == "who" else _WHO / 2
        elif following == "which":
            count[ORGANISATION] += _WHICH / 2
            count[PLACE] += _WHICH / 2
    elif follower is not None and follower.lower_ == "who" and not _of_somebody(head):
        count[PERSON] += _WHO
    before = doc[name.first - 1].lower_ if name.first else ""
    of_place = before == "of" and name.first > 1 and plain(doc[name.first - 2].text) in words.of_places
    if before == "in":
        count[PLACE] += _LOCATIVE
    elif of_place or (head.dep_ == "compound" and head.head.lower_ in words.of_places):
        count[PLACE] += _OF_PLACE
    elif before == "the" and name.first == name.last and head.tag_ == "NNP":
        count[ORGANISATION] += _LOCATIVE / 2
    return count


def _of_somebody(head: Token) -> bool:
    """Whether "who" behind a name may mean the one before it: "Ada Moor of the Harbour Institute, who"."""
    return head.dep_ == "pobj" and head.head.head.pos_ in ("NOUN", "PROPN")


def _is_role(token: Token, words: ActorWords) -> bool:
    return token.lower_ in words.roles and token.tag_ in ("NN", "NNP", "NNS")
