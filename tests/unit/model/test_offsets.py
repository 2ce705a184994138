from __future__ import annotations

from annotator.model.offsets import ParagraphMap, Utf16Map, paragraphs


def test_text_without_wide_characters_maps_to_itself() -> None:
    units = Utf16Map("Zürich – Καλά")
    assert [units.to_units(n) for n in range(14)] == list(range(14))
    assert units.units == units.length == 13


def test_wide_characters_take_two_units() -> None:
    units = Utf16Map("a😀b👩‍🔬c")
    assert [units.to_units(n) for n in range(8)] == [0, 1, 3, 4, 6, 7, 9, 10]
    assert [units.to_code_points(n) for n in (0, 1, 3, 4, 6, 7, 9, 10)] == list(range(8))


def test_between_two_halves_is_before_the_character() -> None:
    assert Utf16Map("a😀b").to_code_points(2) == 1


def test_every_kind_of_break_ends_a_paragraph() -> None:
    text = "a\r\nb\nc\rd\u2029e\ufdd0f\ufdd1"
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["a", "b", "c", "d", "e", "f", ""]
    assert "".join(text[p.start : p.next] for p in paragraphs(text)) == text


def test_crlf_counts_one_unit_in_the_document() -> None:
    positions = ParagraphMap("ab\r\n😀c")
    assert [positions.to_document(n) for n in (0, 1, 2, 4, 5, 6)] == [0, 1, 2, 3, 5, 6]
    assert positions.to_document(3) == 2, "between CR and LF is the end of the paragraph"
    assert [positions.to_code_points(n) for n in (0, 1, 2, 3, 5, 6)] == [0, 1, 2, 4, 5, 6]
    assert positions.units == 6
    assert positions.block_of(5) == 1
    assert positions.in_block(1, 5) == 2


def test_an_empty_text_has_one_paragraph() -> None:
    assert len(paragraphs("")) == 1
    assert ParagraphMap("").to_document(0) == 0
