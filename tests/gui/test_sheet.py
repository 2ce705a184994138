"""The live sheet after any edits, undone and redone, equals what the project says anew."""

import random
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.gui.models.sheet import LiveSheet, SheetChange
from annotator.project.changes import Changes
from annotator.project.operations import annotations, decisions, links, suggestions
from annotator.project.project import Project
from tests.support.projects import MODEL, SUGGESTED, TEXT, suggested_project


def _same(sheet: LiveSheet, project: Project) -> None:
    anew = project.sheet(1)
    assert sheet.own == {a.id: a for a in anew.annotations}
    assert sheet.suggestions == {a.id: a for a in anew.suggestions}
    assert sheet.links == {link.id: link for link in anew.links}
    assert tuple(sheet.suggested_links) == anew.suggested_links
    shown = {a.id for a in (*anew.annotations, *anew.suggestions)}
    assert all({link.head_id, link.child_id} <= shown for link in anew.suggested_links)


def _edit(project: Project, dice: random.Random) -> None:
    sheet = project.sheet(1)
    match dice.randrange(10):
        case 0 | 1:
            start = dice.randrange(len(TEXT) - 1)
            end = dice.randrange(start + 1, len(TEXT) + 1)
            label = dice.choice(["actor", "claim", "cue", "sentiment"])
            annotations.add(project, article_id=1, label=label, segments=[(start, end)])
        case 2 if sheet.suggestions:
            one = dice.choice(sheet.suggestions)
            made = decisions.accept(project, [one.id], with_linked=dice.random() < 0.5)[0]
            new = {one.id: made.id}
            promised = {
                (link.label, new.get(link.head_id, link.head_id), new.get(link.child_id, link.child_id))
                for link in sheet.suggested_links
                if one.id in (link.head_id, link.child_id)
                and {link.head_id, link.child_id} - {one.id} <= {a.id for a in sheet.annotations}
            }
            there = project.links_of(made.id)
            assert promised <= {(link.label, link.head_id, link.child_id) for link in there}
        case 3 if sheet.suggestions:
            decisions.reject(project, [dice.choice(sheet.suggestions).id])
        case 4 if sheet.annotations:
            annotations.delete(project, [dice.choice(sheet.annotations).id])
        case 5 if sheet.annotations:
            annotations.change(project, dice.choice(sheet.annotations).id, segments=[(0, 9)])
        case 6 if sheet.annotations:
            head, child = dice.choice(sheet.annotations), dice.choice(sheet.annotations)
            links.add(project, label="speaker", head_id=head.id, child_id=child.id)
        case 9 if sheet.annotations:
            label = dice.choice(["actor", "claim", "cue", "sentiment"])
            annotations.change(project, dice.choice(sheet.annotations).id, label=label)
        case 7:
            project.undo()
        case 8:
            project.redo()


@pytest.mark.parametrize("seed", range(12))
def test_random_edits(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with suggested_project(tmp_path / "p.annotator") as project:
        sheet = LiveSheet(project, 1)
        marks = sheet.own.keys() | sheet.suggestions.keys()
        told: list[SheetChange] = []

        def listen(changes: Changes) -> None:
            if 1 in changes.article_ids:
                told.append(sheet.apply(changes))

        project.on_change(listen)
        for _ in range(60):
            told.clear()
            links_before = sheet.suggested_links
            try:
                _edit(project, dice)
            except UserError:
                continue  # the dice asked for something that can't be
            _same(sheet, project)
            if not any(change.links for change in told):
                assert sheet.suggested_links == links_before
            for change in told:  # what a view was told adds up to what is there
                marks = (marks - change.removed) | change.changed
            assert marks == sheet.own.keys() | sheet.suggestions.keys()


def test_a_link_to_what_is_decided_is_shown_until_it_is_made(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "p.annotator") as project:
        sheet = LiveSheet(project, 1)
        told: list[SheetChange] = []
        project.on_change(lambda changes: told.append(sheet.apply(changes)))
        ids = {s.quote: s.id for s in sheet.suggestions.values()}
        (actor,) = decisions.accept(project, [ids["Mira Sand"]])
        claim = next(s for s in sheet.suggestions.values() if s.label == "claim")
        assert told[-1].links
        assert {(k.label, k.head_id, k.child_id) for k in sheet.suggested_links} == {
            ("speaker", claim.id, actor.id),
            ("cue", claim.id, ids["said"]),
        }
        annotations.change(project, actor.id, segments=[(0, 4)])  # corrected, and still what came of it
        assert {k.child_id for k in sheet.suggested_links} == {actor.id, ids["said"]}
        annotations.change(project, actor.id, label="sentiment")  # which no claim has as its speaker
        assert told[-1].links
        assert [k.label for k in sheet.suggested_links] == ["cue"]
        annotations.change(project, actor.id, label="actor")
        decisions.reject(project, [ids["said"]])
        assert [k.label for k in sheet.suggested_links] == ["speaker"]
        decisions.accept(project, [claim.id])
        assert sheet.suggested_links == []
        assert [k.label for k in sheet.links.values()] == ["speaker"]
        _same(sheet, project)


def test_a_new_run_of_the_model_is_taken_over(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "p.annotator") as project:
        sheet = LiveSheet(project, 1)
        changes: list[Changes] = []
        project.on_change(changes.append)
        suggestions.store(project, 1, MODEL, type(SUGGESTED)(SUGGESTED.annotations[:1]))
        change = sheet.apply(changes[-1])
        assert len(change.removed) == 3
        _same(sheet, project)
        assert sheet.covered
