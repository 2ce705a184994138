"""Whether a place acts here, or is only where something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.preannotate.actors.name import Name
from annotator.preannotate.actors.words import ActorWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TAKING_PART = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "agent",
        "dobj",
        "dative",
        "iobj",
        "poss",
        "obj",
        "nsubj:pass",
        "obl:agent",
        "ROOT",
    }
)
_TOGETHER = frozenset(
    {"with", "by", "against", "between", "among", "including", "like", "than", "as", "provided"}
)
"""After these also a town is somebody."""
_MOVING = frozenset(
    {"go", "come", "travel", "fly", "return", "move", "drive", "arrive", "head", "trip", "visit",
     "flight", "invitation", "journey", "tour", "road", "way", "flee", "sail", "ship", "recall", "bring"}
)  # fmt: skip


def only_a_place(doc: Doc, name: Name, words: ActorWords, *, known: bool) -> bool:
    """Whether a state or a place stands here for no government: "in Norvia", "the port of Kelsk".

    :param known: whether it is a state by the registry.

    Without a parse, or with another kind of parse than the English one, only the word before it tells.
    """
    head = _head(doc, name)
    before = doc[head.left_edge.i - 1].lower_ if head.left_edge.i else ""
    if before in words.locative or head.left_edge.lower_ in words.locative:
        return not _possessing(head)
    if name.first and doc[name.first - 1].lower_ in words.locative and not _possessing(head):
        return True
    if doc.lang_ != "en" or not doc.has_annotation("DEP"):
        return False
    while head.dep_ in ("conj", "appos") and head.head.pos_ == "PROPN":
        head = head.head
    if head.dep_ in _TAKING_PART:
        return False
    if head.dep_ in ("compound", "amod", "nmod", "npadvmod"):
        return True
    if head.dep_ == "pobj":
        return _only_after(head, name.form, words, known)
    return False


def _only_after(head: Token, form: str, words: ActorWords, known: bool) -> bool:
    preposition = head.head
    word = preposition.lower_
    if word in _TOGETHER:
        return False
    if word in ("to", "from") and preposition.head.lemma_ in _MOVING:
        return True
    return not known and form not in words.places and form not in words.metonyms


def _possessing(head: Token) -> bool:
    """ "in Norvia's view": not a place but its owner."""
    return bool(head.dep_ == "poss")


def _head(doc: Doc, name: Name) -> Token:
    for i in range(name.first, name.last + 1):
        if not name.first <= doc[i].head.i <= name.last or doc[i].head.i == i:
            return doc[i]
    return doc[name.last]
