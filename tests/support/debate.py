"""A project with a small debate in two articles, with what breaks tables: formulas, quotes, line breaks."""

from __future__ import annotations

from pathlib import Path

from annotator.model.article import IncomingArticle, Metadata
from annotator.model.codebook import Codebook
from annotator.project.operations import actors, annotations, articles, links
from annotator.project.project import Project
from tests.support.projects import default_codebook

FIRST = (
    "Mira Sand said 😀 that the levy; “will\r\nfail”, but Tolm Harbour denied it to Kim.\n"
    '=HYPERLINK(1) is nonsense, Kim wrote. The "dull" council.'
)
SECOND = "Tolm Harbour said the levy will stay."


def debate(path: Path, codebook: Codebook | None = None, annotator: str = "Robin") -> Project:
    """Two articles; three claims, one of them with sentiment, and a sentiment outside claims."""
    project = Project.create(path, codebook or default_codebook(), annotator)
    with project.transact("Import", undoable=False):
        articles.add(
            project,
            IncomingArticle(
                FIRST,
                Metadata(
                    "The levy; again",
                    "Kelsk News",
                    "A. Reed",
                    "2025-03-31",
                    "https://kelsk.example/1",
                    "en",
                    {"section": "Harbour"},
                ),
            ),
        )
        articles.add(project, IncomingArticle(SECOND, Metadata("Stay", "Port Post", published="2025-04-02")))
    mira = actors.add(project, "Mira Sand", kind="person")
    tolm = actors.add(project, "Tolm Harbour", kind="organisation", wikidata="Q42")
    sand = _say(project, 1, "actor", "Mira Sand", actor=mira.id, kind="person")
    said = _say(project, 1, "cue", "said")
    fail = _say(project, 1, "claim", "the levy; “will\r\nfail”", note="first", kind="predicts")
    harbour = _say(project, 1, "actor", "Tolm Harbour", actor=tolm.id)
    badly = _say(project, 1, "sentiment", "fail", polarity="negative")
    formula = _say(project, 1, "claim", "=HYPERLINK(1) is nonsense", kind="evaluates")
    kim = _say(project, 1, "actor", "Kim", kind="person")
    _say(project, 1, "sentiment", "dull", polarity="negative")
    stay = _say(project, 2, "claim", "the levy will stay", kind="states")
    other = _say(project, 2, "actor", "Tolm Harbour", actor=tolm.id)
    for label, head, child in (
        ("speaker", fail, sand), ("cue", fail, said), ("about", fail, harbour), ("addressee", fail, kim),
        ("target", badly, harbour), ("speaker", formula, kim), ("speaker", formula, harbour),
        ("speaker", stay, other),
    ):  # fmt: skip
        links.add(project, label=label, head_id=head, child_id=child)
    articles.set_state(project, 1, "done")
    return project


def _say(
    project: Project, article: int, label: str, words: str, *, actor: str = "", note: str = "", **answers: str
) -> str:
    text = FIRST if article == 1 else SECOND
    start = text.index(words)
    return annotations.add(
        project,
        article_id=article,
        label=label,
        segments=[(start, start + len(words))],
        attributes=answers,
        actor_id=actor or None,
        note=note,
    ).id
