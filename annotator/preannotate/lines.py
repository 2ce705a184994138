"""Sentence starts set before the parser: at line breaks, so that a heading is not glued to what follows, and
in what is too long to be one sentence."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from spacy.language import Language

from annotator.preannotate.spans import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

FACTORY = "annotator_lines"

_SHORT_LINE = 45
"""A line of fewer characters was ended on purpose: text wrapped by hand or by a mailer has longer ones."""

LONGEST = 400
"""Tokens after which a sentence is ended, at a full stop if there is one within as many again.  Nobody writes
longer ones, but tables and garbage look like them, and reading a sentence takes the square of its length."""

_STOPS = frozenset({".", "!", "?", "…"})

_ENDS = (".", "?", "!", ":", "”", '"', "’", "»", "]")
_LIST_MARK = re.compile(r"\s*(?:[-–—*•·]|\d{1,3}[.)])\s")


def create(nlp: Language, name: str) -> Lines:
    return Lines()


Language.factory(FACTORY, assigns=["token.is_sent_start"], func=create)


class Lines:
    """A blank line always ends a sentence; a single break only where the line was not just wrapped; and so
    does :data:`LONGEST`."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        last = len(doc) - 1
        starts = [0]
        for i in doc.to_array("IS_SPACE").nonzero()[0].tolist():
            token = doc[i]
            if i < last and ("\n" in token.text or "\r" in token.text):
                following = doc[i + 1]
                if not following.is_space and _breaks(text, token.idx, token.idx + len(token.text)):
                    following.is_sent_start = True
                    starts.append(i + 1)
        for start, end in itertools.pairwise([*starts, len(doc)]):
            if end - start > LONGEST:
                _cut(doc, start, end)
        return doc


def _cut(doc: Doc, start: int, end: int) -> None:
    """Start sentences in a stretch of tokens that has none."""
    for i in range(start + 1, end):
        if i - start < LONGEST:
            continue
        stopped = doc[i - 1].text in _STOPS and doc[i].is_title
        if (stopped or i - start >= 2 * LONGEST) and not doc[i].is_space:
            doc[i].is_sent_start = True
            start = i


def _breaks(text: str, start: int, end: int) -> bool:
    space = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    if space.count("\n") > 1:
        return True
    before = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start].rstrip()
    if before.endswith(_ENDS) or _LIST_MARK.match(text, end):
        return True
    return len(before) < _SHORT_LINE and not text[end : end + 1].islower()
