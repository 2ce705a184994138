"""The frame of an annotation: a slot for each kind of link, and the frames it stands in.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.gui.models.sheet import LiveSheet
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook, LinkKind
from annotator.model.link import Link
from annotator.project.queries import Queries


@dataclass(frozen=True, slots=True)
class Filled:
    """The other end of one link; ``actor`` is its name in the registry, empty for none."""

    link: Link
    other: Annotation
    actor: str = ""
    suggested: bool = False
    """Whether the link is not made yet: accepting makes it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One kind of link that begins at the annotation, with what it goes to."""

    kind: LinkKind
    filled: tuple[Filled, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether the codebook demands what is not there."""
        return self.kind.required and all(one.suggested for one in self.filled)


@dataclass(frozen=True, slots=True)
class Frame:
    slots: tuple[Slot, ...] = ()
    stands_in: tuple[Filled, ...] = ()
    """Links that end here; ``other`` is their head."""


def frame_of(project: Queries, sheet: LiveSheet, annotation: Annotation) -> Frame:
    """The frame of an own annotation or a suggestion, in the order of the codebook.

    A link that the codebook no longer allows keeps a slot of its own.
    """
    codebook = project.codebook
    suggestion = sheet.is_suggestion(annotation.id)
    made = [(link, suggestion) for link in sheet.links_of(annotation.id)]
    made += [(link, True) for link in sheet.waiting_links_of(annotation.id)]
    ends: list[tuple[Link, Annotation, bool]] = []
    for link, suggested in made:
        other = sheet.annotation(link.child_id if link.head_id == annotation.id else link.head_id)
        if other is not None:
            ends.append((link, other, suggested))
    ends.sort(key=lambda end: (end[2], end[1].start, end[1].id))
    names: dict[str, str] = {}
    for actor_id in {other.actor_id for _, other, _ in ends if other.actor_id}:
        actor = project.actor(actor_id)
        names[actor_id] = actor.name if actor else ""
    outgoing: dict[str, list[Filled]] = {}
    stands_in = []
    for link, other, suggested in ends:
        one = Filled(link, other, names.get(other.actor_id or "", ""), suggested)
        if link.head_id == annotation.id:
            outgoing.setdefault(link.label, []).append(one)
        else:
            stands_in.append(one)
    slots = [Slot(kind, tuple(outgoing.pop(kind.name, ()))) for kind in slots_of(codebook, annotation.label)]
    slots += [Slot(LinkKind(name, (), ()), tuple(left)) for name, left in outgoing.items()]
    return Frame(tuple(slots), tuple(stands_in))


def slots_of(codebook: Codebook, label: str) -> list[LinkKind]:
    """The kinds of link that begin at a label."""
    return [kind for kind in codebook.links if label in kind.heads]


def missing_of(project: Queries, sheet: LiveSheet, annotation: Annotation) -> list[str]:
    """The kinds of link that the codebook demands and the annotation lacks."""
    required = [kind.name for kind in slots_of(project.codebook, annotation.label) if kind.required]
    there = {link.label for link in sheet.links_of(annotation.id) if link.head_id == annotation.id}
    return [name for name in required if name not in there]
