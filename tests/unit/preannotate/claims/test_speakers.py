from __future__ import annotations

import spacy
from spacy.tokens import Doc

from annotator.preannotate.claims.english import English
from annotator.preannotate.claims.speakers import beside, mention_of, named, relative
from annotator.preannotate.spans import Mention, MentionIndex

NLP = spacy.blank("en")
NOBODY = MentionIndex(())


def _doc(words: str, pos: str, ents: list[str] | None = None) -> Doc:
    tokens = words.split()
    heads = list(range(len(tokens)))
    return Doc(NLP.vocab, tokens, pos=pos.split(), heads=heads, deps=["ROOT"] * len(tokens), ents=ents)


def test_a_day_is_nobody() -> None:
    doc = _doc("he said Monday", "PRON VERB PROPN", ["O", "O", "B-DATE"])
    assert mention_of(doc[2], NOBODY, English()) is None
    assert mention_of(doc[0], NOBODY, English()) is not None


def test_it_speaks_only_where_things_may() -> None:
    doc = _doc("it said so", "PRON VERB ADV")
    assert mention_of(doc[0], NOBODY, English(), things=True) is not None
    assert mention_of(doc[0], NOBODY, English(), things=False) is None


def test_the_author_and_nobody_are_no_speakers() -> None:
    doc = _doc("we nobody this", "PRON PRON PRON")
    assert [mention_of(token, NOBODY, English()) for token in doc] == [None, None, None]


def test_a_relative_pronoun_takes_the_place_and_keeps_who_it_is() -> None:
    doc = _doc("Moor who spoke", "PROPN PRON VERB")
    moor = Mention(0, 4, 0, 0, "person", 0.9, "named", actor_id="a1")
    (who,) = relative(doc[1], [moor])
    assert (who.start, who.end, who.kind, who.actor_id) == (5, 8, "person", "a1")
    assert relative(doc[0], [moor]) == [moor]


def test_without_a_parse_a_name_beside_the_verb_speaks() -> None:
    doc = NLP("said Ada Moor yesterday")
    mention = beside(doc, doc[0], NOBODY)
    assert mention is not None
    assert doc.text[mention.start : mention.end] == "Ada Moor"


def test_one_capitalised_word_is_no_name_by_its_looks() -> None:
    doc = NLP("Ada Moor left . Then rain")
    mention = named(doc, 0)
    assert mention is not None
    assert doc.text[mention.start : mention.end] == "Ada Moor"
    assert named(doc, 4) is None
