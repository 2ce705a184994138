from __future__ import annotations

import spacy

from annotator.preannotate.claims.contents import stretched, without
from annotator.preannotate.claims.quotes import find_quotes

NLP = spacy.blank("en")


def test_a_piece_that_ends_within_a_quotation_is_drawn_out_to_its_marks() -> None:
    text = "Moor said it “was late. And wet” there."
    doc = NLP(text)
    start, end = text.index("it"), text.index(" And")
    ((first, last),) = stretched([(start, end)], find_quotes(text), doc[1])
    assert text[first:last] == "it “was late. And wet”"


def test_a_quotation_around_the_cue_draws_nothing_out() -> None:
    text = "“Moor said it was late. And wet”"
    doc = NLP(text)
    piece = (text.index("it"), text.index(" And"))
    assert stretched([piece], find_quotes(text), doc[2]) == [piece]


def test_holes_are_left_out() -> None:
    doc = NLP("The plan , she said , failed")
    pieces = without(doc, 0, 6, [(2, 5)])
    assert [doc.text[start:end] for start, end in pieces] == ["The plan", "failed"]
    assert without(doc, 0, 1, [(0, 1)]) == []
