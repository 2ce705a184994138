"""An example of a guideline from words of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import quote_of
from annotator.model.comment import Anchor
from annotator.model.example_line import example_line, segments_of

TEXT = "First one. 😀 Mira Kol [sic] said\nso twice! Last one.\n\nAnother paragraph."


@pytest.mark.parametrize(
    ("segments", "line"),
    [
        (((13, 21),), "😀 [Mira Kol] (sic) said"),
        (((13, 27),), "😀 [Mira Kol (sic)] said"),
        (((13, 17), (28, 32)), "😀 [Mira] Kol (sic) [said]"),
        (((28, 35),), "😀 Mira Kol (sic) [said so] twice!"),
        (((0, 5),), "[First] one."),
        (((10, 11),), "[ ]"),
    ],
)
def test_the_sentence_with_the_words_in_brackets(segments: tuple[tuple[int, int], ...], line: str) -> None:
    assert example_line(TEXT, segments) == line


def test_pieces_are_found_again_by_their_words() -> None:
    pieces = ((13, 17), (28, 32))
    anchor = Anchor("a", "claim", 13, 32, quote_of(TEXT, pieces))
    assert segments_of(anchor, TEXT) == pieces
    assert segments_of(Anchor("a", "claim", 13, 21, "Mira Kol"), TEXT) == ((13, 21),)
    assert segments_of(Anchor("a", "claim", 13, 21, "other … words"), TEXT) == ((13, 21),)
    assert segments_of(Anchor(), TEXT) == ()


@given(st.text(alphabet="ab [].!?\n😀é", min_size=1, max_size=60), st.data())
def test_the_words_stand_in_the_line_whatever_the_article(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    line = example_line(text, ((start, end),))
    assert line.count("[") == line.count("]") == 1
    words = text[start:end].translate(str.maketrans("[]", "()")).split()
    assert line[line.index("[") + 1 : line.index("]")].split() == words
    assert "\n" not in line
