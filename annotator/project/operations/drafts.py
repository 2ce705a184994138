"""What somebody has written and not yet sent: it stays with the project, and goes to nobody else."""

from __future__ import annotations

import json
from collections.abc import Mapping

from annotator.project.project import Project
from annotator.project.queries import Queries

DRAFTS = "drafts"
"""The fact that keeps them, one for each annotator: what each is for -> the text, as JSON."""


def drafts(queries: Queries) -> dict[str, str]:
    """The annotator's own drafts: what each is for -> its text."""
    return dict(json.loads(queries.about(f"{DRAFTS} {queries.annotator}", "{}")))


def keep(project: Project, found: Mapping[str, str]) -> None:
    """Keep these drafts and no others; that is no step that can be undone."""
    with project.transact("Keep what is being written", undoable=False):
        text = json.dumps(dict(found), ensure_ascii=False)
        project.remember(f"{DRAFTS} {project.annotator}", text)
