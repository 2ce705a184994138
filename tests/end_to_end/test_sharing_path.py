"""Two people, two copies, files to and fro: by the commands that they type."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.model.codebook import Codebook, Label
from annotator.project.operations import annotations, articles, blindness, comments, links
from annotator.project.project import Project
from annotator.store import check
from tests.support.copies import everything
from tests.support.projects import TEXT, new_project, point


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    said = run(*arguments)
    assert said.exit_code == 0, said.output + said.stderr
    return said.stdout


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """The same project on two machines, each with its own annotator."""
    robin, sam = tmp_path / "robin.annotator", tmp_path / "sam.annotator"
    new_project(robin, TEXT, "Tolm Harbour said the bridge is 🌉 safe.").close()
    shutil.copy(robin, sam)
    with Project.open(sam, "Sam"):
        pass
    return robin, sam


def test_layers_travel_to_and_fro(tmp_path: Path, copies: tuple[Path, Path]) -> None:
    robin, sam = copies
    with Project.open(robin) as project:
        claim = annotations.add(project, article_id=1, label="claim", segments=[(17, 42)])
        actor = annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
        links.add(project, label="speaker", head_id=claim.id, child_id=actor.id)
        point(project, actor.id, "Mira Sand")
        articles.set_state(project, 1, "done")
    with Project.open(sam) as project:
        own = annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
        point(project, own.id, "mira sand")
    assert "2 annotations, 1 link" in done("share", robin, "-o", tmp_path / "r.annolayer")
    done("share", sam, "-o", tmp_path / "s.annolayer")

    preview = done("merge", sam, tmp_path / "r.annolayer", "--dry-run")
    assert "layer Robin: annotations: 2 new" in preview
    assert "counts as one with “mira sand”" in preview
    with Project.open(sam, read_only=True) as project:
        assert [layer.annotator for layer in project.layers()] == ["Sam"], "a preview writes nothing"
    done("merge", sam, tmp_path / "r.annolayer")
    done("merge", robin, tmp_path / "s.annolayer")
    assert "nothing new" in done("merge", robin, tmp_path / "s.annolayer")

    with Project.open(sam) as project:
        comments.say(project, 1, "Is she named in full?", annotation_id=actor.id)
        annotations.delete(project, [own.id])
    done("share", sam, "-o", tmp_path / "s2.annolayer")
    assert "1 deleted" in done("merge", robin, tmp_path / "s2.annolayer")
    assert "annotations: 1 older, ignored" in done("merge", robin, tmp_path / "s.annolayer")
    with Project.open(robin) as one, Project.open(sam) as other:
        assert sorted(everything(one), key=lambda e: e.key) == sorted(everything(other), key=lambda e: e.key)
        assert [a.name for a in one.actors()] == [a.name for a in other.actors()]
        for project in (one, other):
            assert not check.check(project.db)


def test_a_colleague_without_the_articles(tmp_path: Path, copies: tuple[Path, Path]) -> None:
    robin, _ = copies
    with Project.open(robin) as project:
        annotations.add(project, article_id=2, label="actor", segments=[(0, 12)])
    new_project(tmp_path / "kim.annotator", annotator="Kim").close()
    done("share", robin, "-o", tmp_path / "r.annolayer")
    assert "articles that are not here: 1" in done(
        "merge", tmp_path / "kim.annotator", tmp_path / "r.annolayer"
    )
    done("share", robin, "-o", tmp_path / "r.annolayer", "--with-articles", "--articles", "bridge")
    assert "articles: 1 came with it" in done("merge", tmp_path / "kim.annotator", tmp_path / "r.annolayer")
    with Project.open(tmp_path / "kim.annotator") as kim:
        assert kim.annotations(1, kim.find_layer("Robin").id)[0].quote == "Tolm Harbour"


def test_another_codebook_has_to_be_mapped(tmp_path: Path, copies: tuple[Path, Path]) -> None:
    robin, _ = copies
    with Project.create(tmp_path / "kim.annotator", Codebook("own", (Label("rumour"),)), "Kim") as kim:
        from annotator.model.article import IncomingArticle

        with kim.transact("Import", undoable=False):
            articles.add(kim, IncomingArticle(TEXT))
        annotations.add(kim, article_id=1, label="rumour", segments=[(17, 42)])
    file = tmp_path / "k.annolayer"
    done("share", tmp_path / "kim.annotator", "-o", file)
    refused = run("merge", robin, file)
    assert refused.exit_code == 1
    assert "the codebook here has no label “rumour”: 1 row" in refused.stdout
    assert "Nothing was taken in" in refused.stderr
    assert run("merge", robin, file, "--dry-run").exit_code == 1
    assert "no label or link “gossip”" in run("merge", robin, file, "--map", "rumour=gossip").stderr
    assert "is no mapping" in run("merge", robin, file, "--map", "rumour").stderr
    report = json.loads(done("merge", robin, file, "--map", "rumour=claim", "--json"))
    (layer,) = report["files"][0]["layers"]
    assert (layer["annotator"], layer["annotations"]["new"]) == ("Kim", 1)
    mapping = tmp_path / "ours.toml"
    mapping.write_text('[labels]\nrumour = "claim"\n', "utf-8")
    assert "nothing new" in done("merge", robin, file, "--mapping", mapping)


def test_words_are_added_where_that_is_asked(tmp_path: Path, copies: tuple[Path, Path]) -> None:
    robin, _ = copies
    with Project.create(tmp_path / "kim.annotator", Codebook("own", (Label("rumour"),)), "Kim") as kim:
        from annotator.model.article import IncomingArticle

        with kim.transact("Import", undoable=False):
            articles.add(kim, IncomingArticle(TEXT))
        annotations.add(kim, article_id=1, label="rumour", segments=[(17, 42)])
    done("share", tmp_path / "kim.annotator", "-o", tmp_path / "k")
    assert "added to the codebook: label “rumour”" in done("merge", robin, tmp_path / "k", "--add-labels")


def test_one_bad_file_stops_all(tmp_path: Path, copies: tuple[Path, Path]) -> None:
    robin, sam = copies
    with Project.open(sam) as project:
        annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    good, bad = tmp_path / "good", tmp_path / "bad"
    done("share", sam, "-o", good)
    bad.write_bytes(good.read_bytes()[:-9])
    refused = run("merge", robin, good, bad)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"annotator: Nothing was taken from {bad}")
    with Project.open(robin) as project:
        assert not project.layers()


def test_a_blind_colleague_merges_and_sees_nothing(tmp_path: Path, copies: tuple[Path, Path]) -> None:
    robin, sam = copies
    with Project.open(robin) as project:
        annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    done("share", robin, "-o", tmp_path / "r")
    with Project.open(sam) as project:
        blindness.switch(project, True)
    said = done("merge", sam, tmp_path / "r")
    assert "no annotations; 1 article is hidden until you are done there" in said
    refused = run("share", sam, "--annotator", "Robin", "-o", tmp_path / "stolen")
    assert "is hidden from you until you are done" in refused.stderr
    assert not (tmp_path / "stolen").exists()
    with Project.open(sam) as project:
        articles.set_state(project, 1, "done")
    done("share", sam, "--annotator", "Robin", "-o", tmp_path / "seen")


def test_a_project_in_a_synced_folder_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    path = tmp_path / "Dropbox" / "press.annotator"
    said = run("new", path, "--annotator", "Robin")
    assert said.exit_code == 0
    assert "lies in a folder of Dropbox" in said.stderr
    assert "Dropbox" in json.loads(done("info", path, "--json"))["place"]
    assert "Dropbox" in run("merge", path, tmp_path / "none").stderr
