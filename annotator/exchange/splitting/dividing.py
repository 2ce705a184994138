"""Dividing groups of articles into parts of given shares, alike in labels and sources."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from annotator.errors import UserError

_NAMES = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """Into which parts, how large (their shares add up to 1), and the seed that the same draw comes from."""

    shares: tuple[tuple[str, float], ...]
    seed: int = 0

    @property
    def said(self) -> str:
        """“80/10/10”."""
        return "/".join(f"{100 * share:g}" for _, share in self.shares)


DEFAULT = Split((("train", 0.8), ("dev", 0.2)))
"""For formats that need parts, where nobody said which."""


def parse_split(text: str, seed: int = 0) -> Split:
    """``80/20`` is train and dev, ``80/10/10`` train, dev and test; in percent, together 100.

    :raises UserError: if it is none of these.
    """
    parts = text.split("/")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    good = 2 <= len(numbers) <= len(_NAMES) and all(0 < number < 100 for number in numbers)
    if not good or abs(sum(numbers) - 100) > 1e-6:
        raise UserError(
            f"“{text}” divides nothing: write percents for train and dev, or train, dev and test, such as "
            "80/20 or 80/10/10."
        )
    return Split(tuple((name, number / 100) for name, number in zip(_NAMES, numbers, strict=False)), seed)


def divide(
    groups: Mapping[str, int], traits: Mapping[str, Mapping[Hashable, int]], split: Split
) -> dict[str, str]:
    """The part of each group, each as large and with as much of each trait as its share says, as near as
    whole groups allow.

    Iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011, “On the stratification of multi-label
    data”): the rarest trait that is left is given out first, each group that has it to the part that lacks
    most of it, on a tie to the one that lacks most articles.  Here a group weighs as many as it has.

    :param groups: name of a group -> its articles; the names decide, with the seed, what is drawn, so they
        must not depend on the order in which articles came.
    :param traits: name of a group -> how much it has of what is to be alike.
    """
    names = [name for name, _ in split.shares]
    total = sum(groups.values())
    lacks = {name: total * share for name, share in split.shares}
    everything: Counter[Hashable] = Counter()
    for each in groups:
        everything.update(traits.get(each, {}))
    lacking = {
        trait: {name: number * share for name, share in split.shares} for trait, number in everything.items()
    }
    drawn = {each: hashlib.sha256(f"{split.seed} {each}".encode()).digest() for each in groups}
    waiting = {
        trait: sorted((each for each in groups if traits.get(each, {}).get(trait)), key=drawn.__getitem__)
        for trait in everything
    }
    parts: dict[str, str] = {}

    def give(each: str, trait: Hashable | None) -> None:
        if trait is None:
            part = max(names, key=lambda name: lacks[name])
        else:
            part = max(names, key=lambda name: (lacking[trait][name], lacks[name]))
        parts[each] = part
        lacks[part] -= groups[each]
        for its, number in traits.get(each, {}).items():
            lacking[its][part] -= number

    while waiting:
        left = {trait: [each for each in those if each not in parts] for trait, those in waiting.items()}
        waiting = {trait: those for trait, those in left.items() if those}
        if not waiting:
            break
        rarest = min(waiting, key=lambda trait: (len(waiting[trait]), str(trait)))
        for each in sorted(waiting.pop(rarest), key=lambda each: (-groups[each], drawn[each])):
            give(each, rarest)
    for each in sorted(groups.keys() - parts.keys(), key=lambda each: (-groups[each], drawn[each])):
        give(each, None)
    _none_empty(parts, groups, drawn, names)
    return parts


def _none_empty(
    parts: dict[str, str], groups: Mapping[str, int], drawn: Mapping[str, bytes], names: Sequence[str]
) -> None:
    """Few groups may leave a part without any: it gets the smallest one of the part that has most."""
    for name in names:
        if name in parts.values():
            continue
        held = Counter(parts.values())
        richest = max(held, key=lambda part: (held[part], -names.index(part)), default="")
        if held[richest] < 2:
            return
        smallest = min(
            (each for each, part in parts.items() if part == richest),
            key=lambda each: (groups[each], drawn[each]),
        )
        parts[smallest] = name
