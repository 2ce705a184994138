"""Tag and link in one step, answer what is only suggested, and a link that takes the place of another."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.project.operations import annotations, framing, links
from annotator.project.project import Project
from tests.support.projects import TEXT, default_codebook, suggested_project


def own(project: Project) -> list[tuple[str, str]]:
    layer = project.layer
    return [(a.label, a.quote) for a in project.annotations(1, layer.id)] if layer else []


def suggestion(project: Project, label: str) -> str:
    layer = project.model_layer()
    assert layer is not None
    return next(a.id for a in project.annotations(1, layer.id) if a.label == label)


def test_words_are_tagged_and_linked_in_one_undo_step(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        claim = annotations.add(project, article_id=1, label="claim", segments=[(26, 41)])
        link = framing.link_words(
            project, kind="speaker", known_id=claim.id, outgoing=True, label="actor", segment=(48, 52)
        )
        assert (link.label, link.head_id) == ("speaker", claim.id)
        assert ("actor", "Tolm") in own(project)
        assert project.undo() == "Link speaker with a new actor"
        assert own(project) == [("claim", TEXT[26:41])]
        assert project.links_of(claim.id) == []


def test_a_suggestion_is_accepted_on_the_way(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        claim = suggestion(project, "claim")
        framing.link_words(
            project, kind="about", known_id=claim, outgoing=True, label="actor", segment=(26, 30)
        )
        assert sorted(label for label, _ in own(project)) == ["actor", "claim"]
        project.undo()
        assert own(project) == []


def test_from_the_child(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        actor = annotations.add(project, article_id=1, label="actor", segments=[(0, 4)])
        link = framing.link_words(
            project, kind="speaker", known_id=actor.id, outgoing=False, label="claim", segment=(26, 41)
        )
        assert link.child_id == actor.id


def test_what_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        claim = annotations.add(project, article_id=1, label="claim", segments=[(26, 41)])
        for kind, label, segment in (
            ("target", "actor", (0, 4)),
            ("speaker", "cue", (0, 4)),
            ("speaker", "actor", (0, len(TEXT) + 1)),
        ):
            with pytest.raises(UserError):
                framing.link_words(
                    project, kind=kind, known_id=claim.id, outgoing=True, label=label, segment=segment
                )
        assert own(project) == [("claim", TEXT[26:41])]


def test_an_answer_accepts_a_suggestion(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        made = framing.answer(project, suggestion(project, "claim"), "kind", "denies")
        assert made.attributes == {"kind": "denies"}
        assert own(project) == [("claim", TEXT[17:42])]
        with pytest.raises(UserError, match="must be one of"):
            framing.answer(project, made.id, "kind", "sings")
        assert framing.answer(project, made.id, "kind", None).attributes == {}
        project.undo()
        project.undo()
        assert own(project) == []


def test_a_single_link_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        book = default_codebook()
        kinds = tuple(dataclasses.replace(k, single=k.name == "speaker") for k in book.links)
        project.__dict__["codebook"] = dataclasses.replace(book, links=kinds)
        claim = annotations.add(project, article_id=1, label="claim", segments=[(26, 41)])
        one, two = (
            annotations.add(project, article_id=1, label="actor", segments=[piece])
            for piece in ((0, 4), (48, 52))
        )
        links.add(project, label="about", head_id=claim.id, child_id=one.id)
        first = links.add(project, label="speaker", head_id=claim.id, child_id=one.id)
        assert links.add(project, label="speaker", head_id=claim.id, child_id=one.id) == first
        links.add(project, label="speaker", head_id=claim.id, child_id=two.id)
        there = {(k.label, k.child_id) for k in project.links_of(claim.id)}
        assert there == {("about", one.id), ("speaker", two.id)}
        project.undo()
        assert first in project.links_of(claim.id)
