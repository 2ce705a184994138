"""Which words of a codebook are claims, speakers ...: by name, by alias, by what they join."""

from __future__ import annotations

import dataclasses

import pytest

from annotator.analysis.roles import agrees, polarity_value, roles_of
from annotator.model import codebook_edits
from annotator.model.codebook import Alias, Attribute, Codebook, Label, LinkKind
from tests.support.said import shipped


def test_the_default_codebook() -> None:
    roles = roles_of(shipped("actor-claim-sentiment"))
    assert (roles.claims, roles.sentiments) == ({"claim"}, {"sentiment"})
    assert (roles.speakers, roles.cues, roles.addressees) == ({"speaker"}, {"cue"}, {"addressee"})
    assert (roles.about, roles.targets, roles.holders) == ({"about"}, {"target"}, {"holder"})
    assert [(label, attribute.name) for label, attribute in roles.polarity] == [("sentiment", "polarity")]
    assert [(label, attribute.name) for label, attribute in roles.kinds] == [("claim", "kind")]
    assert roles.concepts == roles.agreements == ()
    assert roles.problem is None


def test_the_discourse_network_by_its_aliases() -> None:
    roles = roles_of(shipped("discourse-network"))
    assert (roles.claims, roles.speakers) == ({"statement"}, {"person", "organisation"})
    assert (roles.members, roles.sentiments) == ({"member of"}, frozenset())
    assert [attribute.name for _, attribute in (*roles.concepts, *roles.agreements)] == [
        "concept",
        "agreement",
    ]


def test_a_codebook_without_claims_says_so() -> None:
    roles = roles_of(shipped("framing-and-tone"))
    assert not roles.has_claims
    assert roles.problem is not None
    assert "“Framing and tone” has no label for claims" in roles.problem


def test_what_was_renamed_keeps_its_role() -> None:
    renamed = codebook_edits.rename_label(shipped("actor-claim-sentiment"), "claim", "déclaration")
    renamed = codebook_edits.rename_link(renamed, "speaker", "locuteur")
    renamed = codebook_edits.rename_attribute(renamed, "sentiment", "polarity", "polarité")
    roles = roles_of(renamed)
    assert (roles.claims, roles.speakers) == ({"déclaration"}, {"locuteur"})
    assert [attribute.name for _, attribute in roles.polarity] == ["polarité"]


def test_capitals_and_underscores_do_not_matter() -> None:
    codebook = Codebook(
        "Other",
        (Label("Reported_Speech"), Label("Actor", mention=True)),
        (LinkKind("Said-by", ("Reported_Speech",), ("Actor",)),),
    )
    roles = roles_of(codebook)
    assert (roles.claims, roles.speakers) == ({"Reported_Speech"}, {"Said-by"})


def test_without_a_label_of_that_name_what_has_a_speaker_is_a_claim() -> None:
    codebook = Codebook(
        "Other",
        (Label("promise"), Label("threat"), Label("who", mention=True), Label("sentiment")),
        (LinkKind("source", ("promise", "threat", "sentiment"), ("who",)),),
    )
    assert roles_of(codebook).claims == {"promise", "threat"}


def test_an_alias_of_something_that_is_gone_means_nothing() -> None:
    codebook = Codebook("Other", (Label("word"),), aliases=(Alias("label", "claim", "gone"),))
    assert not roles_of(codebook).has_claims


def test_of_several_attributes_the_first_word_counts() -> None:
    asked = (Attribute("topic"), Attribute("concept"), Attribute("stance"))
    codebook = Codebook("Other", (Label("claim", attributes=asked),))
    roles = roles_of(codebook)
    assert (roles.concepts[0][1].name, roles.agreements[0][1].name) == ("concept", "stance")


_FIVE = Attribute("polarity", "choice", ("--", "-", "0", "+", "++"), ordered=True)
_THREE = Attribute("polarity", "choice", ("positive", "neutral", "negative"))


@pytest.mark.parametrize(
    ("attribute", "answer", "value"),
    [
        (_FIVE, "--", -1.0),
        (_FIVE, "-", -0.5),
        (_FIVE, "0", 0.0),
        (_FIVE, "++", 1.0),
        (_FIVE, "else", None),
        (_THREE, "positive", 1.0),
        (_THREE, "negative", -1.0),
        (dataclasses.replace(_THREE, ordered=True), "positive", -1.0),
        (None, "Neutral", 0.0),
        (None, 0.25, 0.25),
        (None, -7, -1.0),
        (None, True, 1.0),
        (None, None, None),
        (None, ["positive"], None),
    ],
)
def test_polarity_as_a_number(attribute: Attribute | None, answer: object, value: float | None) -> None:
    assert polarity_value(attribute, answer) == value


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        (True, True),
        (False, False),
        ("Pro", True),
        ("against", False),
        (-1, False),
        (2, True),
        (0, None),
        ("perhaps", None),
        (None, None),
    ],
)
def test_agreement(answer: object, meant: bool | None) -> None:
    assert agrees(answer) is meant
