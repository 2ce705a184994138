"""On sentences invented for this test, with the real small pipeline."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.model.annotation import SEGMENT_JOIN, quote_of
from annotator.preannotate.pipeline import Suggester


def _claims(suggester: Suggester, text: str) -> list[dict[str, Any]]:
    suggestions = suggester.suggest(text)
    words = {a.key: quote_of(text, a.segments) for a in suggestions.annotations}
    found = []
    for annotation in suggestions.annotations:
        if annotation.label == "claim":
            claim: dict[str, Any] = {
                "words": words[annotation.key],
                "kind": annotation.attributes["kind"],
                "reason": annotation.reason,
            }
            for link in suggestions.links:
                if link.head == annotation.key:
                    claim.setdefault(link.label, []).append(words[link.child])
            found.append(claim)
    return found


@pytest.mark.parametrize(
    ("text", "words", "cue", "speaker"),
    [
        ("“We will win the vote,” said Ada Moor.", "We will win the vote", "said", "Ada Moor"),
        ('Ada Moor said: "We will win the vote."', "We will win the vote.", "said", "Ada Moor"),
        ("Ada Moor said that the bridge was unsafe.", "the bridge was unsafe", "said", "Ada Moor"),
        ("The plan, she said, would cost millions.", "The plan … would cost millions", "said", "she"),
        (
            "According to the ministry, exports fell sharply.",
            "exports fell sharply",
            "According to",
            "ministry",
        ),
        ("The minister vowed to stay in office.", "to stay in office", "vowed", "minister"),
        (
            "Warsaw was surprised by Berlin's claim that the pipe is safe.",
            "the pipe is safe",
            "claim",
            "Berlin",
        ),
    ],
)
def test_content_cue_and_speaker(suggester: Suggester, text: str, words: str, cue: str, speaker: str) -> None:
    (claim,) = _claims(suggester, text)
    assert claim["words"].rstrip(".") == words.rstrip(".")
    assert claim["cue"] == [cue]
    assert claim["speaker"] == [speaker]


def test_a_quote_broken_by_its_attribution_is_one_claim(suggester: Suggester) -> None:
    text = "“We will win,” said Ada Moor, the mayor of Springfield. “Nobody doubts it.”"
    (claim,) = _claims(suggester, text)
    assert claim["words"] == f"We will win{SEGMENT_JOIN}Nobody doubts it."
    assert claim["speaker"] == ["Ada Moor"]


def test_the_next_quote_with_its_own_verb_is_its_own_claim(suggester: Suggester) -> None:
    text = "“We will win the vote,” said Ada Moor. “They are afraid,” replied Tom Hall."
    assert [(c["words"], c["speaker"]) for c in _claims(suggester, text)] == [
        ("We will win the vote", ["Ada Moor"]),
        ("They are afraid", ["Tom Hall"]),
    ]


def test_a_quoted_word_within_a_reported_clause_is_no_claim_of_its_own(suggester: Suggester) -> None:
    (claim,) = _claims(suggester, "Ada Moor said that the “useful friend” would help the port.")
    assert claim["words"] == "the “useful friend” would help the port"


def test_joint_speakers_get_a_link_each(suggester: Suggester) -> None:
    (claim,) = _claims(suggester, "Ada Moor and Tom Hall said that the talks would go on.")
    assert claim["speaker"] == ["Ada Moor", "Tom Hall"]


def test_addressee_and_subject_matter(suggester: Suggester) -> None:
    (claim,) = _claims(suggester, "Ada Moor assured Tom Hall that Norway would pay the bill.")
    assert claim["addressee"] == ["Tom Hall"]
    assert claim["about"] == ["Norway"]


def test_the_reason_names_verb_and_subject(suggester: Suggester) -> None:
    (claim,) = _claims(suggester, "Ada Moor denied that the bridge was unsafe.")
    assert claim["kind"] == "denies"
    assert claim["reason"] == "reporting verb 'denied' with subject Ada Moor, followed by a clause"


def test_footnote_marks_stay_outside(suggester: Suggester) -> None:
    (claim,) = _claims(suggester, "Ada Moor said that the bridge was unsafe [3][4].")
    assert claim["words"] == "the bridge was unsafe"


def test_what_the_author_thinks_is_no_claim(suggester: Suggester) -> None:
    assert _claims(suggester, "We think that the bridge was unsafe. It seems that it rained.") == []


def test_a_heading_is_not_part_of_the_claim_below(suggester: Suggester) -> None:
    text = "A bridge too old\n\nJohn Miller said that the bridge was unsafe."
    (claim,) = _claims(suggester, text)
    assert claim["speaker"] == ["John Miller"]
    assert claim["words"] == "the bridge was unsafe"
