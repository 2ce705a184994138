"""A blind project: Kim has annotated two articles, Robin is done with the second of them only."""

from __future__ import annotations

from pathlib import Path

from annotator.project.operations import annotations, articles, blindness, decisions, links, suggestions
from annotator.project.project import Project
from tests.support.projects import MODEL, SUGGESTED, TEXT, new_project, point

SECRET = "kimsecret"
"""Stands in whatever Kim wrote about the first article."""

OPEN = "kimopen"
"""Stands in whatever Kim wrote about the second, with which Robin is done."""

OTHER = "Ada Lund denied it. Tolm Harbour said 😀 nothing."


def blind_project(path: Path, annotator: str = "Robin") -> Project:
    """Opened by this annotator; article 1 has suggestions, on which Kim has decided."""
    with new_project(path, TEXT, OTHER, "Nobody has read this.", annotator="Kim") as project:
        suggestions.store(project, 1, MODEL, SUGGESTED)
        for article, word in ((1, SECRET), (2, OPEN)):
            claim = annotations.add(
                project, article_id=article, label="claim", segments=[(0, 9)], note=f"{word} note"
            )
            who = annotations.add(project, article_id=article, label="actor", segments=[(5, 9)])
            links.add(project, label="speaker", head_id=claim.id, child_id=who.id)
            point(project, who.id, "Mira Sand")
            articles.write_note(project, article, f"{word} about the article")
        rejected = next(s for s in project.sheet(1).suggestions if s.label == "cue")
        decisions.reject(project, [rejected.id])
        articles.set_state(project, 1, "done")
        articles.set_state(project, 2, "done")
    with Project.open(path, "Robin") as project:
        annotations.add(project, article_id=1, label="claim", segments=[(0, 4)], note="mine")
        annotations.add(project, article_id=2, label="claim", segments=[(0, 9)], note="mine")
        articles.set_state(project, 2, "done")
        blindness.switch(project, True)
    return Project.open(path, annotator)
