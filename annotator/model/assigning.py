"""Who is to annotate what: everybody all, equal shares, or shares with an overlap that several read.

A plan is drawn by chance, and the same seed draws the same one, whatever the order of what is given.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from annotator.errors import UserError

How = Literal["all", "share", "overlap"]
"""Everybody reads all; one reads each article; several read so many per cent, and one each of the others."""

SEED = 1
"""What draws a plan where nobody names another number."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article as far as a plan needs it; ``length`` in code points."""

    id: int
    length: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted.

    ``percent`` of the articles (0 to 100) are read by ``readers`` people each, or by all where that is 0;
    both count for "overlap" only.  ``by_length``: the length of the articles is balanced, not only their
    number.
    """

    annotators: tuple[str, ...]
    how: How = "share"
    percent: float = 0.0
    readers: int = 0
    seed: int = SEED
    by_length: bool = False

    def check(self) -> None:
        """:raises UserError: if it can't be meant so."""
        if not self.annotators or not all(name.strip() for name in self.annotators):
            raise UserError("Name who is to annotate.")
        twice = [name for name, number in Counter(self.annotators).items() if number > 1]
        if twice:
            raise UserError(f"{twice[0]} is named twice: name each annotator once.")
        if self.how == "all":
            return
        if len(self.annotators) < 2:
            raise UserError("Shares are for two or more: name another annotator, or assign all articles.")
        if self.how == "overlap" and not 0 <= self.percent <= 100:
            raise UserError(f"An overlap of {self.percent:g} % can't be: give a number from 0 to 100.")
        if self.how == "overlap" and self.readers and not 2 <= self.readers <= len(self.annotators):
            raise UserError(
                f"{self.readers} people can't read an article: of {len(self.annotators)}, two or more may."
            )


@dataclass(frozen=True)
class Plan:
    """Which people read an article, by article; ``kept`` is what they had begun before and keep."""

    wish: Wish
    items: tuple[Item, ...]
    readers: Mapping[int, tuple[str, ...]]
    kept: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def articles(self) -> Mapping[str, tuple[int, ...]]:
        """What each annotator reads, by id."""
        found: dict[str, list[int]] = {name: [] for name in self.wish.annotators}
        for item in self.items:
            for name in self.readers[item.id]:
                found[name].append(item.id)
        return {name: tuple(sorted(ids)) for name, ids in found.items()}

    @cached_property
    def lengths(self) -> Mapping[str, int]:
        """Code points that each annotator reads."""
        length = {item.id: item.length for item in self.items}
        return {name: sum(length[number] for number in ids) for name, ids in self.articles.items()}

    @cached_property
    def shared(self) -> tuple[int, ...]:
        """The articles that two or more read."""
        return tuple(sorted(number for number, names in self.readers.items() if len(names) > 1))

    def begun_by(self, name: str) -> int:
        """How many of an annotator's articles they had begun before."""
        return sum(name in names for names in self.kept.values())


def plan(items: Iterable[Item], wish: Wish, begun: Mapping[int, Iterable[str]] | None = None) -> Plan:
    """Draw who reads what.

    Everybody keeps what they have begun.  Of an overlap exactly the wished number of articles, rounded half
    up, is read by several (more only where more were begun by several), taken from each source in proportion
    (largest remainders).  The others go source by source to whoever has fewest, so that numbers differ by one
    at most as far as what is begun allows; with ``by_length``, of those to whoever has the least to read, the
    longest article first (Graham 1969, "longest processing time first").

    :param begun: article -> who has begun it; people who are not named in the wish do not count.
    :raises UserError: if the wish can't be meant so.
    """
    wish.check()
    drawn = random.Random(wish.seed)
    there = tuple(sorted({item.id: item for item in items}.values(), key=lambda item: item.id))
    wanted = set(wish.annotators)
    kept = {
        item.id: names
        for item in there
        if begun is not None and (names := frozenset(begun.get(item.id, ())) & wanted)
    }
    if wish.how == "all":
        return Plan(wish, there, {item.id: wish.annotators for item in there}, kept)
    deal = _Deal(wish, kept, there, drawn)
    several = _overlap(there, wish, kept, drawn)
    for item in several:
        deal.give(item, wish.readers or len(wish.annotators))
    chosen = {item.id for item in several}
    for item in _in_turn([item for item in there if item.id not in chosen], wish, drawn):
        deal.give(item, 1)
    return Plan(wish, there, deal.readers, kept)


class _Deal:
    """Gives articles out; who has least comes first."""

    def __init__(
        self, wish: Wish, kept: Mapping[int, frozenset[str]], items: Sequence[Item], drawn: random.Random
    ) -> None:
        self._wish, self._kept, self._drawn = wish, kept, drawn
        self._numbers, self._lengths = Counter[str](), Counter[str]()
        self.readers: dict[int, tuple[str, ...]] = {}
        for item in items:
            for name in kept.get(item.id, ()):
                self._count(name, item)

    def give(self, item: Item, number: int) -> None:
        """Give an article to so many people, first to those who have begun it."""
        names = set(self._kept.get(item.id, ()))
        lots = {name: self._drawn.random() for name in self._wish.annotators}
        by_length = self._wish.by_length
        others = sorted(
            (name for name in self._wish.annotators if name not in names),
            key=lambda name: (self._numbers[name], by_length and self._lengths[name], lots[name]),
        )
        for name in others[: max(number - len(names), 0)]:
            names.add(name)
            self._count(name, item)
        self.readers[item.id] = tuple(name for name in self._wish.annotators if name in names)

    def _count(self, name: str, item: Item) -> None:
        self._numbers[name] += 1
        self._lengths[name] += item.length


def _overlap(
    items: Sequence[Item], wish: Wish, kept: Mapping[int, frozenset[str]], drawn: random.Random
) -> list[Item]:
    """The articles that several read: those that several have begun, and others drawn from each source."""
    if wish.how != "overlap":
        return []
    number = int(len(items) * wish.percent / 100 + 0.5)
    chosen = [item for item in items if len(kept.get(item.id, ())) > 1]
    missing = number - len(chosen)
    if missing > 0:
        taken = {item.id for item in chosen}
        there = [item for item in items if item.id not in taken]
        for group, share in zip(*_shares(there, missing, drawn), strict=True):
            chosen += drawn.sample(group, share)
    return _in_turn(chosen, wish, drawn)


def _shares(
    items: Sequence[Item], number: int, drawn: random.Random
) -> tuple[Sequence[list[Item]], Sequence[int]]:
    """The articles by source, and how many of each are taken: in proportion, largest remainders first."""
    groups = list(_by_source(items).values())
    exact = [len(group) * number / len(items) for group in groups]
    shares = [int(share) for share in exact]
    lots = [drawn.random() for _ in groups]
    order = sorted(range(len(groups)), key=lambda n: (shares[n] - exact[n], lots[n]))
    for n in order[: number - sum(shares)]:
        shares[n] += 1
    return groups, shares


def _in_turn(items: Sequence[Item], wish: Wish, drawn: random.Random) -> list[Item]:
    """By chance, source by source; with ``by_length`` the longest of a source first."""
    found: list[Item] = []
    for group in _by_source(items).values():
        drawn.shuffle(group)
        if wish.by_length:
            group.sort(key=lambda item: -item.length)
        found += group
    return found


def _by_source(items: Sequence[Item]) -> dict[str, list[Item]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.source, item.id)):
        groups[item.source].append(item)
    return groups
