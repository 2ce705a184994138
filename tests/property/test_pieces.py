"""Any text, cut in pieces: nothing is lost, no grapheme is split, positions come back."""

from itertools import pairwise
from unittest.mock import patch

import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import pieces as module
from annotator.model.offsets import ParagraphMap, paragraphs
from annotator.model.pieces import pieces
from tests.support.texts import texts

SENTENCES = st.sampled_from(
    [
        "He said no. ",
        "“Why?” she asked. ",
        "قال الوزير لا. ",
        "港は閉鎖。",
        "e\u0301 ",
        " \u0301",
        "word ",
        ".\u200d ",
    ]
)
LONG = st.lists(st.one_of(SENTENCES, texts(max_size=3)), min_size=5, max_size=60).map("".join)


def small():  # type: ignore[no-untyped-def]
    """Pieces of some words, so that short texts are cut too."""
    return patch.multiple(module, LONGEST=30, _LEAST=10, _MOST=20)


@given(LONG)
def test_the_pieces_are_the_text(text: str) -> None:
    with small():
        found = pieces(text)
    assert found[0].start == 0
    for piece, following in pairwise(found):
        assert piece.start < piece.end or not piece.goes_on
        assert following.start == piece.next
        if piece.goes_on:
            assert text[piece.end : piece.next] in ("", " ")
    assert found[-1].next == len(text)
    ends = {paragraph.end for paragraph in paragraphs(text)}
    assert {piece.end for piece in found if not piece.goes_on} == ends


@given(LONG)
def test_no_grapheme_is_cut(text: str) -> None:
    with small():
        cuts = [(piece.end, piece.next) for piece in pieces(text) if piece.goes_on]
    boundaries = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    for end, following in cuts:
        assert end in boundaries
        assert following in boundaries


@given(LONG)
def test_positions_come_back(text: str) -> None:
    with small():
        positions = ParagraphMap(text, pieces(text))
    units = [positions.to_document(position) for position in range(len(text) + 1)]
    assert units == sorted(units)
    breaks = {inside for p in positions.blocks for inside in range(p.end + 1, p.next)}
    for position, unit in enumerate(units):
        if position not in breaks:
            assert positions.to_code_points(unit) == position
            assert not positions.seam_at(unit)
