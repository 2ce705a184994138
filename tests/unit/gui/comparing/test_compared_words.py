"""In what layers differ, in words, and which characters are contested."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.comparing.spans import common, union, without
from annotator.gui.comparing.voices import usual, voices_of
from annotator.gui.comparing.words import boundary_words
from annotator.model.annotation import Segments
from annotator.model.layer import Layer

TEXT = "The levy would fail before winter, she said. 😀 It did."


def piece(words: str) -> Segments:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


@pytest.mark.parametrize(
    ("said", "most", "words"),
    [
        ("levy would fail before winter", "levy would fail", "ends 2 words later"),
        ("levy would fail", "levy would fail before winter", "ends 2 words earlier"),
        ("The levy would", "levy would", "starts 1 word earlier"),
        ("would fail before", "levy would fail", "starts 1 word later, ends 1 word later"),
        ("levy would f", "levy would fail", "ends 3 characters earlier"),
        ("winter", "winter,", "ends 1 character earlier"),
        ("😀 It", "It", "starts 2 characters earlier"),
    ],
)
def test_how_far_an_end_is_away(said: str, most: str, words: str) -> None:
    assert boundary_words(piece(said), piece(most), TEXT) == words


def test_pieces_are_told_too() -> None:
    whole, broken = piece("levy would fail"), (*piece("levy"), *piece("fail"))
    assert boundary_words(broken, whole, TEXT) == "is in 2 pieces"
    assert boundary_words(whole, broken, TEXT) == "is in one piece"
    assert boundary_words(((0, 3), (9, 14)), ((0, 3), (4, 14)), TEXT) == "has another gap"


segments = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=4).map(
    lambda pairs: union([((start, start + length),) for start, length in pairs])
)


def characters(some: Segments) -> set[int]:
    return {position for start, end in some for position in range(start, end)}


@given(st.lists(segments, min_size=1, max_size=5))
def test_what_is_contested_is_what_not_all_cover(many: list[Segments]) -> None:
    sets = [characters(each) for each in many]
    assert characters(union(many)) == set.union(*sets)
    assert characters(common(many)) == set.intersection(*sets)
    contested = without(union(many), common(many))
    assert characters(contested) == set.union(*sets) - set.intersection(*sets)
    assert all(start < end for start, end in contested)
    assert list(contested) == sorted(contested)


def layer(number: int, name: str, kind: str = "person") -> Layer:
    return Layer(number, name, kind)  # type: ignore[arg-type]


def test_letters_follow_the_row_of_chips() -> None:
    layers = [layer(1, "gold", "gold"), layer(2, "Zoe"), layer(3, "small", "model"), layer(4, "Ada")]
    assert [(v.letter, v.name) for v in voices_of(layers, {1, 2, 4})] == [
        ("A", "Ada"),
        ("B", "Zoe"),
        ("C", "Gold"),
    ]
    assert usual(layers) == {2, 4}
    assert usual(layers[2:]) == {3, 4}
    assert usual([layers[0], layers[1]]) == {1, 2}
