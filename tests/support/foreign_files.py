"""A format of its own for tests of what all foreign formats share: a line of JSON per document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan, Reader
from annotator.model.actor import Actor
from annotator.model.article import Metadata

READER = Reader("plain", "Plain", (".plain",), "tests.support.foreign_files")


def read(path: Path) -> Iterator[ForeignItem]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        origin = f"{path}, line {number}"
        said = json.loads(line)
        if "bad" in said:
            yield ReadFailure(origin, said["bad"])
            continue
        yield ForeignDocument(
            said.get("text"),
            origin,
            tuple(_span(each) for each in said.get("spans", ())),
            tuple(ForeignLink(*each) for each in said.get("links", ())),
            Metadata(title=said.get("title", "")),
            said.get("article", ""),
            said.get("annotator", ""),
            said.get("answers", {}),
            said.get("note", ""),
            said.get("state"),
            said.get("suggested", 0),
        )


def _span(said: dict[str, Any]) -> ForeignSpan:
    return ForeignSpan(
        said["id"],
        said["label"],
        tuple((start, end) for start, end in said["pieces"]),
        said.get("quote"),
        said.get("attributes", {}),
        Actor(said["actor"], said["actor"]) if "actor" in said else None,
        said.get("note", ""),
        said["id"],
    )


def span(key: str, label: str, text: str, quote: str, **more: Any) -> dict[str, Any]:
    """A span on the first place where the quote stands in the text."""
    start = text.index(quote)
    return {"id": key, "label": label, "pieces": [[start, start + len(quote)]], "quote": quote, **more}


def write(path: Path, *documents: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in documents), "utf-8")
    return path
