"""Offsets over everything that Unicode has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.offsets import ParagraphMap, Utf16Map
from annotator.model.tokens import _COMMON, _COMMON_TOKEN, _TOKEN, TokenIndex, tokenize
from tests.support.texts import texts


@given(texts())
def test_units_are_those_of_utf_16(text: str) -> None:
    units = Utf16Map(text)
    for position in range(len(text) + 1):
        expected = len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
        assert units.to_units(position) == expected
        assert units.to_code_points(expected) == position


@given(texts())
def test_document_positions_come_back(text: str) -> None:
    positions = ParagraphMap(text)
    for paragraph in positions.blocks:
        for position in range(paragraph.start, paragraph.end + 1):
            assert positions.to_code_points(positions.to_document(position)) == position
    in_document = [positions.to_document(position) for position in range(len(text) + 1)]
    assert in_document == sorted(in_document)
    assert in_document[-1] == positions.units


@given(texts())
def test_tokens_give_the_text_back(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text + " " * token.ws for token in tokens) == text
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.id for token in tokens] == list(range(len(tokens)))


@given(texts(min_size=1), st.data())
def test_token_spans_cover_the_stretch(text: str, data: st.DataObject) -> None:
    tokens = tokenize(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last, aligned = TokenIndex.of(tokens).span(start, end)
    assert 0 <= first <= last < len(tokens)
    if aligned:
        assert (tokens[first].start, tokens[last].end) == (start, end)
    whole = data.draw(st.integers(0, len(tokens) - 1))
    assert TokenIndex.of(tokens).span(tokens[whole].start, tokens[-1].end) == (whole, len(tokens) - 1, True)


@given(
    text=st.text(
        st.characters(max_codepoint=0x2FF, exclude_characters="\x1c\x1d\x1e\x1f")
        | st.sampled_from("’‘“”–—…€'sStTm0123456789.,:U ")
    )
)
def test_common_characters_are_cut_as_all_are(text: str) -> None:
    assert _COMMON.fullmatch(text)
    assert _COMMON_TOKEN.findall(text) == _TOKEN.findall(text)
