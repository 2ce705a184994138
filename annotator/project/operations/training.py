"""Remember the models that were trained on a project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotator.model.clock import new_id, now
from annotator.model.suggestion import ModelName
from annotator.project.project import Project
from annotator.store.trained import TrainedModel, trained_row


def remember(
    project: Project, model: ModelName, folder: Path, *, based_on: str, report: Mapping[str, Any]
) -> TrainedModel:
    """Write down a model that was trained; it is not used until somebody chooses it.  No undo step."""
    made = TrainedModel(
        new_id(), model.name, model.version, str(folder), based_on, report, project.annotator, now()
    )
    with project.transact("Train a model", undoable=False) as transaction:
        project.rows.insert("trained_models", trained_row(made))
        transaction.bulk.add("trained_models")
    return made


def forget(project: Project, model_id: str) -> None:
    """Take a model off the list; its folder and the layer of its suggestions stay."""
    with project.transact("Forget a trained model", undoable=False) as transaction:
        project.rows.delete("trained_models", (model_id,))
        transaction.bulk.add("trained_models")
