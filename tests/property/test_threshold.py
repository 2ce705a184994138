"""Passing over what scores low keeps whole frames, and a stricter score never shows more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.model.threshold import at_least, sureness

IDS = st.sampled_from("abcdefgh")
SCORES = st.dictionaries(IDS, st.none() | st.floats(0, 1))
LINKS = st.lists(st.tuples(IDS, IDS), max_size=8)


@given(SCORES, LINKS)
def test_each_is_as_sure_as_itself_or_as_what_links_to_it(
    scores: dict[str, float | None], links: list[tuple[str, str]]
) -> None:
    sure = sureness(scores, links)
    own = {key: 1.0 if score is None else score for key, score in scores.items()}
    assert set(sure) == set(scores)
    for key, value in sure.items():
        assert value == max([own[key], *(own[h] for h, c in links if c == key and h in own)])


@given(SCORES, LINKS, st.floats(0, 1), st.floats(0, 1))
def test_a_stricter_score_shows_a_part_of_what_a_laxer_one_does_and_no_half_frames(
    scores: dict[str, float | None], links: list[tuple[str, str]], one: float, other: float
) -> None:
    made = Suggestions(
        tuple(SuggestedAnnotation(key, "x", ((0, 1),), {}, score) for key, score in scores.items()),
        tuple(SuggestedLink("y", h, c) for h, c in links if h in scores and c in scores),
    )
    lax, strict = (at_least(made, least) for least in sorted((one, other)))
    assert {a.key for a in strict.annotations} <= {a.key for a in lax.annotations}
    assert set(strict.links) <= set(lax.links)
    for left in (lax, strict):
        keys = {a.key for a in left.annotations}
        assert all(k.head in keys and k.child in keys for k in left.links)
    for link in made.links:
        head = next(a for a in made.annotations if a.key == link.head)
        if head.score is None or head.score >= max(one, other):
            assert link in strict.links
