"""What could be made of what was picked, where that is not certain: by which link, and tagged as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.gui.frame.candidates import Way
from annotator.gui.frame.linking_words import short
from annotator.gui.widgets.link_picker import Choice
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Deed:
    """A link that could be made: to another annotation, or to words that are then tagged."""

    way: Way
    other_id: str = ""
    label: str = ""
    words: tuple[int, int] = (0, 0)
    """First code point, and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is asked, and for each choice what it would do."""

    title: str
    choices: list[Choice]
    deeds: list[Deed]


def to_link(start: Annotation, ways: Sequence[Way], other: Annotation) -> Offer:
    """The ways to link two annotations, each by its own key."""
    return Offer(
        f"Link {start.label} with “{short(other.quote)}” as …",
        [Choice(way.kind.key or str(n), way.kind.name, way.kind.guideline) for n, way in enumerate(ways, 1)],
        [Deed(way, other.id) for way in ways],
    )


def to_tag(codebook: Codebook, ways: Sequence[Way], words: tuple[int, int], text: str) -> Offer:
    """The ways to link words that are not tagged yet, with each label that fits and is not retired."""
    live = {entry.name for entry in codebook.labels if not entry.retired}
    deeds = [Deed(way, label=name, words=words) for way in ways for name in way.others if name in live]
    return Offer(
        f"Tag “{short(text[slice(*words)])}” and link it as …",
        [Choice(str(n), f"{deed.way.kind.name}: {deed.label}") for n, deed in enumerate(deeds, 1)],
        deeds,
    )
