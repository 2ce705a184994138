"""What a rule would do, counted before it is done; and how far a place is, in words."""

from __future__ import annotations

from pathlib import Path

from annotator.gui.comparing.difference_rows import DifferenceRow
from annotator.gui.comparing.plans import AT_ONCE, Planned, Rule, plan_all, planned, told
from annotator.gui.comparing.reading import count_articles, read_article
from annotator.gui.comparing.voices import usual, voices_of
from annotator.model.settlement import Proposal, Ruling
from annotator.project.operations import annotations, articles
from annotator.project.operations.adjudication import settle
from annotator.project.project import Project
from annotator.review.adjudicating import taken, third
from tests.support.compared import compared_project


def read(project: Project, article_id: int = 1):  # type: ignore[no-untyped-def]
    return read_article(project, article_id, voices_of(project.layers(), usual(project.layers())))


def test_the_preview_counts_what_each_rule_does(tmp_path: Path) -> None:
    with compared_project(tmp_path / "p.annotator", "Ada") as project:
        found = read(project).adjudication
        by_majority = planned(found, Rule("majority"))
        assert (by_majority.settled, by_majority.agreed, by_majority.left) == (5, 2, 0)
        only_agreed = planned(found, Rule("agreed"))
        assert (only_agreed.settled, only_agreed.agreed, only_agreed.left) == (0, 2, 5)
        lou = project.find_layer("Lou")
        by_trust = planned(found, Rule("trust", (lou,)))
        assert (by_trust.settled, by_trust.left) == (5, 0)
        assert told([by_majority], everywhere=False) == (
            "Settles 5 differences and takes over 2 annotations on which all agree."
        )
        assert told([only_agreed], everywhere=True) == (
            "Takes over 2 annotations on which all agree in 1 article; 5 differences stay open."
        )
        assert told([], everywhere=False) == "Changes nothing."


def test_many_places_are_settled_in_parts_of_which_the_last_says_so() -> None:
    rulings = (Ruling("none", (), {}),) * (2 * AT_ONCE + 1)
    parts = list(Planned(1, rulings, 0, 0, 0).in_parts())
    assert [len(part.rulings) for part in parts] == [AT_ONCE, AT_ONCE, 1]
    assert [part.finished for part in parts] == [False, False, True]


def test_who_settled_it_and_what_changed_since(tmp_path: Path) -> None:
    path = tmp_path / "p.annotator"
    with compared_project(path) as project:
        lou = project.find_layer("Lou")
        claim, clumsy = read(project).differing[:2]
        settle(project, 1, [taken(claim.place, lou)], title="x", finished=False, why="longer")
        proposal = Proposal("cue", ((72, 78),))
        settle(project, 1, [third(clumsy.place, proposal)], title="x", finished=False)
        standings = read(project).standings
        assert standings[claim.id].state == "settled"
        assert standings[claim.id].told.endswith("by taking what Lou said")
        assert standings[claim.id].why == "longer"
        assert "with a third: cue “" in standings[clumsy.id].told
    with Project.open(path, "Lou") as project:
        own = project.layer
        assert own is not None
        mine = {a.quote: a for a in project.annotations(1, own.id)}
        annotations.delete(project, [mine["clumsy"].id])
        annotations.change(project, mine["the levy would fail before winter"].id, segments=[(20, 34)])
    with Project.open(path, "Robin") as project:
        found = read(project)
        # Which of its annotations a place is named for is chance, so it is found by its words.
        changes = {spot.quote: found.standing(spot).changes for spot in found.differing}
        assert changes["clumsy"] == ("Lou took back: sentiment “clumsy”.",)
        assert changes["the levy would fail"] == (
            "Lou changed it: words were “the levy would fail before winter”, are “the levy would”.",
        )
        counts = count_articles(
            project, [1, 2, 3], voices_of(project.layers(), usual(project.layers())), project.actors_by_id()
        )
        assert (counts[1].open, counts[1].again, counts[1].settled) == (5, 2, 0)
        assert counts[1].said == "5 open, 2 again"
        assert counts[2].said == "no differences"
        assert counts[3].said == "nothing to compare"


def test_of_two_layers_the_first_is_always_a_also_where_it_says_nothing(tmp_path: Path) -> None:
    with compared_project(tmp_path / "p.annotator") as project:
        for spot in read(project).differing:
            assert [variant.letters for variant in spot.variants] == ["A", "B"]
    with compared_project(tmp_path / "three.annotator", "Ada") as project:
        missing = [spot for spot in read(project).differing if "missing" in spot.kinds]
        assert missing
        assert all(spot.variants[-1].annotation is None for spot in missing)


def test_an_article_that_somebody_has_only_begun_is_left_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "p.annotator"
    compared_project(path).close()
    with Project.open(path, "Lou") as project:
        articles.set_state(project, 1, "in progress")
    with Project.open(path, "Robin") as project:
        voices = voices_of(project.layers(), usual(project.layers()))
        plans = plan_all(project, voices, Rule("majority"), lambda _done, _all: None, lambda: False)
    assert {plan.article_id: plan.skipped for plan in plans} == {1: True, 2: False}
    assert not plans[0].rulings
    assert told(plans, everywhere=True).endswith("1 article is left: not marked as done by all.")


def test_where_links_differ_each_says_its_own(tmp_path: Path) -> None:
    with compared_project(tmp_path / "p.annotator") as project:
        spots = read(project).differing
        told = [[variant.links for variant in spot.variants] for spot in spots if "link" in spot.kinds]
        assert told == [["speaker “The ferry board”", "speaker “Tolm Harbour”"]]
        assert not any(v.links for spot in spots if "link" not in spot.kinds for v in spot.variants)


def test_a_place_on_which_all_agree_since_says_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "p.annotator"
    with compared_project(path) as project:
        spot = next(each for each in read(project).differing if "boundary" in each.kinds)
        settle(project, 1, [taken(spot.place, project.find_layer("Lou"))], title="x", finished=False)
        whole = spot.cluster.members[project.find_layer("Kim").id].segments
    with Project.open(path, "Lou") as project:
        mine = spot.cluster.members[project.find_layer("Lou").id]
        annotations.change(project, mine.id, segments=whole)
    with Project.open(path, "Robin") as project:
        found = read(project)
        rows = [DifferenceRow(each, found.standing(each)) for each in found.differing]
        again = [row.words for row in rows if row.standing.state == "again"]
        assert again == [
            "Lou changed it: words were “the levy would fail before winter”, are “the levy would fail”."
        ]
