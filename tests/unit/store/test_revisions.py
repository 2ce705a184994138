"""Each change of what travels between copies has a stamp, later than all before."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.clock import is_stamp
from annotator.model.revision import Revision
from annotator.project.operations import actors, annotations, articles, codebook, links
from annotator.project.project import Project
from annotator.store import revisions
from tests.support.projects import new_project

TEXT = "Mira Kol said the levy helps."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "a.annotator", TEXT)


def stamps(project: Project) -> dict[tuple[str, str], Revision]:
    return {(r.kind, r.id): r for r in revisions.load(project.db)}


def test_what_is_said_done_and_undone_gets_later_and_later_stamps(project: Project) -> None:
    said = annotations.add(project, article_id=1, label="actor", segments=[(0, 8)])
    key = ("annotation", said.id)
    seen = [stamps(project)[key]]
    for step in (project.undo, project.redo, lambda: annotations.delete(project, [said.id]), project.undo):
        step()
        seen.append(stamps(project)[key])
    assert [r.deleted for r in seen] == [False, True, False, True, False]
    assert [r.stamp for r in seen] == sorted({r.stamp for r in seen})


def test_stamps_rise_where_the_clock_stands_still_or_goes_back(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "now", lambda: "2020-01-01T00:00:00.000Z")
    made = [annotations.add(project, article_id=1, label="actor", segments=[(n, n + 1)]) for n in range(12)]
    found = [stamps(project)["annotation", a.id].stamp for a in made]
    assert found == sorted(set(found))
    assert found[-1].startswith("20")


def test_stamps_rise_behind_the_highest_count_and_beside_what_is_no_time(project: Project) -> None:
    made = annotations.add(project, article_id=1, label="actor", segments=[(0, 8)])
    for stamp in ("2999-01-01T00:00:00.000Z+999999", "yesterday"):
        with project.db.atomic():
            revisions.put(project.db, [Revision("comment", stamp, None, None, stamp)])
    seen = ["2999-01-01T00:00:00.000Z+999999"]
    for note in "abc":
        annotations.change(project, made.id, note=note)
        seen.append(stamps(project)["annotation", made.id].stamp)
    assert seen == sorted(set(seen))
    assert all(map(is_stamp, seen))


def test_states_answers_links_and_actors_have_revisions(project: Project) -> None:
    claim = annotations.add(project, article_id=1, label="claim", segments=[(14, 28)])
    speaker = annotations.add(project, article_id=1, label="actor", segments=[(0, 8)])
    link = links.add(project, label="speaker", head_id=claim.id, child_id=speaker.id)
    actor = actors.add(project, "Mira Kol")
    articles.set_state(project, 1, "done")
    there = stamps(project)
    own = project.layer
    assert own is not None
    assert {("link", link.id), ("actor", actor.id), ("state", f"{own.id}/1")} <= there.keys()
    assert there["actor", actor.id].layer_id is None
    assert there["link", link.id].article_id == 1


def test_a_new_name_in_the_codebook_does_not_touch_a_colleagues_stamps(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT, annotator="Sam") as project:
        theirs = annotations.add(project, article_id=1, label="actor", segments=[(0, 8)])
    with Project.open(path, "Robin") as project:
        mine = annotations.add(project, article_id=1, label="actor", segments=[(0, 4)])
        before = stamps(project)
        codebook.rename_label(project, "actor", "who")
        after = stamps(project)
    assert after["annotation", theirs.id] == before["annotation", theirs.id]
    assert after["annotation", mine.id].stamp > before["annotation", mine.id].stamp
