import pytest

from annotator.model.sentences import sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Smith of the U.S. Army said no.", "He left at 5 p.m.", "The end."],
        ["“No!” Mira Sand said.", "“We will fight.”", "Then she left."],
        ["“Will it hold?” asked the mayor of Tolm.", "Nobody knew."],
        ["J. F. Boe Jr. paid No. 5 in Dec. 1902.", "It was over.", "So he said."],
        ["Acme Corp. rose 3.5 % to $3.", "Yahoo! fell."],
        ["She won.[3]", "He lost.[4][5]", "They left"],
        ["Was it? yes.", "It was… odd."],
        ["Am 3. Oktober kam er.", "Dann ging er."],
        ["1. The first point.", "A second sentence."],
        ["نقل عن الوزير.", "هل قال؟", "نعم."],
        ["One (really.) two."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == expected


def test_sentences_without_spaces_between() -> None:
    text = "日本語。次です！「はい。」終"
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert found == ["日本語。", "次です！", "「はい。」", "終"]


def test_only_the_paragraph_is_looked_at() -> None:
    text = "A b. C d.\n  E f.  \n"
    assert sentences(text, 10, 18) == [(12, 16)]
    assert sentences("   ", 0, 3) == []
