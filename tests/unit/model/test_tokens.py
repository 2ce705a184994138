from __future__ import annotations

import pytest

from annotator.model.tokens import TokenIndex, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Kim’s “steel allies,”", ["Kim", "’s", "“", "steel", "allies", ",", "”"]),
        ("U.S. up 3.5% at 10:30", ["U.S.", "up", "3.5", "%", "at", "10:30"]),
        ("AllianceRussia [3].", ["AllianceRussia", "[", "3", "]", "."]),
        ("cafe\u0301 👩‍🔬!", ["cafe\u0301", "👩‍🔬", "!"]),
        ("日本語", ["日", "本", "語"]),
        ("a \n\n b", ["a", "\n\n ", "b"]),
        ("", []),
    ],
)
def test_cuts(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


def test_a_span_inside_a_token_is_not_aligned() -> None:
    index = TokenIndex.of(tokenize("The AllianceRussia pact"))
    assert index.span(12, 18) == (1, 1, False)
    assert index.span(4, 18) == (1, 1, True)
    assert index.span(0, 23) == (0, 2, True)
