"""What a verb of saying reports where the parse fails: the rest of its sentence, by its punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.annotation import Segment
from annotator.preannotate.claims import contents
from annotator.preannotate.claims.context import Context
from annotator.preannotate.claims.grammar import Arguments
from annotator.preannotate.spans import end_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICIPLE = {"VBD": "VBN"}
"""How the tagger often reads a past tense behind "and"."""
_FEWEST = 3
_VERBAL = ("VERB", "AUX")
_NOT_FIRST = ("ADP", "PUNCT", "SPACE", "CCONJ", "PART")
_LONGEST_TAIL = 8
"""Tokens between a verb and the comma after it: "said on Tuesday in the harbour,"."""


def handed_back(context: Context, verb: Token, pieces: list[Segment]) -> int | None:
    """The first verb within what ``verb`` reports that is its speaker's own next word, or None.

    "Kim said the tax was unfair, adding that ..."; "Kim said the tax was unfair and asked whether ...": the
    parse often hangs the second verb of saying on the reported clause.
    """
    grammar = context.grammar
    start, end = pieces[0][0], pieces[-1][1]
    for i in range(context.starts.at(start) + 1, context.starts.from_(end)):
        if i not in context.verbs or i <= verb.i or context.inside[i]:
            continue
        words = [word for word in context.verbs[i] if word.strength == "speech"]
        token = context.doc[i]
        if words and grammar.trails(token):
            return i
        other = grammar.joined(token) if any("clause" in word.frames for word in words) else None
        same = token.tag_ in (verb.tag_, _PARTICIPLE.get(verb.tag_))
        if other is not None and same and not _can_speak(context, other):
            return i
    return None


def clipped(pieces: list[Segment], end: int) -> list[Segment]:
    """The pieces as far as a position."""
    return [(a, min(b, end)) for a, b in pieces if a < end]


def _can_speak(context: Context, verb: Token) -> bool:
    """Whether the verb's subject is a person, so that a verb joined to it may be his."""
    subject = context.grammar.of_verb(verb).subject
    if subject is None:
        return False
    known = context.index.at(subject)
    return subject.lower_ in ("he", "she", "they", "who") or (known is not None and known.kind == "person")


def rest_of_sentence(context: Context, verb: Token, found: Arguments) -> list[Segment]:
    """The sentence without who says it; empty where nothing else is there.

    What stands behind the verb ("Kim said those boats ..."), else what a comma closes before the speaker
    ("..., Kim said."), with what goes on behind it.
    """
    doc = context.doc
    last = contents.sentence_to(doc, verb)
    first = verb.i + 1
    heard = found.addressee or found.object
    if heard is not None and heard.left_edge.i == first and heard.right_edge.i < last:
        first = heard.right_edge.i + 1
    if first <= last and doc[first].lower_ == "that":
        first += 1
    if first <= last and doc[first].pos_ not in _NOT_FIRST:
        return _piece(context, first, last)
    return _before(context, verb, found, last)


def _before(context: Context, verb: Token, found: Arguments, last: int) -> list[Segment]:
    doc = context.doc
    subject = found.subject
    start = verb.i
    if subject is not None and subject.i < verb.i:
        start = max(subject.left_edge.i, contents.sentence_from(doc, verb))
    comma = start - 1
    if comma < 0 or doc[comma].text != ",":
        return []
    pieces = _piece(context, contents.sentence_from(doc, doc[comma]), comma - 1)
    if pieces:
        for i in range(verb.i + 1, min(verb.i + _LONGEST_TAIL, last)):
            if doc[i].text == ",":
                pieces += _piece(context, i + 1, last)
                break
    return pieces


def _piece(context: Context, first: int, last: int) -> list[Segment]:
    """A stretch of tokens that can be a clause: it has a verb and some words."""
    doc = context.doc
    if last - first + 1 < _FEWEST or not any(doc[i].pos_ in _VERBAL for i in range(first, last + 1)):
        return []
    return [(doc[first].idx, end_of(doc[last]))]
