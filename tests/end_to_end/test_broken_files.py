"""Files broken in every way: each is answered with sentences, nothing half comes in, nothing crashes.

Thirty for each format in which layers come in, made by hypothesis out of good exports.
"""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.cli.group import cli
from annotator.exchange.export import export
from annotator.exchange.foreign import READERS
from annotator.exchange.formats import FORMATS
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import actors, annotations, articles, links
from annotator.project.project import Project
from tests.support.breaking import broken
from tests.support.projects import TEXT, default_codebook, new_project

OTHER = "Ilse Marn 😀 warned:\r\n“The levy” – said שלום of Kelsk – “will stay.”\r\n\r\nTolm denied it."
EACH = 30
OFFSETS = "title,text,start,end,label,quote\nOne,Mira Sand said 😀 it,0,9,actor,Mira Sand\n"
NAMES = ("jsonl", "brat", *READERS)


def _say_something(project: Project) -> None:
    with project.transact("Import", undoable=False):
        articles.add(project, IncomingArticle(TEXT, Metadata("One", "Tolm News", published="2026-03-01")))
        articles.add(project, IncomingArticle(OTHER, Metadata("Two", extra={"desk": "sea"})))
    mira = actors.add(project, "Mira Sand", kind="person", wikidata="Q42")
    add = functools.partial(annotations.add, project)
    claim = add(article_id=1, label="claim", segments=[(17, 25), (32, 41)], note="n\n2")
    actor = add(article_id=1, label="actor", segments=[(0, 9)], actor_id=mira.id)
    links.add(project, label="speaker", head_id=claim.id, child_id=actor.id)
    add(article_id=2, label="actor", segments=[(0, 9)], attributes={"kind": "person"})
    add(article_id=2, label="sentiment", segments=[(12, 18)], attributes={"polarity": "negative"})


@functools.cache
def good(name: str) -> dict[str, bytes]:
    """The files of an export in this format, by their path in it."""
    if name == "offsets-csv":
        return {"offsets.csv": OFFSETS.encode()}
    with tempfile.TemporaryDirectory() as folder:
        with new_project(Path(folder) / "x.annotator") as project:
            _say_something(project)
            layer = project.layer
            assert layer is not None
            path = Path(folder) / f"out{FORMATS[name].suffix}"
            export(project, path, [layer], name)
        if path.is_file():
            return {path.name: path.read_bytes()}
        return {
            file.relative_to(path).as_posix(): file.read_bytes()
            for file in sorted(path.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }


def imported(project: Path, source: Path, name: str) -> Result:
    format = "auto" if name == "jsonl" else name
    arguments = ["import", str(project), str(source), "--format", format, "--annotator", "Kim"]
    return CliRunner().invoke(cli, arguments)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@settings(
    max_examples=EACH, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
@given(data=st.data())
def test_a_broken_file_is_answered_with_sentences(name: str, data: st.DataObject) -> None:
    files = dict(good(name))
    victim = data.draw(st.sampled_from(sorted(files)))
    files[victim] = broken(files[victim], Path(victim).suffix, data.draw)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for path, content in files.items():
            target = folder / "in" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        source = folder / "in" if len(files) > 1 else folder / "in" / victim
        with Project.create(folder / "new.annotator", default_codebook(), "Robin"):
            pass
        told = imported(folder / "new.annotator", source, name)
        assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
        assert told.exit_code in (0, 1), told.output
        assert "fault of the program" not in told.output + told.stderr, told.output
        _is_whole(folder / "new.annotator")
        assert {each.name for each in folder.iterdir()} <= {"in", "new.annotator", "new.annotator.lock"}


def _is_whole(path: Path) -> None:
    """Every layer that came in is there whole: quotes stand in their texts, ends of links exist."""
    checked: Any = CliRunner().invoke(cli, ["check", str(path)])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("name", NAMES)
def test_the_file_that_is_broken_was_good(name: str, tmp_path: Path) -> None:
    for path, content in good(name).items():
        target = tmp_path / "in" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    files = list((tmp_path / "in").iterdir())
    source = tmp_path / "in" if len(good(name)) > 1 else files[0]
    with Project.create(tmp_path / "new.annotator", default_codebook(), "Robin"):
        pass
    told = imported(tmp_path / "new.annotator", source, name)
    assert (told.exit_code, "failed: 0" in told.output) == (0, True), told.output
