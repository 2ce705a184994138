from __future__ import annotations

import pytest

from annotator.model.annotation import quote_of
from annotator.preannotate.pipeline import Suggester


def _sentiment(suggester: Suggester, text: str) -> list[tuple[str, str, list[str], list[str]]]:
    """(words, polarity, targets, holders) of each."""
    suggestions = suggester.suggest(text)
    words = {a.key: quote_of(text, a.segments) for a in suggestions.annotations}
    return [
        (
            words[a.key],
            a.attributes["polarity"],
            [words[x.child] for x in suggestions.links if x.head == a.key and x.label == "target"],
            [words[x.child] for x in suggestions.links if x.head == a.key and x.label == "holder"],
        )
        for a in suggestions.annotations
        if a.label == "sentiment"
    ]


@pytest.mark.parametrize(
    ("text", "words", "polarity", "target"),
    [
        ("John Miller is a reckless leader.", "reckless", "negative", "John Miller"),
        ("The court convicted John Miller.", "convicted", "negative", "John Miller"),
        ("John Miller is brave.", "brave", "positive", "John Miller"),
        ("Miller's disastrous plan was dropped by John Miller.", "disastrous", "negative", "Miller"),
    ],
)
def test_the_words_and_whom_they_bear_on(
    suggester: Suggester, text: str, words: str, polarity: str, target: str
) -> None:
    assert _sentiment(suggester, text)[0][:3] == (words, polarity, [target])


def test_negation_turns_praise_around_within_its_clause_only(suggester: Suggester) -> None:
    assert _sentiment(suggester, "John Miller is not honest.") == [
        ("not … honest", "negative", ["John Miller"], [])
    ]
    assert _sentiment(suggester, "Anna Berg did not come, but John Miller is honest.") == [
        ("honest", "positive", ["John Miller"], [])
    ]


def test_a_denied_fault_is_no_praise(suggester: Suggester) -> None:
    assert _sentiment(suggester, "John Miller is not corrupt.") == []


def test_what_is_said_in_a_claim_is_held_by_its_speaker(suggester: Suggester) -> None:
    ((_, polarity, target, holder),) = _sentiment(suggester, "Anna Berg said that John Miller is corrupt.")
    assert (polarity, target, holder) == ("negative", ["John Miller"], ["Anna Berg"])


def test_the_subject_of_a_judging_verb_holds_it(suggester: Suggester) -> None:
    assert _sentiment(suggester, "Anna Berg praised John Miller.") == [
        ("praised", "positive", ["John Miller"], ["Anna Berg"])
    ]


def test_without_somebody_to_bear_on_nothing_is_suggested(suggester: Suggester) -> None:
    assert _sentiment(suggester, "The weather was terrible and the food was awful.") == []


def test_a_name_is_no_judgement(suggester: Suggester) -> None:
    assert _sentiment(suggester, "John Miller came to Moscow on Victory Day.") == []


def test_support_against_somebody_is_not_praise_of_them(suggester: Suggester) -> None:
    found = _sentiment(suggester, "The leaders promised support against Germany.")
    assert all(target != ["Germany"] or polarity == "negative" for _, polarity, target, _ in found)


def test_the_reason_says_which_word_and_about_whom(suggester: Suggester) -> None:
    suggestions = suggester.suggest("The court convicted John Miller.")
    (reason,) = [a.reason for a in suggestions.annotations if a.label == "sentiment"]
    assert reason == "negative words 'convicted' about John Miller (object of the verb)"
