"""What became of everything that was read for an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotator.articles.failure import ReadFailure
from annotator.exchange.jsonl_in import Skipped
from annotator.exchange.taking.repairing import Repair
from annotator.model.incoming import Noted


@dataclass(frozen=True, slots=True)
class Imported:
    id: int
    origin: str
    title: str


@dataclass(frozen=True, slots=True)
class Twin:
    """``origin`` is, or nearly is, article ``id``."""

    id: int
    origin: str


@dataclass(slots=True)
class ImportReport:
    """What became of everything that was read, in the order in which it was."""

    imported: list[Imported] = field(default_factory=list)
    already: list[Twin] = field(default_factory=list)
    """The very same text was there; nothing was written."""
    near_duplicates: list[Twin] = field(default_factory=list)
    """Imported, but nearly the same as another article."""
    layers: int = 0
    """Records with a layer that was taken in."""
    layers_already: int = 0
    annotations: int = 0
    links: int = 0
    by_annotator: Counter[str] = field(default_factory=Counter)
    """Annotations that were taken in, by whose they are."""
    by_label: Counter[str] = field(default_factory=Counter)
    """The same by their labels."""
    repairs: list[Repair] = field(default_factory=list)
    """Where spans that do not fit would stand by their quotes, or stand now."""
    codebook: list[str] = field(default_factory=list)
    """What was added to the codebook, and what was taken for something in it."""
    noted: list[Noted] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    failures: list[ReadFailure] = field(default_factory=list)
