"""Annotations on tokens: placed, flat, tagged."""

from __future__ import annotations

import pytest

from annotator.exchange.tagging import (
    CUT,
    IN_PIECES,
    LEAVE_OUT,
    WIDEN,
    WIDENED,
    layout,
    tagged_ranges,
    trimmed_segments,
    words,
)
from annotator.model.annotation import Segments
from tests.support.records import record

TEXT = "Mira Sand said 😀 that’s all."


def test_white_space_is_no_token() -> None:
    assert [TEXT[start:end] for start, end in words(TEXT)] == [
        *("Mira", "Sand", "said", "😀", "that", "’s", "all", "."),
    ]
    assert words(" \n\t ") == []


def test_a_mark_that_joins_with_a_space_is_a_token_without_it() -> None:
    text = "a \u0600 b"
    assert [text[start:end] for start, end in words(text)] == ["a", "\u0600", "b"]


def test_white_space_at_the_ends_is_no_part_of_a_piece() -> None:
    assert trimmed_segments("  ab \n", ((0, 5), (5, 6))) == ((2, 4),)


def test_the_longest_is_tagged_where_annotations_overlap() -> None:
    said = record(TEXT, ("actor", ((0, 9),)), ("sentiment", ((5, 16),)), ("cue", ((10, 14),)))
    placed = layout(said, words(TEXT))
    assert placed.tags()[:4] == ["O", "B-sentiment", "I-sentiment", "I-sentiment"]
    assert placed.overlapping == 2


def test_of_two_that_are_equally_long_the_first_is_tagged() -> None:
    said = record("ab cd ef", ("cue", ((3, 8),)), ("actor", ((0, 5),)))
    assert layout(said, words("ab cd ef")).tags() == ["B-actor", "I-actor", "O"]


def test_each_segment_is_a_span_of_its_own() -> None:
    placed = layout(record(TEXT, ("claim", ((0, 4), (10, 14)))), words(TEXT))
    assert placed.tags()[:3] == ["B-claim", "O", "B-claim"]
    assert placed.common_losses() == {IN_PIECES: 1}


@pytest.mark.parametrize(
    ("unaligned", "tags", "inside"),
    [(LEAVE_OUT, ["O", "O"], 1), (WIDEN, ["B-cue", "I-cue"], 0), (CUT, ["O", "B-cue", "I-cue", "O"], 0)],
)
def test_what_begins_within_a_token(unaligned: str, tags: list[str], inside: int) -> None:
    placed = layout(record("abcd efgh", ("cue", ((2, 7),))), words("abcd efgh"), unaligned)
    assert placed.tags() == tags
    assert len(placed.inside) == inside
    assert placed.was_cut == (unaligned == CUT)
    assert placed.common_losses()[WIDENED] == (unaligned == WIDEN)


def test_segments_that_are_widened_into_one_token_become_one() -> None:
    pieces: Segments = ((0, 1), (2, 3))
    placed = layout(record("abcd", ("cue", pieces)), words("abcd"), WIDEN)
    assert placed.placed[0].ranges == ((0, 1),)


def test_suggestions_are_not_tagged() -> None:
    said = record(TEXT, ("actor", ((0, 9),)), suggested=(0,))
    placed = layout(said, words(TEXT))
    assert set(placed.tags()) == {"O"}
    assert [each.annotation.label for each in placed.offered] == ["actor"]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("O B-a I-a O", [("a", 1, 3)]),
        ("I-a I-a B-a I-b", [("a", 0, 2), ("a", 2, 3), ("b", 3, 4)]),  # IOB1
        ("B-a E-a S-a S-b", [("a", 0, 2), ("a", 2, 3), ("b", 3, 4)]),  # BIOES
        ("B-a L-a U-a", [("a", 0, 2), ("a", 2, 3)]),  # BILUO
        ("B-a M-a E-a", [("a", 0, 3)]),  # BMES
        ("a a O b", [("a", 0, 2), ("b", 3, 4)]),  # no prefixes
        ("B-a-b I-a-b", [("a-b", 0, 2)]),
        ("O O", []),
        ("", []),
    ],
)
def test_tags_of_every_scheme(tags: str, found: list[tuple[str, int, int]]) -> None:
    assert tagged_ranges(tags.split()) == found
