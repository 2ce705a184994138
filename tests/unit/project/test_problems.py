from __future__ import annotations

import dataclasses
from pathlib import Path

from annotator.model.clock import new_id
from annotator.model.codebook_toml import parse_codebook
from annotator.project import problems
from annotator.project.operations import annotations, articles, links
from annotator.project.project import Project
from annotator.store.annotations import link_row
from tests.support.projects import TEXT

CODEBOOK = """
name = "Demanding"
[[labels]]
name = "actor"
mention = true
[[labels]]
name = "claim"
  [[labels.attributes]]
  name = "kind"
  kind = "choice"
  options = ["states", "denies"]
  required = true
[[links]]
name = "speaker"
heads = ["claim"]
children = ["actor"]
required = true
[[links]]
name = "about"
heads = ["claim"]
children = ["actor"]
single = true
[[questions]]
name = "relevant"
kind = "yes/no"
required = true
"""


def demanding(path: Path, *texts: str) -> Project:
    from annotator.model.article import IncomingArticle

    project = Project.create(path, parse_codebook(CODEBOOK), "Robin")
    with project.transact("Import", undoable=False):
        for text in texts:
            articles.add(project, IncomingArticle(text))
    return project


def said(project: Project, article_id: int = 1) -> list[str]:
    return [problem.sentence for problem in problems.in_article(project, article_id)]


def test_an_article_nobody_has_begun_has_no_problems(tmp_path: Path) -> None:
    with demanding(tmp_path / "a.annotator", TEXT) as project:
        assert said(project) == []
        assert list(problems.in_project(project)) == []


def test_what_is_demanded_is_missed_until_it_is_there(tmp_path: Path) -> None:
    with demanding(tmp_path / "a.annotator", TEXT, "Another.") as project:
        claim = annotations.add(project, article_id=1, label="claim", segments=[(17, 42)])
        assert said(project) == [
            "“relevant” is not answered for this article",
            "claim: “kind” is not answered",
            "claim without speaker",
        ]
        assert [number for number, _ in problems.in_project(project)] == [1]
        actor = annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
        links.add(project, label="speaker", head_id=claim.id, child_id=actor.id)
        articles.answer(project, 1, "relevant", False)
        annotations.change(project, claim.id, attributes={"kind": "states"})
        assert said(project) == []


def test_more_links_than_the_codebook_allows(tmp_path: Path) -> None:
    with demanding(tmp_path / "a.annotator", TEXT) as project:
        claim = annotations.add(
            project, article_id=1, label="claim", segments=[(17, 42)], attributes={"kind": "states"}
        )
        one, two = (
            annotations.add(project, article_id=1, label="actor", segments=[segment])
            for segment in ((0, 9), (48, 60))
        )
        link = links.add(project, label="about", head_id=claim.id, child_id=one.id)
        # Such as come with a file: linking itself would put the new one in the old one's place.
        with project.transact("Import"):
            project.own_layer()
            another = dataclasses.replace(link, id=new_id(), child_id=two.id)
            project.rows.insert("links", link_row(another))
        assert "claim with 2 × about: keep one" in said(project)


def test_they_come_in_reading_order_and_say_where(tmp_path: Path) -> None:
    with demanding(tmp_path / "a.annotator", TEXT) as project:
        later = annotations.add(project, article_id=1, label="claim", segments=[(48, 60)])
        first = annotations.add(project, article_id=1, label="claim", segments=[(17, 42)])
        found = problems.in_article(project, 1)
        assert [p.annotation_id for p in found] == [None, first.id, first.id, later.id, later.id]
        assert found[1].quote == TEXT[17:42]


def test_a_state_set_by_hand_makes_the_questions_due(tmp_path: Path) -> None:
    with demanding(tmp_path / "a.annotator", TEXT) as project:
        articles.set_state(project, 1, "done")
        assert said(project) == ["“relevant” is not answered for this article"]
