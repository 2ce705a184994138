"""Words that lost the space between them when an article was saved, cut apart before all else reads them.

A heading stuck to its paragraph ("calmAgriculture minister"), a place to the report ("AldersundThe Union"),
an item of a list to the next ("six months.- Orvelia may") hide names and sentences from all that comes after.
Only tokens are cut; the text stays as it is.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import regex
from spacy.language import Language

from annotator.preannotate.spans import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

FACTORY = "annotator_glue"

# Before a word with a capital: a whole word in lower case (not the "i" of iPhone); any word, if what follows
# is one with which sentences begin; a closing quotation mark.
_SENTENCE_WORDS = (
    r"After|Although|An|And|As|At|Before|But|By|For|From|He|Her|His|How|If|It|Its|Nobody"
    r"|On(?= (?:\p{Lu}|the\b))|Our|She|Since|The|Their|There|These|They|This"
    r"|Those|Two|We|What|When|Where|While|Who|With|You"
)
_BEFORE_CAPITAL = regex.compile(
    r"(?<=(?<![\p{L}\p{M}\p{N}._@/#?=&%-])(?!van|von|del|della|den|der|mac)\p{Ll}{3,})(?=\p{Lu}[\p{Ll}’'])"
    r"|(?<=(?<![\p{L}\p{M}._@/#?=&%-])(?:\p{Lu}\p{Ll}{2,}|\p{Ll}{2}))"
    rf"(?=(?:{_SENTENCE_WORDS})\b(?![-@.]))"
    r"|(?<=[\p{L}.!?,…][”»])(?=\p{Lu})"
)
# An item of a list that begins where the one before ended; a quotation that begins so.
_BEFORE_MARK = regex.compile(r"(?<=\p{L}[.!?”]?)(?=[-–•] [\p{Lu}\p{N}])|(?<=[.!?])(?=[“«])")


def create(nlp: Language, name: str) -> Glue:
    return Glue()


Language.factory(FACTORY, assigns=["token.is_sent_start"], func=create)


class Glue:
    """Cuts tokens at such places and lets a sentence begin there.  Belongs before all other components."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        starts = {m.start() for pattern in (_BEFORE_CAPITAL, _BEFORE_MARK) for m in pattern.finditer(text)}
        if not starts:
            return doc
        cuts = starts | {at - 1 for at in starts if text[at - 1] in ".!?"}
        cuts |= {at + 1 for at in starts if text[at] in "“«-–•"}
        cut: dict[int, list[int]] = {}
        for at in sorted(cuts):
            span = doc.char_span(at, at + 1, alignment_mode="expand")
            if span is not None and span.start_char < at:
                cut.setdefault(span.start, []).append(at - span.start_char)
        with doc.retokenize() as retokenizer:
            for i, places in cut.items():
                token = doc[i]
                edges = [0, *places, len(token.text)]
                pieces = [token.text[a:b] for a, b in itertools.pairwise(edges)]
                retokenizer.split(token, pieces, heads=[(token, n) for n in range(len(pieces))])
        for token in doc:
            if token.i and token.idx in starts:
                token.is_sent_start = True
        return doc
