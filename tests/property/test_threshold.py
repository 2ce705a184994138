"""Passing over what scores low keeps whole frames, and a stricter score never shows more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.threshold import kept_ids

IDS = st.sampled_from("abcdefgh")
SCORES = st.dictionaries(IDS, st.none() | st.floats(0, 1))
LINKS = st.lists(st.tuples(IDS, IDS), max_size=8)


@given(SCORES, LINKS, st.floats(0, 1), st.floats(0, 1))
def test_a_stricter_score_shows_a_part_of_what_a_laxer_one_does(
    scores: dict[str, float | None], links: list[tuple[str, str]], one: float, other: float
) -> None:
    lax, strict = sorted((one, other))
    assert kept_ids(scores, links, strict) <= kept_ids(scores, links, lax) <= set(scores)


@given(SCORES, LINKS, st.floats(0, 1))
def test_what_is_kept_scores_enough_or_belongs_to_what_is_kept(
    scores: dict[str, float | None], links: list[tuple[str, str]], least: float
) -> None:
    kept = kept_ids(scores, links, least)
    sure = {key for key, score in scores.items() if score is None or score >= least}
    assert sure <= kept
    assert all(any(child == key and head in kept for head, child in links) for key in kept - sure)
    assert all(child in kept for head, child in links if head in kept and child in scores)
