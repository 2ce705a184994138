"""Models trained on a project, in the project file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

_COLUMNS = "id, name, version, folder, based_on, report, created_by, created_at"


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """``folder`` holds the pipeline, ``based_on`` is the model it was compared with.

    ``report`` says on what it was trained and how well it did; :mod:`annotator.review.learning` makes it.
    """

    id: str
    name: str
    version: str
    folder: str
    based_on: str
    report: Mapping[str, Any] = field(default_factory=dict)
    created_by: str = ""
    created_at: str = ""


def models(db: Database) -> list[TrainedModel]:
    """All of them, newest first."""
    order = "created_at DESC, version DESC, id"
    rows = db.conn.execute(f"SELECT {_COLUMNS} FROM trained_models ORDER BY {order}")
    return [
        TrainedModel(key, name, version, folder, based_on, json.loads(report), *rest)
        for key, name, version, folder, based_on, report, *rest in rows
    ]


def trained_row(model: TrainedModel) -> dict[str, Any]:
    """The columns of a model."""
    row = {name: getattr(model, name) for name in TrainedModel.__slots__}
    return row | {"report": json.dumps(model.report, ensure_ascii=False, sort_keys=True)}
