"""Small projects for tests."""

from __future__ import annotations

from pathlib import Path

from annotator.model.article import IncomingArticle
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook
from annotator.model.name_index import NameIndex
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.places import resource
from annotator.project.operations import articles, naming, suggestions
from annotator.project.project import Project

TEXT = "Mira Sand said 😀 that the levy “will fail”, but Tolm Harbour denied it."

MODEL = ModelName("small", "1")

SUGGESTED = Suggestions(
    (
        SuggestedAnnotation("a", "actor", ((0, 9),), {"kind": "person"}, 0.9, "a name"),
        SuggestedAnnotation("q", "cue", ((10, 14),), {}, 0.8, "reporting verb"),
        SuggestedAnnotation("c", "claim", ((17, 42),), {"kind": "predicts"}, 0.7, "what is said"),
        SuggestedAnnotation("h", "actor", ((48, 60),), {"kind": "organisation"}, 0.6, "a name"),
    ),
    (SuggestedLink("speaker", "c", "a"), SuggestedLink("cue", "c", "q")),
)


def default_codebook() -> Codebook:
    return parse_codebook(resource("codebooks", "actor-claim-sentiment.toml").read_text("utf-8"))


def new_project(path: Path, *texts: str, annotator: str = "Robin") -> Project:
    """A project with these articles (ids from 1)."""
    project = Project.create(path, default_codebook(), annotator)
    with project.transact("Import", undoable=False):
        for text in texts:
            articles.add(project, IncomingArticle(text))
    return project


def suggested_project(path: Path, annotator: str = "Robin") -> Project:
    """A project with :data:`TEXT` as article 1 and :data:`SUGGESTED` on it."""
    project = new_project(path, TEXT, annotator=annotator)
    suggestions.store(project, 1, MODEL, SUGGESTED)
    return project


def point(project: Project, mention_id: str, name: str) -> None:
    """Let a mention point to the actor of this name, made where the registry lacks it."""
    known = [actor for actor in project.actors() if actor.name == name]
    naming.name(project, mention_id, known[0] if known else name, NameIndex(project.actors()))
