"""Facts kept with the project."""

from __future__ import annotations

import json
from collections.abc import Mapping

from annotator.project.knowledge import PIPELINES, pipelines_of
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


def choose_pipelines(project: Project, chosen: Mapping[str, str]) -> None:
    """Remember which pipeline suggests for articles in which language, instead of what was chosen before.

    :param chosen: language (ISO 639-1) -> name or folder; a language that is missing has the default.
    """
    wanted = {language: pipeline for language, pipeline in sorted(chosen.items()) if pipeline}
    if pipelines_of(project) != wanted:
        with project.transact("Choose pipelines", undoable=False) as transaction:
            project.remember(PIPELINES, json.dumps(wanted, ensure_ascii=False))
            transaction.bulk.add("about")
