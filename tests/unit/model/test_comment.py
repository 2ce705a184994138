"""Threads, whether they are open, for whom they wait, and whom a text names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotation import Annotation
from annotator.model.comment import (
    Anchor,
    Comment,
    CommentKind,
    Thread,
    mention_places,
    mentions_in,
    threads_of,
)

NAMES = ("Ana", "Ana Maria", "Robin", "Sam", "ß-Team")


def row(key: str, at: int, who: str, text: str = "", thread: str = "t", kind: CommentKind = "say") -> Comment:
    time = f"2026-01-01T00:00:{at:02d}.000Z"
    anchor = Anchor(start=3, end=5, quote="ab")
    return Comment(key, len(who), 1, thread, kind, anchor, text, mentions_in(text, NAMES), who, time, time)


def one(*rows: Comment) -> Thread:
    (found,) = threads_of(rows)
    return found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Ana and @ana maria, see", ["Ana", "Ana Maria"]),
        ("(@Sam)", ["Sam"]),
        ("@Samuel and @Sams", []),
        ("mail sam@Sam or x@Ana", []),
        ("@sam, @SAM!", ["Sam"]),
        ("@@Robin", ["Robin"]),
        ("ask @ß-team.", ["ß-Team"]),
        ("@", []),
        ("😀@Sam", ["Sam"]),
    ],
)
def test_whom_a_text_names(text: str, named: list[str]) -> None:
    assert list(mentions_in(text, NAMES)) == named


def test_places_of_names_are_code_points() -> None:
    assert mention_places("😀 @Ana Maria?", NAMES) == [(2, 12, "Ana Maria")]
    assert mention_places("@Ana", ["", "  "]) == []


def test_case_tells_two_names_apart_that_differ_in_nothing_else() -> None:
    names = ("Ana", "ana", "ANA Maria")
    assert mentions_in("@ana, @Ana, @ANA maria", names) == ("ana", "Ana", "ANA Maria")
    assert mentions_in("@aNA", names) == ("Ana",)


def test_a_thread_is_resolved_until_somebody_says_more_or_reopens_it() -> None:
    asked, answered = row("t", 1, "Robin", "why?"), row("b", 2, "Sam", "so")
    resolved = row("c", 3, "Robin", kind="resolve")
    assert one(asked, answered).is_open
    thread = one(asked, answered, resolved)
    assert not thread.is_open
    assert thread.resolved_by == "Robin"
    assert one(asked, answered, resolved, row("d", 4, "Sam", kind="reopen")).is_open
    late = row("e", 5, "Sam", "not yet")
    assert one(asked, answered, resolved, late).is_open
    assert one(asked, answered, resolved, late).resolved_by == ""
    assert not one(asked, answered, late, replace(resolved, created_at="2026-01-01T00:00:06.000Z")).is_open


def test_what_was_deleted_leaves_the_place_of_the_first_only() -> None:
    first, answer = row("t", 1, "Robin"), row("b", 2, "Sam", "so")
    assert [c.id for c in one(first, answer).said] == ["t", "b"]
    assert [c.id for c in one(first, answer, row("c", 3, "Robin")).said] == ["t", "b"]
    assert one(first, answer).begun_by == "Robin"
    assert threads_of([first]) == []
    assert threads_of([first, row("c", 3, "Sam", kind="resolve")]) == []


def test_a_thread_whose_first_comment_is_missing_still_has_its_place() -> None:
    thread = one(row("b", 2, "Sam", "so"))
    assert (thread.id, thread.anchor.quote, thread.begun_by) == ("t", "ab", "")


def test_the_first_comment_stays_first_whatever_the_clocks_say() -> None:
    assert [c.id for c in one(row("t", 9, "Robin", "why?"), row("b", 2, "Sam", "so")).said] == ["t", "b"]


def test_a_thread_waits_for_whom_it_names_and_for_who_took_part() -> None:
    asked = row("t", 1, "Robin", "@Sam why?")
    assert one(asked).waits_for("Sam") == "mentioned"
    assert one(asked).waits_for("Robin") is None
    assert one(asked).waits_for("Ana") is None
    answered = row("b", 2, "Sam", "so")
    assert one(asked, answered).waits_for("Sam") is None
    assert one(asked, answered).waits_for("Robin") == "answered"
    again = row("c", 3, "Robin", "really, @Sam?")
    assert one(asked, answered, again).waits_for("Robin") is None
    assert one(asked, answered, again).waits_for("Sam") == "mentioned"
    done = row("d", 4, "Ana", kind="resolve")
    assert one(asked, answered, again, done).waits_for("Sam") is None
    assert (
        one(asked, answered, again, done, row("e", 5, "Robin", kind="reopen")).waits_for("Sam") == "mentioned"
    )
    assert one(asked, row("f", 5, "Sam", kind="reopen")).waits_for("Sam") is None


def test_naming_oneself_or_in_what_was_deleted_waits_for_nobody() -> None:
    assert one(row("t", 1, "Sam", "@Sam note to self")).waits_for("Sam") is None
    gone = replace(row("b", 2, "Robin", "@Sam"), text="", mentions=())
    assert one(row("t", 1, "Robin", "hm"), gone).waits_for("Sam") is None


def test_who_was_not_known_where_it_was_said_is_named_all_the_same() -> None:
    asked = row("t", 1, "Robin", "@Kim and @Ana Maria?")
    assert "Kim" not in asked.mentions
    assert one(asked).waits_for("Kim") == "mentioned"
    assert one(asked).waits_for("Ana Maria") == "mentioned"
    assert one(asked).waits_for("Ana") is None


def test_what_became_of_the_annotation() -> None:
    there = Annotation("a", 1, 1, "claim", ((3, 5),), "ab")
    anchor = Anchor("a", "claim", 3, 5, "ab")
    assert anchor.standing(there) == "there"
    assert anchor.standing(replace(there, label="cue")) == "changed"
    assert anchor.standing(replace(there, segments=((3, 6),), quote="abc")) == "changed"
    assert anchor.standing(None) == "gone"
    assert Anchor(start=3, end=5, quote="ab").standing(None) == "there"


def test_threads_stand_in_reading_order_the_article_first() -> None:
    rows = [
        replace(row("x", 1, "Sam", "a", "x"), anchor=Anchor(start=9, end=10)),
        replace(row("y", 2, "Sam", "b", "y"), anchor=Anchor(start=0, end=1)),
        replace(row("z", 3, "Sam", "c", "z"), anchor=Anchor()),
    ]
    assert [thread.id for thread in threads_of(rows)] == ["z", "y", "x"]
