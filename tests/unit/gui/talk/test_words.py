"""Threads in words, the names that are offered, and the keys of drafts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.gui.talk.names import offered_names
from annotator.gui.talk.target import Target
from annotator.gui.talk.words import about, explanation, rich, standing, summary, when
from annotator.gui.theme import LIGHT
from annotator.model.annotation import Annotation
from annotator.model.comment import Anchor, Comment, Thread, threads_of

NAMES = ["Ana", "Ana Maria", "Robin Reed", "Sam"]


def said(key: str, who: str, text: str, *mentions: str, anchor: Anchor = Anchor()) -> Comment:  # noqa: B008
    time = f"2020-01-01T00:00:0{key[-1]}.000Z"
    return Comment(key, 1, 1, "t1", "say", anchor, text, mentions, who, time, time)


def thread(*comments: Comment) -> Thread:
    (found,) = threads_of(comments)
    return found


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("@", NAMES),
        ("ask @a", ["Ana", "Ana Maria"]),
        ("ask @ana", ["Ana", "Ana Maria"]),
        ("ask @ana m", ["Ana Maria"]),
        ("ask @ana maria", None),
        ("ask @r", ["Robin Reed"]),
        ("@ree", ["Robin Reed"]),
        ("@mar", ["Ana Maria"]),
        ("@x", None),
        ("@ ", None),
        ("a@s", None),
        ("no sign", None),
        ("@Sam and @s", ["Sam"]),
    ],
)
def test_names_are_offered_as_they_are_typed(before: str, found: list[str] | None) -> None:
    assert offered_names(before, NAMES) == found


def test_a_target_is_known_by_the_key_of_its_draft() -> None:
    for target in (
        Target(1),
        Target(1, "t", comment_id="c"),
        Target(2, annotation_id="a"),
        Target(3, span=(4, 9)),
    ):
        assert Target.of_key(target.key) == target


def test_what_a_thread_is_about() -> None:
    assert about(Anchor()) == "the whole article"
    assert about(Anchor(None, "", 1, 4, "a\nbc")) == "“a bc”"
    assert about(Anchor("x", "claim", 1, 4, "abc")) == "claim “abc”"


def test_what_became_of_the_annotation_in_words() -> None:
    now = Annotation("a", 1, 1, "cue", ((0, 3),), "abc")
    assert standing("there", now) == ""
    assert standing("changed", now).endswith("now cue “abc”.")
    assert "no longer" in standing("gone", None)


def test_a_comment_is_shown_as_it_was_typed_with_names_in_bold() -> None:
    shown = rich(said("t1", "Sam", "<b>&\n@Robin Reed?", "Robin Reed"), LIGHT)
    assert shown.startswith("&lt;b&gt;&amp;<br><b style=")
    assert shown.endswith(">@Robin Reed</b>?")


def test_an_explanation_is_question_and_last_answer_without_names() -> None:
    asked = said("t1", "Robin", "@Sam, is this one?", "Sam")
    assert explanation(thread(asked)) == "is this one?"
    answered = said("t2", "Sam", "maybe"), said("t3", "Ana", "No: it is not.")
    assert explanation(thread(asked, *answered)) == "is this one? – No: it is not."


def test_a_summary_says_why_it_waits_and_how_much_was_answered() -> None:
    found = thread(said("t1", "Robin", "is it?"), said("t2", "Sam", "yes"), said("t3", "Sam", "I think"))
    told = summary(found, "Robin", "Title")
    assert told.startswith("answered since · the whole article · Robin · 2 answers · 2020-01-0")
    assert told.endswith(" · Title")


def test_the_time_of_today_is_said_without_the_day() -> None:
    at = datetime(2026, 5, 4, 12, 30, tzinfo=UTC).astimezone()
    assert when("2026-05-04T12:30:00.000Z", at) == f"{at:%H:%M}"
    assert when("2020-05-04T12:30:00.000Z", at).startswith("2020-05-04 ")
