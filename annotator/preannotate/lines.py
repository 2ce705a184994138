"""Sentence starts at line breaks, set before the parser so that a heading is not glued to what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

FACTORY = "annotator_lines"

_SHORT_LINE = 45
"""A line of fewer characters was ended on purpose: text wrapped by hand or by a mailer has longer ones."""

_ENDS = (".", "?", "!", ":", "”", '"', "’", "»", "]")
_LIST_MARK = re.compile(r"\s*(?:[-–—*•·]|\d{1,3}[.)])\s")


def create(nlp: Language, name: str) -> Lines:
    return Lines()


Language.factory(FACTORY, assigns=["token.is_sent_start"], func=create)


class Lines:
    """A blank line always ends a sentence; a single break only where the line was not just wrapped."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        last = len(doc) - 1
        for i in doc.to_array("IS_SPACE").nonzero()[0].tolist():
            token = doc[i]
            if i < last and ("\n" in token.text or "\r" in token.text):
                following = doc[i + 1]
                if not following.is_space and _breaks(text, token.idx, token.idx + len(token.text)):
                    following.is_sent_start = True
        return doc


def _breaks(text: str, start: int, end: int) -> bool:
    space = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    if space.count("\n") > 1:
        return True
    before = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start].rstrip()
    if before.endswith(_ENDS) or _LIST_MARK.match(text, end):
        return True
    return len(before) < _SHORT_LINE and not text[end : end + 1].islower()
