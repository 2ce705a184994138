"""The actors of one article, put together from its names, its nouns and the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.preannotate.actors.kinds import decide
from annotator.preannotate.actors.known import KnownName, Link, Registry
from annotator.preannotate.actors.missed import find_missed
from annotator.preannotate.actors.name import Name
from annotator.preannotate.actors.names import find_names
from annotator.preannotate.actors.nominals import Nominal, NominalFinder
from annotator.preannotate.actors.overlooked import acts_like_somebody
from annotator.preannotate.actors.places import only_a_place
from annotator.preannotate.actors.pronouns import Somebody
from annotator.preannotate.actors.words import GROUP, ORGANISATION, PERSON, PLACE, ActorWords
from annotator.preannotate.spans import Mention, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KNOWN = 0.95
_FOUND_AGAIN = 0.9
"""Share of a name's score that remains where the recogniser missed it."""
_SURE = 4.0
"""Evidence from which a kind speaks against a known actor of another one."""
_A = {PERSON: "a person", ORGANISATION: "an organisation", PLACE: "a state or place", GROUP: "a group"}
_GUESS = "capitalised name that has a part here, its kind guessed"
_GUESSED = 0.4
_FEWEST_VOTES = 1.5
"""Evidence that a name needs which the recogniser never marked."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name with what was decided on it; ``who`` is the same for all mentions of one."""

    name: Name
    kind: str
    who: str
    score: float
    reason: str
    sure: bool = False
    known: bool = False
    described: bool = False


class Article:
    """``actors`` are suggested, ``others`` where something leads to them."""

    def __init__(
        self, doc: Doc, words: ActorWords, nominals: NominalFinder, registry: Registry | None
    ) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self._words = words
        names = self._names()
        if registry is not None:
            known = self._known(names, registry)
            places = _by_token(known)
            names = [each for each in names if not _within(each.name, places)] + known
        names = [each for each in names if not self._only_a_place(each)]
        links = self._linked(registry, names, [])
        names = [each for each in names if not each.described or _span(each) in links]
        tokens = {i for each in names for i in range(each.name.first, each.name.last + 1)}
        people = {each.name.first for each in names if each.kind == PERSON}
        found = nominals.find(doc, self.text, tokens, people) if doc.has_annotation("DEP") else []
        within = {i for each in found if each.matters for i in range(each.first, each.last + 1)}
        self._named = [each for each in names if each.name.last not in within or not _gives_way(each)]
        named = {i for each in self._named for i in range(each.name.first, each.name.last + 1)}
        self._nominals = [each for each in found if each.head not in named]
        self._links = self._linked(registry, self._named, self._nominals) if self._nominals else links
        self.actors = [self._mention(each) for each in self._named]
        self.actors += [self._nominal(each) for each in self._nominals if each.matters]
        self.others = [self._nominal(each) for each in self._nominals if not each.matters]

    def _only_a_place(self, named: _Named) -> bool:
        before = self.doc[named.name.first - 1].lower_ if named.name.first else ""
        where = (
            named.kind == PLACE or named.name.form in self._words.metonyms or (named.known and before == "in")
        )
        return where and only_a_place(self.doc, named.name, self._words, known=named.known)

    def _names(self) -> list[_Named]:
        doc, words = self.doc, self._words
        names = find_names(doc, self.text, words)
        verdicts = decide(doc, names, words)
        written = {name.form: name.text for name in names}
        found = []
        for name in names:
            verdict = verdicts[name.form]
            if not name.kind and verdict.votes < _FEWEST_VOTES:
                if acts_like_somebody(doc, name):
                    kind, reason = (
                        verdict.kind or PERSON,
                        _GUESS,
                    )
                    found.append(_Named(name, kind, verdict.full, _GUESSED, reason))
                continue
            score = 0.4 + 0.55 * verdict.share
            reason = f"name of {_A[verdict.kind]}"
            if verdict.full != name.form:
                reason = f"short for “{written[verdict.full]}”, {_A[verdict.kind]}"
            elif verdict.kind != name.kind:
                reason = f"name, {_A[verdict.kind]} by the words around it in this article"
            sure = verdict.votes * verdict.share >= _SURE
            found.append(_Named(name, verdict.kind, verdict.full, score, reason, sure))
        by_form = {each.name.form: each for each in found}
        for name, form in find_missed(doc, self.text, [each.name for each in found], verdicts, words):
            like = by_form[form]
            reason = f"means “{like.name.text}” elsewhere in this article, {_A[like.kind]}"
            found.append(replace(like, name=name, score=like.score * _FOUND_AGAIN, reason=reason))
        return found

    def _known(self, names: list[_Named], registry: Registry) -> list[_Named]:
        """Names of the registry where no longer name stands, and names that it types."""
        found = []
        at = _by_token(names)
        for known in registry.find(self.doc):
            name = self._name_of(known)
            over = [at[i].name for i in range(name.first, name.last + 1) if i in at]
            if any(each.first < name.first or each.last > name.last for each in over):
                continue
            like = at.get(name.first)
            kind = known.kind or (like.kind if like is not None else "")
            who = like.who if like is not None else name.form
            reason = f"known name “{known.alias}”"
            found.append(_Named(name, kind, who, _KNOWN, reason, known=True, described=known.described))
        return found

    def _name_of(self, known: KnownName) -> Name:
        """Its place without an article before it."""
        first = known.first
        if first < known.last and self.doc[first].lower_ in ("the", "a", "an"):
            first += 1
        start = self.doc[first].idx
        return Name(start, known.end, first, known.last, self.text[start : known.end], known.kind)

    def _linked(
        self, registry: Registry | None, names: list[_Named], nominals: list[Nominal]
    ) -> dict[tuple[int, int], Link]:
        if registry is None:
            return {}
        places = {(*_span(each), each.kind if each.sure else "") for each in names}
        places |= {(each.start, each.end, "") for each in nominals}
        return registry.link(self.text, sorted(places))

    def _mention(self, named: _Named) -> Mention:
        name = named.name
        link = self._links.get(_span(named))
        mention = Mention(name.start, name.end, name.first, name.last, named.kind, named.score, named.reason)
        return _with(mention, link)

    def _nominal(self, nominal: Nominal) -> Mention:
        n = nominal
        mention = Mention(n.start, n.end, n.first, n.last, n.kind, n.score, n.reason, named=False)
        return _with(mention, self._links.get((n.start, n.end)))

    def somebodies(self) -> list[Somebody]:
        """Who is named where, in reading order: those whom a pronoun may mean."""
        found = []
        for named in self._named:
            gender = self._gender(named) if named.kind == PERSON else ""
            mention = self._mention(named)
            found.append(Somebody(mention, self._head(mention), mention.actor_id or named.who, gender))
        for nominal in (each for each in self._nominals if each.matters and each.definite):
            mention = self._nominal(nominal)
            word = self.doc[nominal.head].lower_
            gender = self._word_gender(word)
            found.append(Somebody(mention, nominal.head, mention.actor_id or f"the {word}", gender))
        return sorted(found, key=lambda somebody: somebody.head)

    def _head(self, mention: Mention) -> int:
        for i in range(mention.first, mention.last + 1):
            if not mention.first <= self.doc[i].head.i <= mention.last or self.doc[i].head.i == i:
                return i
        return mention.last

    def _gender(self, named: _Named) -> str:
        """By the title or role before a name, else by the given name."""
        name = named.name
        for i in range(max(name.first - 2, 0), name.first):
            gender = self._word_gender(self.doc[i].lower_.rstrip("."))
            if gender and name.titled:
                return gender
        return self._word_gender(named.who.split()[0])

    def _word_gender(self, word: str) -> str:
        male, female = word in self._words.male, word in self._words.female
        return "" if male == female else "male" if male else "female"


def _with(mention: Mention, link: Link | None) -> Mention:
    if link is None:
        return mention
    reason = f"known actor {link.actor.name}, {link.reason}"
    return replace(
        mention,
        kind=link.actor.kind or mention.kind,
        score=max(mention.score, _KNOWN),
        reason=reason,
        actor_id=link.actor.id,
    )


def _span(named: _Named) -> tuple[int, int]:
    return named.name.start, named.name.end


def _gives_way(named: _Named) -> bool:
    """Whether it is no actor of its own within a longer phrase: "the government of Norvia"."""
    return named.kind == PLACE or named.described


def _by_token(names: list[_Named]) -> dict[int, _Named]:
    """Which name a token belongs to; none overlaps another."""
    return {i: each for each in names for i in range(each.name.first, each.name.last + 1)}


def _within(name: Name, others: Mapping[int, _Named]) -> bool:
    other = others.get(name.first)
    return other is not None and name.last <= other.name.last
