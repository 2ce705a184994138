from __future__ import annotations

import pytest

from annotator.preannotate.inflection import noun_forms, verb_forms, with_s


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("claim", {"claim", "claims", "claimed", "claiming"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("say", {"say", "says", "sayed", "saying"}),
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("press", {"press", "presses", "pressed", "pressing"}),
    ],
)
def test_regular_verbs(lemma: str, forms: set[str]) -> None:
    assert verb_forms(lemma) == forms


def test_irregular_and_doubled_forms_replace_the_rule() -> None:
    assert verb_forms("say", ["said"]) == {"say", "says", "said", "saying"}
    assert verb_forms("admit", None, double=True) == {"admit", "admits", "admitted", "admitting"}


def test_plurals() -> None:
    assert noun_forms("allegation") == {"allegation", "allegations"}
    assert with_s("prophecy") == "prophecies"
    assert with_s("analysis") == "analyses"
    assert with_s("speech") == "speeches"
