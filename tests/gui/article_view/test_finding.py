import pytest

from annotator.gui.article_view.finding import places


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("the then The", "the", [(0, 3), (4, 7), (9, 12)]),
        ("the then", "the ", [(0, 4)]),
        ("milk\r\n powder, milk\u00a0powder", "Milk powder", [(0, 13), (15, 26)]),
        ("“It’s”, 'it's", "it's", [(1, 5), (9, 13)]),
        ("Moscow–backed", "moscow-backed", [(0, 13)]),
        ("caf\u00e9 cafe\u0301", "cafe\u0301", [(0, 4), (5, 10)]),
        ("a.b axb", "a.b", [(0, 3)]),
        ("anything", " ", []),
        ("😀 levy", "levy", [(2, 6)]),
    ],
)
def test_places(text: str, words: str, expected: list[tuple[int, int]]) -> None:
    assert places(text, words) == expected


def test_case_and_whole_words() -> None:
    text = "Cap cap caps"
    assert places(text, "cap", match_case=True) == [(4, 7), (8, 11)]
    assert places(text, "cap", whole_words=True) == [(0, 3), (4, 7)]
    assert places(text, "cap", match_case=True, whole_words=True) == [(4, 7)]
