"""CAS files as they are written: a folder a layer, in it a file an article; type system and layers beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cassis import Cas

from annotator.exchange.cas.making import cas_of
from annotator.exchange.cas.types import layers_json, type_system
from annotator.exchange.file_names import FileNames
from annotator.exchange.formats import Context
from annotator.model.record import Record

TYPE_SYSTEM = "TypeSystem.xml"
LAYERS = "layers.json"


class CasWriter:
    """:param save: writes one document to a path.  ``suffix``: that of its files, with its dot."""

    def __init__(self, path: Path, context: Context, suffix: str, save: Callable[[Cas, Path], None]) -> None:
        self._path, self._suffix, self._save = path, suffix, save
        self._system = type_system(context.codebook)
        self._folders = FileNames()
        self._layers: dict[int, tuple[Path, FileNames]] = {}
        self._system.to_xml(path / TYPE_SYSTEM)
        (path / LAYERS).write_text(layers_json(context.codebook), "utf-8", newline="\n")

    def add(self, record: Record) -> tuple[int, int]:
        """See :class:`annotator.exchange.formats.Writer`."""
        found = self._layers.get(record.layer.id)
        if found is None:
            folder = self._path / self._folders.new(record.annotator, "layer")
            folder.mkdir()
            found = self._layers[record.layer.id] = (folder, FileNames())
        folder, names = found
        name = names.new(record.article.metadata.title, f"article-{record.article.id}")
        self._save(cas_of(record, self._system), folder / f"{name}{self._suffix}")
        return len(record.annotations), len(record.links)

    def close(self) -> None:
        """All is written already."""


def preview(path: Path, suffix: str) -> str:
    """The first document."""
    first = next((file for file in sorted(path.rglob(f"*{suffix}")) if file.name != LAYERS), None)
    return first.read_text("utf-8") if first is not None else (path / LAYERS).read_text("utf-8")
