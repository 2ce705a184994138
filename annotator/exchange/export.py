"""The formats in which layers go out: a further one is one file and one line here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from annotator.errors import UserError
from annotator.exchange.jsonl_out import export_jsonl
from annotator.exchange.writing import Cancelled, ExportCancelledError, ExportReport, Progress
from annotator.model.layer import Layer
from annotator.project.queries import Queries

__all__ = ["FORMATS", "ExportCancelledError", "ExportReport", "Exporter", "chosen_layers", "export_jsonl"]


class Exporter(Protocol):
    """Writes layers to a file; see :func:`annotator.exchange.jsonl_out.export_jsonl`."""

    def __call__(
        self,
        queries: Queries,
        path: Path,
        layers: Sequence[Layer],
        *,
        with_suggestions: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ExportReport: ...


FORMATS: dict[str, Exporter] = {"jsonl": export_jsonl}
"""Name as given to ``--format`` -> what writes it."""


def chosen_layers(queries: Queries, names: Sequence[str]) -> list[Layer]:
    """The layers of these names, each once; without names the current annotator's own.

    :raises UserError: if there is no such layer.
    """
    if not names:
        own = queries.layer
        if own is None:
            raise UserError(
                f"{queries.annotator} has no layer yet: annotate something, or name the layer that you mean."
            )
        return [own]
    found = {layer.id: layer for layer in map(queries.find_layer, names)}
    return list(found.values())
