"""A project in which several annotators say different things about the same articles."""

from __future__ import annotations

from pathlib import Path

from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import annotations, articles, links
from annotator.project.project import Project
from tests.support.projects import new_project

WORDS = (
    "Mira Sand said that the levy would fail before winter. "
    "Tolm Harbour called the plan clumsy. "
    "The ferry board accused the port of hiding its losses. "
    "Joren Aldous denied it on Monday."
)
ALIKE = "Mira Sand said nothing on Tuesday."
ALONE = "The ferries wait for an answer."

Tag = tuple[str, str, str, dict[str, str]]
"""A name for it, label, words and answers."""

KIM: tuple[Tag, ...] = (
    ("sand", "actor", "Mira Sand", {"kind": "person"}),
    ("fail", "claim", "the levy would fail", {"kind": "predicts"}),
    ("harbour", "actor", "Tolm Harbour", {"kind": "organisation"}),
    ("clumsy", "claim", "clumsy", {"kind": "evaluates"}),
    ("board", "actor", "The ferry board", {"kind": "organisation"}),
    ("losses", "claim", "hiding its losses", {"kind": "accuses"}),
    ("aldous", "actor", "Joren Aldous", {"kind": "person"}),
)
LOU: tuple[Tag, ...] = (
    ("sand", "actor", "Mira Sand", {"kind": "person"}),
    ("fail", "claim", "the levy would fail before winter", {"kind": "predicts"}),
    ("harbour", "actor", "Tolm Harbour", {"kind": "organisation"}),
    ("clumsy", "sentiment", "clumsy", {"polarity": "negative"}),
    ("board", "actor", "The ferry board", {"kind": "group"}),
    ("losses", "claim", "hiding its losses", {"kind": "accuses"}),
)
"""Beside Kim's: a boundary, a label, an attribute, a link (see :func:`write`), and one that is missing."""


def compared_project(path: Path, *others: str) -> Project:
    """Kim and Lou on three articles: differences of all kinds on the first, none on the second, and the third
    is Kim's alone.  ``others`` say what Kim says on the first.  The project is Robin's, who has no layer."""
    texts = (("Levy", WORDS), ("Tuesday", ALIKE), ("Ferries", ALONE))
    with new_project(path) as project, project.transact("Import", undoable=False):
        for title, text in texts:
            articles.add(project, IncomingArticle(text, Metadata(title=title)))
    for who, tags, child in (
        ("Kim", KIM, "board"),
        ("Lou", LOU, "harbour"),
        *((o, KIM, "board") for o in others),
    ):
        with Project.open(path, who) as project:
            write(project, 1, tags, ("losses", child))
            if who in ("Kim", "Lou"):
                write(project, 2, (("sand", "actor", "Mira Sand", {"kind": "person"}),))
    with Project.open(path, "Kim") as project:
        write(project, 3, (("ferries", "actor", "The ferries", {"kind": "group"}),))
    return Project.open(path, "Robin")


def write(
    project: Project, article_id: int, tags: tuple[Tag, ...], link: tuple[str, str] | None = None
) -> None:
    """Tag an article in the name of who has it open, and mark it as done.

    :param link: names of a claim and of who says it.
    """
    text, made = project.article(article_id).text, {}
    for name, label, words, answers in tags:
        start = text.index(words)
        made[name] = annotations.add(
            project,
            article_id=article_id,
            label=label,
            segments=[(start, start + len(words))],
            attributes=answers,
        ).id
    if link is not None:
        links.add(project, label="speaker", head_id=made[link[0]], child_id=made[link[1]])
    articles.set_state(project, article_id, "done")
