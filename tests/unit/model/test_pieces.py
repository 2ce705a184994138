"""Where very long paragraphs are cut."""

from itertools import pairwise

import pytest

from annotator.model.offsets import ParagraphMap, paragraphs
from annotator.model.pieces import LONGEST, pieces

SENTENCE = "Officials said on Monday that the harbour would stay closed. "


def test_a_paragraph_of_ordinary_length_stays_whole() -> None:
    text = (SENTENCE * 60)[:LONGEST] + "\n" + SENTENCE
    assert pieces(text) == paragraphs(text)


def test_a_very_long_paragraph_is_cut_behind_its_sentences() -> None:
    text = SENTENCE * 200
    found = pieces(text)
    assert len(found) > 5
    for piece, following in pairwise(found):
        assert piece.goes_on
        assert text[piece.start : piece.end].endswith("closed.")
        assert text[piece.end : piece.next] == " "
        assert following.start == piece.next
    assert not found[-1].goes_on
    assert found[-1].end == len(text)


def test_only_the_long_paragraph_of_several_is_cut() -> None:
    text = f"One.\r\n{SENTENCE * 200}\r\nThree."
    found = pieces(text)
    assert text[: found[0].end] == "One."
    assert [piece.goes_on for piece in found[-2:]] == [False, False]
    assert text[found[-2].end : found[-2].next] == "\r\n"
    assert text[found[-1].start :] == "Three."


@pytest.mark.parametrize(
    "text",
    ["word " * 2_000, "港は月曜日に閉鎖された。" * 800, "x" * 9_000, "1234567890" * 900],
    ids=["no sentences", "no spaces", "one letter", "digits"],
)
def test_other_texts_are_cut_too(text: str) -> None:
    assert max(piece.end - piece.start for piece in pieces(text)) <= 2_000


def test_what_must_not_be_cut_stays_whole() -> None:
    text = "👩‍🔬" * 3_000
    assert pieces(text) == paragraphs(text)


def test_a_cut_without_a_character_is_one_place_in_the_text() -> None:
    text = "港は月曜日に閉鎖された。" * 800
    blocks = pieces(text)
    positions = ParagraphMap(text, blocks)
    seam = blocks[0].end
    assert blocks[0].next == seam == blocks[1].start
    unit = positions.to_document(seam)
    assert positions.block_of(seam) == 1
    assert positions.seam_at(unit - 1)
    assert not positions.seam_at(unit)
    assert positions.to_code_points(unit - 1) == positions.to_code_points(unit) == seam
