"""What was decided before changes scores, answers and reasons."""

from __future__ import annotations

from annotator.model.knowledge import Experience
from annotator.model.presets import BROAD
from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.preannotate.experience import Remembered

TEXT = "Kim hinted it rains."
ACTOR = SuggestedAnnotation("k", "actor", ((0, 3),), {"kind": "person"}, 0.85, "a name")
CUE = SuggestedAnnotation("q", "cue", ((4, 10),), {}, 0.7, "a verb")
CLAIM = SuggestedAnnotation("c", "claim", ((11, 19),), {"kind": "states"}, 0.7, "a clause")
FOUND = Suggestions((ACTOR, CUE, CLAIM), (SuggestedLink("cue", "c", "q"),))


def after(
    *experience: Experience, offset: int = 0, found: Suggestions = FOUND
) -> dict[str, SuggestedAnnotation]:
    return {a.key: a for a in Remembered(experience).apply(found, TEXT, offset).annotations}


def test_without_experience_all_stays_as_it_is() -> None:
    assert Remembered().apply(FOUND, TEXT) is FOUND
    assert after(Experience("actor", "", "somebody else", 0, 9)) == {a.key: a for a in FOUND.annotations}


def test_four_rejections_of_four_hide_the_next_one_and_the_reason_says_so() -> None:
    kim = after(Experience("actor", "", "kim", 0, 4))["k"]
    assert kim.score is not None
    assert kim.score < BROAD
    assert kim.reason == "a name; you rejected 4 of 4 with the same words"


def test_what_was_kept_gets_surer_but_never_certain() -> None:
    few, many = (after(Experience("actor", "", "kim", n, 0))["k"].score or 0 for n in (3, 3000))
    assert 0.85 < few < many < 1
    assert (
        after(Experience("actor", "", "kim", 3, 1))["k"].reason
        == "a name; you kept 3 of 4 with the same words"
    )


def test_a_claim_is_judged_by_its_cue() -> None:
    found = after(Experience("claim", "cue", "hinted", 1, 5))
    assert found["c"].score is not None
    assert found["c"].score < 0.7
    assert found["c"].reason == "a clause; you rejected 5 of 6 with the cue “hinted”"
    assert found["q"] == CUE


def test_answers_are_taken_over() -> None:
    kim = after(Experience("actor", "", "kim", 2, 0, {"kind": "organisation"}))["k"]
    assert kim.attributes == {"kind": "organisation"}
    assert (
        kim.reason == "a name; you kept 2 of 2 with the same words; kind as you answered before: organisation"
    )
    same = after(Experience("actor", "", "kim", 0, 0, {"kind": "person"}))["k"]
    assert same == ACTOR


def test_words_are_read_where_the_piece_begins() -> None:
    moved = SuggestedAnnotation("k", "actor", ((100, 103),), {}, 0.85, "a name")
    found = after(Experience("actor", "", "kim", 0, 4), offset=100, found=Suggestions((moved,)))
    assert found["k"].score != 0.85
