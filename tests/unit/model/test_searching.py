from __future__ import annotations

from annotator.model.searching import first_place


def test_the_first_place_of_what_was_searched() -> None:
    assert first_place("A harbourmaster; milk, powder", "milk pow") == (17, 29)
    assert first_place("😀 Harbour", "x harb") == (2, 9)
    assert first_place("unmilked", "milk") is None
    assert first_place("text", " ") is None
