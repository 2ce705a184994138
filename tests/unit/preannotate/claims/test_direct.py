from __future__ import annotations

import spacy

from annotator.preannotate.claims.direct import UNATTRIBUTED, attribute, stands_alone
from annotator.preannotate.claims.quotes import find_quotes
from annotator.preannotate.spans import TokenStarts

NLP = spacy.blank("en")
SAYING = frozenset({"said", "added", "replied"})


def _attributed(text: str) -> dict[str, list[str]]:
    doc = NLP(text)
    verbs = {token.i for token in doc if token.text in SAYING}
    found = attribute(doc, text, find_quotes(text), verbs, TokenStarts(doc))
    return {
        "" if verb == UNATTRIBUTED else doc[verb].text: [text[q.start : q.end] for q in quotes]
        for verb, quotes in found.items()
        if quotes
    }


def test_a_quote_belongs_to_the_verb_behind_it_or_before_its_colon() -> None:
    assert _attributed("“We won,” said Moor. Hall replied: “Not yet.”") == {
        "said": ["We won,"],
        "replied": ["Not yet."],
    }


def test_a_quote_broken_by_its_attribution_stays_together() -> None:
    assert _attributed("“We won,” said Moor. “All of it.”") == {"said": ["We won,", "All of it."]}


def test_a_title_before_the_speaker_does_not_end_the_quotation() -> None:
    text = "“We won,” said Sen. Moor, who met Gov. Hall. “All of it.”"
    assert _attributed(text) == {"said": ["We won,", "All of it."]}


def test_paragraphs_left_open_belong_to_the_verb_at_the_end() -> None:
    text = "“We won.\n\n“We won it all.\n\n“Nobody doubts it,” said Moor."
    assert _attributed(text) == {"said": ["We won.", "We won it all.", "Nobody doubts it,"]}


def test_a_quoted_part_of_a_clause_belongs_to_no_verb() -> None:
    text = "Moor, who wrote “The Long Ferry,” said the harbour would close."
    assert _attributed(text) == {"": ["The Long Ferry,"]}


def test_a_quote_in_the_next_paragraph_is_not_taken_up() -> None:
    assert _attributed("“We won,” said Moor.\n\n“They lost.”") == {"said": ["We won,"], "": ["They lost."]}


def test_standing_alone() -> None:
    for text, alone in (("“Yes.”", True), ("He left. “Yes.”", True), ("He calls it “yes”.", False)):
        (quote,) = find_quotes(text)
        assert stands_alone(text, quote) is alone
