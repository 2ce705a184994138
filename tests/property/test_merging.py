"""Merging: in any order and any number of times gives the same project, and nothing is lost."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import permutations
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotator.model.revision import Entry
from annotator.project.operations import annotations, links, merging
from annotator.project.project import Project
from annotator.store import check
from tests.support.copies import EDITS, copy_of, edit, everything, owned, said
from tests.support.projects import TEXT, new_project

PEOPLE = ("Robin", "Robin", "Sam", "Kim")
"""Robin works on two machines."""


def in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.key)


Steps = list[tuple[int, str, int, int]]

WHO = (0, 0, 1, 1, 2, 3)
DOING = (*EDITS, *("link", "link", "link", "delete", "undo", "name"), *(("share",) * 3), *(("hear",) * 3))


@st.composite
def steps(draw: st.DrawFn) -> Steps:
    """Long runs by chance: that deletions, links and merges meet takes many steps."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    return [
        (
            chance.choice((0, 0, 1, 1, 2, 3)),
            chance.choice(DOING),
            chance.randrange(200),
            chance.randrange(200),
        )
        for _ in range(draw(st.sampled_from((20, 60, 120))))
    ]


quietly = settings(
    max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
"""Not made smaller: the chance of a smaller run has nothing to do with that of a larger one."""


@contextmanager
def working(todo: Steps) -> Iterator[tuple[Path, list[Project], list[list[Entry]]]]:
    """Copies after some work in each, and everything that was shared on the way and at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        copies = [
            stack.enter_context(copy_of(folder / f"{number}.annotator", name, number))
            for number, name in enumerate(PEOPLE)
        ]
        for number in range(6):  # claims and actors, which both machines of Robin know from the start
            edit(copies[0], "tag", number % 2, number)
            edit(copies[0], "tag", 3 + number % 2, number + 20)
        shared = [owned(copies[0])]
        merging.take_in(copies[1], shared[0])
        for who, kind, one, other in todo:
            if kind == "share":
                shared.append(owned(copies[who]))
            elif kind == "hear" and shared:
                merging.take_in(copies[who], shared[one % len(shared)])
            else:
                edit(copies[who], kind, one, other)
        shared += [owned(copy) for copy in copies]
        yield folder, copies, shared


@quietly
@given(steps(), st.randoms(use_true_random=False))
def test_in_any_order_and_any_number_of_times_it_is_the_same_project(
    todo: Steps, chance: random.Random
) -> None:
    with working(todo) as (folder, _, shared):
        found = []
        for number in range(3):
            order = [*shared, *chance.choices(shared, k=2)]
            chance.shuffle(order)
            with copy_of(folder / f"lee{number}.annotator", "Lee", number) as project:
                for each in order:
                    merging.take_in(project, each)
                assert not check.check(project.db)
                found.append(said(project))
        assert found[0] == found[1]
        assert found[0] == found[2]


@quietly
@given(steps())
def test_copies_that_heard_each_other_say_the_same(todo: Steps) -> None:
    with working(todo) as (_, copies, _):
        last = [owned(copy) for copy in copies]
        for copy in copies:
            for each in last:
                merging.take_in(copy, each)
            assert not check.check(copy.db)
        # What two machines of one person did is known to each of them only now.
        for copy in copies:
            for other in copies:
                merging.take_in(copy, everything(other))
        tables = [said(copy) for copy in copies]
        for name in ("annotations", "links", "decisions", "article_states", "article_answers"):
            assert all(found[name] == tables[0][name] for found in tables), name


@quietly
@given(steps())
def test_share_then_merge_loses_nothing(todo: Steps) -> None:
    with working(todo) as (folder, copies, _):
        for number, copy in enumerate(copies):
            with copy_of(folder / f"heir{number}.annotator", "Lee", number + 1) as heir:
                merging.take_in(heir, everything(copy))
                assert in_order(everything(heir)) == in_order(everything(copy))
                before = said(heir)
                report = merging.take_in(heir, everything(copy))
                assert report.changes == 0
                assert said(heir) == before


def test_every_order_of_what_two_machines_did_to_one_link_is_the_same(tmp_path: Path) -> None:
    """Drawn on both, deleted on one that did not know the other's, an end deleted and brought back."""
    with ExitStack() as stack:
        home, train = (stack.enter_context(new_project(tmp_path / name, TEXT)) for name in ("home", "train"))
        claim = annotations.add(home, article_id=1, label="claim", segments=[(17, 42)])
        actor = annotations.add(home, article_id=1, label="actor", segments=[(0, 9)])
        merging.take_in(train, owned(home))
        shared = []
        first = links.add(home, label="speaker", head_id=claim.id, child_id=actor.id)
        shared.append(owned(home))
        links.add(train, label="speaker", head_id=claim.id, child_id=actor.id)
        shared.append(owned(train))
        links.delete(home, first.id)
        shared.append(owned(home))
        annotations.delete(home, [actor.id])
        shared.append(owned(home))
        home.undo()
        shared.append(owned(home))
        found = []
        for number, order in enumerate(permutations(shared)):
            with new_project(tmp_path / str(number), TEXT, annotator="Lee") as project:
                for each in order:
                    merging.take_in(project, each)
                found.append(said(project))
        assert len(found[0]["links"]) == 1
        assert all(each == found[0] for each in found)
