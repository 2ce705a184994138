"""What a format has no field of its own for, as JSON that lies beside or inside its files.

The program that the format was made for passes it over; an import of our own gives everything back.  It is
taken as anything from outside: what does not have the right shape is refused with a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast, get_args

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, Origin, Segments
from annotator.model.article import Metadata, State
from annotator.model.decision import Verdict
from annotator.model.record import Record

Json = dict[str, Any]

_WRONG: Final = "What Annotator wrote with it is damaged"
_UNFIT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_METADATA = ("title", "source", "author", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of one annotation besides the fields of a format; None and empty: nothing."""

    origin: Origin = "import"
    segments: Segments = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    actor: Actor | None = None
    verdict: Verdict | None = None
    derived_from: str | None = None
    created_by: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """What is said of an article as a whole, and whose layer it is."""

    annotator: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    sha256: str = ""
    state: State | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


def details_json(
    record: Record, annotation: Annotation, *, held: Iterable[str] = (), note: bool, segments: bool
) -> Json:
    """What is to be kept of an annotation.

    :param held: the attributes that the format's own fields hold just as they are.
    :param note: whether they hold its note; :param segments: its segments.
    """
    fields = set(held)
    rest = {name: value for name, value in annotation.attributes.items() if name not in fields}
    said: Json = {}
    if annotation.origin != "import":
        said["origin"] = annotation.origin
    if not segments:
        said["segments"] = [list(piece) for piece in annotation.segments]
    if rest:
        said["attributes"] = rest
    if annotation.note and not note:
        said["note"] = annotation.note
    actor = record.actor(annotation)
    if actor is not None:
        said["actor"] = {
            "id": actor.id, "name": actor.name, "kind": actor.kind,
            "aliases": list(actor.aliases), "wikidata": actor.wikidata,
        }  # fmt: skip
    if (verdict := record.verdicts.get(annotation.id)) is not None:
        said["verdict"] = verdict
    if annotation.derived_from:
        said["derived_from"] = annotation.derived_from
    if annotation.created_by not in ("", record.annotator):
        said["created_by"] = annotation.created_by
    if annotation.id in record.suggested:
        said["suggested"] = True
    return said


def whole_json(record: Record) -> Json:
    """What is to be kept of an article and of what its layer says about the whole of it."""
    metadata = record.article.metadata
    said: Json = {"annotator": record.annotator, "sha256": record.article.sha256}
    said |= {name: value for name in _METADATA if (value := getattr(metadata, name))}
    if metadata.extra:
        said["extra"] = dict(metadata.extra)
    if record.state in ("done", "in doubt"):
        said["state"] = record.state
    if record.answers:
        said["answers"] = dict(record.answers)
    if record.note:
        said["article_note"] = record.note
    return said


def dumped(said: Json) -> str:
    """One line of ASCII."""
    return json.dumps(said, sort_keys=True)


def loaded(text: str) -> Json:
    """What :func:`dumped` wrote.

    :raises UserError: if it is no JSON object.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{_WRONG}: it is no JSON.") from error
    if not isinstance(found, dict):
        raise UserError(f"{_WRONG}: it is no JSON object.")
    return found


def read_details(said: Json) -> Details:
    """:raises UserError: if something does not have the shape that :func:`details_json` gives it."""
    origin = _one_of(said, "origin", get_args(Origin)) or "import"
    note = said.get("note")
    return Details(
        cast(Origin, origin),
        read_segments(said.get("segments", [])),
        _object(said, "attributes"),
        None if note is None else _text(said, "note"),
        _actor(said["actor"]) if said.get("actor") is not None else None,
        cast(Verdict | None, _one_of(said, "verdict", get_args(Verdict))),
        _text(said, "derived_from") or None,
        _text(said, "created_by"),
        said.get("suggested") is True,
    )


def read_whole(said: Json) -> Whole:
    """:raises UserError: if something does not have the shape that :func:`whole_json` gives it."""
    extra = _object(said, "extra")
    if not all(isinstance(value, str) for value in extra.values()):
        raise UserError(f"{_WRONG}: “extra” is not what it was.")
    title, source, author, published, url, language = (_text(said, name) for name in _METADATA)
    metadata = Metadata(title, source, author, published, url, language, extra)
    return Whole(
        _text(said, "annotator"),
        metadata,
        _text(said, "sha256"),
        cast(State | None, _one_of(said, "state", ("done", "in doubt"))),
        _object(said, "answers"),
        _text(said, "article_note"),
    )


def read_segments(value: object) -> Segments:
    """:raises UserError: if it is no list of ``[start, end]``, each before the next."""
    found: list[tuple[int, int]] = []
    for piece in value if isinstance(value, list) else [None]:
        if not (isinstance(piece, list) and len(piece) == 2 and all(type(each) is int for each in piece)):
            raise UserError(f"{_WRONG}: “segments” is not what it was.")
        start, end = piece
        if not (found[-1][1] if found else -1) < start < end:
            raise UserError(f"{_WRONG}: “segments” is not what it was.")
        found.append((start, end))
    return tuple(found)


def one_line(text: str) -> str:
    """What a field without line breaks makes of a note: runs of white space are one space, signs that no text
    file should have are U+FFFD."""
    return " ".join(_UNFIT.sub("\ufffd", text).split())


def _actor(value: object) -> Actor:
    if not isinstance(value, dict):
        raise UserError(f"{_WRONG}: “actor” is not what it was.")
    aliases = value.get("aliases", [])
    key, name = _text(value, "id"), _text(value, "name")
    if not (isinstance(aliases, list) and all(isinstance(each, str) for each in aliases) and key and name):
        raise UserError(f"{_WRONG}: “actor” is not what it was.")
    return Actor(key, name, _text(value, "kind"), tuple(aliases), _text(value, "wikidata"))


def _text(said: Json, name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise UserError(f"{_WRONG}: “{name}” is not what it was.")
    return value


def _object(said: Json, name: str) -> Json:
    value = said.get(name, {})
    if not isinstance(value, dict):
        raise UserError(f"{_WRONG}: “{name}” is not what it was.")
    return value


def _one_of(said: Json, name: str, known: tuple[str, ...]) -> str | None:
    value = said.get(name)
    if value is not None and value not in known:
        raise UserError(f"{_WRONG}: “{name}” is not what it was.")
    return cast(str | None, value)
