"""Operations on the project's own patterns, and how they follow the codebook and the registry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.codebook import Attribute, Label
from annotator.model.knowledge import Pattern
from annotator.project.knowledge import knowledge_of
from annotator.project.operations import actors, attributes, codebook, patterns
from annotator.project.operations.codebook_import import compare
from annotator.project.operations.pattern_import import PatternRow, take
from annotator.project.project import Project
from annotator.store.check import check_file
from tests.support.projects import TEXT, default_codebook, new_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = new_project(tmp_path / "p.annotator", TEXT)
    yield made
    made.close()


def only(project: Project) -> Pattern:
    (found,) = project.patterns()
    return found


def test_a_pattern_is_added_changed_switched_and_removed_each_one_step(project: Project) -> None:
    made = patterns.add(project, "actor", " trade  union ", attributes={"kind": "organisation"})
    assert (only(project), made.pattern) == (made, "trade union")
    patterns.change(project, made.id, pattern='[{"lower": "guild"}]', language="EN-gb")
    assert (only(project).pattern, only(project).language) == (({"LOWER": "guild"},), "en")
    patterns.switch(project, [made.id], on=False)
    assert only(project).off
    assert knowledge_of(project).patterns == ()
    patterns.remove(project, [made.id])
    assert project.patterns() == []
    titles = [project.undo() for _ in range(4)]
    assert titles == [
        "Remove pattern “[guild]”",
        "Switch off pattern “[guild]”",
        "Change pattern “[guild]”",
        "Add pattern “trade union”",
    ]
    assert project.patterns() == []
    project.redo()
    assert only(project) == made


@pytest.mark.parametrize(
    ("label", "pattern", "more", "sentence"),
    [
        ("nonsense", "x", {}, "The codebook has no label “nonsense”"),
        ("actor", "", {}, "A pattern needs at least one letter"),
        ("actor", "[1]", {}, "Token 1 is not in braces"),
        ("actor", "x", {"attributes": {"kind": "giant"}}, "giant"),
        ("actor", "x", {"attributes": {"size": "big"}}, "has no attribute “size”"),
        ("sentiment", "awful", {}, "“sentiment” needs an answer to “polarity”, or nothing is suggested"),
        ("actor", "x", {"actor_id": "gone"}, "no longer in the registry"),
        ("cue", "x", {"actor_id": "gone"}, "A cue does not point to an actor"),
        ("actor", "x", {"language": "English"}, "“English” is no language"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    project: Project, label: str, pattern: str, more: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence.replace("(", r"\(")):
        patterns.add(project, label, pattern, **more)  # type: ignore[arg-type]
    assert project.patterns() == []
    assert project.undo_title is None


def test_the_same_twice_is_told(project: Project) -> None:
    patterns.add(project, "actor", "union")
    patterns.add(project, "cue", "union")
    patterns.add(project, "actor", "union", language="fr")
    with pytest.raises(UserError, match="There is a pattern “union” for “actor” already"):
        patterns.add(project, "actor", "union")


def test_nothing_is_found_for_a_retired_label(project: Project) -> None:
    patterns.add(project, "cue", "said")
    codebook.retire_label(project, "cue")
    assert knowledge_of(project).patterns == ()
    with pytest.raises(UserError, match="“cue” is retired"):
        patterns.add(project, "cue", "told")


def test_a_pattern_follows_the_merge_of_its_actor_and_survives_its_removal(project: Project) -> None:
    kim, roe = actors.add(project, "Kim Roe"), actors.add(project, "K. Roe")
    patterns.add(project, "actor", "the minister", actor_id=roe.id)
    actors.merge(project, kim.id, [roe.id])
    assert only(project).actor_id == kim.id
    assert knowledge_of(project).patterns[0].actor_id == kim.id
    actors.remove(project, [kim.id])
    assert only(project).actor_id is None
    project.undo()
    assert only(project).actor_id == kim.id
    project.undo()
    assert only(project).actor_id == roe.id
    assert check_file(project.path) == []


def test_patterns_follow_when_a_label_is_renamed_or_merged(project: Project) -> None:
    patterns.add(project, "actor", "union", attributes={"kind": "organisation"})
    codebook.rename_label(project, "actor", "player")
    assert only(project).label == "player"
    codebook.add_label(project, Label("party", mention=True))
    patterns.add(project, "party", "union")
    patterns.add(project, "party", "greens")
    codebook.merge_labels(project, "player", "party")
    assert [(p.label, p.pattern, p.attributes) for p in project.patterns()] == [
        ("party", "union", {}),
        ("party", "greens", {}),
    ]
    project.undo()
    assert [p.label for p in project.patterns()] == ["player", "party", "party"]
    assert check_file(project.path) == []


def test_patterns_follow_when_attributes_and_options_change(project: Project) -> None:
    patterns.add(project, "actor", "union", attributes={"kind": "organisation"})
    attributes.rename_option(project, "actor", "kind", "organisation", "body")
    attributes.rename(project, "actor", "kind", "sort")
    assert only(project).attributes == {"sort": "body"}
    attributes.remove(project, "actor", "sort")
    assert only(project).attributes == {}
    project.undo()
    assert only(project).attributes == {"sort": "body"}


def test_a_label_that_patterns_use_is_not_removed(project: Project) -> None:
    codebook.add_label(project, Label("topic"))
    patterns.add(project, "topic", "levy")
    with pytest.raises(UserError, match="1 pattern uses “topic”: rename it"):
        codebook.remove_label(project, "topic")
    missing = compare(project, default_codebook()).missing
    assert [(item.name, item.count) for item in missing] == [("topic", 1)]
    with pytest.raises(UserError, match="1 pattern uses “topic”, which the new codebook lacks"):
        codebook.replace(project, default_codebook())


def test_check_finds_patterns_that_fit_nothing(project: Project) -> None:
    made = patterns.add(project, "actor", "union")
    for values in ({"label": "gone"}, {"label": "actor", "pattern": '[{"WORD": "x"}]'}):
        with project.transact("Damage"):
            project.rows.update("patterns", (made.id,), values)
        (problem,) = check_file(project.path)
        assert (problem.kind, problem.where) == ("pattern", f"pattern {made.id}")
        assert "page “Patterns”" in problem.remedy


def test_many_are_taken_in_as_one_step_and_bad_rows_are_told(project: Project) -> None:
    actors.add(project, "Kim Roe", kind="person", aliases=("Roe",))
    rows = [
        PatternRow(2, "Minister Roe", "Actor", {"Kind": "Person", "party": "green"}, actor="roe"),
        PatternRow(3, "watchdog", "actor", {"kind": "organisation"}, actor="Audit Office"),
        PatternRow(4, "audit office", "", {}, actor="audit office"),
        PatternRow(5, "x", "nonsense"),
        PatternRow(6, "y", "actor", {"kind": "giant"}),
        PatternRow(7, "Minister Roe", "actor"),
        PatternRow(8, "z"),
    ]
    taken = take(project, rows, "ministers.csv", label="actor")
    assert (taken.added, taken.changed, taken.already, taken.actors) == (4, 0, 1, 1)
    assert [line for line, _ in taken.failures] == [5, 6]
    assert taken.unknown == {"party": 1}
    found = {p.pattern: p for p in project.patterns()}
    names = {actor.id: (actor.name, actor.kind) for actor in project.actors()}
    assert names[found["Minister Roe"].actor_id or ""] == ("Kim Roe", "person")
    assert names[found["watchdog"].actor_id or ""] == ("Audit Office", "organisation")
    assert found["audit office"].actor_id == found["watchdog"].actor_id
    assert {p.name for p in found.values()} == {"ministers.csv"}
    project.undo()
    assert project.patterns() == []
    assert [actor.name for actor in project.actors()] == ["Kim Roe"]


def test_a_second_import_changes_only_what_differs(project: Project) -> None:
    rows = [PatternRow(2, "union", "actor"), PatternRow(3, "guild", "actor")]
    take(project, rows, "a.csv")
    before = project.undo_title
    assert take(project, rows, "a.csv").already == 2
    assert project.undo_title == before
    taken = take(project, [PatternRow(2, "union", "actor", {"kind": "group"})], "b.csv")
    assert (taken.changed, taken.added) == (1, 0)
    assert {p.pattern: (p.attributes, p.name) for p in project.patterns()} == {
        "union": ({"kind": "group"}, "a.csv"),
        "guild": ({}, "a.csv"),
    }


def test_answers_of_every_kind_are_read_from_text(project: Project) -> None:
    codebook.add_label(
        project,
        Label(
            "topic",
            attributes=(
                Attribute("areas", "several", ("trade", "farming")),
                Attribute("weight", "number"),
                Attribute("sure", "yes/no"),
            ),
        ),
    )
    row = PatternRow(2, "levy", "topic", {"areas": "Trade; farming", "weight": "2", "sure": "TRUE"})
    assert take(project, [row], "f").failures == []
    assert only(project).attributes == {"areas": ["trade", "farming"], "weight": 2, "sure": True}


def test_patterns_stand_in_the_order_in_which_they_were_made_however_quickly(project: Project) -> None:
    words = [f"word {number}" for number in range(60)]
    for word in words:
        patterns.add(project, "actor", word)
    assert [pattern.pattern for pattern in project.patterns()] == words


def test_a_sign_that_is_newer_than_this_python_is_a_pattern(project: Project) -> None:
    newer = "melting \U0001fadf"  # assigned by Unicode 16
    assert patterns.add(project, "actor", newer).pattern == newer
    with pytest.raises(UserError, match="no text"):
        patterns.add(project, "actor", "half \x01 a file")
