from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from annotator.model.annotation import quote_of
from annotator.preannotate.extract import extract
from annotator.preannotate.pipeline import Suggester
from annotator.preannotate.sentiment.bearing import Lexicon
from annotator.preannotate.sentiment.component import Sentiment
from annotator.preannotate.sentiment.words import sentiment_words
from annotator.preannotate.spans import Mention, Opinion


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
        ("not honest", "negative", ["John Miller"], [])
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
    assert reason == "negative word 'convicted' about John Miller (object of the verb), judged by “court”"


def test_the_reason_counts_the_words_and_quotes_who_is_no_name(suggester: Suggester) -> None:
    suggestions = suggester.suggest("John Miller is a hero, but they say he is utterly reckless.")
    reasons = [a.reason for a in suggestions.annotations if a.label == "sentiment"]
    assert any(reason.startswith("positive word 'hero' about John Miller (") for reason in reasons)
    assert any(reason.startswith("negative words 'utterly reckless' about “he” (") for reason in reasons)


def test_a_quoted_judgement_is_its_speakers_not_the_authors(suggester: Suggester) -> None:
    found = _sentiment(suggester, "“John Miller is a corrupt liar,” Anna Berg told reporters.")
    ((_, polarity, _, holders),) = [each for each in found if "John Miller" in each[2]]
    assert (polarity, holders) == ("negative", ["Anna Berg"])


def test_an_intensifier_belongs_to_the_words(suggester: Suggester) -> None:
    found = _sentiment(suggester, "John Miller is utterly reckless.")
    assert found == [("utterly reckless", "negative", ["John Miller"], [])]


def test_a_pronoun_can_be_the_target(suggester: Suggester) -> None:
    ((words, polarity, targets, _),) = _sentiment(suggester, "She is a corrupt and dangerous fraud.")
    assert (polarity, targets) == ("negative", ["She"])
    assert words in "corrupt and dangerous fraud"


def test_the_model_reads_what_no_word_of_the_lexicon_bears_on(suggester: Suggester) -> None:
    text = "Prosecutors say John Miller pocketed bribes and hid the money from the taxman for a decade."
    (annotation,) = [a for a in suggester.suggest(text).annotations if a.label == "sentiment"]
    assert annotation.attributes["polarity"] == "negative"
    assert annotation.reason.startswith("the sentence sounds negative towards John Miller, most of all '")


def test_the_words_are_never_the_whole_sentence(suggester: Suggester) -> None:
    text = (
        "John Miller, whom voters once loved, has become a reckless and divisive leader who betrayed his "
        "party, lied to the court and cheated the taxpayers of a poor country."
    )
    suggestions = suggester.suggest(text)
    found = [a for a in suggestions.annotations if a.label == "sentiment"]
    assert found
    for annotation in found:
        assert sum(end - start for start, end in annotation.segments) < len(text) / 3


def test_at_most_one_suggestion_for_a_mention(suggester: Suggester) -> None:
    text = "Anna Berg is a brave, honest and brilliant leader. John Miller is a corrupt, lying coward."
    links = [link for link in suggester.suggest(text).links if link.label == "target"]
    assert len(links) == len({link.child for link in links}) == 2


def test_one_word_can_show_two_in_opposite_lights(suggester: Suggester) -> None:
    nlp = spacy.blank("en")
    doc = nlp("Anna Berg beat John Miller.")
    for name in ("annotator_actors", "annotator_claims", "annotator_sentiment"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    winner, loser = (Mention(0, 9, 0, 1, "person", 0.9, ""), Mention(15, 26, 3, 4, "person", 0.9, ""))
    doc._.annotator_sentiment = (
        Opinion(((10, 14),), "positive", winner, None, 0.6, "won"),
        Opinion(((10, 14),), "negative", loser, None, 0.7, "lost"),
    )
    suggestions = extract(doc)
    found = {a.attributes["polarity"]: a for a in suggestions.annotations if a.label == "sentiment"}
    assert found.keys() == {"positive", "negative"}
    assert len({a.key for a in found.values()}) == 2
    assert len(suggestions.links) == 2


def test_without_a_model_the_lexicon_alone_suggests(suggester: Suggester) -> None:
    (nlp,) = [nlp for nlp in suggester._loaded.values() if nlp.lang == "en"]
    with nlp.select_pipes(disable=["annotator_sentiment"]):
        doc = nlp("Anna Berg praised John Miller. Miller is not honest.")
    doc = Sentiment(Lexicon(sentiment_words("en")), None)(doc)
    told = [(doc.text[o.segments[0][0] : o.segments[-1][1]], o.polarity) for o in doc._.annotator_sentiment]
    assert told == [("praised", "positive"), ("not honest", "negative")]
