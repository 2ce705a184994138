from __future__ import annotations

import random

from annotator.articles.duplicates import THRESHOLD, Fingerprints, fingerprint
from tests.support.shared import shared

WORDS = [
    *("council", "ferry", "fuel", "mayor", "island", "vote", "harbour", "price"),
    *("winter", "bus", "quarrel", "figure", "warning", "minute", "operator"),
]


def near_duplicate(mark: int, known: dict[int, int]) -> int | None:
    return Fingerprints(known).near_duplicate(mark)


def article(seed: int, paragraphs: int = 14) -> list[str]:
    source = random.Random(seed)
    return [
        " ".join(source.choice(WORDS) + str(source.randrange(40)) for _ in range(60))
        for _ in range(paragraphs)
    ]


def test_the_same_words_give_the_same_fingerprint() -> None:
    assert fingerprint("The ferry, halted!\n\nNow.") == fingerprint("the  FERRY halted now")
    assert 0 <= fingerprint("The ferry was halted by the council") < 2**64


def test_fingerprints_never_change() -> None:
    assert fingerprint("The council halted the ferry") == 5504059162894564317


def test_another_header_and_a_changed_paragraph_are_found() -> None:
    paragraphs = article(1)
    known = {seed: fingerprint("\n\n".join(article(seed))) for seed in range(1, 30)}
    changed = ["Another header", "By Ida Brandt", *paragraphs[:3], article(99, 1)[0], *paragraphs[4:]]
    assert near_duplicate(fingerprint("\n\n".join(changed)), known) == 1


def test_other_articles_are_not() -> None:
    known = {seed: fingerprint("\n\n".join(article(seed))) for seed in range(200)}
    assert near_duplicate(fingerprint("\n\n".join(article(500))), known) is None
    assert near_duplicate(5, {}) is None


def test_the_nearest_wins_and_the_threshold_holds() -> None:
    assert near_duplicate(0, {7: 0b111, 8: 0b1, 9: 0b11}) == 8
    assert near_duplicate(0, {7: 2**THRESHOLD - 1}) == 7
    assert near_duplicate(0, {7: 2 ** (THRESHOLD + 1) - 1}) is None


def test_text_without_words() -> None:
    assert fingerprint("") == fingerprint(" …\n")
    assert near_duplicate(fingerprint("\ud800 a"), {1: 0}) in (None, 1)


def test_news_on_the_same_events_is_told_apart() -> None:
    files = sorted(shared("corpora", "polnear", "dev", "text").glob("*.txt"))
    prints = {at: fingerprint(file.read_text(encoding="utf-8")) for at, file in enumerate(files)}
    for at, value in prints.items():
        assert near_duplicate(value, {other: fp for other, fp in prints.items() if other != at}) is None


def test_the_nearest_of_many_is_the_one_that_comparing_each_finds() -> None:
    dice = random.Random(7)
    known = {number: dice.getrandbits(64) for number in range(1, 3_000)}
    many = Fingerprints(known)
    for number, mark in list(known.items())[::97]:
        near = mark ^ (1 << dice.randrange(64)) ^ (1 << dice.randrange(64))
        nearest = min(known, key=lambda each: ((known[each] ^ near).bit_count(), each))
        assert many.near_duplicate(near) == nearest == number
    assert many.near_duplicate(known[1] ^ (2**40 - 1)) is None
