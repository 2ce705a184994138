"""Actors in any text: within it, in order, apart from each other, and the same twice."""

from __future__ import annotations

import itertools

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from annotator.model.knowledge import Knowledge, KnownActor
from annotator.preannotate import actors, glue

KNOWN = (
    KnownActor("a", "Ada Moor", "person", ("Moor", "the minister")),
    KnownActor("u", "Quay Workers' Union", "organisation", ("QWU", "WHO")),
    KnownActor("n", "Thùy Nguyễn", "person", ("Nguye\u0302\u0303n",)),
)
PIECES = st.sampled_from(
    [
        *("Ada Moor", "MOOR", "moor’s", "the minister", "The Quay Workers’ Union", "WHO", "who", "(QWU)"),
        *("Nguye\u0302\u0303n", "Thùy Nguyễn", "AldersundThe", "said.", "- ", ".- ", "”The", "“", "\n\n"),
        *("\r\n", "🙂", "\u200b", "\u00a0", "\ud7ff", "שלום", "met", "in", "the", ",", "’s", " ", "\t", "A"),
    ]
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe(glue.FACTORY)
    made.add_pipe(actors.FACTORY)
    made.get_pipe(actors.FACTORY).know(Knowledge(actors=KNOWN))  # type: ignore[attr-defined]
    return made


@given(parts=st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=30))
def test_mentions_lie_within_the_text_and_apart(nlp: Language, parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + space for piece, space in parts)
    doc = nlp(text)
    assert doc.text == text
    found = [*doc._.annotator_actors]
    for mention in found:
        words = text[mention.start : mention.end]
        assert words == words.strip() != ""
        assert doc[mention.first].idx <= mention.start < mention.end
        assert mention.end <= doc[mention.last].idx + len(doc[mention.last].text)
        assert 0 < mention.score <= 1
        assert mention.reason
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start
    assert found == [*nlp(text)._.annotator_actors]
