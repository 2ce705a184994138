from __future__ import annotations

import tomllib

from annotator.places import resource
from annotator.preannotate.actors.words import KINDS, actor_words


def test_plurals_of_people_and_bodies_are_groups() -> None:
    nouns = actor_words("en").nouns
    assert (nouns["minister"], nouns["ministers"]) == ("person", "group")
    assert (nouns["ministry"], nouns["ministries"]) == ("organisation", "group")
    assert nouns["spokeswomen"] == "group"
    assert set(nouns.values()) <= set(KINDS)


def test_every_weak_noun_is_listed_and_no_word_has_two_genders() -> None:
    words = actor_words("en")
    data = tomllib.loads(resource("lexicons", "actors_en.toml").read_text("utf-8"))
    assert set(data["nouns"]["weak"]) <= set(words.nouns)
    assert words.male & words.female == frozenset()


def test_states_are_compared_in_lower_case() -> None:
    assert {"north korea", "u.s.", "washington"} <= actor_words("en").states


def test_a_language_without_a_list_has_its_titles() -> None:
    words = actor_words("tlh")
    assert words.nouns == {}
    assert "president" in words.titles
