"""Who says it: from a noun in the parse, or what stands beside the cue, to mentions of actors."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from annotator.preannotate.claims.grammar import Grammar
from annotator.preannotate.spans import Mention, MentionIndex, end_of, trim

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AUTHOR = frozenset(
    {
        *("i", "we", "you", "me", "us", "my", "our", "your"),
        *("je", "j'", "j’", "nous", "vous", "tu", "on", "-on", "-t-on", "-je", "-nous", "-vous"),
        *("yo", "nosotros", "nosotras", "usted", "ustedes", "tú", "uno"),
    }
)
"""The article's own voice and its reader: outside of quotations they report nothing."""

_THINGS = frozenset({"it", "its"})
# fmt: off
_NOBODY = frozenset(
    {
        "this", "that", "these", "those", "which", "what", "who", "there", "one", "here", "nobody", "none",
        "ce", "c'", "c’", "cela", "ceci", "ça", "qui", "que", "quoi", "dont", "rien", "celui", "celle",
        "y", "en",
        "esto", "eso", "ello", "quien", "nada", "nadie", "algo", "cual", "lo", "se",
        "whoever", "nothing", "anything", "something", "everything", "whom", "where", "when", "how", "why",
    }
)
# fmt: on
_COUNTED = frozenset({"one", "those", "none"})
"""Words that stand for somebody once something follows: "one of the mayors", "those who left"."""

TIMES = frozenset({"DATE", "TIME"})
"""Types of entities that neither speak nor are spoken of: "said Monday", "called on Monday"."""
_RELATIVE = frozenset({"who", "which", "that"})
_CLEAR = frozenset({"he", "she", "they", "his", "her", "their", "him", "them"})

_SCORE_PHRASE = 0.5
SCORE_PRONOUN = 0.4
PRONOUN = "pronoun that speaks; whom it means is left open"
_FARTHEST = 25
"""Tokens that an apposition between a speaker and his verb may take."""


def mentions_of(head: Token, index: MentionIndex, grammar: Grammar, things: bool) -> list[Mention]:
    """The mentions that a noun phrase stands for: one each for joint heads ("Kim and Li").

    :param things: whether "it" may speak, as it may before a verb of saying.
    """
    found: list[Mention] = []
    for token in (head, *grammar.conjuncts(head)):
        mention = mention_of(token, index, grammar, things)
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def mention_of(head: Token, index: MentionIndex, grammar: Grammar, things: bool = True) -> Mention | None:
    """The actor a noun stands for: the entity at its head or beside it, else the phrase itself."""
    known = index.at(head)
    if known is not None:
        return known
    word = head.lower_
    told_apart = word in _COUNTED and any(not child.is_punct for child in head.rights)
    author = word in AUTHOR or (word in _THINGS and not things)
    if head.ent_type_ in TIMES or author or (word in _NOBODY and not told_apart):
        return None
    if told_apart:
        return _phrase(head, grammar)
    if head.pos_ == "PRON" or word in _CLEAR or word in _THINGS:
        start = head.idx + (head.text[:1] == "-")  # French: dit-il
        return Mention(start, end_of(head), head.i, head.i, "", SCORE_PRONOUN, PRONOUN)
    beside = grammar.apposition(head)
    if beside is not None:
        named = index.at(beside)
        if named is not None and named.kind == "person":
            return named
    return _phrase(head, grammar)


def relative(pronoun: Token, who: list[Mention]) -> list[Mention]:
    """The pronoun of a relative clause as the mention that speaks there: it means whom it follows.

    Like "he" and "she" it is the word that speaks; the clause stands beside the noun, so who it is is known.
    """
    if not who or pronoun.lower_ not in _RELATIVE:
        return who
    start, end = pronoun.idx, end_of(pronoun)
    reason = f"“{pronoun.text}” stands for the noun before it"
    return [
        dataclasses.replace(
            who[0], start=start, end=end, first=pronoun.i, last=pronoun.i, score=SCORE_PRONOUN, reason=reason
        )
    ]


def _phrase(head: Token, grammar: Grammar) -> Mention | None:
    """The noun phrase around ``head`` without article, relative clause and apposition."""
    if not grammar.is_name_or_noun(head):
        return None
    first, last = grammar.phrase(head)
    span = head.doc[first : last + 1]
    text, offset = span.text, span.start_char
    at_head = head.idx - offset
    start, end = 0, len(text)
    for mark in "\n\r\u2028\u2029":
        at = text.find(mark, at_head)
        end = min(at, end) if at >= 0 else end
        start = max(start, text.rfind(mark, 0, at_head) + 1)
    piece = trim(text, start, end)
    if piece is None or not any(c.isalpha() for c in text[slice(*piece)]):
        return None
    reason = "the words that say who speaks or acts here"
    return Mention(piece[0] + offset, piece[1] + offset, first, last, "", _SCORE_PHRASE, reason)


def before(doc: Doc, cue: Token, index: MentionIndex, grammar: Grammar) -> Mention | None:
    """The speaker left of a cue, over adverbs, auxiliaries and a bracketing apposition: "Kim, 45, said"."""
    i = cue.i - 1
    while i >= 0 and cue.i - i < 4 and doc[i].pos_ in ("ADV", "AUX", "PART"):
        i -= 1
    if i >= 0 and doc[i].text in (",", ")", "—", "–"):
        closing = i
        i -= 1
        while i >= 0 and closing - i < _FARTHEST and not _bars(doc[i], doc[closing]):
            i -= 1
        if i < 0 or not _brackets(doc[i], doc[closing]):
            return None
        i -= 1
    return _standing_at(doc, i, index, grammar) if i >= 0 else None


def after(doc: Doc, cue: Token, index: MentionIndex, grammar: Grammar) -> Mention | None:
    """The speaker just right of a cue that follows what it reports: "..., said the old ferryman"."""
    for i in range(cue.i + 1, min(cue.i + 9, len(doc))):
        token = doc[i]
        if index.at(token) is not None:
            return index.at(token)
        if token.is_space or token.is_punct or token.pos_ in ("ADP", "VERB", "AUX", "SCONJ", "CCONJ"):
            return None
        if token.ent_type_ in TIMES:
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.lower_ != "-t":
            last = i
            while last + 1 < len(doc) and doc[last + 1].pos_ in ("NOUN", "PROPN"):
                last += 1
            named = next((index.at(doc[n]) for n in range(i, last + 1) if index.at(doc[n])), None)
            return named or mention_of(doc[last], index, grammar)
    return None


def _bars(token: Token, closing: Token) -> bool:
    return _brackets(token, closing) or token.is_space or token.text in (".", "!", "?", ";", "”", '"')


def _brackets(token: Token, closing: Token) -> bool:
    return bool(token.text == ("(" if closing.text == ")" else closing.text))


def _standing_at(doc: Doc, i: int, index: MentionIndex, grammar: Grammar) -> Mention | None:
    token = doc[i]
    known = index.at(token)
    if known is not None:
        return known
    if token.pos_ in ("NOUN", "PROPN", "PRON"):
        return mention_of(token, index, grammar)
    return None


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
            return Mention(word.idx, end_of(word), i, i, "", SCORE_PRONOUN, PRONOUN)
        if word.text[:1].isupper() and word.is_alpha:
            return _capitalised(doc, i, -1 if i < token.i else 1)
    return None


def whole(doc: Doc, first: int, last: int) -> Mention:
    """The words before a colon, as they stand."""
    start, end = doc[first].idx, end_of(doc[last])
    return Mention(start, end, first, last, "", _SCORE_PHRASE, "speaks at the head of the line")


def named(doc: Doc, first: int) -> Mention | None:
    """A name by its looks alone: two capitalised words or more from a token on."""
    if first >= len(doc) or not doc[first].text[:1].isupper():
        return None
    mention = _capitalised(doc, first, 1)
    return mention if mention.last > mention.first else None


def _capitalised(doc: Doc, i: int, step: int) -> Mention:
    other = i
    while 0 <= other + step < len(doc) and doc[other + step].text[:1].isupper() and abs(other - i) < 4:
        other += step
    first, last = min(i, other), max(i, other)
    reason = "capitalised words that speak"
    return Mention(doc[first].idx, end_of(doc[last]), first, last, "", SCORE_PRONOUN, reason)
