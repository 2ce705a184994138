"""Merging: in any order and any number of times gives the same project, and nothing is lost."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.revision import Entry
from annotator.project.operations import merging
from annotator.project.project import Project
from annotator.store import check
from tests.support.copies import EDITS, copy_of, edit, everything, owned, said

PEOPLE = ("Robin", "Robin", "Sam", "Kim")
"""Robin works on two machines."""


def in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.key)


steps = st.lists(
    st.tuples(
        st.sampled_from(range(len(PEOPLE))),
        st.sampled_from((*EDITS, "share", "share", "hear")),
        st.integers(0, 200),
        st.integers(0, 200),
    ),
    min_size=5,
    max_size=60,
)
quietly = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def working(todo: list[tuple[int, str, int, int]]) -> Iterator[tuple[Path, list[Project], list[list[Entry]]]]:
    """Copies after some work in each, and everything that was shared on the way and at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        copies = [
            stack.enter_context(copy_of(folder / f"{number}.annotator", name, number))
            for number, name in enumerate(PEOPLE)
        ]
        shared: list[list[Entry]] = []
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
@given(steps, st.randoms(use_true_random=False))
def test_in_any_order_and_any_number_of_times_it_is_the_same_project(
    todo: list[tuple[int, str, int, int]], chance: random.Random
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
@given(steps)
def test_copies_that_heard_each_other_say_the_same(todo: list[tuple[int, str, int, int]]) -> None:
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
@given(steps)
def test_share_then_merge_loses_nothing(todo: list[tuple[int, str, int, int]]) -> None:
    with working(todo) as (folder, copies, _):
        for number, copy in enumerate(copies):
            with copy_of(folder / f"heir{number}.annotator", "Lee", number + 1) as heir:
                merging.take_in(heir, everything(copy))
                assert in_order(everything(heir)) == in_order(everything(copy))
                before = said(heir)
                report = merging.take_in(heir, everything(copy))
                assert report.changes == 0
                assert said(heir) == before
