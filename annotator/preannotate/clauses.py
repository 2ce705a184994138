"""What is said, by the parse: the clause, infinitive or phrase that a reporting word governs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.annotation import Segment
from annotator.preannotate.lexicons import ReportingVerb
from annotator.preannotate.spans import end_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBAL = frozenset({"VERB", "AUX"})
_FINITE_HINTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl", "csubjpass"})
_AS_IF = frozenset(
    {"if", "when", "because", "while", "although", "though", "since", "after", "before", "until"}
)


@dataclass(frozen=True, slots=True)
class Content:
    """``pieces`` are code points; ``head`` is the token that governs them, ``how`` says it in words."""

    pieces: tuple[Segment, ...]
    head: Token
    how: str
    score: float
    cue_extra: tuple[Token, ...] = ()


def of_verb(verb: Token, word: ReportingVerb) -> Content | None:
    """The content that this verb reports, or None."""
    clause = infinitive = None
    for child in verb.children:
        if child.dep_ == "ccomp" and clause is None:
            clause = child
        elif child.dep_ == "xcomp" and infinitive is None:
            infinitive = child
    if clause is not None and _is_clause(clause, word):
        return Content(_around(clause, verb), clause, "a clause", 0.75)
    if word.infinitive and infinitive is not None and _is_infinitive(infinitive):
        return Content(_around(infinitive, verb), infinitive, "an infinitive", 0.65)
    if word.judging and infinitive is not None and infinitive.pos_ in ("NOUN", "ADJ", "PROPN"):
        return Content(_around(infinitive, verb), infinitive, "a description", 0.6)
    if (
        verb.dep_ == "parataxis"
        and verb.head.pos_ in VERBAL
        and any(t.dep_ == "nsubj" for t in verb.children)
    ):
        return _interrupted(verb.head, verb)
    return _phrase(verb, word)


def _interrupted(clause: Token, verb: Token) -> Content:
    """The clause into which the attribution was put: "The plan, she said, would cost millions"."""
    hole = (verb.left_edge.i, verb.right_edge.i)
    pieces = without(verb.doc, clause.left_edge.i, clause.right_edge.i, [hole])
    return Content(pieces, clause, "the clause around it", 0.7)


def _is_clause(clause: Token, word: ReportingVerb) -> bool:
    dependents = {child.dep_ for child in clause.children}
    if dependents & _FINITE_HINTS:
        return True
    if word.infinitive and _is_infinitive(clause):
        return True
    return "mark" in dependents or (clause.pos_ in VERBAL and clause.tag_ not in ("VBG", "VBN"))


def _is_infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.lefts)


def _phrase(verb: Token, word: ReportingVerb) -> Content | None:
    """What follows the verb's preposition (accused him *of lying*), or its object (denied *the charge*)."""
    if word.prepositions:
        objects = [child for child in verb.rights if child.dep_ == "dobj"]
        for child in (*verb.rights, *(right for found in objects for right in found.rights)):
            if child.dep_ in ("prep", "agent") and child.lower_ in word.prepositions:
                inner = next(iter(child.rights), None)
                if inner is not None:
                    piece = (inner.left_edge.idx, end_of(child.right_edge))
                    return Content((piece,), inner, f"what follows “{child.lower_}”", 0.6, (child,))
    if word.judging:
        for child in verb.rights:
            if child.dep_ == "oprd":
                return Content(_around(child, verb), child, "a description", 0.6)
    if word.object:
        for child in verb.rights:
            if child.dep_ == "dobj" and child.pos_ == "NOUN":
                return Content(_around(child, verb), child, "its object", 0.45)
            if child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG":
                return Content(_around(child, verb), child, "its object", 0.55)
    return None


def of_noun(noun: Token) -> Content | None:
    """The clause with "that" or the infinitive that explains a noun (the warning *that* ...)."""
    for child in noun.rights:
        if child.dep_ not in ("acl", "ccomp", "relcl"):
            continue
        that = next((t for t in child.lefts if t.dep_ == "mark" and t.lower_ == "that"), None)
        if that is not None or (child.dep_ == "acl" and _is_infinitive(child)):
            return Content(_around(child, noun), child, "a clause", 0.55)
    return None


def _around(head: Token, cue: Token) -> tuple[Segment, ...]:
    """The subtree of ``head``, cut where the cue and its other dependents stand inside it."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    mark = doc[first]
    if mark.dep_ == "mark" and mark.lower_ not in _AS_IF:
        first += 1
    holes = [(cue.i, cue.i)]
    if _is_infinitive(head):
        for child in head.rights:
            if (
                child.dep_ == "conj" and child.tag_ == "VBD"
            ):  # "vowed to stay and threatened ...": the cue's own
                left = child.left_edge.i
                holes.append((left - 1 if doc[left - 1].dep_ == "cc" else left, last))
    for child in cue.children:
        if child != head:
            left, right = child.left_edge.i, child.right_edge.i
            if not left <= head.i <= right and child.dep_ not in ("punct",):
                holes.append((left, right))
    return without(doc, first, last, holes)


def without(doc: Doc, first: int, last: int, holes: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """The tokens ``first`` to ``last`` (inclusive) less the holes (inclusive), as code points."""
    pieces: list[Segment] = []
    position = first
    for left, right in sorted(holes):
        if right < position or left > last:
            continue
        if left > position:
            pieces.append((doc[position].idx, end_of(doc[left - 1])))
        position = max(position, right + 1)
    if position <= last:
        pieces.append((doc[position].idx, end_of(doc[last])))
    return tuple(pieces)


def clause_head(token: Token) -> Token:
    """The verb of the clause a token stands in (the root where there is none)."""
    while token.pos_ not in VERBAL and token.head != token:
        token = token.head
    return token
