import pytest

from annotator.model.words import next_edge, part_at, parts, word_at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong-un's army", ["Kim", "Jong", "un", "'s", "army"]),
        ("Moscow-backed", ["Moscow", "backed"]),
        ("O'Brien don't", ["O'Brien", "don't"]),
        ("l'accord d’Angelo", ["l'", "accord", "d’", "Angelo"]),
        ("the U.S. rose 3.5 %", ["the", "U.S.", "rose", "3.5"]),
        ("日本語カタカナ", ["日", "本", "語", "カタカナ"]),
        ("e\u0301crit צה״ל", ["e\u0301crit", "צה״ל"]),
        ("กำ ｶﾞ it'ś", ["กำ", "ｶﾞ", "it'ś"]),  # no grapheme is cut
        ("7\u200d \u200da", ["7\u200d", "a"]),
        ("“—”, 😀", []),
    ],
)
def test_parts(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end, _ in parts(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("Kim Jong-un's army", 0, "Kim"),
        ("Kim Jong-un's army", 3, "Kim"),  # at its end
        ("Kim Jong-un's army", 7, "Jong-un"),
        ("Kim Jong-un's army", 12, "Jong-un"),  # in the 's
        ("l'accord", 0, "accord"),
        ("D'Angelo", 1, "D'Angelo"),
        ("a , b", 2, None),
        ("", 0, None),
    ],
)
def test_word_at(text: str, at: int, expected: str | None) -> None:
    found = word_at(text, at)
    assert (text[slice(*found)] if found else None) == expected


def test_edges_beyond_a_position_come_nearest_first_however_far() -> None:
    text = "one two" + " " * 1000 + "three"
    assert list(next_edge(text, 7, 1, ends=True)) == [1012]
    assert list(next_edge(text, 1007, -1, ends=True)) == [7, 3]
    assert list(next_edge(text, 1012, -1, ends=False)) == [1007, 4, 0]
    assert list(next_edge(text, 0, -1, ends=False)) == []


def test_a_position_at_an_edge_is_in_no_part() -> None:
    assert part_at("old pier", 4) is None
    assert part_at("old pier", 5) == (4, 8, "")
