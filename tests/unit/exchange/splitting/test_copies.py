from __future__ import annotations

import random

from annotator.articles.duplicates import fingerprint
from annotator.exchange.splitting.copies import groups_of

WORDS = [
    f"{first}{last}" for first in "bdfghjklmnprst" for last in ("ald", "orn", "ewe", "ist", "unk", "any")
]


def prose(seed: int, words: int) -> str:
    dice = random.Random(seed)
    return " ".join(dice.choice(WORDS) for _ in range(words))


def groups(*texts: str) -> list[tuple[int, ...]]:
    return groups_of(enumerate(texts, 1), {n: fingerprint(text) for n, text in enumerate(texts, 1)})


def test_articles_that_share_nothing_stand_alone() -> None:
    assert groups(prose(1, 300), prose(2, 300), prose(3, 900)) == [(1,), (2,), (3,)]


def test_an_agency_text_inside_a_longer_article_is_a_copy() -> None:
    wire = prose(1, 300)
    assert groups(wire, f"{prose(2, 200)} {wire} {prose(3, 600)}", prose(4, 300)) == [(1, 2), (3,)]


def test_a_corrected_edition_is_a_copy_also_of_a_long_article() -> None:
    long = prose(1, 1_500).split()
    corrected = [*long[:700], "a", "late", "correction", *long[703:]]
    assert groups(" ".join(long), prose(2, 1_500), " ".join(corrected)) == [(1, 3), (2,)]


def test_copies_of_copies_belong_together() -> None:
    first, second, third = prose(1, 100), prose(2, 200), prose(3, 150)
    assert groups(f"{first} {second}", f"{second} {third}", third) == [(1, 2, 3)]


def test_the_same_footer_makes_no_copies() -> None:
    footer = prose(99, 40)
    texts = [f"{prose(n, 200)} {footer}" for n in range(60)]
    assert groups(*texts) == [(n,) for n in range(1, 61)]


def test_sixty_copies_of_one_text_are_one_group() -> None:
    wire = prose(1, 300)
    assert groups(*[f"{prose(n, 20)} {wire}" for n in range(60)]) == [tuple(range(1, 61))]


def test_a_text_without_words_is_no_trouble() -> None:
    assert len(groups("…", "!", prose(1, 50))) >= 1
