from __future__ import annotations

from annotator.preannotate.lines import LONGEST
from annotator.preannotate.pipeline import Suggester


def _sentences(suggester: Suggester, text: str) -> list[str]:
    return [sentence.text for sentence in suggester.nlp(text).sents]


def test_what_never_stops_is_no_sentence(suggester: Suggester) -> None:
    text = '" we won said Ada Moor ' * 600
    assert max(len(s) for s in suggester.nlp(text).sents) <= 2 * LONGEST


def test_a_long_paragraph_is_cut_where_a_sentence_begins(suggester: Suggester) -> None:
    sentence = "The harbour council met in the old hall on Monday, and nobody said a word about the dredger."
    text = " ".join([sentence] * 60)
    assert _sentences(suggester, text) == [sentence] * 60
    assert len(suggester.nlp(text)) > 2 * LONGEST
