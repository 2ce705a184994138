"""What no row can be never gets in, and stops nothing else: neither a merge nor whoever reads on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.model.annotation import Annotation
from annotator.model.revision import Entry
from annotator.model.settlement import Member, Proposal, Ruling, Said
from annotator.project import comments as talk
from annotator.project.gold import settlements
from annotator.project.operations import adjudication, annotations, articles, comments, links, merging
from annotator.project.project import Project
from annotator.project.sending import entries
from annotator.store import check
from tests.support.projects import TEXT, new_project, point

HALF = "half of \ud83d a character"
DEEP = "[" * 100_000


@pytest.fixture
def sam(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "sam.annotator", TEXT, annotator="Sam") as project:
        yield project


@pytest.fixture
def told(tmp_path: Path) -> list[Entry]:
    """What Robin says, with something of every kind."""
    with new_project(tmp_path / "robin.annotator", TEXT) as robin:
        actor = tag(robin, "actor", 0, 9)
        claim = tag(robin, "claim", 17, 42)
        links.add(robin, label="speaker", head_id=claim.id, child_id=actor.id)
        point(robin, actor.id, "Mira Sand")
        articles.set_state(robin, 1, "done")
        articles.write_note(robin, 1, "long")
        comments.say(robin, 1, "Who?", span=(0, 9))
        layer, said = robin.find_layer("Robin"), Said.of(actor)
        member = Member.of(layer, actor, said)
        taken = Ruling("taken", (member,), {said.digest: said}, (Proposal.of(actor),))
        adjudication.settle(robin, 1, [taken], title="Take", finished=False)
        people = [layer for layer in robin.layers() if layer.kind != "model"]
        return list(entries(robin, people))


def tag(project: Project, label: str, start: int, end: int) -> Annotation:
    return annotations.add(project, article_id=1, label=label, segments=[(start, end)])


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("annotation", {"attributes": ""}),
        ("annotation", {"attributes": "[]"}),
        ("annotation", {"attributes": '{"kind": NaN}'}),
        ("annotation", {"attributes": DEEP}),
        ("annotation", {"segments": DEEP}),
        ("annotation", {"segments": "[[0,9.0]]"}),
        ("annotation", {"segments": "[[false,9]]"}),
        ("annotation", {"note": HALF}),
        ("annotation", {"score": 10**400}),
        ("annotation", {"score": float("nan")}),
        ("annotation", {"score": float("-inf")}),
        ("link", {"label": HALF}),
        ("state", {"updated_at": "2026-13-45"}),
        ("answers", {"answers": '{"a": "\\ud800"}'}),
        ("comment", {"text": HALF}),
        ("comment", {"mentions": "[1]"}),
        ("comment", {"start": 10**30}),
        ("comment", {"start": None}),
        ("comment", {"end": 10_000}),
        ("comment", {"quote": "Tolm"}),
        ("comment", {"created_at": "yesterday"}),
        ("comment", {"created_by": "Sam"}),
        ("settlement", {"members": "[1]"}),
        ("settlement", {"members": '[{"annotator": "Robin"}]'}),
        ("settlement", {"outcome": "[null]"}),
        ("settlement", {"updated_at": ""}),
        ("actor", {"aliases": '["\\ud800"]'}),
        ("actor", {"aliases": DEEP}),
        ("actor", {"name": HALF}),
    ],
)
def test_what_no_row_can_be_stays_out_alone(
    sam: Project, told: list[Entry], kind: str, spoil: dict[str, Any]
) -> None:
    spoiled = next(entry for entry in told if entry.kind == kind)
    others = [entry for entry in told if entry is not spoiled]
    with merging.plan(sam, [*others, dataclasses.replace(spoiled, body={**spoiled.body, **spoil})]) as made:
        assert made.account.refused >= 1
        report = merging.take_in(sam, made)
    assert report.refused == made.account.refused
    assert report.count("new") >= len(others) - 4, "what points to it can stay out as well"
    assert not check.check(sam.db)
    sam.sheet(1)
    settlements(sam, 1)
    for thread in talk.threads(sam, 1):
        comments.reply(sam, thread.id, "Mira.")


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("annotation", {"owner": "Sam", "layer_kind": "gold"}),
        ("settlement", {"owner": "Robin", "layer_kind": "person"}),
        ("annotation", {"stamp": "\u0662\u0660\u0662\u0666-11-22"}),
        ("annotation", {"stamp": "2026-99-99T00:00:00.000Z"}),
    ],
)
def test_what_is_said_in_the_wrong_place_or_time_stays_out(
    sam: Project, told: list[Entry], kind: str, place: dict[str, str]
) -> None:
    spoiled = dataclasses.replace(next(entry for entry in told if entry.kind == kind), **place)
    for entry in (spoiled, dataclasses.replace(spoiled, deleted=True, body={})):
        report = merging.take_in(sam, [entry])
        assert report.refused == 1 or (entry.deleted and kind == "settlement")
        assert not report.count("new", "newer", "deleted")
    assert [layer.name for layer in sam.layers() if layer.kind == "gold"] == []


def test_an_answer_may_follow_the_last_moment_there_is(sam: Project, told: list[Entry]) -> None:
    late = "9999-12-28T23:59:59.999Z"
    said = next(entry for entry in told if entry.kind == "comment")
    merging.take_in(sam, [dataclasses.replace(said, body={**said.body, "created_at": late})])
    (thread,) = talk.threads(sam, 1)
    comments.reply(sam, thread.id, "Mira.")
    (thread,) = talk.threads(sam, 1)
    assert thread.last.text == "Mira."
