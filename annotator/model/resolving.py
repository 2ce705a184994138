"""Whom a mention means: candidates from the registry, ranked, each with its reason in words.

Precision comes first: only what can hardly be otherwise is ``SURE``.  Where two actors would do, both are
listed and neither is sure.
"""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.model.actor import Actor
from annotator.model.name_index import ComparedName, NameIndex
from annotator.model.naming import (
    agree_by_initials,
    bare,
    is_name,
    is_pronoun,
    name_words,
    unpossessed,
    without_article,
    without_titles,
)

Certainty = Literal["sure", "likely", "possible"]
_Part = tuple[Actor, str]
"""An actor, and what of its name a mention is."""
_ORDER: tuple[Certainty, ...] = ("sure", "likely", "possible")

_PERSON = "person"
_MOST_RECENT = 4
"""Actors named before that are listed for a pronoun."""
_MOST_POSSIBLE = 50
"""Actors that are listed for a part of their name though the article names them nowhere."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as far as it matters here.

    ``start`` is its place in the article (code points), ``actor_id`` the actor it counts as, ``kind`` what
    the annotator answered to that attribute.
    """

    id: str
    text: str
    start: int
    actor_id: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``reason`` completes the sentence “It may be this actor: …”."""

    actor: Actor
    certainty: Certainty
    reason: str


class ArticleMentions:
    """The mentions of one article, in reading order, and who is named where."""

    def __init__(self, mentions: Iterable[Mention], known: NameIndex) -> None:
        self.known = known
        self.all = sorted(mentions, key=lambda m: (m.start, m.id))
        self._by_words: dict[str, list[Mention]] = {}
        self._pointing: dict[str, list[Mention]] = {}
        self._named: dict[str, list[Mention]] = {}
        self._parts: dict[str, list[_Part]] = {}
        for mention in self.all:
            form = bare(mention.text)
            self._by_words.setdefault(form, []).append(mention)
            if mention.actor_id is not None:
                self._pointing.setdefault(mention.actor_id, []).append(mention)
                if not is_pronoun(mention.text):
                    self._named.setdefault(mention.actor_id, []).append(mention)
            else:
                # A full name names its actor also while nobody has set it.
                called = known.called(form) or known.called(without_titles(form))
                if len(called) == 1:
                    self._named.setdefault(called[0].id, []).append(mention)

    def called_by(self, form: str) -> list[_Part]:
        """Of whose name a compared form is a part: all whom the article names, and the first by name of
        those it does not.  Looked up once a form.
        """
        if form not in self._parts:
            said = tuple(name_words(form))
            found = [
                (actor, part)
                for actor in (self.known.by_part(said) if said else ())
                if (part := _part_of(said, form, actor, self.known.compared(actor))) is not None
            ]
            named = [each for each in found if each[0].id in self._named]
            others = [each for each in found if each[0].id not in self._named]
            first = heapq.nsmallest(_MOST_POSSIBLE, others, key=lambda o: (o[0].name.casefold(), o[0].id))
            self._parts[form] = named + first
        return self._parts[form]

    def named(self, actor: Actor, apart_from: Mention) -> list[int]:
        """Where an actor is mentioned by others than this mention."""
        return [m.start for m in self._named.get(actor.id, ()) if m.id != apart_from.id]

    def same_words(self, mention: Mention) -> list[Mention]:
        """The other mentions with the same words."""
        return [m for m in self._by_words.get(bare(mention.text), ()) if m.id != mention.id]

    def before(self, mention: Mention) -> list[Mention]:
        """Those that point to an actor and stand before this one, the nearest first."""
        found = [m for m in self.all if m.actor_id is not None and m.start < mention.start]
        return found[::-1]


def resolve(mention: Mention, others: Iterable[Mention], registry: Iterable[Actor]) -> list[Candidate]:
    """Whom ``mention`` may mean, the most certain first.

    :param others: the other mentions of its article.
    :param registry: actors that count for themselves (none that was merged into another).
    """
    return candidates(mention, ArticleMentions([mention, *others], NameIndex(registry)))


def candidates(mention: Mention, article: ArticleMentions) -> list[Candidate]:
    """As :func:`resolve`, for many mentions of one article."""
    found: dict[str, Candidate] = {}
    for candidate in _all(mention, article):
        there = found.get(candidate.actor.id)
        if there is None or _rank(candidate) < _rank(there):
            found[candidate.actor.id] = candidate
    fitting = [_by_kind(candidate, mention) for candidate in found.values()]
    if sum(candidate.certainty == "sure" for candidate in fitting) > 1:
        fitting = [_doubted(candidate) for candidate in fitting]
    near = {c.actor.id: _distance(c.actor, mention, article) for c in fitting}
    return sorted(fitting, key=lambda c: (_rank(c), near[c.actor.id], c.actor.name.casefold(), c.actor.id))


def the_one(listed: Sequence[Candidate]) -> Candidate | None:
    """The candidate that is certain enough to be set unasked."""
    sure = [candidate for candidate in listed if candidate.certainty == "sure"]
    return sure[0] if len(sure) == 1 else None


def learned_alias(
    text: str, actor: Actor, known: NameIndex, *, language: str = "", begins_sentence: bool = False
) -> str | None:
    """The alias that an actor gains when a mention with this text is set to it; None where it gains none.

    Proper names only: “the leader” or “she” mean somebody else in the next article.  Nothing either that is
    part of the name, which is recognised after the full name as it is, or that another actor is known by.
    """
    name = unpossessed(" ".join(text.split()))
    form = bare(name)
    if not is_name(name, language=language, begins_sentence=begins_sentence):
        return None
    own = {bare(each) for each in (actor.name, *actor.aliases)}
    if form in own or without_titles(form) in own or without_article(form) in own:
        return None
    called = name_words(bare(actor.name))
    if all(word in called for word in name_words(form)):
        return None
    if any(other.id != actor.id for other in known.called(form)):
        return None
    return name


# -- the rules


def _all(mention: Mention, article: ArticleMentions) -> Iterable[Candidate]:
    form = bare(mention.text)
    if is_pronoun(mention.text):
        yield from _recent(mention, article)
        return
    yield from _exact(form, mention, article, "")
    untitled = without_titles(form)
    if untitled != form:
        yield from _exact(untitled, mention, article, " without the title")
    yield from _same_words(mention, article)
    yield from _parts(form, mention, article)
    if not is_name(mention.text):
        yield from _recent(mention, article)


def _exact(form: str, mention: Mention, article: ArticleMentions, note: str) -> Iterable[Candidate]:
    known = article.known
    for actor in known.by_name(form):
        yield Candidate(actor, "sure", f"the name{note}")
    for actor, alias in known.by_alias(form):
        described = not is_name(alias)
        certain: Certainty = "sure"
        if described and not article.named(actor, mention):
            certain = "likely"
        yield Candidate(actor, certain, f"alias “{alias}”{note}")


def _same_words(mention: Mention, article: ArticleMentions) -> Iterable[Candidate]:
    pointed = {m.actor_id for m in article.same_words(mention) if m.actor_id is not None}
    certain: Certainty = "sure" if is_name(mention.text) and len(pointed) == 1 else "likely"
    for actor_id in pointed:
        actor = article.known.actor(actor_id or "")
        if actor is not None:
            yield Candidate(actor, certain, "same words as another mention here")


def _parts(form: str, mention: Mention, article: ArticleMentions) -> Iterable[Candidate]:
    """Surnames, given names, initials and the like; who shares them is in doubt."""
    if not is_name(mention.text):
        return
    found = article.called_by(form)
    here = [actor.id for actor, _ in found if article.named(actor, mention)]
    for actor, part in found:
        places = article.named(actor, mention)
        if not places:
            yield Candidate(
                actor, "possible", f"{part}, but {actor.name} is named nowhere else in this article"
            )
        elif min(places) > mention.start:
            yield Candidate(actor, "likely", f"{part}, and {actor.name} is named later")
        else:
            alone = len(here) == 1 and part in _PERSONAL
            yield Candidate(
                actor, "sure" if alone else "likely", f"{part}, and {actor.name} was named before"
            )


_PERSONAL = ("surname", "given name", "initials")


def _part_of(said: tuple[str, ...], form: str, actor: Actor, names: Iterable[ComparedName]) -> str | None:
    """What of an actor's name the words are; None where they are nothing of it."""
    person = actor.kind in (_PERSON, "")
    for name in names:
        whole = name.words
        if said == whole or not whole:
            continue
        if len(said) < len(whole):
            if said == whole[-len(said) :]:
                return "surname" if person else "end of the name"
            if said == whole[: len(said)]:
                # Where the family name comes first, what follows is mostly written with a hyphen.
                family_first = person and len(whole) == 2 and "-" in whole[1] and "-" not in whole[0]
                first = "surname" if family_first else "given name"
                return first if person else "beginning of the name"
        if person and agree_by_initials(said, whole):
            return "initials"
        if not person and len(form) >= 3 and form.replace(".", "") == name.acronym:
            return "first letters of the name"
    return None


def _recent(mention: Mention, article: ArticleMentions) -> Iterable[Candidate]:
    """For words that name nobody: who was mentioned last before."""
    seen: set[str] = set()
    for there in article.before(mention):
        actor = article.known.actor(there.actor_id or "")
        if actor is None or actor.id in seen or _contradicts(actor, mention):
            continue
        seen.add(actor.id)
        yield Candidate(actor, "possible", "mentioned just before" if len(seen) == 1 else "mentioned before")
        if len(seen) == _MOST_RECENT:
            return


# -- ranking


def _rank(candidate: Candidate) -> int:
    return _ORDER.index(candidate.certainty)


def _contradicts(actor: Actor, mention: Mention) -> bool:
    return bool(actor.kind and mention.kind) and actor.kind != mention.kind


def _by_kind(candidate: Candidate, mention: Mention) -> Candidate:
    """A mention that was marked as another kind is in doubt."""
    if candidate.certainty == "possible" or not _contradicts(candidate.actor, mention):
        return candidate
    reason = f"{candidate.reason}, but marked as {mention.kind}"
    return dataclasses.replace(_doubted(candidate), reason=reason)


def _doubted(candidate: Candidate) -> Candidate:
    return dataclasses.replace(candidate, certainty="likely") if candidate.certainty == "sure" else candidate


def _distance(actor: Actor, mention: Mention, article: ArticleMentions) -> int:
    """How far away an actor is mentioned; what stands before is nearer than what comes."""
    places = article.named(actor, mention)
    before = [mention.start - place for place in places if place <= mention.start]
    if before:
        return min(before)
    return 1 << 40 if not places else (1 << 30) + min(places)
