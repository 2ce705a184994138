"""An export as it is asked for: by a command, or by the window for a process of its own."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.selection import EVERYTHING, Selection

PROGRAM = "annotator.cli.export_job"
"""The module that does a job which it reads from its standard input, in a process of its own."""


@dataclass(frozen=True, slots=True)
class Job:
    """``layers`` are names as given to ``--layer``, none: the annotator's own.  ``split`` as given to
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
        return cls(**{**data, "layers": tuple(data["layers"]), "selection": Selection(**chosen)})


def job_line(project: str, annotator: str, job: Job, *, preview: bool) -> bytes:
    """What the process reads: one line of JSON.

    :param preview: show the first record and what will be lost, and write nothing.
    """
    asked = {"project": project, "annotator": annotator, "job": job.to_json(), "preview": preview}
    return json.dumps(asked, ensure_ascii=False).encode() + b"\n"
