"""Facts kept with the project."""

from __future__ import annotations

from annotator.project.project import Project


def choose_pipeline(project: Project, pipeline: str) -> None:
    """Remember which spaCy pipeline suggests in this project (name or path; empty: the default)."""
    if project.about("pipeline") != pipeline:
        with project.transact("Choose pipeline", undoable=False) as transaction:
            project.remember("pipeline", pipeline)
            transaction.bulk.add("about")
