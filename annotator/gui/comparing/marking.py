"""From places to what the article view draws: who says what as bars with letters, what all say as quiet ones.

No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.gui.article_view import Arc, Mark
from annotator.gui.comparing.spots import Spot
from annotator.gui.comparing.standing import OPEN, Standing
from annotator.model.annotation import Annotation
from annotator.model.codebook_remap import said
from annotator.model.link import Link

SETTLED = "✓"
"""Stands in the place of the letters where a difference is settled."""


@dataclass(slots=True)
class Drawn:
    """The marks of one view, and of which place each is."""

    marks: list[Mark] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    spot_of: dict[str, str] = field(default_factory=dict)
    """Mark id -> id of its place."""
    first_of: dict[str, str] = field(default_factory=dict)
    """Id of a place -> the mark to make current there."""


def draw(
    spots: Iterable[Spot],
    standings: Mapping[str, Standing],
    links: Mapping[int, Sequence[Link]],
    letters: Mapping[int, str],
    *,
    layer: int | None = None,
    open_up: str | None = None,
) -> Drawn:
    """The marks and links of all layers, or of one.

    :param links: layer id -> its links.
    :param letters: layer id -> its letter.
    :param layer: only what this layer says, without letters.
    :param open_up: the place whose variants are shown also where it is settled.
    """
    drawn = Drawn()
    place_of: dict[str, str] = {}
    for spot in spots:
        standing = standings.get(spot.id, OPEN)
        if layer is not None:
            _one(drawn, place_of, spot, standing, layer)
        elif spot.differs and standing.state == "settled" and spot.id != open_up:
            _outcome(drawn, spot, standing)
        elif spot.cluster is not None:
            _variants(drawn, place_of, spot)
        elif spot.covered:
            _outcome(drawn, spot, standing)
    _arcs(drawn, place_of, {layer: links.get(layer, ())} if layer is not None else links, letters)
    return drawn


def _one(drawn: Drawn, place_of: dict[str, str], spot: Spot, standing: Standing, layer: int) -> None:
    annotation = spot.members.get(layer)
    if annotation is not None:
        quiet = not spot.differs or standing.state == "settled"
        name = f"{spot.id}/{layer}"
        sign = SETTLED if spot.differs and standing.state == "settled" else ""
        _put(drawn, spot, _mark(name, annotation, spot, letters=sign, quiet=quiet))
        place_of[annotation.id] = spot.id


def _variants(drawn: Drawn, place_of: dict[str, str], spot: Spot) -> None:
    for number, variant in enumerate(spot.said):
        assert variant.annotation is not None
        name = f"{spot.id}/{number}"
        letters = variant.letters if spot.differs else ""
        _put(drawn, spot, _mark(name, variant.annotation, spot, letters=letters, quiet=not spot.differs))
        for layer in variant.layers:
            place_of[spot.members[layer].id] = spot.id


def _outcome(drawn: Drawn, spot: Spot, standing: Standing) -> None:
    """What became of it; where that is nothing, what was said, struck out."""
    for number, annotation in enumerate(standing.outcome):
        _put(drawn, spot, _mark(f"{spot.id}/gold{number}", annotation, spot, letters=SETTLED, quiet=True))
    if not standing.outcome:
        name = f"{spot.id}/none"
        mark = Mark(name, spot.label, spot.covered, "rejected", letters=SETTLED, quiet=True)
        _put(drawn, spot, mark)


def _put(drawn: Drawn, spot: Spot, mark: Mark) -> None:
    drawn.marks.append(mark)
    drawn.spot_of[mark.id] = spot.id
    drawn.first_of.setdefault(spot.id, mark.id)


def _mark(name: str, annotation: Annotation, spot: Spot, *, letters: str, quiet: bool) -> Mark:
    """Of the answers only those are told in which the layers differ."""
    told = ""
    if not quiet and "attribute" in spot.kinds:
        answers = annotation.attributes.items()
        told = ", ".join(said(value) for name, value in answers if value is not None and _differs(spot, name))
    return Mark(
        name,
        annotation.label,
        annotation.segments,
        "own",
        attributes_text=told,
        quote=annotation.quote,
        letters=letters,
        quiet=quiet,
    )


def _differs(spot: Spot, attribute: str) -> bool:
    answers = [annotation.attributes.get(attribute) for annotation in spot.members.values()]
    return any(answer != answers[0] for answer in answers)


def _arcs(
    drawn: Drawn,
    place_of: Mapping[str, str],
    links: Mapping[int, Sequence[Link]],
    letters: Mapping[int, str],
) -> None:
    """Links of the same name between the same places are one, with the letters of those who have it.

    They hang on the first mark of a place, so that those of all layers show at once.
    """
    found: dict[tuple[str, str, str], list[int]] = {}
    for layer, some in links.items():
        for link in some:
            head, child = place_of.get(link.head_id), place_of.get(link.child_id)
            ends = drawn.first_of.get(head or ""), drawn.first_of.get(child or "")
            if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
                found.setdefault((link.label, ends[0], ends[1]), []).append(layer)
    for (label, head_mark, child_mark), layers in found.items():
        shown = "".join(sorted(letters.get(key, "") for key in set(layers)))
        who = "" if len(shown) == len(links) else f" {shown}"
        drawn.arcs.append(Arc(f"{label} {head_mark} {child_mark}", f"{label}{who}", head_mark, child_mark))
