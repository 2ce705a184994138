"""An export as it is asked for: by a command, or by the window for a process of its own."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.errors import UserError
from annotator.exchange.export import chosen_layers
from annotator.model.layer import Layer
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.queries import Queries

PROGRAM = "annotator.cli.export_job"
"""The module that does a job which it reads from its standard input, in a process of its own."""


@dataclass(frozen=True, slots=True)
class Job:
    """``layers`` are names as given to ``--layer``, none: the annotator's own; ``layer_ids`` stand before
    them, since a person may be called as a model is.  ``split`` as given to
    ``--split``; empty: not divided, or for formats that must be, train and dev.  ``licence`` is that of the
    annotations, for the data card."""

    output: str
    format: str = "jsonl"
    layers: tuple[str, ...] = ()
    selection: Selection = EVERYTHING
    options: Mapping[str, str] = field(default_factory=dict)
    split: str = ""
    seed: int = 0
    licence: str = ""
    layer_ids: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What :meth:`from_json` reads."""
        chosen = dataclasses.asdict(self.selection)
        sets = {key: sorted(value) for key, value in chosen.items() if isinstance(value, frozenset)}
        return {
            **{each.name: getattr(self, each.name) for each in dataclasses.fields(self)},
            "options": dict(self.options),
            "selection": chosen | sets,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Job:
        """A job as :meth:`to_json` wrote it."""
        chosen: dict[str, Any] = {
            key: frozenset(value) if isinstance(value, list) else value
            for key, value in data["selection"].items()
        }
        lists = {name: tuple(data[name]) for name in ("layers", "layer_ids")}
        return cls(**{**data, **lists, "selection": Selection(**chosen)})

    def chosen(self, queries: Queries) -> list[Layer]:
        """The layers, each once.

        :raises UserError: if one is not there.
        """
        if not self.layer_ids:
            return chosen_layers(queries, self.layers)
        there = {layer.id: layer for layer in queries.layers()}
        if missing := set(self.layer_ids) - there.keys():
            raise UserError(f"The layer {min(missing)} is not there any more: choose the layers again.")
        return [there[number] for number in dict.fromkeys(self.layer_ids)]


def job_line(project: str, annotator: str, job: Job, *, preview: bool) -> bytes:
    """What the process reads: one line of JSON.

    :param preview: show the first record and what will be lost, and write nothing.
    """
    asked = {"project": project, "annotator": annotator, "job": job.to_json(), "preview": preview}
    return json.dumps(asked).encode() + b"\n"  # in ASCII: paths may have bytes that are no text
