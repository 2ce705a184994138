"""The lines of JSON between the window (or command line) and the worker process.

One object a line, ASCII only, so that neither side depends on the locale.  Imports no spaCy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotator.errors import AnnotatorError
from annotator.model.knowledge import (
    Found,
    Knowledge,
    PatternHit,
    knowledge_from_json,
    knowledge_to_json,
)
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions


class ProtocolError(AnnotatorError):
    """A line that is not of this protocol."""


@dataclass(frozen=True, slots=True)
class Suggest:
    """Ask for the suggestions of one text; ``language`` is ISO 639-1 or empty."""

    id: int
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Know:
    """Tell what the project knows; holds for all that is asked after it."""

    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class Find:
    """Ask where the patterns that are known stand in one text."""

    id: int
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Ask the worker to end after what it has been asked before."""


Request = Suggest | Know | Find | Stop


@dataclass(frozen=True, slots=True)
class Ready:
    """The main pipeline is loaded, which is of this language (ISO 639-1); sent once, first."""

    model: ModelName
    pipeline: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """The answer to one :class:`Suggest`: what ``model`` suggests; ``words`` of its text, for a rate."""

    id: int
    suggestions: Suggestions
    words: int
    model: ModelName


@dataclass(frozen=True, slots=True)
class Working:
    """Of a long article, ``read`` of ``length`` code points have been worked on."""

    id: int
    read: int
    length: int


@dataclass(frozen=True, slots=True)
class Failed:
    """This one article could not be worked on; the run goes on."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class HitsFound:
    """The answer to one :class:`Find`."""

    id: int
    found: Found


@dataclass(frozen=True, slots=True)
class Unusable:
    """The pipeline can't be loaded, or the worker did not understand a line; ``reason`` is a sentence."""

    reason: str


Reply = Ready | Working | Suggested | HitsFound | Failed | Unusable


def encode_request(request: Request) -> bytes:
    """One line, with its line break."""
    if isinstance(request, Stop):
        return _line({"do": "stop"})
    if isinstance(request, Know):
        return _line({"do": "know", "knowledge": knowledge_to_json(request.knowledge)})
    do = "find" if isinstance(request, Find) else "suggest"
    return _line({"do": do, "id": request.id, "text": request.text, "language": request.language})


def decode_request(line: bytes) -> Request:
    """:raises ProtocolError: if the line is not a request."""
    data = _object(line)
    match data.get("do"):
        case "stop":
            return Stop()
        case "know":
            try:
                return Know(knowledge_from_json(data["knowledge"]))
            except (KeyError, TypeError, ValueError) as error:
                raise ProtocolError(f"Not a whole request: {_shortened(line)}") from error
        case "suggest" | "find" as what:
            number, text, language = data.get("id"), data.get("text"), data.get("language", "")
            if isinstance(number, int) and isinstance(text, str) and isinstance(language, str):
                return (Find if what == "find" else Suggest)(number, text, language)
    raise ProtocolError(f"Not a request: {_shortened(line)}")


def encode_reply(reply: Reply) -> bytes:
    """One line, with its line break."""
    match reply:
        case Ready(model, pipeline, language):
            said = {"model": _named(model), "pipeline": pipeline, "language": language}
            return _line({"event": "ready", **said})
        case Working(number, read, length):
            return _line({"event": "working", "id": number, "read": read, "length": length})
        case Suggested(number, suggestions, words, model):
            counted = {"id": number, "words": words}
            return _line(
                {"event": "suggested", **counted, "model": _named(model), **suggestions_to_json(suggestions)}
            )
        case HitsFound(number, found):
            hits = [[hit.pattern_id, hit.start, hit.end] for hit in found.hits]
            return _line({"event": "found", "id": number, "hits": hits, "unused": dict(found.unused)})
        case Failed(number, reason):
            return _line({"event": "failed", "id": number, "reason": reason})
        case Unusable(reason):
            return _line({"event": "error", "reason": reason})


def decode_reply(line: bytes) -> Reply:
    """:raises ProtocolError: if the line is not a reply."""
    data = _object(line)
    try:
        match data["event"]:
            case "ready":
                return Ready(_model(data), data["pipeline"], data["language"])
            case "working":
                return Working(int(data["id"]), int(data["read"]), int(data["length"]))
            case "suggested":
                return Suggested(
                    int(data["id"]), suggestions_from_json(data), int(data["words"]), _model(data)
                )
            case "found":
                hits = tuple(PatternHit(key, int(start), int(end)) for key, start, end in data["hits"])
                return HitsFound(int(data["id"]), Found(hits, dict(data["unused"])))
            case "failed":
                return Failed(int(data["id"]), str(data["reason"]))
            case "error":
                return Unusable(str(data["reason"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(f"Not a whole reply: {_shortened(line)}") from error
    raise ProtocolError(f"Not a reply: {_shortened(line)}")


class ReplyParser:
    """Puts replies together from bytes that arrive in pieces of any size."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, chunk: bytes) -> list[Reply]:
        """The replies completed by these bytes, in order.

        :raises ProtocolError: if a whole line is not a reply; what came before it in the chunk is lost.
        """
        seen = len(self._rest)
        self._rest += chunk
        end = self._rest.rfind(b"\n", seen)
        if end < 0:
            return []
        lines = bytes(self._rest[:end]).split(b"\n")
        del self._rest[: end + 1]
        return [decode_reply(line) for line in lines if line.strip()]

    @property
    def pending(self) -> int:
        """Bytes of a line that has not ended yet."""
        return len(self._rest)


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise ProtocolError(f"Not a line of JSON: {_shortened(line)}") from error
    if not isinstance(data, dict):
        raise ProtocolError(f"Not an object: {_shortened(line)}")
    return data


def _shortened(line: bytes) -> str:
    shown = line.decode("utf-8", "replace").strip()
    return shown if len(shown) <= 120 else shown[:117] + "..."


def _named(model: ModelName) -> dict[str, str]:
    return {"name": model.name, "version": model.version}


def _model(data: Mapping[str, Any]) -> ModelName:
    return ModelName(data["model"]["name"], data["model"]["version"])


def suggestions_to_json(suggestions: Suggestions) -> dict[str, Any]:
    return {
        "annotations": [
            {
                "key": a.key,
                "label": a.label,
                "segments": a.segments,
                "attributes": dict(a.attributes),
                "score": a.score,
                "reason": a.reason,
                "actor_id": a.actor_id,
            }
            for a in suggestions.annotations
        ],
        "links": [
            {"label": link.label, "head": link.head, "child": link.child, "score": link.score}
            for link in suggestions.links
        ],
    }


def suggestions_from_json(data: Mapping[str, Any]) -> Suggestions:
    annotations = tuple(
        SuggestedAnnotation(
            item["key"],
            item["label"],
            tuple((int(start), int(end)) for start, end in item["segments"]),
            dict(item["attributes"]),
            item["score"],
            item["reason"],
            item["actor_id"],
        )
        for item in data["annotations"]
    )
    links = tuple(
        SuggestedLink(item["label"], item["head"], item["child"], item["score"]) for item in data["links"]
    )
    return Suggestions(annotations, links)
