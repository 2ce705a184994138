from __future__ import annotations

from annotator.model.knowledge import Knowledge, KnownActor
from annotator.model.suggestion import SuggestedAnnotation
from annotator.preannotate.pipeline import Suggester


def _pronoun(suggester: Suggester, text: str, words: str) -> SuggestedAnnotation:
    at = text.rindex(words)
    return next(
        a
        for a in suggester.suggest(text, "en").annotations
        if a.label == "actor" and a.segments == ((at, at + len(words)),)
    )


def test_the_last_speaker_goes_on(suggester: Suggester) -> None:
    text = "John Miller said the plan would fail. He added that nobody had asked him."
    found = _pronoun(suggester, text, "He")
    assert found.attributes == {"kind": "person"}
    assert found.reason == "pronoun, probably John Miller (last speaker)"


def test_the_gender_of_a_title_decides(suggester: Suggester) -> None:
    text = "Mr. Miller met Mrs. Smith in the library. She said that it was a good day."
    assert _pronoun(suggester, text, "She").reason.startswith("pronoun, probably Smith")


def test_where_two_could_be_meant_nobody_is_named(suggester: Suggester) -> None:
    text = "Yesterday there was a meeting between Mr. Miller and Mr. Smith. He said that it went well."
    found = _pronoun(suggester, text, "He")
    assert found.attributes == {"kind": "person"}
    assert found.reason == "pronoun for a person; whom it means is left open"


def test_who_is_named_in_what_is_said_does_not_say_it(suggester: Suggester) -> None:
    text = "Vane Smith opened the meeting. The party would trust Adair Miller, she said."
    assert "Smith" in _pronoun(suggester, text, "she").reason


def test_a_clause_about_somebody_goes_on_about_them(suggester: Suggester) -> None:
    text = "Mr. Jones called John Miller, who had said that he was ready."
    assert _pronoun(suggester, text, "he").reason.startswith("pronoun, probably John Miller")


def test_a_pronoun_points_to_the_actor_that_it_means() -> None:
    suggester = Suggester()
    suggester.know(Knowledge(actors=(KnownActor("j", "John Miller", "person"),), mentions=("actor",)))
    text = "John Miller said the plan would fail. He added that nobody had asked him."
    assert _pronoun(suggester, text, "He").actor_id == "j"


def test_a_pronoun_that_does_nothing_is_not_suggested(suggester: Suggester) -> None:
    text = "John Miller has a house. It is painted blue."
    assert [text[slice(*a.segments[0])] for a in suggester.suggest(text, "en").annotations] == ["John Miller"]
