"""How articles are shared out, and what is too little to train on."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.training import (
    FEWEST_HELD_OUT,
    Told,
    TrainingArticle,
    article_from_json,
    article_to_json,
    needs,
    refusal,
    split,
)
from tests.support.projects import default_codebook


def articles(count: int) -> list[tuple[int, str]]:
    return [(n, sha256(str(n).encode()).hexdigest()) for n in range(count)]


@given(st.integers(0, 300))
def test_each_article_is_in_one_part(count: int) -> None:
    parts = split(articles(count))
    assert len(parts.training) + len(parts.aside) + len(parts.held_out) == count
    assert parts.training | parts.aside | parts.held_out == set(range(count))
    assert len(parts.held_out) >= min(count, FEWEST_HELD_OUT)


@given(st.integers(0, 150), st.integers(0, 150))
def test_what_was_trained_on_is_never_held_out_later(before: int, more: int) -> None:
    first, later = split(articles(before)), split(articles(before + more))
    assert not later.held_out & (first.training | first.aside)


def test_about_a_fifth_is_held_out_whatever_the_order() -> None:
    parts = split(articles(1000))
    assert 150 < len(parts.held_out) < 250
    assert 120 < len(parts.aside) < 200
    assert split(reversed(articles(1000))) == parts


def test_too_little_says_how_much_is_missing() -> None:
    found = needs(default_codebook(), 12, Counter(actor=34, claim=100), Counter({("actor", "kind"): 7}))
    said = refusal(found)
    assert said is not None
    assert said.startswith("Too little to train on: 12 of 20 articles done, actor 34 of 100, cue 0 of 100")
    assert "claim" not in said
    assert refusal(needs(default_codebook(), 20, Counter(actor=34, claim=100), Counter())) is None
    assert refusal(needs(default_codebook(), 20, Counter(actor=99, claim=99), Counter())) is not None


def test_an_article_survives_the_pipe() -> None:
    told = (Told("claim", ((0, 2), (4, 5)), {"kind": "states"}),)
    key = ("actor", ((1, 2),))
    article = TrainingArticle(3, "ab", "😀 text", "en", False, told, frozenset({key}), frozenset({key}))
    assert article_from_json(article_to_json(article)) == article
