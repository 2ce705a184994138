from __future__ import annotations

import pytest
import spacy

from annotator.model.annotation import quote_of
from annotator.preannotate import pipeline
from annotator.preannotate.pipeline import Suggester, cut

SENTENCE = "“We will win the vote in May,” said Ada Moor."


def _quotes(suggester: Suggester, text: str, label: str) -> list[str]:
    return [quote_of(text, a.segments) for a in suggester.suggest(text).annotations if a.label == label]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0", "!", "🙂", "“", "[1]"])
def test_next_to_nothing_gives_nothing(suggester: Suggester, text: str) -> None:
    assert suggester.suggest(text).annotations == ()


@pytest.mark.parametrize(
    "before",
    [
        "🙂👍🏽 Hello.\n\n",
        "e\u0301te\u0301\u00a0\u00a0x.\r\n\r\n",
        "\u200bשלום.\r\n\r\n",
        "\ud800 lone.\n\n",
        "\t",
    ],
)
def test_offsets_count_code_points(suggester: Suggester, before: str) -> None:
    text = before + SENTENCE
    assert "We will win the vote in May" in _quotes(suggester, text, "claim")
    assert "Ada Moor" in _quotes(suggester, text, "actor")


def test_the_same_text_gives_the_same_suggestions(suggester: Suggester) -> None:
    text = SENTENCE + " John Miller is a reckless leader, she added."
    first, second = suggester.suggest_many([text, text])
    assert first == second == suggester.suggest(text)


def test_nothing_is_suggested_twice_and_links_hold(suggester: Suggester) -> None:
    text = (SENTENCE + " She praised Tom Hall and said that Tom Hall was honest. ") * 3
    suggestions = suggester.suggest(text)
    places = [(a.label, a.segments) for a in suggestions.annotations]
    assert len(places) == len(set(places))
    keys = {a.key for a in suggestions.annotations}
    assert len(keys) == len(places)
    assert all(link.head in keys and link.child in keys for link in suggestions.links)
    assert all(0 <= (a.score or 0) <= 1 and a.reason for a in suggestions.annotations)


def test_a_long_text_is_cut_and_its_offsets_are_moved(
    suggester: Suggester, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join([SENTENCE] * 6)
    monkeypatch.setattr(pipeline, "PIECE", 100)
    suggestions = suggester.suggest(text)
    starts = [a.segments[0][0] for a in suggestions.annotations if a.label == "claim"]
    assert starts == [i * (len(SENTENCE) + 2) + 1 for i in range(6)]
    assert len({a.key for a in suggestions.annotations}) == len(suggestions.annotations) == 18
    assert len(suggestions.links) == 12


def test_pieces_together_are_the_text() -> None:
    text = "one two three\nfour\n\n" + "x" * 25 + "\nend " * 4
    for longest in (5, 10, 24, 1000):
        pieces = cut(text, longest)
        assert "".join(piece for _, piece in pieces) == text
        assert all(text[offset:].startswith(piece) and len(piece) <= longest for offset, piece in pieces)
    assert cut("", 5) == [(0, "")]


def test_a_pipeline_without_parser_and_entities_still_gives_quotes_with_their_speaker() -> None:
    plain = Suggester.of(spacy.blank("en"))
    text = SENTENCE + " The rest is silence."
    suggestions = plain.suggest(text)
    words = {a.key: quote_of(text, a.segments) for a in suggestions.annotations}
    assert [words[a.key] for a in suggestions.annotations if a.label == "claim"] == [
        "We will win the vote in May"
    ]
    assert {(link.label, words[link.child]) for link in suggestions.links} == {
        ("cue", "said"),
        ("speaker", "Ada Moor"),
    }


def test_a_text_in_another_language_gets_its_quotes_only(suggester: Suggester) -> None:
    text = "« Nous allons gagner les élections en mai », a déclaré Ada Moor."
    suggestions = suggester.suggest(text, "de")
    assert [a.label for a in suggestions.annotations] == ["claim"]
    assert quote_of(text, suggestions.annotations[0].segments) == "Nous allons gagner les élections en mai"


def test_texts_of_several_languages_keep_their_order(suggester: Suggester) -> None:
    texts = [(SENTENCE, "en"), ("« Oui, oui, oui, oui, oui, oui. »", "de"), ("", ""), (SENTENCE, "en-GB")]
    counts = [len(p.suggestions.annotations) for p in suggester.process_many(texts)]
    assert counts == [3, 1, 0, 3]


def test_words_are_counted(suggester: Suggester) -> None:
    (processed,) = suggester.process_many([("Ada Moor left.\n\n", "")])
    assert processed.words == 4


def test_components_are_added_once() -> None:
    nlp = spacy.blank("en")
    Suggester.of(nlp)
    Suggester.of(nlp)
    assert len(nlp.pipe_names) == len(set(nlp.pipe_names)) == 5
    assert nlp.max_length > pipeline.PIECE
