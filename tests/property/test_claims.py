"""Whatever the text and however the parse reads it, claims, cues and speakers are clean spans of it."""

from __future__ import annotations

import functools

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.model.annotation import normalise_segments
from annotator.preannotate.pipeline import Suggester

# fmt: off
WORDS = st.sampled_from(
    [
        "“", "”", '"', "''", "‘", "’", "«", "»", ",", ".", ":", "—", "?", "(", ")", "\n", "\r\n",
        "\n\n", "🙂", "\u00a0", "\u2029", "e\u0301", "שלום", "[3]", "said", "says", "told", "adding",
        "that", "who", "was", "accused", "of", "by", "claims", "for", "according to", "in", "her",
        "view", "as", "put", "it", "warned", "is", "expected", "to", "stay", "allegedly", "Ada Moor",
        "ADA", "she", "the union", "the levy", "will", "not", "and", "a disaster", "called",
        "issued a warning", "Monday", "I", "if",
    ]
)
# fmt: on
GAPS = st.sampled_from([" ", " ", " ", "", "  "])
TEXT = st.lists(st.tuples(WORDS, GAPS), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@functools.cache
def _suggester() -> Suggester:
    return Suggester()


@given(TEXT)
@example("Ada Moor:\r\n“🙂”\r\n“Yes, we will,” said\u00a0she.\r\n")
@example("“")
@example(":: “: —”")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_claims_are_clean_spans_of_the_text(text: str) -> None:
    suggestions = _suggester().suggest(text)
    keys = set()
    for annotation in suggestions.annotations:
        keys.add(annotation.key)
        assert normalise_segments(annotation.segments, len(text)) == annotation.segments
        assert annotation.segments == tuple(sorted(annotation.segments))
        for start, end in annotation.segments:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
        assert annotation.score is not None
        assert 0 <= annotation.score <= 1
        assert annotation.reason
    for link in suggestions.links:
        assert {link.head, link.child} <= keys


@given(TEXT)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_a_claim_holds_none_of_its_cue(text: str) -> None:
    suggestions = _suggester().suggest(text)
    by_key = {annotation.key: annotation for annotation in suggestions.annotations}
    for link in suggestions.links:
        if link.label == "cue":
            claim, cue = by_key[link.head], by_key[link.child]
            for start, end in claim.segments:
                for a, b in cue.segments:
                    assert b <= start or end <= a
