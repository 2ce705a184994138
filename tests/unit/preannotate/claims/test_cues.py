from __future__ import annotations

import pytest
from spacy.strings import get_string_id

from annotator.model.codebook_toml import parse_codebook
from annotator.places import resource
from annotator.preannotate.claims.cues import chosen, cues_of


def _verbs(form: str) -> tuple[str, ...]:
    return tuple(word.lemma for word in cues_of("en").verbs.get(int(get_string_id(form)), ()))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("says", "say"),
        ("said", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("admitted", "admit"),
        ("admitting", "admit"),
        ("blaming", "blame"),
        ("pressed", "press"),
        ("presses", "press"),
        ("foresaw", "foresee"),
        ("agreeing", "agree"),
    ],
)
def test_every_form_leads_to_its_verb(form: str, lemma: str) -> None:
    assert lemma in _verbs(form)


def test_no_form_is_made_up() -> None:
    assert _verbs("sayed") == ()
    assert _verbs("agring") == ()


def test_the_list_is_long_enough_for_news() -> None:
    cues = cues_of("en")
    assert len({word.lemma for words in cues.verbs.values() for word in words}) >= 400
    assert len({word.lemma for words in cues.nouns.values() for word in words}) >= 120
    assert len({word.lemma for words in cues.adjectives.values() for word in words}) >= 60


def test_kinds_are_those_of_the_default_codebook() -> None:
    codebook = parse_codebook(resource("codebooks", "actor-claim-sentiment.toml").read_text("utf-8"))
    cues = cues_of("en")
    tables = (cues.verbs, cues.nouns, cues.adjectives, cues.adverbs)
    words = [word for table in tables for variants in table.values() for word in variants]
    kinds = {reading.kind for word in words for reading in word.frames.values()} | set(cues.phrases.values())
    for kind in kinds:
        assert codebook.check_attributes("claim", {"kind": kind})


def test_the_frame_decides_what_a_verb_does() -> None:
    (tell,) = cues_of("en").verbs[int(get_string_id("told"))]
    assert tell.frames["clause"].kind == "states"
    assert tell.frames["infinitive"].kind == "demands"


def test_a_particle_chooses_the_entry() -> None:
    point = cues_of("en").verbs[int(get_string_id("pointed"))]
    found = [chosen(point, ["out"]), chosen(point, [])]
    assert ["clause" in word.frames for word in found if word] == [True, False]
    assert chosen(point, ["up"]) is None


def test_a_language_without_lists_has_none() -> None:
    assert cues_of("xx").verbs == {}
    assert cues_of("../en").verbs == {}
