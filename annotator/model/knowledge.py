"""What a project knows and lets its models use: actors, patterns, pipelines by language, decisions so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the registry, as far as finding it in a text needs it."""

    id: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the analysts themselves say is to be suggested.

    ``pattern`` is a phrase (``"trade union"``) or a list of spaCy token patterns (``[{"LOWER": "union"}]``).
    ``name`` says where it belongs, such as the file it was read from.  An empty ``language`` is any.
    ``actor_id`` is the actor that its hits mean.  One that is ``off`` is kept but not used.
    """

    id: str
    label: str
    pattern: str | tuple[Mapping[str, Any], ...]
    attributes: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    language: str = ""
    actor_id: str | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Experience:
    """What an annotator decided before about suggestions of a label that are alike.

    They are alike by their own words (``by`` is empty), or by the words of what a link of this name leads to:
    claims by their ``cue``.  ``words`` is in the form of :func:`alike`.  ``answers`` are those that the
    annotator nearly always gives to such annotations.
    """

    label: str
    by: str
    words: str
    kept: int = 0
    rejected: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)


def alike(words: str) -> str:
    """The form in which words are compared: letter case, kinds of apostrophe and white space do not count."""
    return " ".join(words.casefold().replace("’", "'").split())


@dataclass(frozen=True, slots=True)
class Knowledge:
    """``pipelines`` is language (ISO 639-1) -> name or folder of the pipeline for articles in it.

    ``mentions`` are the labels of the codebook whose annotations may point to an actor.
    """

    actors: tuple[KnownActor, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    pipelines: Mapping[str, str] = field(default_factory=dict)
    experience: tuple[Experience, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternHit:
    """Where a pattern stands in a text, in code points ``[start, end)``."""

    pattern_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the patterns find in one text; ``unused`` says by id why one could not be used to the full."""

    hits: tuple[PatternHit, ...] = ()
    unused: Mapping[str, str] = field(default_factory=dict)


def knowledge_to_json(knowledge: Knowledge) -> dict[str, Any]:
    """Plain values that :func:`knowledge_from_json` reads."""
    return {
        "actors": [[a.id, a.name, a.kind, list(a.aliases)] for a in knowledge.actors],
        "patterns": [
            {
                "id": p.id,
                "label": p.label,
                "pattern": p.pattern if isinstance(p.pattern, str) else [dict(t) for t in p.pattern],
                "attributes": dict(p.attributes),
                "name": p.name,
                "language": p.language,
                "actor_id": p.actor_id,
                "off": p.off,
            }
            for p in knowledge.patterns
        ],
        "pipelines": dict(knowledge.pipelines),
        "experience": [
            [e.label, e.by, e.words, e.kept, e.rejected, dict(e.answers)] for e in knowledge.experience
        ],
        "mentions": list(knowledge.mentions),
    }


def knowledge_from_json(data: Mapping[str, Any]) -> Knowledge:
    """:raises KeyError, TypeError, ValueError: if it is not what :func:`knowledge_to_json` makes."""
    return Knowledge(
        tuple(KnownActor(key, name, kind, tuple(aliases)) for key, name, kind, aliases in data["actors"]),
        tuple(_pattern(item) for item in data["patterns"]),
        dict(data["pipelines"]),
        tuple(
            Experience(str(label), str(by), str(words), int(kept), int(rejected), dict(answers))
            for label, by, words, kept, rejected, answers in data["experience"]
        ),
        tuple(data["mentions"]),
    )


def _pattern(item: Mapping[str, Any]) -> Pattern:
    values = dict(item)
    written = values["pattern"]
    values["pattern"] = written if isinstance(written, str) else tuple(dict(token) for token in written)
    return Pattern(**values)
