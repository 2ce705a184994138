"""Each way in which news reports what somebody says, on invented sentences with the real small pipeline."""

from __future__ import annotations

import pytest

from annotator.model.presets import BROAD, CAUTIOUS
from annotator.preannotate.pipeline import Suggester
from tests.unit.preannotate.claims.reading import claims_in

ONE = [
    # direct and mixed quotation
    ("He called it “a disaster”.", "evaluates", "a disaster", "called", ["He"]),
    ("Ada Moor tweeted: “The levy stays.”", "states", "The levy stays", "tweeted", ["Ada Moor"]),
    ("“The levy,” Ada Moor said, “will stay.”", "states", "The levy … will stay", "said", ["Ada Moor"]),
    (
        "The governor described the talks as “useful and open”.",
        "evaluates",
        "useful and open",
        "described … as",
        ["governor"],
    ),
    (
        "Tom Hall said the levy “hurts the poor” and “helps nobody”.",
        "states",
        "the levy “hurts the poor” and “helps nobody”",
        "said",
        ["Tom Hall"],
    ),
    # indirect speech and where the speaker stands
    ("Ada Moor, 45, said the levy would stay.", "states", "the levy would stay", "said", ["Ada Moor"]),
    (
        "Tom Hall, who leads the union, said the levy was unfair.",
        "states",
        "the levy was unfair",
        "said",
        ["Tom Hall"],
    ),
    (
        "Speaking in Kelsk, Ada Moor said the levy would stay.",
        "states",
        "the levy would stay",
        "said",
        ["Ada Moor"],
    ),
    (
        "Ada Moor visited the harbour and promised to repair the bridge.",
        "promises",
        "to repair the bridge",
        "promised",
        ["Ada Moor"],
    ),
    (
        "Two in three islanders say the levy is unfair.",
        "states",
        "the levy is unfair",
        "say",
        ["Two in three islanders"],
    ),
    (
        "Ada Moor and Tom Hall agreed to meet again in May.",
        "promises",
        "to meet again in May",
        "agreed",
        ["Ada Moor", "Tom Hall"],
    ),
    # phrases
    (
        "In the minister's view, the levy is too high.",
        "states",
        "the levy is too high",
        "In … view",
        ["minister"],
    ),
    (
        "In the words of Ada Moor, the levy is a mistake.",
        "states",
        "the levy is a mistake",
        "In the words of",
        ["Ada Moor"],
    ),
    ("As Ada Moor put it, the levy is a mistake.", "states", "the levy is a mistake", "put", ["Ada Moor"]),
    (
        "The levy is a mistake, as Tom Hall said on Monday.",
        "states",
        "The levy is a mistake",
        "said",
        ["Tom Hall"],
    ),
    (
        "The mayor allegedly took a bribe from the builders.",
        "states",
        "The mayor … took a bribe from the builders",
        "allegedly",
        [],
    ),
    # nouns and adjectives
    (
        "Ada Moor's promise to repair the bridge was welcome.",
        "promises",
        "to repair the bridge",
        "promise",
        ["Ada Moor"],
    ),
    ("Her warning of a flood was ignored.", "predicts", "a flood", "warning of", ["Her"]),
    ("There were reports that the bridge had fallen.", "states", "the bridge had fallen", "reports", []),
    (
        "Ada Moor made the claim that the bridge was unsafe.",
        "states",
        "the bridge was unsafe",
        "made … claim",
        ["Ada Moor"],
    ),
    (
        "The ministry issued a warning of heavy floods.",
        "predicts",
        "heavy floods",
        "issued … warning of",
        ["ministry"],
    ),
    (
        "Ada Moor is confident that the bridge will hold.",
        "states",
        "the bridge will hold",
        "confident",
        ["Ada Moor"],
    ),
    ("The union was critical of the new levy.", "evaluates", "the new levy", "critical of", ["union"]),
    # objects and prepositions
    ("The union denied the charge.", "denies", "the charge", "denied", ["union"]),
    (
        "Ada Moor called for a vote on the levy.",
        "demands",
        "a vote on the levy",
        "called for",
        ["Ada Moor"],
    ),
    ("The ministry warned of heavy floods.", "predicts", "heavy floods", "warned of", ["ministry"]),
    (
        "The union criticised the mayor for the delay.",
        "evaluates",
        "the mayor for the delay",
        "criticised",
        ["union"],
    ),
    ("The Kremlin dismissed the report as a fake.", "denies", "a fake", "dismissed … as", ["Kremlin"]),
    # thought
    (
        "Ada Moor hopes to win the vote in May.",
        "predicts",
        "to win the vote in May",
        "hopes",
        ["Ada Moor"],
    ),
    (
        "The mayors want the state to pay for the bridge.",
        "demands",
        "the state to pay for the bridge",
        "want",
        ["mayors"],
    ),
    # passives
    (
        "Tom Hall was accused of lying by the union.",
        "accuses",
        "lying",
        "accused of",
        ["union"],
    ),
    ("Tom Hall was accused of lying.", "accuses", "lying", "accused of", []),
    (
        "The bridge is expected to open in May.",
        "predicts",
        "The bridge … to open in May",
        "expected",
        [],
    ),
    ("It was reported that the bridge had fallen.", "states", "the bridge had fallen", "reported", []),
    # questions, refusals and denials
    (
        "Tom Hall asked whether the levy would stay.",
        "asks",
        "whether the levy would stay",
        "asked",
        ["Tom Hall"],
    ),
    ("Tom Hall did not say that the bridge was safe.", "denies", "the bridge was safe", "say", ["Tom Hall"]),
    (
        "The union never claimed that the bridge was safe.",
        "denies",
        "the bridge was safe",
        "claimed",
        ["union"],
    ),
    (
        "A spokesman for the ministry declined to comment on the report.",
        "denies",
        "to comment on the report",
        "declined",
        ["spokesman for the ministry"],
    ),
    # headlines, signed quotes
    ("Levy will stay for ten years, says Ada Moor", "states", "Levy will stay for ten years", "says", None),
    ("Ada Moor: “The levy is a mistake.”", "states", "The levy is a mistake", ":", ["Ada Moor"]),
    (
        "“We will not pay the levy any more” — Tom Hall, union leader",
        "states",
        "We will not pay the levy any more",
        "—",
        ["Tom Hall"],
    ),
]


@pytest.mark.parametrize(("text", "kind", "words", "cue", "speakers"), ONE, ids=[case[0] for case in ONE])
def test_one_claim(
    suggester: Suggester, text: str, kind: str, words: str, cue: str, speakers: list[str] | None
) -> None:
    (claim,) = claims_in(suggester, text, BROAD)
    assert (claim.kind, claim.words, claim.cue) == (kind, words, cue)
    assert speakers is None or claim.speakers == speakers


def test_a_quote_that_runs_over_paragraphs_is_one_claim(suggester: Suggester) -> None:
    text = "“The levy will stay. It is fair.\n\n“And it will rise,” said Ada Moor."
    (claim,) = claims_in(suggester, text, BROAD)
    assert claim.words == "The levy will stay. It is fair. … And it will rise"
    assert claim.speakers == ["Ada Moor"]


def test_a_quote_right_behind_a_sure_claim_goes_on_with_it(suggester: Suggester) -> None:
    text = "Ada Moor said the levy was unfair. “It will hurt the islands for many years.”"
    (claim,) = claims_in(suggester, text)
    assert claim.words == "the levy was unfair … It will hurt the islands for many years"
    assert claim.reason.endswith("the quotation after it goes on")


def test_a_quote_in_the_next_paragraph_does_not(suggester: Suggester) -> None:
    text = "Ada Moor said the levy was unfair.\n\n“It will hurt the islands for many years.”"
    told, quoted = claims_in(suggester, text)
    assert told.words == "the levy was unfair"
    assert quoted.score < BROAD


def test_stacked_attribution_is_two_claims(suggester: Suggester) -> None:
    text = "Ada Moor said that Tom Hall had told reporters that the bridge was closed."
    outer, inner = claims_in(suggester, text, BROAD)
    assert (outer.speakers, inner.speakers) == (["Ada Moor"], ["Tom Hall"])
    assert inner.words == "the bridge was closed"
    assert inner.score < CAUTIOUS < outer.score
    assert inner.reason.endswith("within what Ada Moor says")


def test_what_is_thought_within_a_claim_is_hardly_one(suggester: Suggester) -> None:
    text = "Ada Moor said that the islanders wanted to keep the ferry."
    assert [c.cue for c in claims_in(suggester, text, BROAD)] == ["said"]


def test_the_speakers_next_verb_is_cut_off(suggester: Suggester) -> None:
    text = "Ada Moor said the levy was unfair and asked whether it could be dropped."
    said, asked = claims_in(suggester, text, BROAD)
    assert (said.words, asked.words) == ("the levy was unfair", "whether it could be dropped")
    assert said.speakers == asked.speakers == ["Ada Moor"]


def test_adding_belongs_to_who_spoke(suggester: Suggester) -> None:
    text = "The union says it opposes the levy, adding that it would go to court."
    _, added = claims_in(suggester, text, BROAD)
    assert (added.words, added.cue, added.speakers) == ("it would go to court", "adding", ["union"])


def test_who_speaks_in_a_relative_clause_is_its_pronoun_and_the_reason_says_whom_it_means(
    suggester: Suggester,
) -> None:
    text = "The levy hurts the poor, said Tom Hall, who blamed the ministry for the delay."
    _, blamed = claims_in(suggester, text, BROAD)
    assert blamed.speakers == ["who"]
    assert "who (Tom Hall)" in blamed.reason
    assert blamed.about == ["ministry"]


def test_turns_of_an_interview(suggester: Suggester) -> None:
    text = "REPORTER: Will the levy stay?\n\nMOOR: It will stay for long.\n\nREPORTER: Who pays for it?"
    assert [(c.speakers, c.words) for c in claims_in(suggester, text, BROAD)] == [
        (["REPORTER"], "Will the levy stay?"),
        (["MOOR"], "It will stay for long"),
        (["REPORTER"], "Who pays for it?"),
    ]


HEADLINES = [
    ("Allies in Steel: Moor and Hall vow to keep the levy", []),
    ("War in Germany: the talks have failed again", []),
    ("Germany talks: what the levy means for farmers", []),
    ("Ada Moor: the levy will stay for ten years", ["Ada Moor"]),
    ("Ada Moor on milk: the levy will stay for ten years", ["Ada Moor"]),
    ("Minister Ada Moor: the levy will stay for ten years", ["Ada Moor"]),
    ("Police: two drivers were hurt on the bridge", ["Police"]),
    ("Head of the union: the levy will stay for years", ["Head of the union"]),
]


@pytest.mark.parametrize(("line", "speakers"), HEADLINES, ids=[line for line, _ in HEADLINES])
def test_before_the_colon_of_a_headline_only_an_actor_speaks(
    suggester: Suggester, line: str, speakers: list[str]
) -> None:
    text = f"{line}\n\nAda Moor and Tom Hall met in Norvia on Monday."
    found = [claim for claim in claims_in(suggester, text, BROAD) if claim.cue == ":"]
    assert [claim.speakers for claim in found] == ([speakers] if speakers else [])


def test_a_headline_that_stands_twice_is_no_conversation(suggester: Suggester) -> None:
    text = "Bread and Salt: Moor keeps the levy\n\nThe levy stays.\n\nBread and Salt: Moor keeps the levy"
    assert [claim.words for claim in claims_in(suggester, text, BROAD) if claim.cue == ":"] == []


def test_several_speakers_are_told_as_one_would_say_them(suggester: Suggester) -> None:
    (claim,) = claims_in(suggester, "Ada Moor, Tom Hall and Eva Lund said that the bridge was unsafe.")
    assert "with subject Ada Moor, Tom Hall and Eva Lund," in claim.reason


def test_a_pronoun_that_speaks_says_that_whom_it_means_is_open(suggester: Suggester) -> None:
    suggestions = suggester.suggest("Both said that the bridge was unsafe.")
    reasons = [a.reason for a in suggestions.annotations if a.label == "actor"]
    assert reasons == ["pronoun that speaks; whom it means is left open"]


def test_scare_quotes_score_low_or_not_at_all(suggester: Suggester) -> None:
    assert claims_in(suggester, "The “temporary” bridge is ten years old.") == []
    assert claims_in(suggester, "The bridge is “fair enough for now” in every sense.", BROAD) == []


def test_a_day_does_not_speak(suggester: Suggester) -> None:
    (claim,) = claims_in(suggester, "“We are ready for the storm,” the mayor said Monday.", BROAD)
    assert claim.speakers == ["mayor"]


@pytest.mark.parametrize(
    "text",
    [
        "The yard repaired the bridge in May.",
        "She called her brother on Monday.",
        "The company raised two million crowns.",
        "We think that the bridge was unsafe.",
        "Nothing was said about it.",
    ],
)
def test_no_claim(suggester: Suggester, text: str) -> None:
    assert claims_in(suggester, text, BROAD) == []


def test_a_surer_way_of_speaking_scores_more(suggester: Suggester) -> None:
    def score(text: str) -> float:
        return max(claim.score for claim in claims_in(suggester, text))

    quoted = score("“The levy will stay,” Ada Moor said.")
    wanted = score("The union wants to keep the levy.")
    hidden = score("Tom Hall was told to leave the room at once.")
    assert quoted >= CAUTIOUS > wanted >= BROAD
    assert wanted > hidden


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Ada Moor said that the bridge was unsafe.",
            "reporting verb 'said' with subject Ada Moor, followed by a clause",
        ),
        (
            "“The levy stays,” said Ada Moor.",
            "quotation marks and reporting verb 'said' with subject Ada Moor",
        ),
        (
            "The bridge is expected to open in May.",
            "reporting verb 'expected'; who does so is left open, followed by “to ...”",
        ),
        ("Tom Hall was accused of lying by the union.", "reporting verb 'accused of' by union"),
        ("According to the ministry, exports fell sharply.", "'according to' with speaker ministry"),
        ("The union was critical of the new levy.", "'critical of' tells what union thinks"),
        (
            "There were reports that the bridge had fallen.",
            "reporting noun 'reports', but nobody is named who says so",
        ),
    ],
)
def test_the_reason_says_what_was_seen(suggester: Suggester, text: str, reason: str) -> None:
    (claim,) = claims_in(suggester, text, BROAD)
    assert claim.reason == reason


def test_who_utters_a_noun_speaks_and_not_who_owns_it(suggester: Suggester) -> None:
    (claim,) = claims_in(suggester, "The union repeated its demand for a new ferry.", BROAD)
    assert (claim.kind, claim.words, claim.speakers) == ("demands", "a new ferry", ["union"])


def test_rejecting_a_report_is_denying_it(suggester: Suggester) -> None:
    (claim,) = claims_in(suggester, "The office rejected reports that the bridge had fallen.", BROAD)
    assert (claim.kind, claim.speakers) == ("denies", ["office"])


def test_the_speakers_trailing_verb_is_cut_off_though_the_parse_hangs_it_deeper(suggester: Suggester) -> None:
    text = (
        "The minister said the levy was needed because the harbour had lost money for years, "
        "warning that it could close."
    )
    said, warned = claims_in(suggester, text, BROAD)
    assert said.words == "the levy was needed because the harbour had lost money for years"
    assert (warned.words, warned.speakers) == ("it could close", ["minister"])


def test_what_the_speaker_says_of_his_own_words_is_no_second_claim(suggester: Suggester) -> None:
    text = "Ada Moor said she had warned that the bridge was unsafe."
    assert [c.cue for c in claims_in(suggester, text, BROAD)] == ["said"]


def test_not_saying_it_scores_less(suggester: Suggester) -> None:
    (said,) = claims_in(suggester, "Tom Hall said that the bridge was safe.", BROAD)
    (unsaid,) = claims_in(suggester, "Tom Hall did not say that the bridge was safe.", BROAD)
    assert unsaid.score < said.score
