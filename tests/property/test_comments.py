"""Comments: threads do not depend on the order of rows; random talk with undo."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from annotator.errors import UserError
from annotator.model.comment import Anchor, Comment, mention_places, threads_of
from annotator.project import comments as talk
from annotator.project.operations import annotations, comments
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.projects import TEXT, new_project
from tests.support.undo_machine import UndoMachine

NAMES = ("Ana", "Ana Maria", "Robin", "Sam")


@st.composite
def rows(draw: st.DrawFn) -> list[Comment]:
    """Rows as merging may bring them: threads without a beginning, equal times, deleted texts."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        who = draw(st.sampled_from(NAMES))
        time = f"2026-01-01T00:00:0{draw(st.integers(0, 5))}.000Z"
        start = draw(st.integers(0, 3))
        found.append(
            Comment(
                id=f"c{number}",
                layer_id=NAMES.index(who),
                article_id=1,
                thread_id=f"c{draw(st.integers(0, 3))}",
                kind=draw(st.sampled_from(["say", "say", "resolve", "reopen"])),
                anchor=Anchor(start=start, end=start + 1),
                text=draw(st.sampled_from(["", "yes", "@Sam?", "@Ana Maria"])),
                mentions=(),
                created_by=who,
                created_at=time,
                updated_at=time,
            )
        )
    return found


@given(st.data())
def test_threads_are_the_same_from_any_order_of_rows(data: st.DataObject) -> None:
    found = data.draw(rows())
    mixed = data.draw(st.permutations(found))
    assert threads_of(mixed) == threads_of(found)
    for thread in threads_of(found):
        assert thread.readable
        for name in NAMES:
            reason = thread.waits_for(name)
            assert reason is None or thread.is_open
            assert reason is None or thread.last.created_by != name or len(thread.readable) > 1


@given(st.text(alphabet="@ AnaMriSs😀é,\n", max_size=40))
def test_places_of_names_lie_in_the_text_one_behind_the_other(text: str) -> None:
    last = 0
    for start, end, name in mention_places(text, NAMES):
        assert text[start] == "@"
        assert text[start + 1 : end].casefold() == name.casefold()
        assert last <= start < end
        last = end


class TalkEdits(UndoMachine):
    """Robin talks, undoes and does again; Sam's rows are there and stay as they are."""

    tables = ("comments",)

    @initialize()
    def begin(self) -> None:
        path = self.make_folder() / "machine.annotator"
        new_project(path, TEXT, "Second.").close()
        with Project.open(path, "Sam") as project:
            actor = annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
            comments.say(project, 1, "@Robin?", annotation_id=actor.id)
            asked = comments.say(project, 2, "done")
            comments.resolve(project, asked.id)
        self.begin_with(Project.open(path, "Robin"))
        self.sams = self._of_sam()

    @rule(
        text=st.sampled_from(["why?", "@Sam", " ", "😀"]), start=st.integers(0, 80), length=st.integers(0, 9)
    )
    def say(self, text: str, start: int, length: int) -> None:
        self._try(lambda: comments.say(self.project, 1, text, span=(start, start + length)))

    @rule(place=st.integers(0, 9), text=st.sampled_from(["so", "@Sam no", ""]))
    def answer(self, place: int, text: str) -> None:
        self._on_thread(place, lambda key: comments.reply(self.project, key, text))

    @rule(place=st.integers(0, 9), again=st.booleans())
    def settle(self, place: int, again: bool) -> None:
        self._on_thread(
            place, lambda key: (comments.reopen if again else comments.resolve)(self.project, key)
        )

    @rule(place=st.integers(0, 30), text=st.sampled_from(["other", "", None]))
    def alter(self, place: int, text: str | None) -> None:
        said = [c for thread in self._threads() for c in thread.said]
        if said:
            key = said[place % len(said)].id
            if text is None:
                self._try(lambda: comments.delete(self.project, key))
            else:
                self._try(lambda: comments.change(self.project, key, text))

    @invariant()
    def nothing_of_a_colleague_changes(self) -> None:
        if hasattr(self, "project"):
            assert self._of_sam() == self.sams
            for thread in self._threads():
                assert thread.readable
                place = thread.anchor
                if place.annotation_id is None and place.start is not None:
                    text = self.project.article(thread.article_id).text
                    assert text[place.start : place.end] == place.quote
            waiting = talk.waiting(self.project)
            assert all(found.thread.is_open for found in waiting)
            assert not check(self.project.db)

    def _threads(self) -> list[Any]:
        return [thread for article in (1, 2) for thread in talk.threads(self.project, article)]

    def _on_thread(self, place: int, work: Any) -> None:
        threads = self._threads()
        if threads:
            self._try(lambda: work(threads[place % len(threads)].id))

    def _try(self, work: Any) -> None:
        with suppress(UserError):
            work()
        self.step_done()

    def _of_sam(self) -> list[Any]:
        return self.project.db.conn.execute(
            "SELECT * FROM comments WHERE created_by = 'Sam' ORDER BY id"
        ).fetchall()


TestTalk = TalkEdits.TestCase
TestTalk.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
