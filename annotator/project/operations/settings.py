"""Facts kept with the project."""

from __future__ import annotations

from annotator.project.project import Project
from annotator.project.suggestion_queries import LEAST_SCORE


def choose_pipeline(project: Project, pipeline: str) -> None:
    """Remember which spaCy pipeline suggests in this project (name or path; empty: the default)."""
    if project.about("pipeline") != pipeline:
        with project.transact("Choose pipeline", undoable=False) as transaction:
            project.remember("pipeline", pipeline)
            transaction.bulk.add("about")


def choose_least_score(project: Project, least: float, *, initiator: str = "") -> None:
    """Remember how sure a suggestion must be for the annotator to see it (0 to 1)."""
    if project.least_score != least:
        with project.transact("Choose how sure", undoable=False, initiator=initiator) as transaction:
            project.remember(f"{LEAST_SCORE} {project.annotator}", str(least))
            transaction.bulk.add("annotations")
