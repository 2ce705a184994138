from __future__ import annotations

from annotator.model.codebook_toml import parse_codebook
from annotator.places import resource
from annotator.preannotate.lexicons import reporting_words


def test_every_form_leads_to_its_verb() -> None:
    verbs = reporting_words("en").verbs
    for form, lemma in {
        "says": "say",
        "said": "say",
        "denies": "deny",
        "denied": "deny",
        "admitted": "admit",
        "admitting": "admit",
        "blaming": "blame",
        "pressed": "press",
        "presses": "press",
        "foresaw": "foresee",
    }.items():
        assert verbs[form].lemma == lemma
    assert "sayed" not in verbs
    assert len({verb.lemma for verb in verbs.values()}) >= 120


def test_kinds_are_those_of_the_default_codebook() -> None:
    codebook = parse_codebook(resource("codebooks", "actor-claim-sentiment.toml").read_text("utf-8"))
    words = reporting_words("en")
    for kind in {verb.kind for verb in words.verbs.values()} | set(words.nouns.values()):
        assert codebook.check_attributes("claim", {"kind": kind})


def test_a_language_without_lists_has_none() -> None:
    assert reporting_words("xx").verbs == {}
