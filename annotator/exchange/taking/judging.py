"""What is taken of a document whose spans may not fit, by what a person chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.exchange.foreign import ForeignDocument
from annotator.exchange.taking.fitting import Misfit, misfits
from annotator.exchange.taking.mapping import NameMapping
from annotator.exchange.taking.repairing import Repair, repairs


@dataclass(frozen=True, slots=True)
class Choices:
    """How layers of other programs are taken.

    :param mapping: what their names are here.
    :param repair: take every repair that is offered.
    :param repairs: keys of those to take, where not all.
    :param skip_misfits: leave out what does not fit and take the rest; else a record in which something does
        not fit is refused whole.
    """

    mapping: NameMapping = field(default_factory=NameMapping)
    repair: bool = False
    repairs: frozenset[str] = frozenset()
    skip_misfits: bool = False

    def takes(self, repair: Repair) -> bool:
        return self.repair or repair.key in self.repairs


PLAIN = Choices()


@dataclass(frozen=True, slots=True)
class Judged:
    """``document`` is what can be taken; ``misfits`` what can't, after the repairs that were taken.

    ``refused``: nothing of it is taken.  ``counting`` says what its offsets count, where that explains all.
    """

    document: ForeignDocument
    misfits: tuple[Misfit, ...] = ()
    repairs: tuple[Repair, ...] = ()
    refused: bool = False
    counting: str = ""


def judge(document: ForeignDocument, text: str, choices: Choices) -> Judged:
    """The same each time for the same document, text and choices."""
    found = list(misfits(document, text))
    if not found:
        return Judged(document)
    offered, counting = repairs(document, text, found)
    offered = [replace(each, taken=choices.takes(each)) for each in offered]
    repaired = _repaired(document, [each for each in offered if each.taken])
    left = tuple(misfits(repaired, text))
    refused = bool(left) and not choices.skip_misfits
    kept = _without(repaired, left) if left and not refused else repaired
    return Judged(kept, left, tuple(offered), refused, counting)


def _repaired(document: ForeignDocument, taken: Sequence[Repair]) -> ForeignDocument:
    places = {each.span.id: each for each in taken}
    return replace(
        document,
        spans=tuple(
            replace(span, pieces=places[span.id].pieces, quote=places[span.id].stands)
            if span.id in places
            else span
            for span in document.spans
        ),
    )


def _without(document: ForeignDocument, left: Sequence[Misfit]) -> ForeignDocument:
    """Without what does not fit, and the links that hang on it."""
    bad = {id(each.span) for each in left if each.span is not None}
    spans = tuple(span for span in document.spans if id(span) not in bad)
    there = {span.id for span in spans}
    links = tuple(link for link in document.links if {link.head, link.child} <= there)
    return replace(document, spans=spans, links=links)
