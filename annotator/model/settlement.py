"""A settlement: how what several layers say at one place became gold, or was found to be nothing."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, get_args

from annotator.model.annotation import Annotation, Segments
from annotator.model.codebook import Codebook
from annotator.model.codebook_aliases import answers_meant, label_meant
from annotator.model.layer import Layer, LayerKind
from annotator.model.link import Link

Rule = Literal["agreed", "majority", "trust", "taken", "both", "third", "none"]

RULES: tuple[Rule, ...] = get_args(Rule)

BULK: frozenset[Rule] = frozenset({"agreed", "majority", "trust"})
"""The rules that settle many places at once; the others are a person's word on one place."""

_NAMESPACE = uuid.UUID("5b0f6a52-6f3e-4ea0-8f1c-1f6a0a1d3c77")


@dataclass(frozen=True, slots=True)
class Said:
    """All that an annotation says: what counts when it is asked whether it still says the same.

    ``links`` are those that begin at it: the name of each and the id of the annotation that it points to.
    Notes, scores and times are not in it.
    """

    label: str
    segments: Segments
    attributes: Mapping[str, Any] = field(default_factory=dict)
    actor_id: str | None = None
    links: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, annotation: Annotation, links: Iterable[Link] = ()) -> Said:
        """:param links: any; those that begin at the annotation are taken."""
        own = sorted((link.label, link.child_id) for link in links if link.head_id == annotation.id)
        return cls(
            annotation.label, annotation.segments, annotation.attributes, annotation.actor_id, tuple(own)
        )

    @property
    def digest(self) -> str:
        """32 hexadecimal digits, equal where the same is said; several options count in any order."""
        answers = tuple(sorted(given(self.attributes).items()))
        return _digest(self.label, self.segments, answers, self.actor_id, tuple(sorted(self.links)))


@lru_cache(maxsize=4096)
def _digest(*said: Hashable) -> str:
    """Kept, as most layers say the same at a place."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Member:
    """What one layer said at a place when it was settled.

    A layer is named by its owner, as its number differs from copy to copy.  ``annotation`` is None and
    ``digest`` empty where it said nothing there.
    """

    annotator: str
    kind: LayerKind
    version: str
    annotation: str | None = None
    digest: str = ""

    @classmethod
    def of(cls, layer: Layer, annotation: Annotation | None = None, said: Said | None = None) -> Member:
        """:param said: what the annotation says."""
        if annotation is None or said is None:
            return cls(*layer_key(layer))
        return cls(*layer_key(layer), annotation.id, said.digest)

    @property
    def layer(self) -> tuple[str, LayerKind, str]:
        return self.annotator, self.kind, self.version


def layer_key(layer: Layer) -> tuple[str, LayerKind, str]:
    """What names a layer in each copy of a project."""
    return layer.annotator, layer.kind, layer.version


@dataclass(frozen=True, slots=True)
class Settlement:
    """``members`` are all layers that were compared, also those that said nothing there.

    ``said`` has what their digests stand for.  ``own`` is what the one who settled it said, where that was
    something new.  ``outcome`` are the ids of the annotations of the gold layer that came of it.
    """

    id: str
    layer_id: int
    article_id: int
    rule: Rule
    members: tuple[Member, ...]
    said: Mapping[str, Said]
    outcome: tuple[str, ...] = ()
    why: str = ""
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""
    own: Said | None = None

    @property
    def annotations(self) -> frozenset[str]:
        """The ids of what was said."""
        return frozenset(member.annotation for member in self.members if member.annotation is not None)

    def by_annotation(self) -> dict[str, Said]:
        """Annotation id -> what it said."""
        return {
            member.annotation: self.said[member.digest]
            for member in self.members
            if member.annotation is not None and member.digest in self.said
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """One annotation that gold is to have.

    ``derived_from`` is the id of the annotation that it was taken from; its links come from there.
    """

    label: str
    segments: Segments
    attributes: Mapping[str, Any] = field(default_factory=dict)
    actor_id: str | None = None
    note: str = ""
    derived_from: str | None = None

    @classmethod
    def of(cls, annotation: Annotation) -> Proposal:
        """What an annotation says, taken as it is."""
        return cls(
            annotation.label,
            annotation.segments,
            annotation.attributes,
            annotation.actor_id,
            annotation.note,
            annotation.id,
        )


@dataclass(frozen=True, slots=True)
class Ruling:
    """How one place is to be settled.

    ``replaces`` are the ids of earlier settlements that go with what came of them.  ``links`` are those that
    the new annotation is to have, by name and id of an annotation of any layer; None: those of the one that
    it is derived from, or as the rule says.
    """

    rule: Rule
    members: tuple[Member, ...]
    said: Mapping[str, Said]
    outcome: tuple[Proposal, ...] = ()
    replaces: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] | None = None


def given(attributes: Mapping[str, Any]) -> dict[str, Hashable]:
    """The answers to what was answered, so that equal ones are equal; several options count in any order."""
    return {
        name: tuple(sorted(map(str, value))) if isinstance(value, list | tuple) else value
        for name, value in attributes.items()
        if value not in (None, "", [], ())
    }


def settlement_id(sha256: str, members: Iterable[Member]) -> str:
    """The id of the settlement of a place: the same for everybody who settles the same place.

    So two who settle it apart have settled it once, and the later word holds.

    :param sha256: the article's.
    """
    there = sorted([*member.layer, member.annotation or "", member.digest] for member in members)
    return str(uuid.uuid5(_NAMESPACE, json.dumps([sha256, there], ensure_ascii=False)))


def derived_id(*of: str) -> str:
    """The id of something that follows from other things alone."""
    return str(uuid.uuid5(_NAMESPACE, json.dumps(of)))


def todays(codebook: Codebook, said: Said) -> Said:
    """What was said, in the names that the codebook has now."""
    label = label_meant(codebook, said.label, said.attributes)
    if label is None:
        return said
    links = tuple(sorted((link_today(codebook, name), child) for name, child in said.links))
    answers = answers_meant(codebook, label, said.attributes)
    return Said(label.name, said.segments, answers, said.actor_id, links)


def link_today(codebook: Codebook, name: str) -> str:
    """The name that a link has now; the same where nothing is known by it."""
    if codebook.link(name) is not None:
        return name
    means = (alias.means for alias in codebook.aliases if (alias.kind, alias.name) == ("link", name))
    return next((each for each in means if codebook.link(each) is not None), name)
