"""What a format has no field for and its program keeps without showing it: written beside, taken back.

The fields are those of :mod:`annotator.exchange.carried`.  A person may have changed the span in the other
program in between, so what the program itself says of it is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.exchange.carried import Values, foreign_span, is_table, span_values
from annotator.exchange.foreign import ForeignSpan
from annotator.exchange.losses import SEGMENTS, Holds, Losses, common_losses
from annotator.model.annotation import Annotation, Segment
from annotator.model.link import Link
from annotator.model.record import Record

_EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


def hidden(record: Record, program: str, shows: Holds) -> Losses:
    """What the program does not show of a record, though it is in the file: nothing of it is lost on the way
    back."""
    found: Losses = Losses()
    for loss, number in common_losses(record, shows).items():
        how = f"not shown by {program}, kept in the file for the way back"
        if loss == SEGMENTS:
            how = f"shown by {program} as one, from first to last; the segments are kept for the way back"
        found[replace(loss, how=how, drops="")] = number
    return found


def compact(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing: empty fields, and segments where there is one."""
    kept = {name: value for name, value in values.items() if not _says_nothing(value)}
    if len(kept.get("segments", ())) == 1:
        del kept["segments"]
    return kept


def _says_nothing(value: Any) -> bool:
    # 0 == False, but a score of nought says something.
    return any(value == empty and type(value) is type(empty) for empty in _EMPTY)


def ordered(links: Iterable[Link], annotations: Iterable[Annotation]) -> list[Link]:
    """The links that join these annotations, in the order of what they join: ids of links change on the way
    through another program, their order does not."""
    place = {a.id: number for number, a in enumerate(annotations)}
    joins = [link for link in links if link.head_id in place and link.child_id in place]
    return sorted(joins, key=lambda link: (place[link.head_id], place[link.child_id], link.label))


def kept_values(annotation: Annotation, record: Record) -> Values:
    """All of an annotation that says something.  Score and reason are the suggestion's that it was made from,
    and stand only at suggestions."""
    values = span_values(annotation, record)
    if annotation.id not in record.suggested:
        del values["score"], values["reason"]
    return compact(values)


def set_by_hand(record: Record) -> str:
    """The article's state where its annotator has set it; “in progress” follows from the annotations."""
    return record.state if record.state in ("done", "in doubt") else ""


def revised(
    kept: Any, *, id: str, label: str, place: Segment, quote: str | None, where: str, **said: Any
) -> ForeignSpan:
    """A span where the program says it is, with what was kept of it.

    Segments are only believed while they reach from its start to its end.

    :param kept: what stood beside it, whatever that is.
    :param said: further fields of which the program knows better, as in the values that are kept.
    :raises UserError: if what was kept is no such span.
    """
    values = dict(kept) if is_table(kept) else {}
    segments = values.get("segments")
    if not _reaches(segments, place):
        values["segments"] = [list(place)]
        values.pop("text", None)
        if quote is not None:
            values["text"] = quote
    return foreign_span({**values, **said, "label": label, "id": values.get("id") or id}, where)


def _reaches(segments: Any, place: Segment) -> bool:
    try:
        return bool(segments[0][0] == place[0] and segments[-1][1] == place[1])
    except (TypeError, LookupError):
        return False
