"""A layer on one article, and the codebook it needs, as read from a file, not yet in a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.actor import Actor
from annotator.model.annotation import Origin, Segments
from annotator.model.article import State
from annotator.model.codebook_needs import Needs
from annotator.model.decision import Verdict


@dataclass(frozen=True, slots=True)
class IncomingAnnotation:
    """``id`` is unique within the file; it is kept where the project does not know it yet.

    ``quote`` is what the file says the segments cover, None where it doesn't say.
    """

    id: str
    label: str
    segments: Segments
    quote: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)
    actor: Actor | None = None
    note: str = ""
    origin: Origin = "import"
    verdict: Verdict | None = None
    derived_from: str | None = None
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""


@dataclass(frozen=True, slots=True)
class IncomingLink:
    label: str
    head: str
    child: str


@dataclass(frozen=True, slots=True)
class IncomingLayer:
    """``article`` is the SHA-256 of the text; ``origin`` names the file and line.

    ``answers``, ``note`` and ``state`` (None: not said) are about the article as a whole.
    """

    annotator: str
    article: str
    annotations: tuple[IncomingAnnotation, ...] = ()
    links: tuple[IncomingLink, ...] = ()
    origin: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class IncomingCodebook:
    """What the layers that follow need of the codebook; ``origin`` names the folder they come from."""

    needs: Needs
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was read otherwise than it stands in the file, in one sentence."""

    origin: str
    text: str
