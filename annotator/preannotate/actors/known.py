"""The actors of the project's registry in a text: by name and alias, in any case and spelling of signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.model.actor import Actor
from annotator.model.knowledge import KnownActor
from annotator.model.name_index import NameIndex
from annotator.model.naming import bare, is_name, is_pronoun, plain
from annotator.model.resolving import ArticleMentions, candidates, the_one
from annotator.model.resolving import Mention as Resolvable
from annotator.preannotate.spans import end_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PIECE = re.compile(r"\w+|[^\w\s]")
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
_NAMING = frozenset({"PROPN", "NOUN", "X", ""})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the registry in the text (code points), with its outer tokens."""

    start: int
    end: int
    first: int
    last: int
    alias: str
    kind: str

    @property
    def described(self) -> bool:
        """Whether the alias is no proper name but a description: "the union"."""
        return not is_name(self.alias) and not self.alias.isupper()


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a mention means, and why, in words."""

    actor: Actor
    reason: str


class Registry:
    """Finds names in documents and says whom mentions mean.

    Words are compared as model/naming.py does it, so that a name is found in capitals, with another
    apostrophe or hyphen and in both Unicode forms.
    """

    def __init__(self, actors: Sequence[KnownActor]) -> None:
        entries = [Actor(actor.id, actor.name, actor.kind, tuple(actor.aliases)) for actor in actors]
        self._index = NameIndex(entries)
        kinds: dict[str, set[str]] = {}
        for actor in entries:
            for name in (actor.name, *actor.aliases):
                kinds.setdefault(name, set()).add(actor.kind)
        self._known: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        lengths: dict[str, set[int]] = {}
        for name, of in sorted(kinds.items()):
            pieces = tuple(_pieces(name))
            if pieces:
                kind = next(iter(of)) if len(of) == 1 else ""
                self._known.setdefault(pieces, []).append((name, kind))
                lengths.setdefault(pieces[0], set()).add(len(pieces))
        # By the first piece, longest first: thousands may begin alike, but not in thousands of lengths.
        self._lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def __len__(self) -> int:
        return len(self._index)

    def find(self, doc: Doc) -> list[KnownName]:
        """Where names and aliases stand; of those that overlap, the longer one that comes first."""
        pieces: list[str] = []
        tokens: list[int] = []
        for i, token in enumerate(doc):
            for piece in _pieces(token.text):
                pieces.append(piece)
                tokens.append(i)
        found: list[KnownName] = []
        at = 0
        while at < len(pieces):
            name, size = self._at(doc, pieces, tokens, at)
            if name is not None:
                found.append(name)
            at += size
        return found

    def _at(self, doc: Doc, pieces: list[str], tokens: list[int], at: int) -> tuple[KnownName | None, int]:
        """The name that begins with a piece, and how many pieces it takes (at least one)."""
        for length in self._lengths.get(pieces[at], ()):
            end = at + length
            for alias, kind in self._known.get(tuple(pieces[at:end]), ()):
                first, last = tokens[at], tokens[end - 1]
                whole = (at == 0 or tokens[at - 1] != first) and (end == len(tokens) or tokens[end] != last)
                if whole and self._is_meant(doc, first, last, alias):
                    return KnownName(doc[first].idx, end_of(doc[last]), first, last, alias, kind), length
        return None, 1

    def _is_meant(self, doc: Doc, first: int, last: int, alias: str) -> bool:
        """Whether the words are the name here, and not common words that are written alike."""
        text = doc.text[doc[first].idx : end_of(doc[last])]
        if not is_name(alias) and not alias.isupper():
            return True  # a description ("the union") has no case to go by; the linking is careful with it
        acronym = alias.isupper() and len(alias) <= 5
        if acronym and " " not in alias:
            return text.isupper() and not _shouted(doc, first)
        if first != last:
            return True
        token = doc[first]
        if token.ent_type_ in _TIMES:
            return False
        if token.text[0].isupper():
            return token.pos_ in _NAMING or (token.pos_ == "ADJ" and not token.is_sent_start)
        if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE"):
            return True
        follower = doc[last + 1].text if last + 1 < len(doc) else ""
        return token.tag_ == "NN" and follower in _POSSESSIVES and token.dep_ == "poss"

    def link(self, text: str, places: Iterable[tuple[int, int, str]]) -> dict[tuple[int, int], Link]:
        """Whom the mentions at ``(start, end, kind)`` mean, where it can hardly be otherwise.

        ``kind`` is empty where it is not certain enough to speak against an actor of another kind.
        """
        mentions = [
            Resolvable(str(number), text[start:end], start, None, kind)
            for number, (start, end, kind) in enumerate(places)
        ]
        article = ArticleMentions(mentions, self._index)
        found: dict[tuple[int, int], Link] = {}
        for mention in mentions:
            place = (mention.start, mention.start + len(mention.text))
            said = [mention]
            before = text[max(mention.start - 4, 0) : mention.start]
            if before.casefold() == "the ":
                said.append(Resolvable(mention.id, f"the {mention.text}", mention.start, None, mention.kind))
            for each in said:
                one = the_one(candidates(each, article))
                if one is not None:
                    found[place] = Link(one.actor, one.reason)
                    break
            else:
                letters = self._by_letters(mention.text)
                if letters is not None:
                    found[place] = letters
        return found

    def _by_letters(self, text: str) -> Link | None:
        """Whose acronym this is, where it is written like a pronoun: "WHO", "IT"."""
        if not is_pronoun(text) or not text.isupper():
            return None
        called = self._index.by_alias(bare(text))
        return Link(called[0][0], f"alias “{called[0][1]}”") if len(called) == 1 else None


@lru_cache(maxsize=65536)
def _pieces(text: str) -> list[str]:
    """Words and signs in compared form: names are compared piece by piece, however a pipeline cuts tokens."""
    return _PIECE.findall(plain(text))


def _shouted(doc: Doc, i: int) -> bool:
    """Whether the words around a token are all in capitals, so that "US" may be "us"."""
    around = [doc[n].text for n in range(max(i - 2, 0), min(i + 3, len(doc))) if n != i and doc[n].is_alpha]
    return bool(around) and all(word.isupper() for word in around)
