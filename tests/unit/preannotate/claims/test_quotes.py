from __future__ import annotations

import pytest

from annotator.preannotate.claims import quotes
from annotator.preannotate.claims.quotes import find_quotes


def _inner(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We won,” she said.", ["We won,"]),
        ('"We won", she said, "at last."', ["We won", "at last."]),
        ("«Nous avons gagné», dit-elle.", ["Nous avons gagné"]),
        ("He said: ‘It’s over for us.’ Then he left.", ["It’s over for us."]),
        ("The Smiths' house and the dogs' bowl.", []),
        ("It's 5 o'clock and don't wait.", []),
        ("She was 5'10\" tall.", []),
        ("“He called it “a mess” again,” she said.", ["He called it “a mess” again,"]),
        ("An “unclosed quote is no quote.", []),
        ("“”", []),
        ('They said "yes."Then they left.', ["yes."]),
    ],
)
def test_finds_what_stands_between_the_marks(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner


def test_a_quote_runs_over_paragraphs_where_the_next_one_opens_again() -> None:
    text = "“First part.\n\n“Second part,” she said."
    first, second = find_quotes(text)
    assert text[first.start : first.end] == "First part."
    assert first.open_ended
    assert text[second.start : second.end] == "Second part,"


def test_a_quote_does_not_swallow_the_next_paragraph() -> None:
    assert _inner("“First part.\nPlain text.\n“Closed,” he said.") == ["Closed,"]


def test_a_closing_mark_that_opens_a_paragraph_was_meant_as_an_opening_one() -> None:
    text = "”We won it all,” she said. He left.” Then the ”boat” went."
    assert [text[q.start : q.end] for q in find_quotes(text)] == ["We won it all,"]


def test_each_mark_is_looked_at_once_however_many_quotes_never_end(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    closes = quotes._closes

    def counted(text: str, at: int, end: int) -> bool:
        looked_at.append(at)
        return closes(text, at, end)

    monkeypatch.setattr(quotes, "_closes", counted)
    assert find_quotes("'a " * 500) == []
    assert len(looked_at) <= 500


def test_the_outermost_of_many_nested_quotes_is_found() -> None:
    (quote,) = find_quotes("“We said " * 300 + "no” " * 299 + "no”")
    assert (quote.start, quote.outer_end) == (1, 300 * 9 + 299 * 4 + 3)
