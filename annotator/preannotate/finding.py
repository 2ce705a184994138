"""Where the patterns stand in a text, for those who try them out: what the component would find, and no more.

Only as much of the pipeline runs as the patterns need; phrases need next to none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.model.knowledge import Found, PatternHit
from annotator.preannotate import actors, claims, glue, norms, patterns, sentiment
from annotator.preannotate.pattern_finder import LANGUAGE

if TYPE_CHECKING:
    from spacy.language import Language

_ALWAYS = (glue.FACTORY, norms.FACTORY)
"""What decides what the tokens are."""
_OURS = (actors.FACTORY, patterns.FACTORY, claims.FACTORY, sentiment.FACTORY)


def find(nlp: Language, pieces: Iterable[tuple[int, str]], language: str) -> Found:
    """Hits of each pattern by itself, also where those of two overlap.

    :param pieces: the text with the code points before each piece, as ``pipeline.cut`` makes them.
    :param language: of the text, ISO 639-1; empty: the pipeline's.
    """
    component = nlp.get_pipe(patterns.FACTORY)
    assert isinstance(component, patterns.Patterns)
    finder = component.finder
    left_out = [name for name in nlp.pipe_names if name in _OURS or not (finder.needs or name in _ALWAYS)]
    found: list[PatternHit] = []
    unused: dict[str, str] = {}
    for offset, text in pieces:
        doc = nlp.make_doc(text)
        doc.user_data[LANGUAGE] = language
        doc = nlp(doc, disable=left_out)
        found += [PatternHit(h.pattern.id, h.start + offset, h.end + offset) for h in finder.find(doc)]
        if text.strip():
            unused |= finder.unused(doc)
    return Found(tuple(found), unused)
