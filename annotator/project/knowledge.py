"""What a project's models are told before they suggest."""

from __future__ import annotations

import json

from annotator.model.knowledge import Knowledge, KnownActor
from annotator.project.experience import experience_of
from annotator.project.queries import Queries

PIPELINES = "pipelines"
"""The fact kept with the project that says which pipeline suggests for articles in which language (JSON)."""


def knowledge_of(project: Queries) -> Knowledge:
    """The registry, the patterns that are on, the pipelines by language, and what was decided."""
    actors = tuple(KnownActor(a.id, a.name, a.kind, a.aliases) for a in project.actors())
    offered = {label.name for label in project.codebook.offered}
    on = tuple(p for p in project.patterns() if not p.off and p.label in offered)
    return Knowledge(actors, on, pipelines_of(project), experience_of(project), mention_labels(project))


def mention_labels(project: Queries) -> tuple[str, ...]:
    """The labels whose annotations may point to an actor."""
    return tuple(label.name for label in project.codebook.labels if label.mention)


def pipelines_of(project: Queries) -> dict[str, str]:
    """Language (ISO 639-1) -> name or folder of the pipeline chosen for articles in it."""
    return dict(json.loads(project.about(PIPELINES, "{}")))
