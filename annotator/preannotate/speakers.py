"""Who says it: from the subject of a reporting word to a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.preannotate.spans import Mention, MentionIndex, end_of, trim

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What stays with the head of a noun phrase to its right: "a spokesman for the ministry".
_RIGHT_KEPT = frozenset({"prep", "compound", "nmod", "flat", "case"})
_LEFT_DROPPED = frozenset({"cc", "preconj", "punct", "advmod", "mark"})
_ARTICLES = frozenset({"the", "a", "an"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
NEVER = frozenset(
    {"this", "that", "these", "those", "which", "what", "who", "there", "you", "it", "i", "we", "one", "here"}
)
"""Subjects that name nobody: the author, the reader, or a thing."""

_SCORE_PHRASE = 0.5
_SCORE_PRONOUN = 0.4


def subject_of(verb: Token) -> Token | None:
    """The token that is the active subject of a verb, looked for where English leaves it out.

    Shared by coordinated verbs, before a participle or infinitive, and the noun before a relative clause.
    """
    for _ in range(4):
        for child in verb.lefts:
            if child.dep_ == "nsubj":
                return _antecedent(verb, child)
        for child in verb.rights:
            if child.dep_ in ("nsubj", "agent"):
                return child if child.dep_ == "nsubj" else next(iter(child.rights), None)
        if any(child.dep_ == "nsubjpass" for child in verb.lefts) and verb.dep_ != "conj":
            return None
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl", "dep") and verb.head != verb:
            if verb.head.pos_ in ("VERB", "AUX"):
                verb = verb.head
                continue
            return None
        return None
    return None


def _antecedent(verb: Token, subject: Token) -> Token:
    if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return subject


def mentions_of(head: Token, index: MentionIndex) -> list[Mention]:
    """The mentions that a noun phrase stands for: one each for joint heads ("Kim and Li")."""
    found: list[Mention] = []
    for token in (head, *_conjuncts(head)):
        mention = mention_of(token, index)
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def _conjuncts(head: Token) -> list[Token]:
    return [
        child for child in head.rights if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON")
    ]


def mention_of(head: Token, index: MentionIndex) -> Mention | None:
    """The actor a noun stands for: the entity at its head or beside it, else the phrase itself."""
    known = index.at(head)
    if known is not None:
        return known
    if head.pos_ == "PRON" or head.lower_ in NEVER:
        if head.lower_ in NEVER:
            return None
        start, end = head.idx, end_of(head)
        return Mention(start, end, head.i, head.i, "", _SCORE_PRONOUN, "pronoun that speaks")
    for child in head.rights:
        if child.dep_ == "appos":
            named = index.at(child)
            if named is not None and named.kind == "person":
                return named
    return _phrase(head)


def _phrase(head: Token) -> Mention | None:
    """The noun phrase around ``head`` without article, relative clause and apposition."""
    first = head.i
    for child in head.lefts:
        if child.dep_ not in _LEFT_DROPPED and child.lower_ not in _ARTICLES and not child.is_space:
            first = child.left_edge.i
            break
    last = head
    for child in head.rights:
        if child.dep_ not in _RIGHT_KEPT or child.lower_ not in ("of", "for", "from", "at", "in", "with"):
            break
        last = child.right_edge
        if any(t.dep_ == "relcl" for t in child.rights) or last.i - first > 10:
            last = child.doc[child.i - 1]
            break
    span = head.doc[first : last.i + 1]
    text, offset = span.text, span.start_char
    at_head = head.idx - offset
    start, end = 0, len(text)
    for mark in ("\n", "\r"):
        at = text.find(mark, at_head)
        end = min(at, end) if at >= 0 else end
        start = max(start, text.rfind(mark, 0, at_head) + 1)
    piece = trim(text, start, end)
    if piece is None or not any(c.isalpha() for c in text[slice(*piece)]):
        return None
    reason = "noun phrase that speaks"
    return Mention(piece[0] + offset, piece[1] + offset, first, last.i, "", _SCORE_PHRASE, reason)


def beside(doc: Doc, token: Token, index: MentionIndex) -> Mention | None:
    """Without a parse: the name or pronoun next to a reporting verb."""
    for i in (token.i - 1, token.i + 1):
        if not 0 <= i < len(doc):
            continue
        word = doc[i]
        known = index.at(word)
        if known is not None:
            return known
        if word.lower_ in ("he", "she", "they"):
            return Mention(word.idx, end_of(word), i, i, "", _SCORE_PRONOUN, "pronoun that speaks")
        if word.text[:1].isupper() and word.is_alpha:
            return _capitalised(doc, i, -1 if i < token.i else 1)
    return None


def _capitalised(doc: Doc, i: int, step: int) -> Mention:
    other = i
    while 0 <= other + step < len(doc) and doc[other + step].text[:1].isupper() and abs(other - i) < 4:
        other += step
    first, last = min(i, other), max(i, other)
    reason = "capitalised words that speak"
    return Mention(doc[first].idx, end_of(doc[last]), first, last, "", _SCORE_PRONOUN, reason)
