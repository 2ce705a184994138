import pytest

from annotator.model.edges import dragged, nudged, piece_at, snapped, without
from annotator.model.text_units import TextUnits

TEXT = "Mr. Boe's aide said that “the U.S. army (old) will go”, but nobody believed it. Then he left."


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ("id that", "said that"),
        (" aide ", "aide"),
        ("oe's", "Boe"),
        ("Boe's ", "Boe"),
        ("army (old) will go”,", "army (old) will go"),  # its opening mark was not selected
        ("“the U.S. army (old) will go”,", "“the U.S. army (old) will go”"),
        ("the U.S.", "the U.S."),
        ("(old", "old"),
        ("nobody believed it.", "nobody believed it"),
        ("Then he left.", "Then he left."),  # a whole sentence keeps its full stop
        (", but", "but"),
        ("”,", "”,"),  # nothing else was meant
    ],
)
def test_snapping(selected: str, expected: str) -> None:
    start = TEXT.index(selected)
    found = snapped(TextUnits(TEXT), start, start + len(selected))
    assert TEXT[slice(*found)] == expected


@pytest.mark.parametrize(
    ("text", "selected", "expected"),
    [
        ("Mira's army", "'s army", "army"),  # the possessive goes whole
        ("“the U.S. rose", "“the U.S.", "the U.S."),  # a mark that opens nothing, an abbreviation's full stop
        ("“No!” She left.", "” She left.", "She left."),
        ("“One\ntwo” three", "ne\ntwo”", "One\ntwo"),
        ("old \u200dport", "\u200dport", "port"),  # one grapheme with the space before it
        ("in 2020\u200d, then", "202", "2020\u200d"),
        ("กำลัง", "กำ", "กำ"),
    ],
)
def test_snapping_at_marks_and_graphemes(text: str, selected: str, expected: str) -> None:
    start = text.index(selected)
    units = TextUnits(text)
    found = snapped(units, start, start + len(selected))
    assert text[slice(*found)] == expected
    assert snapped(units, *found) == found


def test_white_space_alone_stays_selected() -> None:
    assert snapped(TextUnits("a  b"), 1, 3) == (1, 3)


def test_a_piece_is_not_nudged_into_the_next_or_to_nothing() -> None:
    units = TextUnits("one two three four")
    pieces = ((0, 3), (8, 13))
    assert nudged(units, pieces, 0, "end", 1, "word") == ((0, 7), (8, 13))
    assert nudged(units, ((0, 7), (8, 13)), 0, "end", 1, "word") is None
    assert nudged(units, ((0, 7), (8, 13)), 1, "start", -1, "character") is None
    assert nudged(units, pieces, 0, "end", -1, "word") is None
    assert nudged(units, ((0, 1),), 0, "end", -1, "character") is None
    assert nudged(units, ((0, 1),), 0, "start", -1, "character") is None
    assert nudged(units, ((14, 18),), 0, "end", 1, "character") is None


def test_a_nudge_goes_over_a_line_break_at_once() -> None:
    units = TextUnits("one\r\n\r\ntwo")
    assert nudged(units, ((0, 3),), 0, "end", 1, "character") == ((0, 8),)
    assert nudged(units, ((7, 10),), 0, "start", -1, "character") == ((2, 10),)
    assert nudged(units, ((0, 8),), 0, "end", -1, "character") == ((0, 3),)


def test_a_dragged_end_snaps_to_the_nearer_side_of_the_word() -> None:
    units = TextUnits("one twenty three")
    assert dragged(units, ((0, 3),), 0, "end", 8, exact=False) == ((0, 10),)
    assert dragged(units, ((0, 3),), 0, "end", 5, exact=False) == ((0, 3),)
    assert dragged(units, ((0, 3),), 0, "end", 5, exact=True) == ((0, 5),)


def test_taking_out_leaves_pieces_without_white_space() -> None:
    text = "one two three"
    assert without(text, ((0, 13),), 4, 7) == ((0, 3), (8, 13))
    assert without(text, ((0, 13),), 0, 7) == ((8, 13),)
    assert without(text, ((0, 3),), 0, 9) == ()


def test_the_piece_at_the_caret_is_the_nearest() -> None:
    assert [piece_at(((0, 3), (10, 12)), place) for place in (0, 6, 7, 30)] == [0, 0, 1, 1]
