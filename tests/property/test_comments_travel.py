"""Three copies talk to each other: once each has heard all others, they tell the same."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.project import comments as talk
from annotator.project.operations import annotations, comments, merging
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.copies import TEXTS, copy_of, owned
from tests.support.projects import TEXT

NAMES = ("Kim", "Lou", "Robin")
KINDS = ("say", "say", "answer", "answer", "settle", "change", "delete", "undo", "send", "send")

steps = st.tuples(st.sampled_from(KINDS), st.integers(0, 2), st.integers(0, 9), st.integers(0, 2))


def take(copy: Project, sender: Project) -> None:
    """Take in all that the owner of another copy has said."""
    if sender is not copy and (entries := owned(sender)):
        merging.take_in(copy, entries)


def told(copy: Project) -> list[Any]:
    """What a copy tells of all threads, whatever its numbers."""
    text = {number: copy.article(number).text for number in copy.article_ids()}
    return sorted(
        (
            text[thread.article_id],
            thread.id,
            thread.anchor.quote,
            [(c.id, c.text, c.created_by) for c in thread.said],
            thread.is_open,
            [thread.waits_for(name) for name in NAMES],
        )
        for thread in talk.talk(copy).threads
    )


def do(copy: Project, kind: str, number: int) -> None:
    threads = talk.talk(copy).threads
    said = [c for thread in threads for c in thread.readable if c.created_by == copy.annotator]
    if kind == "say":
        article = number % len(TEXTS) + 1
        where: dict[str, Any] = {"span": (number, number + 3)} if number % 2 else {}
        comments.say(copy, article, f"what of {number}, @{NAMES[number % 3]}?", **where)
    elif kind == "answer" and threads:
        comments.reply(copy, threads[number % len(threads)].id, f"answer {number}")
    elif kind == "settle" and threads:
        thread = threads[number % len(threads)]
        (comments.resolve if thread.is_open else comments.reopen)(copy, thread.id)
    elif kind == "change" and said:
        comments.change(copy, said[number % len(said)].id, f"rather {number}")
    elif kind == "delete" and said:
        comments.delete(copy, said[number % len(said)].id)
    elif kind == "undo":
        copy.undo()


@given(plan=st.lists(steps, max_size=25), order=st.permutations(range(3)))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_copies_that_exchange_what_was_said_tell_the_same(
    plan: list[tuple[str, int, int, int]], order: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        copies = [
            stack.enter_context(copy_of(Path(folder) / f"{name}.annotator", name, first))
            for first, name in enumerate(NAMES)
        ]
        for kind, who, number, other in plan:
            if kind == "send":
                take(copies[who], copies[other])
            else:
                do(copies[who], kind, number)
        for number in order:
            for sender in reversed(order):
                take(copies[number], copies[sender])
        assert told(copies[0]) == told(copies[1]) == told(copies[2])
        for copy in copies:
            own = [row for thread in talk.talk(copy).threads for row in thread.readable]
            assert all(row.text for row in own)
            assert not [found for found in check(copy.db) if found.kind == "comment"]


def test_a_comment_on_a_colleagues_annotation_and_on_a_suggestion_finds_it_in_each_copy(
    tmp_path: Path,
) -> None:
    with copy_of(tmp_path / "k.annotator", "Kim") as kim, copy_of(tmp_path / "l.annotator", "Lou", 1) as lou:
        here = kim.article_by_hash(lou.article(lou.article_ids()[0]).sha256)
        assert here is not None
        number = next(n for n in kim.article_ids() if kim.article(n).text == TEXT)
        made = annotations.add(kim, article_id=number, label="actor", segments=[(0, 4)])
        take(lou, kim)
        there = next(n for n in lou.article_ids() if lou.article(n).text == TEXT)
        comments.say(lou, there, "only Mira, @Kim?", annotation_id=made.id)
        suggestion = lou.suggested(there)[0]
        comments.say(lou, there, "and this?", annotation_id=suggestion.id)
        take(kim, lou)
        found = talk.threads(kim, number)
        assert {thread.anchor.quote for thread in found} == {"Mira", suggestion.quote}
        assert {standing for standing, _ in talk.standings(kim, found).values()} == {"there"}
        assert [waiting.reason for waiting in talk.waiting(kim)] == ["mentioned"]
        first = next(thread for thread in found if thread.anchor.quote == "Mira")
        annotations.delete(kim, [made.id])
        comments.reply(kim, first.id, "gone")
        take(lou, kim)
        threads = talk.threads(lou, there)
        became = talk.standings(lou, threads)
        assert became[first.id] == ("gone", None)
        assert [waiting.thread.id for waiting in talk.waiting(lou)] == [first.id]
