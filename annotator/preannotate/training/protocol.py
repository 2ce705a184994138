"""The lines of JSON between the window (or command line) and the process that trains.  Imports no spaCy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from annotator.model.knowledge import Knowledge, knowledge_from_json, knowledge_to_json
from annotator.model.suggestion import ModelName, Suggestions
from annotator.model.training import TrainingArticle, article_from_json, article_to_json
from annotator.preannotate.protocol import ProtocolError, suggestions_from_json, suggestions_to_json

Part = tuple[str, str]
"""``(label, "")`` is what was learned of its spans, ``(label, attribute)`` of the answers to one."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Asks for a training.  The articles follow, then :class:`Go`.

    ``base`` is the pipeline in use (empty: the default one), ``folder`` where the new one goes, ``codebook``
    as JSON, ``version`` what the new one is called by.
    """

    base: str
    folder: str
    version: str
    codebook: str
    knowledge: Knowledge = field(default_factory=Knowledge)


@dataclass(frozen=True, slots=True)
class Learn:
    """One article to learn from, or to compare on."""

    article: TrainingArticle


@dataclass(frozen=True, slots=True)
class Go:
    """That was the last article: train and compare."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The parts that are good enough: save the pipeline with these only."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Give up; nothing is left of it."""


Order = Begin | Learn | Go | Keep | Stop


@dataclass(frozen=True, slots=True)
class Progress:
    """``text`` says what is being done; ``part`` names what is being trained, for a curve of its ``score`` (0
    to 1) by ``epoch``; ``done`` of ``total`` over the whole training."""

    text: str
    done: int
    total: int
    part: str = ""
    epoch: int = 0
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """What the pipeline in use (``old``) and the new one suggest on the articles held out, by id.

    ``parts`` are those that were trained; ``notes`` sentences on what was left out; ``counts`` articles and
    such by name.
    """

    old: Mapping[int, Suggestions]
    new: Mapping[int, Suggestions]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    based_on: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """The new pipeline is in its folder; ``final`` is what it suggests on the articles held out."""

    model: ModelName
    final: Mapping[int, Suggestions]


@dataclass(frozen=True, slots=True)
class Impossible:
    """It can't be trained; ``reason`` is a sentence."""

    reason: str


Report = Progress | Compared | Saved | Impossible


def encode_order(order: Order) -> bytes:
    """One line, with its line break."""
    match order:
        case Begin():
            named = {"base": order.base, "folder": order.folder, "version": order.version}
            more = {"codebook": order.codebook, "knowledge": knowledge_to_json(order.knowledge)}
            return _line({"do": "begin", **named, **more})
        case Learn(article):
            return _line({"do": "learn", "article": article_to_json(article)})
        case Go():
            return _line({"do": "go"})
        case Keep(parts):
            return _line({"do": "keep", "parts": parts})
        case Stop():
            return _line({"do": "stop"})


def decode_order(line: bytes) -> Order:
    """:raises ProtocolError: if the line is none."""
    try:
        data = json.loads(line)
        match data["do"]:
            case "begin":
                knowledge = knowledge_from_json(data["knowledge"])
                return Begin(data["base"], data["folder"], data["version"], data["codebook"], knowledge)
            case "learn":
                return Learn(article_from_json(data["article"]))
            case "go":
                return Go()
            case "keep":
                return Keep(_parts(data["parts"]))
            case "stop":
                return Stop()
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError("Not an order for a training.") from error
    raise ProtocolError("Not an order for a training.")


def encode_report(report: Report) -> bytes:
    """One line, with its line break."""
    match report:
        case Progress():
            return _line({"event": "progress", **asdict(report)})
        case Compared():
            return _line(
                {
                    "event": "compared",
                    "old": _plain(report.old),
                    "new": _plain(report.new),
                    "parts": report.parts,
                    "notes": report.notes,
                    "counts": dict(report.counts),
                    "based_on": report.based_on,
                }
            )
        case Saved(model, final):
            return _line({"event": "saved", "model": [model.name, model.version], "final": _plain(final)})
        case Impossible(reason):
            return _line({"event": "impossible", "reason": reason})


def decode_report(line: bytes) -> Report:
    """:raises ProtocolError: if the line is none."""
    try:
        data = json.loads(line)
        match data.pop("event"):
            case "progress":
                return Progress(**data)
            case "compared":
                return Compared(
                    _articles(data["old"]),
                    _articles(data["new"]),
                    _parts(data["parts"]),
                    tuple(map(str, data["notes"])),
                    {str(name): int(number) for name, number in data["counts"].items()},
                    str(data["based_on"]),
                )
            case "saved":
                name, version = data["model"]
                return Saved(ModelName(str(name), str(version)), _articles(data["final"]))
            case "impossible":
                return Impossible(str(data["reason"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProtocolError("The training said something unexpected.") from error
    raise ProtocolError("The training said something unexpected.")


class ReportParser:
    """Puts reports together from bytes that arrive in pieces of any size."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[Report]:
        """The reports completed by these bytes, in order.

        :raises ProtocolError: if a whole line is none.
        """
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [decode_report(line) for line in lines if line.strip()]


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _plain(articles: Mapping[int, Suggestions]) -> dict[str, Any]:
    return {str(number): suggestions_to_json(found) for number, found in articles.items()}


def _articles(data: Mapping[str, Any]) -> dict[int, Suggestions]:
    return {int(number): suggestions_from_json(found) for number, found in data.items()}


def _parts(data: Any) -> tuple[Part, ...]:
    return tuple((str(label), str(attribute)) for label, attribute in data)
