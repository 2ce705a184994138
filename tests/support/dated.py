"""A project of four invented articles with dates, sources, claims and sentiment, in two layers."""

from __future__ import annotations

from pathlib import Path

from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import annotations, articles, links
from annotator.project.project import Project
from tests.support.projects import default_codebook, point

TEXT = "Mira Sand 😀 said the reckless levy hurts Tolm Harbour."
ABOUT = (
    ("The levy hurts", "Island Post", "2025-03-03"),
    ("The levy hurts more", "Harbour News", "2025-03-12"),
    ("The levy still hurts", "=Island Post", "2025-04-20"),
    ("No day is known", "", ""),
)


def dated_project(path: Path, *, claims: bool = True) -> Path:
    """Robin has said six things of each of the first three articles, Kim of the second and the last."""
    with (
        Project.create(path, default_codebook(), "Robin") as project,
        project.transact("Import", undoable=False),
    ):
        for title, source, published in ABOUT:
            about = Metadata(title=title, source=source, published=published)
            articles.add(project, IncomingArticle(f"{TEXT} ({title})", about))
    for name, numbers in (("Kim", (2, 4)), ("Robin", (1, 2, 3))):
        with Project.open(path, name) as project:
            for article in numbers if claims else ():
                _annotate(project, article)
    return path


def _annotate(project: Project, article: int) -> None:
    def tag(label: str, words: str, **answers: str) -> str:
        start = TEXT.index(words)
        made = annotations.add(
            project,
            article_id=article,
            label=label,
            segments=[(start, start + len(words))],
            attributes=answers,
        )
        return made.id

    sand, harbour = tag("actor", "Mira Sand"), tag("actor", "Tolm Harbour")
    point(project, sand, "Mira Sand")
    point(project, harbour, "Tolm Harbour")
    claim, cue = tag("claim", "the reckless levy hurts Tolm Harbour", kind="accuses"), tag("cue", "said")
    shown = tag("sentiment", "reckless", polarity="negative")
    for kind, head, child in (
        ("speaker", claim, sand),
        ("about", claim, harbour),
        ("cue", claim, cue),
        ("target", shown, harbour),
    ):
        links.add(project, label=kind, head_id=head, child_id=child)
