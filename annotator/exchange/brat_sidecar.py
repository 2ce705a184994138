"""The .json file beside an .ann file: what brat has no place for.  brat passes it over.

It speaks of lines of the .ann file by their ids, and of an annotation only while that stands where it stood.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.errors import UserError
from annotator.exchange.brat_standoff import Span, Standoff
from annotator.exchange.details import Details, Json, Whole, loaded, read_details, read_whole

MADE_FOR = "brat"
ANSWER = "Answer"
"""The kind of a remark that shows an answer which an attribute of brat can't hold."""
_LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sidecar:
    """``annotations``: by id of a T line, where it stood and what is said of it; ``links``: ids of R lines
    that are suggestions."""

    whole: Whole = field(default_factory=Whole)
    annotations: dict[str, tuple[str, Details]] = field(default_factory=dict)
    links: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        """Whether it tells something of the article as a whole."""
        return bool(self.whole.answers or self.whole.note or self.whole.state)

    def details(self, span: Span) -> Details | None:
        """What is said of an annotation; None where that is nothing, or it was changed since."""
        place, details = self.annotations.get(span.id, ("", None))
        return details if place == where(span.pieces) else None

    def prune(self, found: Standoff) -> int:
        """Take out of a file what was only suggested, and remarks that repeat what stands here.

        Returns how many annotations these were.
        """
        gone = {key for key, span in found.spans.items() if (d := self.details(span)) and d.suggested}
        known = {key for key, span in found.spans.items() if self.details(span) is not None}
        found.spans = {key: span for key, span in found.spans.items() if key not in gone}
        found.relations = [
            r for r in found.relations if r.id not in self.links and not gone.intersection(r.ends)
        ]
        found.answers = [answer for answer in found.answers if answer.target not in gone]
        found.references = [item for item in found.references if item.target not in gone]
        found.remarks = [
            item
            for item in found.remarks
            if item.target not in gone and not (item.kind == ANSWER and item.target in known)
        ]
        return len(gone)


def where(pieces: tuple[tuple[int, int], ...]) -> str:
    """As it stands in the T line."""
    return ";".join(f"{start} {end}" for start, end in pieces)


def sidecar_of(ann: Path) -> Sidecar | None:
    """What lies beside an .ann file; None where that is nothing of ours.

    :raises UserError: if it is ours and damaged, or can't be read.
    """
    path = ann.with_suffix(".json")
    try:
        if not path.is_file():
            return None
        if path.stat().st_size > _LARGEST:
            raise UserError(f"{path.name} beside it is larger than 50 MB: take it away.")
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} beside it can't be read ({error.strerror or error}).") from error
    if b'"made_for": "brat"' not in content:
        return None
    try:
        return _sidecar(loaded(content.decode("utf-8", "replace")))
    except UserError as error:
        raise UserError(f"{path.name} beside it is damaged ({error}): take it away.") from error


def _sidecar(said: Json) -> Sidecar:
    annotations = said.get("annotations", {})
    links = said.get("suggested_links", [])
    if not isinstance(annotations, dict) or not isinstance(links, list):
        raise UserError("It is not what it was.")
    return Sidecar(
        read_whole(said),
        {key: _annotation(each) for key, each in annotations.items()},
        frozenset(key for key in links if isinstance(key, str)),
    )


def _annotation(said: Any) -> tuple[str, Details]:
    if not isinstance(said, dict) or not isinstance(said.get("at"), str):
        raise UserError("It is not what it was.")
    return said["at"], read_details(said)
