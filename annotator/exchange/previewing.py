"""The first record of an export as it will be written, as text."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.exchange.export import export
from annotator.exchange.formats import FORMATS, module_of
from annotator.model.layer import Layer
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.layer_rows import LayerRows, selected_articles
from annotator.project.queries import Queries
from annotator.store import articles

_LONGEST = 8_000
"""Characters that are shown."""
_LONGEST_TEXT, _MOST_ITEMS = 160, 3
_JSON = (".jsonl", ".json", ".jsonld")


def preview(
    queries: Queries,
    layers: Sequence[Layer],
    format: str,
    *,
    selection: Selection = EVERYTHING,
    options: Mapping[str, str] | None = None,
) -> str:
    """The beginning of what an export would write of the first article that has annotations; empty: nothing
    was asked for that is there.

    :raises UserError: as :func:`annotator.exchange.export.export`.
    """
    first = _first(queries, layers, selection)
    if first is None:
        return ""
    kind = FORMATS[format]
    one = dataclasses.replace(selection, articles=frozenset([first]))
    with tempfile.TemporaryDirectory(prefix="annotator-preview-") as folder:
        path = Path(folder) / f"preview{kind.suffix}"
        export(queries, path, layers, format, selection=one, options=options)
        shown = getattr(module_of(kind), "preview", _as_text)(path)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …"


def _first(queries: Queries, layers: Sequence[Layer], selection: Selection) -> int | None:
    """The first article with annotations, else the first that there is."""
    chosen = selected_articles(queries, selection)
    sources = [LayerRows(queries, layer, selection) for layer in layers]
    there: int | None = None
    for article in articles.every(queries.db, chosen):
        said = [found for each in sources if (found := each.take(article.id, article.text)) is not None]
        if said and there is None:
            there = article.id
        if any(found.annotations or found.suggested for found in said):
            return article.id
    return there


def _json(path: Path) -> str:
    """The first record with line breaks; long texts and lists are cut, so that all that is in it is seen."""
    with path.open(encoding="utf-8") as file:
        record = json.loads(file.readline() if path.suffix == ".jsonl" else file.read())
    return json.dumps(_cut(record), ensure_ascii=False, indent=1)


def _cut(value: Any) -> Any:
    match value:
        case str() if len(value) > _LONGEST_TEXT:
            return f"{value[:_LONGEST_TEXT]} … ({len(value):,} characters)"
        case list() if len(value) > _MOST_ITEMS:
            return [*map(_cut, value[:_MOST_ITEMS]), f"… ({len(value):,} in all)"]
        case list():
            return [*map(_cut, value)]
        case dict():
            return {key: _cut(item) for key, item in value.items()}
    return value


def _as_text(path: Path) -> str:
    """The beginning of a file; of a folder, that of each file in it under its name."""
    if path.suffix in _JSON:
        return _json(path)
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_LONGEST + 1)
    files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    share = _LONGEST // max(1, len(files))
    shown = [(file.relative_to(path).as_posix(), file.read_text("utf-8", errors="replace")) for file in files]
    return "\n\n".join(f"{name}\n{text[:share]}" for name, text in shown)
