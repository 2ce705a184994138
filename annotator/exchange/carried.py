"""All that a record says as plain values, for formats that keep what they have no own field for.

The fields are named as in our JSONL (docs/guide/jsonl.md).  What comes back is checked field by field: a file
may have been changed, or made by strangers.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard, cast

from annotator.errors import UserError
from annotator.exchange.foreign import ForeignLink, ForeignSpan
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, Origin, Segment
from annotator.model.article import Metadata, State
from annotator.model.clock import is_time
from annotator.model.decision import Verdict
from annotator.model.record import Record

Values = dict[str, Any]

METADATA = ("title", "source", "author", "published", "url", "language")
_ORIGINS = ("person", "model", "import")
_VERDICTS = ("accepted", "corrected", "rejected")
_IDS = uuid.UUID("5d1b6f64-0c0f-4a57-9a53-9f2a1d6c7e21")
_LARGEST = 1 << 53
"""No text is as long: numbers beyond are no offsets."""


def span_values(annotation: Annotation, record: Record) -> Values:
    """One annotation; ``decision`` is null where it never was a suggestion, or nobody has decided on it."""
    actor = record.actor(annotation)
    return {
        "id": annotation.id,
        "label": annotation.label,
        "start": annotation.start,
        "end": annotation.end,
        "segments": [[start, end] for start, end in annotation.segments],
        "text": annotation.quote,
        "attributes": dict(annotation.attributes),
        "actor": _actor_values(actor) if actor is not None else None,
        "origin": annotation.origin,
        "decision": record.verdicts.get(annotation.id),
        "derived_from": annotation.derived_from,
        "note": annotation.note,
        "created_by": annotation.created_by,
        "created_at": annotation.created_at,
        "updated_at": annotation.updated_at,
        "score": annotation.score,
        "reason": annotation.reason,
        "suggestion": annotation.id in record.suggested,
    }


def link_values(record: Record) -> list[Values]:
    """The links of a record; heads and children are ids of spans."""
    return [
        {
            "label": link.label,
            "head_id": link.head_id,
            "child_id": link.child_id,
            "suggestion": link.id in record.suggested,
        }
        for link in record.links
    ]


def meta_values(record: Record) -> Values:
    """What is known of the article; ``extra`` are its further columns."""
    known = record.article.metadata
    values: Values = {name: getattr(known, name) for name in METADATA}
    return values | {"sha256": record.article.sha256, "extra": dict(known.extra)}


def _actor_values(actor: Actor) -> Values:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "wikidata": actor.wikidata,
    }


def foreign_span(values: Any, where: str) -> ForeignSpan:
    """A span of :func:`span_values`.

    :raises UserError: if it has no label or no place.
    """
    if not isinstance(values, Mapping):
        raise UserError(f"{where} is no table: write it as {{…}}.")
    label = values.get("label")
    if not isinstance(label, str) or not label:
        raise UserError(f"{where} has no label: give it one.")
    pieces = values.get("segments") or [[values.get("start"), values.get("end")]]
    return ForeignSpan(
        text_of(values, "id") or where,
        label,
        segments_of(pieces, where),
        text_of(values, "text") or None,
        table_of(values, "attributes", where),
        _actor(values.get("actor"), where),
        text_of(values, "note"),
        where,
        cast(Origin, values["origin"]) if values.get("origin") in _ORIGINS else "import",
        cast(Verdict, values["decision"]) if values.get("decision") in _VERDICTS else None,
        text_of(values, "derived_from") or None,
        text_of(values, "created_by"),
        _time(values, "created_at"),
        _time(values, "updated_at"),
    )


def foreign_links(values: Any) -> tuple[ForeignLink, ...]:
    """Links of :func:`link_values`, but for those between suggestions.

    :raises UserError: if one has no label or lacks an end.
    """
    found = []
    for number, each in enumerate(sequence_of(values, "The links"), 1):
        named = [text_of(each, key) for key in ("label", "head_id", "child_id")] if is_table(each) else []
        if not all(named) or not named:
            raise UserError(f"Link {number} lacks its label, its head or its child: give it all three.")
        if each.get("suggestion") is not True:
            label, head, child = named
            found.append(ForeignLink(label, head, child, f"link {number}"))
    return tuple(found)


def metadata_of(values: Any) -> Metadata:
    """What is said of the article; what is no text there is passed over."""
    if not isinstance(values, Mapping):
        return Metadata()
    extra = values.get("extra")
    further = extra if isinstance(extra, Mapping) else {}
    return Metadata(
        **{name: text_of(values, name) for name in METADATA},
        extra={
            key: value for key, value in further.items() if isinstance(key, str) and isinstance(value, str)
        },
    )


def state_of(value: Any) -> State | None:
    """Only what is set by hand: “in progress” follows from the annotations."""
    return cast(State, value) if value in ("done", "in doubt") else None


def segments_of(pieces: Any, where: str) -> tuple[Segment, ...]:
    """:raises UserError: if these are no pairs of whole numbers."""
    found = []
    for piece in pieces if isinstance(pieces, list | tuple) else [None]:
        if not isinstance(piece, list | tuple) or len(piece) != 2 or not all(map(_is_offset, piece)):
            raise UserError(f"{where} has no start and end: give both as whole numbers.")
        found.append((int(piece[0]), int(piece[1])))
    return tuple(found)


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST


def text_of(values: Mapping[str, Any], name: str) -> str:
    """Empty where it is no text."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def table_of(values: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    """:raises UserError: if it is there, and no table."""
    value = values.get(name)
    if value is None:
        return {}
    if not is_table(value):
        raise UserError(f"The {name} of {where} are no table: write them as {{…}}.")
    return {key: list(each) if isinstance(each, tuple) else each for key, each in value.items()}


def sequence_of(value: Any, what: str) -> Sequence[Any]:
    """:raises UserError: if it is there, and no list."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise UserError(f"{what} are no list: write them as […].")
    return value


def is_table(value: Any) -> TypeGuard[Mapping[str, Any]]:
    """Whether all its keys are texts."""
    return isinstance(value, Mapping) and all(isinstance(key, str) for key in value)


def _time(values: Mapping[str, Any], name: str) -> str:
    """Empty where it is no time: rows are compared by them."""
    text = text_of(values, name)
    return text if is_time(text) else ""


def _actor(value: Any, where: str) -> Actor | None:
    if value is None:
        return None
    name = text_of(value, "name") if is_table(value) else ""
    if not name.strip():
        raise UserError(f"The actor of {where} has no name: give it one, or leave the actor out.")
    aliases = value.get("aliases")
    known_as = (
        [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list | tuple) else []
    )
    kind = text_of(value, "kind")
    key = text_of(value, "id") or str(uuid.uuid5(_IDS, f"{name} {kind}"))
    return Actor(key, name, kind, tuple(known_as), text_of(value, "wikidata"))
