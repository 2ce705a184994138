"""Which suggestions are decided together."""

from __future__ import annotations

from annotator.gui.accepting import groups
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation

TEXT = "Mira Sand spoke. Later Sand left. Mr. Sand and the Port Board argued. The port board lost."
SAND = Actor("sand", "Mira Sand", "person")


def suggestion(words: str, label: str = "actor", nth: int = 0, score: float | None = None) -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    end = start + len(words)
    return Annotation(f"{label} {words} {nth}", 1, 1, label, ((start, end),), words, score=score)


FULL, LATER, THIRD = suggestion("Mira Sand"), suggestion("Sand", nth=1), suggestion("Sand", nth=2)
BOARD, AGAIN = suggestion("Port Board"), suggestion("port board")
CLAIM = suggestion("Sand", "claim", nth=1)
ALL = [THIRD, AGAIN, CLAIM, BOARD, LATER, FULL]


def test_a_sentence_has_those_that_begin_in_it_in_reading_order() -> None:
    assert groups.of_sentence(TEXT, ALL, TEXT.index("Later") + 2) == [LATER, CLAIM]
    assert groups.of_sentence(TEXT, ALL, TEXT.index("Mr.")) == [THIRD, BOARD]
    assert groups.of_sentence("", [], 0) == []


def test_the_same_words_with_the_same_label_whatever_their_capitals() -> None:
    assert groups.of_same_words(ALL, LATER) == [LATER, THIRD]
    assert groups.of_same_words(ALL, BOARD) == [BOARD, AGAIN]


def test_the_same_actor_by_full_name_and_surname() -> None:
    # The full name is an annotation already, so that the surname behind it is certain.
    own = [Annotation("own", 1, 1, "actor", ((0, 9),), "Mira Sand", actor_id="sand")]
    waiting = [LATER, THIRD, BOARD]
    assert groups.of_same_actor(waiting, own[0], own, [SAND], {"actor"}) == [LATER, THIRD]


def test_without_an_actor_in_the_registry_the_words_decide() -> None:
    assert groups.of_same_actor(ALL, BOARD, [], [], {"actor"}) == [BOARD, AGAIN]
    assert groups.of_same_actor(ALL, CLAIM, [], [SAND], {"actor"}) == [CLAIM]


def test_a_score_or_more_leaves_out_what_has_none() -> None:
    low, high = suggestion("Mira Sand", score=0.5), suggestion("Port Board", score=0.9)
    assert groups.at_least([high, low, CLAIM], 0.5) == [low, high]
    assert groups.at_least([high, low, CLAIM], 0.51) == [high]
