from __future__ import annotations

import unicodedata

import pytest

from annotator.model.knowledge import KnownActor
from tests.unit.preannotate.actors.reading import parsed, read

TRUMP = KnownActor("t", "Donald Trump", "person", ("Trump",))
ORVELIA = KnownActor("o", "Orvelia", "state or place", ("Tessmark",))
UNION = KnownActor("u", "Quay Workers' Union", "organisation", ("the union", "QWU"))


def _linked(text: str, *known: KnownActor) -> list[tuple[str, str | None]]:
    text, found, _ = read(text, known=known)
    return [(text[m.start : m.end], m.actor_id) for m in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Donald Trump spoke.", "Donald Trump"),
        ("DONALD TRUMP SPOKE", "DONALD TRUMP"),
        ("The world saw Trump’s plan.", "Trump"),
        ("The world saw Trump's plan.", "Trump"),
        ("so said donald trump's aide", "donald trump"),
    ],
)
def test_a_known_actor_is_found_in_any_case_and_possessive(text: str, name: str) -> None:
    assert _linked(text, TRUMP) == [(name, "t")]


def test_apostrophes_hyphens_and_accents_make_no_difference() -> None:
    known = [
        UNION,
        KnownActor("c", "Ines Calloway-Roth", "person"),
        KnownActor("n", "Thùy Nguyễn", "person"),
    ]
    decomposed = unicodedata.normalize("NFD", "Thùy Nguyễn")
    text = f"The Quay Workers’ Union met Ines Calloway‑Roth and {decomposed}."
    assert _linked(text, *known) == [
        ("Quay Workers’ Union", "u"),
        ("Ines Calloway‑Roth", "c"),
        (decomposed, "n"),
    ]


def test_common_words_are_not_taken_for_names() -> None:
    known = [
        KnownActor("m", "Theresa May", "person", ("May",)),
        KnownActor("w", "World Health Organization", "organisation", ("WHO",)),
        KnownActor("a", "Apple", "organisation"),
    ]
    assert _linked("you may eat an apple, and who knows", *known) == []
    assert _linked("She said WHO would pay Apple.", *known) == [("WHO", "w"), ("Apple", "a")]
    assert _linked("WHO SAYS SO", *known) == []


def test_an_alias_of_two_actors_is_left_unlinked() -> None:
    other = KnownActor("i", "Ivanka Trump", "person", ("Trump",))
    assert _linked("Here Trump spoke.", TRUMP, other) == [("Trump", None)]


def test_a_description_counts_once_its_actor_is_named() -> None:
    assert _linked("Then the union struck.", UNION) == []
    assert _linked("The Quay Workers' Union met. Then the union struck.", UNION) == [
        ("Quay Workers' Union", "u"),
        ("union", "u"),
    ]


def test_kind_and_reason_are_the_registrys() -> None:
    _, (found,), _ = read("Here Trump spoke.", ("Trump", "ORG"), known=[TRUMP])
    assert (found.kind, found.actor_id) == ("person", "t")
    assert found.reason == "known actor Donald Trump, alias “Trump”"
    assert found.score >= 0.9


def test_a_longer_name_is_not_cut_down_to_a_known_one() -> None:
    text = "They met at Trump Tower Holdings."
    text, found, _ = read(text, ("Trump Tower Holdings", "ORG"), known=[TRUMP])
    assert [(text[m.start : m.end], m.actor_id) for m in found] == [("Trump Tower Holdings", None)]


def test_a_known_state_where_it_only_is_a_place_is_left_out() -> None:
    assert _linked("It rained in Tessmark.", ORVELIA) == []
    assert _linked("Talks with Tessmark failed.", ORVELIA) == [("Tessmark", "o")]


def test_a_noun_with_a_described_alias_names_its_actor() -> None:
    words = [
        ("Quay", "NNP", "compound", 1), ("Workers", "NNP", "nsubj", 2), ("met", "VBD", "ROOT", 2),
        (".", ".", "punct", 2), ("The", "DT", "det", 5), ("ministry", "NN", "nsubj", 6),
        ("paid", "VBD", "ROOT", 6), (".", ".", "punct", 6),
    ]  # fmt: skip
    known = KnownActor("q", "Quay Workers", "organisation", ("the ministry",))
    text, found, _ = parsed(words, known=[known])
    assert [(text[m.start : m.end], m.actor_id) for m in found] == [("Quay Workers", "q"), ("ministry", "q")]


def test_an_empty_registry_says_nothing() -> None:
    assert _linked("Nobody is known.") == []
