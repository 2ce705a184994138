"""The project's own patterns in a text: what they find, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from annotator.model.knowledge import Knowledge, KnownActor, Pattern
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.preannotate.pipeline import Suggester

LABELS = ("actor",)


@pytest.fixture
def taught(suggester: Suggester) -> Iterator[Suggester]:
    yield suggester
    suggester.know(Knowledge())


def know(suggester: Suggester, *patterns: Pattern, actors: tuple[KnownActor, ...] = ()) -> None:
    suggester.know(Knowledge(actors, patterns, mentions=LABELS))


def p(pattern: Any, label: str = "topic", key: str = "", **more: Any) -> Pattern:
    return Pattern(key or str(pattern), label, pattern, **more)


def hits(suggester: Suggester, text: str, language: str = "") -> list[str]:
    return [text[hit.start : hit.end] for hit in suggester.find(text, language).hits]


def labelled(text: str, suggestions: Suggestions, label: str) -> dict[str, SuggestedAnnotation]:
    return {
        text[a.segments[0][0] : a.segments[-1][1]]: a for a in suggestions.annotations if a.label == label
    }


def test_a_phrase_in_lower_case_matches_any_case_and_one_with_capitals_as_written(taught: Suggester) -> None:
    text = "The trade union met. Trade Union leaders of the TRADE UNION wrote about trade unions."
    know(taught, p("trade union"))
    assert hits(taught, text) == ["trade union", "Trade Union", "TRADE UNION"]
    know(taught, p("Trade Union"))
    assert hits(taught, text) == ["Trade Union", "TRADE UNION"]


def test_after_a_tilde_all_forms_are_found(taught: Suggester) -> None:
    text = "The opposition leader met two opposition leaders; Opposition leaders agreed."
    know(taught, p("~opposition leader"))
    assert hits(taught, text) == ["opposition leader", "opposition leaders", "Opposition leaders"]


def test_a_phrase_runs_over_a_line_break_but_not_over_an_empty_line(taught: Suggester) -> None:
    know(taught, p("trade union"))
    assert hits(taught, "The trade\nunion and the trade\u00a0union.") == ["trade\nunion", "trade\u00a0union"]
    assert hits(taught, "They speak of trade\n\nUnion leaders disagree.") == []


def test_either_apostrophe_is_found_by_either(taught: Suggester) -> None:
    know(taught, p("workers' union"), p("kim’s list"))
    assert hits(taught, "The workers’ union and Kim's list.") == ["workers’ union", "Kim's list"]


def test_a_possessive_stays_outside(taught: Suggester) -> None:
    know(taught, p("Orla Finch"))
    assert hits(taught, "Orla Finch’s plan and ORLA FINCH's reply.") == ["Orla Finch", "ORLA FINCH"]


def test_tokens_are_matched_with_operators_the_longest_first(taught: Suggester) -> None:
    know(taught, p(({"LOWER": "very", "OP": "+"}, {"LOWER": "good"})))
    assert hits(taught, "It is very very good.") == ["very very good"]


def test_tokens_that_only_ask_for_lower_case_words_are_found_as_spacy_finds_them(taught: Suggester) -> None:
    know(taught, p(({"LOWER": "trade"}, {"LOWER": "union"})), p(({"LOWER": "Levy"},)))
    assert hits(taught, "A Trade Union, the levy, the trade. Union.") == ["Trade Union"]


def test_only_articles_in_its_language(taught: Suggester) -> None:
    know(taught, p("chat", language="de"), p("cat", language="en"))
    assert hits(taught, "A cat, un chat.", "en") == ["cat"]
    assert hits(taught, "A cat, un chat.", "de") == ["chat"]
    assert hits(taught, "A cat, un chat.") == ["cat"]


def test_what_needs_a_pipeline_is_left_out_without_one_and_that_is_said(taught: Suggester) -> None:
    tokens = p(({"POS": "VERB"},), key="verb")
    know(taught, tokens, p("mot", key="mot"))
    found = taught.find("Un mot court.", "de")
    assert [hit.pattern_id for hit in found.hits] == ["mot"]
    assert found.unused == {"verb": "It needs parts of speech, which no pipeline gives in this language."}
    assert taught.find("They met.", "en").unused == {}


def test_a_mention_takes_the_place_of_a_named_entity_and_speaks(taught: Suggester) -> None:
    text = "Orla Finch of the Quay Workers Union said that the levy will fail."
    know(taught, p("the Quay Workers Union", "actor", attributes={"kind": "group"}, name="unions.csv"))
    suggestions = taught.suggest(text)
    actors = labelled(text, suggestions, "actor")
    assert actors["the Quay Workers Union"].attributes == {"kind": "group"}
    assert actors["the Quay Workers Union"].reason == "pattern “the Quay Workers Union” from unions.csv"
    assert "Quay Workers Union" not in actors


def test_a_common_noun_that_a_pattern_knows_is_the_speaker(taught: Suggester) -> None:
    text = "The harbour board said that the levy will fail."
    know(taught, p("harbour board", "actor"))
    suggestions = taught.suggest(text)
    key = labelled(text, suggestions, "actor")["harbour board"].key
    assert ("speaker", key) in [(link.label, link.child) for link in suggestions.links]


def test_its_actor_gives_the_kind_and_goes_with_the_suggestion(taught: Suggester) -> None:
    text = "The watchdog said nothing."
    know(
        taught,
        p("watchdog", "actor", actor_id="a1"),
        actors=(KnownActor("a1", "Audit Office", "organisation"),),
    )
    found = labelled(text, taught.suggest(text), "actor")["watchdog"]
    assert (found.actor_id, found.attributes) == ("a1", {"kind": "organisation"})


def test_the_longest_of_one_label_stands_and_other_labels_stand_beside_it(taught: Suggester) -> None:
    text = "The levy on milk powder rose."
    know(taught, p("levy"), p("levy on milk"), p("milk", "good"))
    suggestions = taught.suggest(text)
    assert list(labelled(text, suggestions, "topic")) == ["levy on milk"]
    assert list(labelled(text, suggestions, "good")) == ["milk"]
    assert hits(taught, text) == ["levy on milk", "levy", "milk"]


def test_what_is_suggested_already_takes_the_answers_of_the_pattern(taught: Suggester) -> None:
    text = "Orla Finch said that the levy will fail."
    know(taught, p("said", "cue", name="mine"))
    suggestions = taught.suggest(text)
    cue = labelled(text, suggestions, "cue")["said"]
    assert cue.reason == "pattern “said” from mine"
    assert ("cue", cue.key) in [(link.label, link.child) for link in suggestions.links]


def test_patterns_that_are_off_find_nothing(taught: Suggester) -> None:
    know(taught, p("levy", off=True))
    assert hits(taught, "The levy.") == []


def test_a_long_article_keeps_its_offsets(taught: Suggester) -> None:
    text = ("The 😀 board met.\n\n" * 9000) + "The levy fell."
    know(taught, p("levy"))
    assert hits(taught, text) == ["levy"]
