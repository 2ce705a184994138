"""Whatever the text, suggestions lie inside it and nothing is lost when it is cut."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import normalise_segments
from annotator.preannotate.claims.quotes import find_quotes
from annotator.preannotate.pipeline import Suggester, cut
from annotator.preannotate.spans import trim

PARTS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        "said",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "Ada Moor",
        ",",
        ".",
        "we won it",
        "🙂",
        "\u00a0",
        "[3]",
        "according to",
        "א",
        "e\u0301",
        "\ud800",
        "\u2029",
        "\t",
    ]
)
TEXT = st.lists(PARTS, max_size=25).map("".join)
PLAIN = Suggester.of(spacy.blank("en"))


@given(TEXT)
@settings(deadline=None)
def test_suggestions_fit_the_text(text: str) -> None:
    for annotation in PLAIN.suggest(text).annotations:
        assert normalise_segments(annotation.segments, len(text)) == annotation.segments
        for start, end in annotation.segments:
            assert text[start:end].strip() == text[start:end]


@given(TEXT)
def test_quotes_do_not_overlap(text: str) -> None:
    reached = 0
    for quote in find_quotes(text):
        assert reached <= quote.outer_start < quote.start < quote.end <= quote.outer_end <= len(text)
        reached = quote.outer_end


@given(TEXT, st.data())
def test_trimming_twice_is_trimming_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = trim(text, start, end)
    if piece is not None:
        assert start <= piece[0] < piece[1] <= end
        assert trim(text, *piece) == piece


@given(TEXT, st.integers(1, 12))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    assert "".join(piece for _, piece in cut(text, longest)) == text
