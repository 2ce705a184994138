"""A sheet that is read in portions is right at every moment, whatever is committed between two of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.gui.models import portions
from annotator.gui.models.sheet import LiveSheet
from annotator.gui.problems.live import LiveProblems
from annotator.project import problems
from annotator.project.changes import Changes
from annotator.project.operations import annotations, suggestions
from annotator.project.project import Project
from tests.gui.test_sheet import _edit, _same
from tests.support.projects import MODEL, SUGGESTED, suggested_project


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "PORTION", 1)
    monkeypatch.setattr(portions, "WHOLE", 0)


def _right_so_far(sheet: LiveSheet, project: Project, shown: dict[str, object]) -> None:
    """What begins before the place up to which the sheet was read is shown, with its links."""
    anew = project.sheet(1)
    there = {a.id: a for a in (*anew.annotations, *anew.suggestions)}
    read = {key: a for key, a in there.items() if a.start < sheet.read_to}
    assert read.items() <= shown.items() <= there.items()
    assert dict(sheet.links) == {link.id: link for link in anew.links}
    ends = {end for link in anew.links for end in (link.head_id, link.child_id) if end in shown}
    near = [link for link in anew.links if {link.head_id, link.child_id} & read.keys()]
    assert ends >= {end for link in near for end in (link.head_id, link.child_id)}
    suggested = sheet.suggested_links_read
    for link in anew.suggested_links:
        if {link.head_id, link.child_id} & read.keys():
            assert link in suggested
            assert {link.head_id, link.child_id} <= shown.keys()


@pytest.mark.parametrize("seed", range(25))
def test_edits_between_portions(tmp_path: Path, seed: int, small_portions: None) -> None:
    dice = random.Random(seed)
    with suggested_project(tmp_path / "p.annotator") as project:
        for _ in range(dice.randrange(30)):
            try:
                _edit(project, dice)
            except UserError:
                continue  # the dice asked for something that can't be
        sheet = LiveSheet(project, 1)
        shown: dict[str, object] = {a.id: a for a in sheet.take_unshown()}

        def listen(changes: Changes) -> None:
            if 1 in changes.article_ids:
                change = sheet.apply(changes)
                for gone in change.removed:
                    shown.pop(gone, None)
                for key in change.changed:
                    shown[key] = sheet.annotation(key)
                shown.update((a.id, a) for a in sheet.take_unshown())

        project.on_change(listen)
        for _ in range(40):
            match dice.randrange(4):
                case 0:
                    sheet.read_on()
                case 1 if project.sheet(1).annotations:  # somebody goes far ahead
                    far = dice.choice(project.sheet(1).annotations)
                    assert sheet.annotation(far.id) == far
                    assert {link.id for link in sheet.links_of(far.id)} == {
                        k.id for k in project.links_of(far.id)
                    }
                case _:
                    try:
                        _edit(project, dice)
                    except UserError:
                        continue
            shown.update((a.id, a) for a in sheet.take_unshown())
            _right_so_far(sheet, project, shown)
        _same(sheet, project)
        shown.update((a.id, a) for a in sheet.take_unshown())
        assert shown == {**sheet.own, **sheet.suggestions}


def test_only_the_beginning_is_read_at_first(tmp_path: Path, small_portions: None) -> None:
    with suggested_project(tmp_path / "p.annotator") as project:
        for start in range(5):
            annotations.add(project, article_id=1, label="cue", segments=[(start, start + 1)])
        sheet = LiveSheet(project, 1)
        assert not sheet.complete
        assert {a.start for a in sheet.take_unshown()} < set(range(5)) | {10, 17, 48}
        assert len(sheet.own) == 5  # whoever wants all gets all
        assert sheet.complete
        assert len(sheet.take_unshown(2)) == 2
        assert sheet.has_unshown


def test_what_a_model_says_anew_meanwhile_is_shown_once(tmp_path: Path, small_portions: None) -> None:
    with suggested_project(tmp_path / "p.annotator") as project:
        made = annotations.add(project, article_id=1, label="cue", segments=[(60, 66)])
        sheet = LiveSheet(project, 1)
        shown = {a.id for a in sheet.take_unshown()}
        assert made.id not in shown
        told: list[Changes] = []
        project.on_change(told.append)
        suggestions.store(project, 1, MODEL, type(SUGGESTED)(SUGGESTED.annotations[:1]))
        change = sheet.apply(told[-1])
        assert (shown | change.changed) - change.removed == sheet.own.keys() | sheet.suggestions.keys()
        assert not sheet.has_unshown


@pytest.mark.parametrize("seed", range(8))
def test_live_problems_are_those_of_the_file(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with suggested_project(tmp_path / "p.annotator") as project:
        sheet = LiveSheet(project, 1)
        live = LiveProblems(project, sheet)

        def listen(changes: Changes) -> None:
            nonlocal live
            sheet.apply(changes)
            if not live.touch(changes):
                live = LiveProblems(project, sheet)

        project.on_change(listen)
        for _ in range(60):
            try:
                _edit(project, dice)
            except UserError:
                continue
            live.look(dice.choice((1, None)))
            while not live.complete:
                live.look(1)
            assert live.here == problems.in_article(project, 1)
