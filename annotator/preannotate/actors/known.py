"""The actors of the project's registry in a text: by name and alias, in any case and spelling of signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.actor import Actor
from annotator.model.knowledge import KnownActor
from annotator.model.name_index import NameIndex
from annotator.model.naming import is_name, plain
from annotator.model.resolving import ArticleMentions, candidates, the_one
from annotator.model.resolving import Mention as Resolvable
from annotator.preannotate.spans import end_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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
        return not is_name(self.alias)


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

    def __init__(self, nlp: Language, actors: Sequence[KnownActor]) -> None:
        entries = [Actor(actor.id, actor.name, actor.kind, tuple(actor.aliases)) for actor in actors]
        self._index = NameIndex(entries)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        names = [(name, actor.kind) for actor in entries for name in (actor.name, *actor.aliases)]
        kinds: dict[str, set[str]] = {}
        for name, kind in names:
            kinds.setdefault(name, set()).add(kind)
        docs = nlp.tokenizer.pipe(list(kinds))
        for (name, of), doc in zip(kinds.items(), docs, strict=True):
            pieces = tuple(form for form in (plain(token.text) for token in doc) if form)
            if pieces:
                kind = next(iter(of)) if len(of) == 1 else ""
                self._by_first.setdefault(pieces[0], []).append((pieces, name, kind))
        for known in self._by_first.values():
            known.sort(key=lambda each: (-len(each[0]), each[1]))

    def __len__(self) -> int:
        return len(self._index)

    def find(self, doc: Doc) -> list[KnownName]:
        """Where names and aliases stand; of those that overlap, the longer one that comes first."""
        forms = [plain(token.text) for token in doc]
        found: list[KnownName] = []
        i = 0
        while i < len(forms):
            name = self._at(doc, forms, i)
            if name is None:
                i += 1
            else:
                found.append(name)
                i = name.last + 1
        return found

    def _at(self, doc: Doc, forms: list[str], i: int) -> KnownName | None:
        for pieces, alias, kind in self._by_first.get(forms[i], ()):
            last = i + len(pieces) - 1
            if tuple(forms[i : last + 1]) == pieces and self._is_meant(doc, i, last, alias):
                return KnownName(doc[i].idx, end_of(doc[last]), i, last, alias, kind)
        return None

    def _is_meant(self, doc: Doc, first: int, last: int, alias: str) -> bool:
        """Whether the words are the name here, and not common words that are written alike."""
        text = doc.text[doc[first].idx : end_of(doc[last])]
        if not is_name(alias):
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
        return found


def _shouted(doc: Doc, i: int) -> bool:
    """Whether the words around a token are all in capitals, so that "US" may be "us"."""
    around = [doc[n].text for n in range(max(i - 2, 0), min(i + 3, len(doc))) if n != i and doc[n].is_alpha]
    return bool(around) and all(word.isupper() for word in around)
