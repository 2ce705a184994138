"""A window on an article of actors, a claim and a sentiment, and keys that go where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.gui.session import Session
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.codebook_toml import parse_codebook
from annotator.places import resource
from annotator.project.operations import actors, annotations, articles
from annotator.project.project import Project

ARTICLE = (
    "Mira Sand and Tolm Harbour said that the levy will fail, which pleased the shameless Ylva Holm. "
    "Otto Brandt, Lower Sund, Upper Sund, Nils Berg, Ida Lind, Jan Krog, Kari Moe and Lars Vik kept silent."
)
NAMES = (
    "Mira Sand", "Tolm Harbour", "Ylva Holm", "Otto Brandt", "Lower Sund", "Upper Sund", "Nils Berg",
    "Ida Lind", "Jan Krog", "Kari Moe", "Lars Vik",
)  # fmt: skip

Tag = Callable[[str, str], str]


def place(words: str) -> tuple[int, int]:
    start = ARTICLE.index(words)
    return start, start + len(words)


@pytest.fixture
def codebook() -> str:
    """The codebook as TOML; tests take their own by overriding it."""
    return resource("codebooks", "actor-claim-sentiment.toml").read_text("utf-8")


@pytest.fixture
def project_path(tmp_path: Path, codebook: str) -> Path:
    path = tmp_path / "frames.annotator"
    with (
        Project.create(path, parse_codebook(codebook), "Robin") as project,
        project.transact("Import", undoable=False),
    ):
        articles.add(project, IncomingArticle(ARTICLE, Metadata(title="The levy")))
    return path


@pytest.fixture
def tag(session: Session) -> Tag:
    """Tag words without any key; returns the annotation's id."""
    return lambda label, words: session.tag(label, place(words)).id


@pytest.fixture
def claim(session: Session, tag: Tag) -> str:
    """Eleven actors, a cue and a claim, which is current."""
    for name in NAMES:
        tag("actor", name)
    tag("cue", "said")
    return tag("claim", "the levy will fail")


def name_actor(session: Session, mention_id: str, name: str) -> None:
    """Let a mention point to a new actor of the registry."""
    made = actors.add(session.project, name)
    annotations.change(session.project, mention_id, actor_id=made.id)


def linked(session: Session) -> list[tuple[str, str]]:
    """Kind and child of every link as the file has it, by kind and place."""
    project = session.project
    layer = project.layer
    assert layer is not None
    there = {a.id: a for a in project.annotations(1, layer.id)}
    found = sorted((link.label, there[link.child_id].start) for link in project.links(1, layer.id))
    return [(kind, next(a.quote for a in there.values() if a.start == start)) for kind, start in found]
