from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, UserError
from annotator.model.article import IncomingArticle
from annotator.model.codebook import Attribute, Codebook, Label, LinkKind
from annotator.model.merge_mapping import Instead, MergeMapping, Word
from annotator.model.revision import Entry
from annotator.project.operations import actors, annotations, articles, assigning, links, merging
from annotator.project.project import Project
from annotator.project.sending import entries
from annotator.store import check
from tests.support.copies import everything, owned, said
from tests.support.projects import TEXT, new_project, point


@pytest.fixture
def robin(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "robin.annotator", TEXT) as project:
        yield project


@pytest.fixture
def sam(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "sam.annotator", "Something else.", TEXT, annotator="Sam") as project:
        yield project


def tag(project: Project, article_id: int, label: str, start: int, end: int) -> str:
    return annotations.add(project, article_id=article_id, label=label, segments=[(start, end)]).id


def book(*labels: Label, links: tuple[LinkKind, ...] = (), questions: tuple[Attribute, ...] = ()) -> Codebook:
    return Codebook("other", labels, links, questions=questions)


def other_copy(path: Path, codebook: Codebook) -> Project:
    project = Project.create(path, codebook, "Kim")
    with project.transact("Import", undoable=False):
        articles.add(project, IncomingArticle(TEXT))
    return project


def test_a_plan_writes_nothing_and_says_what_would_happen(robin: Project, sam: Project) -> None:
    tag(robin, 1, "actor", 0, 9)
    articles.set_state(robin, 1, "done")
    before = said(sam)
    with merging.plan(sam, owned(robin)) as made:
        assert made.account.count("new") == 2
        assert made.account.count("new", kind="annotation", owner="Robin") == 1
        assert said(sam) == before
        assert merging.take_in(sam, made).count("new") == 2
    assert sam.annotations(2, sam.find_layer("Robin").id)[0].quote == "Mira Sand"
    assert not check.check(sam.db)


def test_it_is_one_entry_of_the_history_and_no_step_to_undo(robin: Project, sam: Project) -> None:
    key = tag(robin, 1, "actor", 0, 9)
    merging.take_in(sam, owned(robin))
    assert sam.undo_title is None
    annotations.change(robin, key, note="look")
    merging.take_in(sam, owned(robin))
    last = sam.history()[-1]
    assert (last.operation, last.annotator) == ("Merge", "Sam")
    assert [change["after"]["note"] for change in last.changes if "after" in change] == ["look"]
    count = len(sam.history())
    merging.take_in(sam, owned(robin))
    assert len(sam.history()) == count, "nothing new leaves no entry"


def test_what_was_deleted_does_not_come_back(robin: Project, sam: Project) -> None:
    key = tag(robin, 1, "actor", 0, 9)
    early = owned(robin)
    annotations.delete(robin, [key])
    merging.take_in(sam, early)
    report = merging.take_in(sam, owned(robin))
    assert report.count("deleted", kind="annotation") == 1
    report = merging.take_in(sam, early)
    assert report.count("older", kind="annotation") == 1
    assert not sam.annotations(2, sam.find_layer("Robin").id)


def test_my_own_layer_comes_only_where_it_is_newer(tmp_path: Path, robin: Project) -> None:
    key = tag(robin, 1, "actor", 0, 9)
    with new_project(tmp_path / "laptop.annotator", TEXT) as laptop:
        merging.take_in(laptop, owned(robin))
        annotations.change(laptop, key, note="on the train")
        early = owned(robin)
        assert merging.take_in(robin, owned(laptop)).count("newer") == 1
        assert merging.take_in(robin, early).count("newer", "new", "deleted") == 0
        found = robin.annotation(key)
        assert found is not None
        assert found.note == "on the train"


def test_steps_that_a_merge_overtook_can_no_longer_be_undone(tmp_path: Path, robin: Project) -> None:
    key = tag(robin, 1, "actor", 0, 9)
    with new_project(tmp_path / "laptop.annotator", TEXT) as laptop:
        merging.take_in(laptop, owned(robin))
        annotations.change(laptop, key, note="on the train")
        annotations.change(robin, key, note="at home")
        tag(robin, 1, "cue", 10, 14)
        annotations.change(laptop, key, note="on the train again")
        merging.take_in(robin, owned(laptop))
    assert robin.undo_title == "Tag cue"
    robin.undo()
    assert robin.undo() is None
    found = robin.annotation(key)
    assert found is not None
    assert found.note == "on the train again"


def test_a_step_that_something_taken_in_needs_says_so_and_stays(tmp_path: Path, robin: Project) -> None:
    with new_project(tmp_path / "laptop.annotator", TEXT) as laptop:
        claim, actor = tag(robin, 1, "claim", 17, 42), tag(robin, 1, "actor", 0, 9)
        merging.take_in(laptop, owned(robin))
        links.add(laptop, label="speaker", head_id=claim, child_id=actor)
        merging.take_in(robin, owned(laptop))
    with pytest.raises(UserError, match="can't be undone"):
        robin.undo()
    assert len(robin.links(1, robin.find_layer("Robin").id)) == 1


def test_a_link_waits_where_its_end_was_deleted_on_another_machine(tmp_path: Path, robin: Project) -> None:
    claim, actor = tag(robin, 1, "claim", 17, 42), tag(robin, 1, "actor", 0, 9)
    with new_project(tmp_path / "laptop.annotator", TEXT) as laptop:
        merging.take_in(laptop, owned(robin))
        links.add(laptop, label="speaker", head_id=claim, child_id=actor)
        annotations.delete(robin, [actor])
        report = merging.take_in(robin, owned(laptop))
        assert report.count("waiting") == 1
        assert not robin.links(1, robin.find_layer("Robin").id)
        assert any(entry.kind == "link" and not entry.deleted for entry in owned(robin)), "nothing is lost"
        robin.undo()
        merging.take_in(robin, owned(laptop))
        assert len(robin.links(1, robin.find_layer("Robin").id)) == 1


def test_a_link_that_was_made_on_two_machines_is_one_and_stays_deleted(
    tmp_path: Path, robin: Project
) -> None:
    claim, actor = tag(robin, 1, "claim", 17, 42), tag(robin, 1, "actor", 0, 9)
    with new_project(tmp_path / "laptop.annotator", TEXT) as laptop:
        merging.take_in(laptop, owned(robin))
        for project in (laptop, robin):
            links.add(project, label="speaker", head_id=claim, child_id=actor)
        merging.take_in(robin, owned(laptop))
        merging.take_in(laptop, owned(robin))
        (one,), (other,) = robin.links(1, 1), laptop.links(1, 1)
        assert one.id == other.id
        links.delete(robin, one.id)
        merging.take_in(laptop, owned(robin))
        assert not laptop.links(1, 1)
        merging.take_in(robin, owned(laptop))
        assert not robin.links(1, 1), "the person saw one link and deleted it"


def test_a_quote_that_does_not_stand_there_is_not_taken(robin: Project, sam: Project) -> None:
    tag(robin, 1, "actor", 0, 9)
    tag(robin, 1, "cue", 10, 14)
    shifted = [
        dataclasses.replace(e, body={**e.body, "start": 1, "end": 10, "segments": "[[1,10]]"})
        if e.body.get("quote") == "Mira Sand"
        else e
        for e in owned(robin)
    ]
    report = merging.take_in(sam, shifted)
    assert (report.refused, report.count("new")) == (1, 1)
    assert "It says “Mira Sand”" in report.refusals[0].sentence


@pytest.mark.parametrize(
    "spoil",
    [
        {"stamp": "zzzz"},
        {"body": {"label": "actor"}},
        {"body": {"origin": "elsewhere"}},
        {"body": {"segments": "[["}},
        {"body": {"start": "0"}},
        {"layer_kind": "model"},
    ],
)
def test_what_no_row_can_be_is_not_taken(robin: Project, sam: Project, spoil: dict[str, object]) -> None:
    tag(robin, 1, "actor", 0, 9)
    (entry,) = owned(robin)
    body = spoil.get("body")
    if isinstance(body, dict):
        spoil = {"body": body if len(body) == 1 and "label" in body else {**entry.body, **body}}
    report = merging.take_in(sam, [dataclasses.replace(entry, **spoil)])
    assert report.refused == 1
    assert not sam.db.conn.execute("SELECT * FROM annotations").fetchall()


def test_an_article_that_is_not_here_is_named_and_one_that_comes_with_it_is_taken(
    tmp_path: Path, robin: Project
) -> None:
    tag(robin, 1, "actor", 0, 9)
    sha256 = robin.article(1).sha256
    with new_project(tmp_path / "kim.annotator", "Else.", annotator="Kim") as kim:
        report = merging.take_in(kim, owned(robin))
        assert report.missing == {sha256: 1}
        assert said(kim)["revisions"] == []
        with merging.plan(kim, owned(robin), coming=[(IncomingArticle(TEXT), 5)]) as made:
            assert made.account.articles == [sha256]
            assert made.account.count("new") == 1
            merging.take_in(kim, made)
        assert kim.annotations(2, kim.find_layer("Robin").id)[0].quote == "Mira Sand"
        assert kim.fingerprints()[2] == 5


def test_an_id_that_another_layer_has_is_replaced(tmp_path: Path, robin: Project, sam: Project) -> None:
    key = tag(robin, 1, "claim", 17, 42)
    actor = tag(robin, 1, "actor", 0, 9)
    links.add(robin, label="speaker", head_id=key, child_id=actor)
    as_kim = [dataclasses.replace(e, owner="Kim") if e.owner else e for e in owned(robin)]
    for _ in range(2):
        merging.take_in(sam, owned(robin))
        merging.take_in(sam, as_kim)
    kim = sam.find_layer("Kim")
    assert {a.quote for a in sam.annotations(2, kim.id)} == {
        a.quote for a in sam.annotations(2, sam.find_layer("Robin").id)
    }
    assert len(sam.links(2, kim.id)) == 1
    assert not check.check(sam.db)


def test_words_that_the_codebook_lacks_stop_the_merge(tmp_path: Path, sam: Project) -> None:
    tone = Attribute("tone", "choice", ("calm", "loud"))
    theirs = book(Label("rumour", attributes=(tone,)), Label("actor", mention=True))
    with other_copy(tmp_path / "kim.annotator", theirs) as kim:
        annotations.add(kim, article_id=1, label="rumour", segments=[(17, 42)], attributes={"tone": "loud"})
        tag(kim, 1, "actor", 0, 9)
        sent = owned(kim)
    with merging.plan(sam, sent) as made:
        assert made.account.undecided == {Word("label", "rumour"): 1}
        before = said(sam)
        with pytest.raises(UserError, match="lacks what the file uses: label “rumour”"):
            merging.take_in(sam, made)
        assert said(sam) == before
        as_claim = MergeMapping({Word("label", "rumour"): "claim"})
        again = made.again(sam, as_claim)
        assert again.account.undecided == {Word("attribute", "tone", "claim"): 1}
        left = MergeMapping({Word("label", "rumour"): "claim"}, Instead.LEAVE)
        report = merging.take_in(sam, made, left)
        assert report.left == {Word("attribute", "tone", "claim"): 1}
    kims = sam.annotations(2, sam.find_layer("Kim").id)
    assert [(a.label, a.attributes) for a in kims] == [("actor", {}), ("claim", {})]
    with pytest.raises(UserError, match="the codebook here has no such name"):
        merging.plan(sam, sent, MergeMapping({Word("label", "rumour"): "gossip"}))


def test_words_are_added_as_they_are_in_their_codebook(tmp_path: Path, sam: Project) -> None:
    tone = Attribute("tone", "choice", ("calm", "loud"))
    theirs = book(
        Label("rumour", key=sam.codebook.labels[0].key, colour="#123456", attributes=(tone,)),
        Label("actor", mention=True),
        links=(LinkKind("spread by", ("rumour",), ("actor",)),),
        questions=(Attribute("mood", "choice", ("glad", "sad")),),
    )
    with other_copy(tmp_path / "kim.annotator", theirs) as kim:
        rumour = annotations.add(
            kim, article_id=1, label="rumour", segments=[(17, 42)], attributes={"tone": "loud"}
        )
        links.add(kim, label="spread by", head_id=rumour.id, child_id=tag(kim, 1, "actor", 0, 9))
        articles.answer(kim, 1, "mood", "glad")
        sent = owned(kim)
    mapping = MergeMapping(rest=Instead.ADD, codebook=theirs)
    with merging.plan(sam, sent, mapping) as made:
        assert [str(word) for word in made.account.added] == [
            "label “rumour”",
            "link “spread by”",
            "question “mood”",
        ]
        merging.take_in(sam, made)
    label = sam.codebook.label("rumour")
    assert label is not None
    assert (label.colour, label.key, label.attributes) == ("#123456", "", (tone,)), "the key is taken"
    assert sam.codebook.version == 2
    assert not check.check(sam.db)
    assert merging.take_in(sam, sent).changes == 0


def test_a_label_that_is_left_out_may_come_later(tmp_path: Path, sam: Project) -> None:
    with other_copy(tmp_path / "kim.annotator", book(Label("rumour"))) as kim:
        tag(kim, 1, "rumour", 0, 9)
        sent = owned(kim)
    assert merging.take_in(sam, sent, MergeMapping(rest=Instead.LEAVE)).count("left") == 1
    assert merging.take_in(sam, sent, MergeMapping(rest=Instead.ADD)).count("new") == 1


def test_former_names_are_understood(robin: Project, sam: Project) -> None:
    from annotator.model.codebook_remap import Remap
    from annotator.project.operations import relabelling

    tag(robin, 1, "claim", 17, 42)
    labels = tuple(
        dataclasses.replace(label, name="statement") if label.name == "claim" else label
        for label in sam.codebook.labels
    )
    kinds = tuple(
        dataclasses.replace(
            kind,
            heads=tuple("statement" if h == "claim" else h for h in kind.heads),
            children=tuple("statement" if c == "claim" else c for c in kind.children),
        )
        for kind in sam.codebook.links
    )
    from annotator.model.codebook import Alias

    renamed = dataclasses.replace(
        sam.codebook,
        labels=labels,
        links=kinds,
        aliases=(*sam.codebook.aliases, Alias("label", "claim", "statement")),
    )
    relabelling.carry_out(sam, relabelling.plan(sam, "Rename", renamed, Remap(labels={"claim": "statement"})))
    merging.take_in(sam, owned(robin))
    assert [a.label for a in sam.annotations(2, sam.find_layer("Robin").id)] == ["statement"]


def test_actors_of_one_name_and_kind_count_as_the_oldest(robin: Project, sam: Project) -> None:
    for project, number, name in ((robin, 1, "Mira Sand"), (sam, 2, "MIRA SAND")):
        point(project, tag(project, number, "actor", 0, 9), name)
    from_robin, from_sam = owned(robin), owned(sam)
    merging.take_in(sam, from_robin)
    merging.take_in(robin, from_sam)
    assert [a.name for a in robin.actors()] == [a.name for a in sam.actors()] == ["Mira Sand"]
    assert sam.actors()[0].aliases == ()
    assert len(sam.merged_actors(sam.actors()[0].id)) == 1


def test_actors_with_other_wikidata_ids_stay_two_and_look_alike(robin: Project, sam: Project) -> None:
    for project, number, item in ((robin, 1, "Q1"), (sam, 2, "Q2")):
        point(project, tag(project, number, "actor", 0, 9), "Mira Sand")
        actors.change(project, project.actors()[0].id, wikidata=item)
    report = merging.take_in(sam, owned(robin))
    assert len(sam.actors()) == 2
    assert [(change.outcome, change.here and change.here.wikidata) for change in report.actors] == [
        ("alike", "Q2")
    ]


def test_an_actor_that_was_split_off_again_stays_apart(robin: Project, sam: Project) -> None:
    for project, number in ((robin, 1), (sam, 2)):
        point(project, tag(project, number, "actor", 0, 9), "Mira Sand")
    merging.take_in(sam, owned(robin))
    target = sam.actors()[0]
    actors.split(sam, [sam.merged_actors(target.id)[0].id])
    assert len(sam.actors()) == 2
    for _ in range(2):
        merging.take_in(sam, owned(robin))
        assert len(sam.actors()) == 2


def test_the_mapping_merges_actors_and_keeps_them_apart(robin: Project, sam: Project) -> None:
    point(robin, tag(robin, 1, "actor", 0, 9), "Mrs Sand")
    point(sam, tag(sam, 2, "actor", 0, 9), "Mira Sand")
    theirs, ours = robin.actors()[0], sam.actors()[0]
    report = merging.take_in(sam, owned(robin), MergeMapping(actors={theirs.id: ours.id}))
    assert [change.outcome for change in report.actors] == ["merged"]
    assert [a.name for a in sam.actors()] == ["Mira Sand"]
    assert sam.actors()[0].aliases == ("Mrs Sand",)
    merging.take_in(robin, owned(sam))
    merging.take_in(robin, entries(sam, [sam.find_layer("Robin")]))
    assert [a.name for a in robin.actors()] == ["Mira Sand"], "the decision travels"


def test_a_mention_brings_back_an_actor_that_was_removed_here(robin: Project, sam: Project) -> None:
    mention = tag(robin, 1, "actor", 0, 9)
    point(robin, mention, "Mira Sand")
    merging.take_in(sam, owned(robin))
    late = owned(robin)
    annotations.change(robin, mention, actor_id=None)
    merging.take_in(sam, owned(robin))
    actors.remove(sam, [sam.actors()[0].id])
    annotations.change(robin, mention, actor_id=robin.actors()[0].id)
    merging.take_in(sam, [*late, *owned(robin)])
    assert [a.name for a in sam.actors()] == ["Mira Sand"]


def test_assignments_travel(robin: Project, sam: Project) -> None:
    assigning.assign(robin, [1], ["Sam"])
    tag(robin, 1, "actor", 0, 9)
    merging.take_in(sam, owned(robin))
    rows = sam.db.conn.execute("SELECT article_id, annotator FROM assignments").fetchall()
    assert rows == [(2, "Sam")]


def test_a_models_layer_does_not_travel(robin: Project) -> None:
    with robin.transact("Model"):
        model = robin.need_layer("small", "model", "1")
    with pytest.raises(UserError, match="a model's layer"):
        list(entries(robin, [model]))


def test_a_merge_that_is_broken_off_leaves_nothing(robin: Project, sam: Project) -> None:
    for start in range(60):
        tag(robin, 1, "actor", start, start + 2)
    before = said(sam)
    with merging.plan(sam, owned(robin)) as made:
        running = merging.taking(sam, made)
        next(running)
        with pytest.raises(AnnotatorError, match="Wait until the merge"):
            tag(sam, 2, "actor", 0, 9)
        running.close()
        assert said(sam) == before
        tag(sam, 2, "actor", 0, 9)
        assert merging.take_in(sam, made).count("new") == 60


KILLED = """
import os, pickle, signal, sys
from annotator.project.operations import merging
from annotator.project.project import Project

project = Project.open(sys.argv[1], "Sam")
with open(sys.argv[2], "rb") as file:
    sent = pickle.load(file)
for done, _ in merging.taking(project, merging.plan(project, sent)):
    if done >= 100:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_merge_that_is_killed_leaves_nothing(tmp_path: Path, robin: Project, sam: Project) -> None:
    import pickle

    for start in range(60):
        tag(robin, 1, "actor", start, start + 2)
        tag(robin, 1, "cue", start, start + 3)
    before = said(sam)
    path = sam.path
    sam.close()
    (tmp_path / "sent").write_bytes(pickle.dumps(owned(robin)))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(tmp_path / "sent")],
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    with Project.open(path, "Sam") as opened:
        assert said(opened) == before
        assert not check.check(opened.db)
        assert merging.take_in(opened, owned(robin)).count("new") == 120


def test_stamps_go_on_where_a_clock_stood_in_the_future(robin: Project, sam: Project) -> None:
    tag(robin, 1, "actor", 0, 9)
    (entry,) = owned(robin)
    merging.take_in(sam, [dataclasses.replace(entry, stamp="2999-01-01T00:00:00+02:00")])
    tag(sam, 2, "cue", 10, 14)
    tag(sam, 2, "cue", 10, 13)
    stamps = sorted(entry.stamp for entry in owned(sam))
    assert stamps == ["2999-01-01T00:00:00+02:00+000001", "2999-01-01T00:00:00+02:00+000002"]


def test_equal_stamps_of_two_machines_end_the_same_everywhere(tmp_path: Path, robin: Project) -> None:
    tag(robin, 1, "actor", 0, 9)
    (entry,) = owned(robin)
    notes = [dataclasses.replace(entry, body={**entry.body, "note": note}) for note in ("one", "two")]
    found = set()
    for number, order in enumerate((notes, notes[::-1])):
        with new_project(tmp_path / f"{number}.annotator", TEXT, annotator="Sam") as project:
            for each in order:
                merging.take_in(project, [each])
            found.add(json.dumps([dict(e.body) for e in everything(project)]))
    assert len(found) == 1


def test_a_merge_takes_rows_of_any_kind_in_any_order(robin: Project, sam: Project) -> None:
    claim, actor = tag(robin, 1, "claim", 17, 42), tag(robin, 1, "actor", 0, 9)
    point(robin, actor, "Mira Sand")
    links.add(robin, label="speaker", head_id=claim, child_id=actor)
    sent: list[Entry] = list(reversed(owned(robin)))
    merging.take_in(sam, sent)
    assert len(sam.links(2, sam.find_layer("Robin").id)) == 1
