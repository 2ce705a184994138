"""What is suggested for a text is sound, and the same whatever texts are read beside it."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import normalise_segments
from annotator.model.suggestion import Suggestions
from annotator.preannotate.pipeline import Suggester
from annotator.preannotate.protocol import Suggested, decode_reply, encode_reply

_MARKS = [
    "“",
    "”",
    '"',
    "'",
    "’",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    ",",
    ".",
    "🙂",
    "\u00a0",
    "א",
    "\ud800",
    "\u2029",
]
_WORDS = [" Ada Moor", " Moor's", " Kim Brandt", " the government", " he", " said", " according to"]
_WORDS += [" warned that", " praised", " a disaster", " not", " we won it"]
TEXT = st.lists(st.sampled_from(_MARKS + _WORDS), max_size=25).map("".join)


@lru_cache
def _suggester() -> Suggester:
    return Suggester()


def _is_sound(text: str, found: Suggestions) -> None:
    keys = {each.key for each in found.annotations}
    assert len(keys) == len(found.annotations)
    for annotation in found.annotations:
        assert normalise_segments(annotation.segments, len(text)) == annotation.segments
        assert annotation.score is not None
        assert 0 <= annotation.score <= 1
        assert annotation.reason
    for link in found.links:
        assert {link.head, link.child} <= keys


@given(st.lists(TEXT, min_size=1, max_size=4))
@settings(deadline=None, max_examples=40)
def test_suggestions_are_sound_and_do_not_depend_on_their_neighbours(texts: list[str]) -> None:
    suggester = _suggester()
    alone = [suggester.suggest(text) for text in texts]
    assert list(suggester.suggest_many(texts)) == alone
    with suggester.forgetting():
        assert list(suggester.suggest_many(texts)) == alone
    for text, found in zip(texts, alone, strict=True):
        _is_sound(text, found)
        told = decode_reply(encode_reply(Suggested(1, found, 0, suggester.model)))
        assert isinstance(told, Suggested)
        assert told.suggestions == found
