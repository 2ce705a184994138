from __future__ import annotations

import pytest

from annotator.preannotate.pipeline import Suggester


def _actors(suggester: Suggester, text: str) -> dict[str, tuple[object, str]]:
    return {
        text[slice(*a.segments[0])]: (a.attributes.get("kind"), a.reason)
        for a in suggester.suggest(text, "en").annotations
        if a.label == "actor"
    }


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The government rejected the plan on Monday.", "government", "organisation"),
        ("Police said the road was closed.", "Police", "organisation"),
        ("Protesters blocked the bridge for an hour.", "Protesters", "group"),
        ("Opposition leaders accused the mayor of lying.", "Opposition leaders", "group"),
        ("A spokesman for the ministry denied the report.", "spokesman for the ministry", "person"),
        ("Critics say the law goes too far.", "Critics", "group"),
        ("The White House declined to comment.", "White House", "organisation"),
        ("The party expelled three of its members.", "party", "organisation"),
        ("According to the union, talks will begin soon.", "union", "organisation"),
        ("The minister was praised by two economists.", "minister", "person"),
    ],
)
def test_nouns_that_speak_and_act_are_actors(suggester: Suggester, text: str, words: str, kind: str) -> None:
    found = _actors(suggester, text)
    assert words in found
    assert found[words][0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "The table stood in the kitchen and the lamp was lit.",
        "It was a long day for the old harbour.",
    ],
)
def test_not_every_noun_is_one(suggester: Suggester, text: str) -> None:
    assert _actors(suggester, text) == {}


def test_a_noun_that_introduces_a_name_is_no_second_actor(suggester: Suggester) -> None:
    found = _actors(suggester, "The president of the club, John Miller, thanked his deputy, Mary Smith.")
    assert "John Miller" in found
    assert not any("president" in words for words in found)
    assert not any("deputy" in words for words in found)


def test_names_score_higher_than_nouns(suggester: Suggester) -> None:
    text = "John Miller said it would rain. The government warned farmers."
    scores = {
        text[slice(*a.segments[0])]: a.score or 0
        for a in suggester.suggest(text, "en").annotations
        if a.label == "actor"
    }
    assert scores["John Miller"] > scores["government"] > 0.5


def test_the_reason_says_what_it_does(suggester: Suggester) -> None:
    found = _actors(suggester, "Police said the road was closed.")
    assert found["Police"][1] == "noun for an organisation, which speaks here"
