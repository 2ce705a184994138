"""Sentiment suggestions lie within the text and lead to a mention, whatever the text."""

from __future__ import annotations

import functools

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.preannotate.pipeline import Suggester

WORDS = st.sampled_from(
    [
        *(
            "Anna Berg",
            "John Miller",
            "Berlin",
            "She",
            "he",
            "is",
            "not",
            "never",
            "very",
            "corrupt",
            "brave",
        ),
        *(
            "praised",
            "accused",
            "lied",
            "said",
            "that",
            "“",
            "”",
            ",",
            ".",
            "\n",
            "\n\n",
            "of",
            "fraud",
            "and",
        ),
        *(
            "fraud",
            "and",
            "🦊",
            "e\u0301",
            "\u00a0",
            "\u200b",
            "the",
            "minister",
            "who",
            "against",
            "without",
            "support",
        ),
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@functools.cache
def suggester() -> Suggester:
    return Suggester()


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_segments_lie_within_the_text_and_lead_to_one_target(text: str) -> None:
    suggestions = suggester().suggest(text)
    annotations = {annotation.key: annotation for annotation in suggestions.annotations}
    for annotation in annotations.values():
        if annotation.label != "sentiment":
            continue
        last = 0
        for start, end in annotation.segments:
            assert last <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
            last = end
        assert 0 <= (annotation.score or 0) <= 1
        targets = [x for x in suggestions.links if x.head == annotation.key and x.label == "target"]
        assert targets
        assert all(annotations[target.child].label == "actor" for target in targets)
