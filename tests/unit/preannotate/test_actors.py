from __future__ import annotations

import spacy
from spacy.tokens import Span

from annotator.preannotate import actors


def _mentions(text: str, *entities: tuple[str, str]) -> list[tuple[str, str]]:
    """Run the component alone on entities set by hand: (words, entity type), in order of the text."""
    nlp = spacy.blank("en")
    doc = nlp(text)
    spans: list[Span] = []
    position = 0
    for words, label in entities:
        start = text.index(words, position)
        span = doc.char_span(start, start + len(words), label=label, alignment_mode="expand")
        spans.append(span)
        position = start + len(words)
    doc.ents = spans
    nlp.add_pipe(actors.FACTORY)
    doc = nlp.get_pipe(actors.FACTORY)(doc)
    return [(text[m.start : m.end], m.kind) for m in doc._.annotator_actors]


def test_titles_articles_and_possessives_fall_away() -> None:
    text = "President Ada Moor's plan, Mr. Bo Lind’s reply and the Harbour Union were noted."
    found = _mentions(
        text, ("President Ada Moor's", "PERSON"), ("Mr. Bo Lind’s", "PERSON"), ("the Harbour Union", "ORG")
    )
    assert found == [("Ada Moor", "person"), ("Bo Lind", "person"), ("Harbour Union", "organisation")]


def test_a_mistyped_surname_follows_the_full_name() -> None:
    text = "Ada Moor spoke. Moor left. Later Moor came back."
    found = _mentions(text, ("Ada Moor", "PERSON"), ("Moor", "ORG"), ("Moor", "ORG"))
    assert [kind for _, kind in found] == ["person", "person", "person"]


def test_the_majority_decides_on_the_same_name() -> None:
    text = "Norvia voted. Norvia paid. Norvia left."
    found = _mentions(text, ("Norvia", "GPE"), ("Norvia", "PERSON"), ("Norvia", "GPE"))
    assert {kind for _, kind in found} == {"state or place"}


def test_a_heading_glued_to_a_name_is_cut_off() -> None:
    text = "CapitalNorvia celebrated. Norvia is proud."
    found = _mentions(text, ("CapitalNorvia", "GPE"), ("Norvia", "GPE"))
    assert [name for name, _ in found] == ["Norvia", "Norvia"]


def test_what_is_no_name_is_left_out() -> None:
    text = "Seen on https://example.org in 2025 by Norvia\nRead"
    found = _mentions(text, ("https://example.org", "ORG"), ("2025", "ORG"), ("Norvia\nRead", "GPE"))
    assert found == [("Norvia", "state or place")]


def test_an_abbreviation_keeps_its_full_stop() -> None:
    text = "It went to the U.S. and to Harbour Ltd."
    assert [name for name, _ in _mentions(text, ("the U.S.", "GPE"), ("Harbour Ltd.", "ORG"))] == [
        "U.S.",
        "Harbour Ltd.",
    ]
