"""How keys are counted, here and by the Keystroke-Level Model."""

import pytest

from annotator.model.annotation import Annotation
from tests.support.keystroke_level import Cost, brat, inception
from tests.support.typist import KeyLog, strokes


def annotation(quote: str, *pieces: tuple[int, int], **more: object) -> Annotation:
    return Annotation("a", 1, 1, "actor", pieces, quote, **more)  # type: ignore[arg-type]


def test_a_modifier_counts_once_while_it_is_held() -> None:
    assert strokes(["ctrl+Right", "ctrl+Right", "ctrl+shift+Right", "1"]) == 6
    assert strokes(["shift+a", "+", "q"]) == 4


def test_the_log_tells_what_keys_were_for() -> None:
    log = KeyLog()
    for part, key in (("tag", "1"), ("link", "s"), ("link", "2")):
        log.add(part, key)
    assert (log.pressed(), log.pressed("link"), log.by_part()) == (3, 2, {"tag": 1, "link": 2})


def test_a_word_is_double_clicked_and_words_are_dragged_over() -> None:
    word, words = [annotation("Tessmark", (0, 8))], [annotation("Mira Sand", (0, 9))]
    assert brat(word, 0) == inception(word, 0) == Cost(keys=1, points=1, buttons=4, minds=1)
    assert brat(words, 0) == inception(words, 0) == Cost(keys=1, points=2, buttons=2, minds=1)


def test_links_answers_and_actors_cost_more() -> None:
    plain = annotation("Tessmark", (0, 8))
    full = annotation("Tessmark", (0, 8), attributes={"kind": "person"}, actor_id="x")
    assert brat([plain], 1) == brat([plain], 0) + Cost(keys=1, points=2, buttons=2, minds=1)
    for way in (brat, inception):
        assert way([full], 0).minds == way([plain], 0).minds + 2
        assert way([full], 0).keys > way([plain], 0).keys


def test_seconds_are_those_of_the_model() -> None:
    assert Cost(keys=5, points=2, buttons=2, minds=1).seconds(0.2) == pytest.approx(1 + 2.2 + 0.2 + 1.35)
