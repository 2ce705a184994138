"""What is said, as stretches of text: a subtree of the parse without the cue, mended where parses break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.model.annotation import Segment
from annotator.preannotate.claims.grammar import Grammar
from annotator.preannotate.claims.quotes import Quote
from annotator.preannotate.spans import end_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def around(head: Token, cue: Token, grammar: Grammar) -> list[Segment]:
    """The subtree of ``head``, cut where the cue and its other dependents stand inside it."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    if grammar.opens(doc[first]):
        first += 1
    if cue.left_edge.i <= head.i <= cue.right_edge.i:
        holes = [(cue.i, cue.i)]
        for child in cue.children:
            left, right = child.left_edge.i, child.right_edge.i
            if child != head and not left <= head.i <= right and child.dep_ != "punct":
                holes.append((left, right))
    else:
        holes = [(cue.left_edge.i, cue.right_edge.i)]
    if grammar.is_infinitive(head):
        for child in head.rights:  # "vowed to stay and threatened ...": the second verb is the cue's own
            if child.dep_ == "conj" and child.tag_ == "VBD":
                left = child.left_edge.i
                holes.append((left - 1 if doc[left - 1].dep_ == "cc" else left, last))
    return without(doc, first, last, holes)


def without(doc: Doc, first: int, last: int, holes: Iterable[tuple[int, int]]) -> list[Segment]:
    """The tokens ``first`` to ``last`` (inclusive) less the holes (inclusive), as code points."""
    pieces: list[Segment] = []
    position = first
    while last > first and (doc[last].is_space or doc[last].text == "."):
        last -= 1
    for left, right in sorted(holes):
        if right < position or left > last:
            continue
        if left > position:
            pieces.append((doc[position].idx, end_of(doc[left - 1])))
        position = max(position, right + 1)
    if position <= last:
        pieces.append((doc[position].idx, end_of(doc[last])))
    return pieces


def stretched(pieces: Iterable[Segment], quotes: Iterable[Quote], cue: Token) -> list[Segment]:
    """Pieces that end or begin within a quotation, drawn out to its marks: parses break there."""
    result = []
    held = [quote for quote in quotes if not quote.start <= cue.idx < quote.end]
    for start, end in pieces:
        for quote in held:
            if quote.outer_start < end <= quote.end:
                end = quote.outer_end
            if quote.start < start < quote.end:
                start = quote.outer_start
        result.append((start, end))
    return result


def sentence_from(doc: Doc, token: Token) -> int:
    """The first token of the sentence around a token; a line break always ends one."""
    i = int(token.sent.start)
    for at in range(token.i - 1, i - 1, -1):
        if doc[at].is_space and "\n" in doc[at].text:
            return at + 1
    return i


def sentence_to(doc: Doc, token: Token) -> int:
    """The last token of the sentence around a token, without its full stop."""
    last = int(token.sent.end) - 1
    for at in range(token.i + 1, last + 1):
        if doc[at].is_space and "\n" in doc[at].text:
            last = at - 1
            break
    while last > token.i and (doc[last].is_space or doc[last].text in (".", "!", "?")):
        last -= 1
    return last
