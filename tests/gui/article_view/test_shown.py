"""What a filter hides is not painted, not hit, not reached by the caret, and takes no room."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import Arc, ArticleView, Mark
from annotator.gui.article_view.marks import MarkIndex
from annotator.gui.article_view.shown import ActorFilter, Filter
from annotator.model.offsets import ParagraphMap
from tests.support.article_view import on_bar, on_text, own

Show = Callable[..., ArticleView]
TEXT = "The old minister said no. Nobody in the hall had asked her.\nA second paragraph."
ANNE = ActorFilter("Anne", frozenset({"anne", "anne-2"}), frozenset({"anne berg"}))


def mark(mark_id: str, label: str = "actor", kind: str = "own", **more: object) -> Mark:
    return Mark(mark_id, label, ((0, 3),), kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Filter(), {"own", "suggested", "claim"}),
        (Filter(undecided=True), {"suggested"}),
        (Filter(label="claim"), {"claim"}),
        (Filter(undecided=True, label="claim"), set()),
    ],
)
def test_a_filter_by_decision_and_label(wanted: Filter, shown: set[str]) -> None:
    marks = [mark("own"), mark("suggested", kind="suggestion"), mark("claim", "claim")]
    assert {m.id for m in marks if not wanted or wanted.passes(m, ())} == shown
    assert bool(wanted) == (wanted != Filter())


def test_an_actor_is_known_by_its_ids_and_a_suggestion_by_its_words() -> None:
    wanted = Filter(actor=ANNE)
    assert wanted.passes(mark("m", actor="anne"), ())
    assert wanted.passes(mark("m", actor="anne-2"), ())
    assert not wanted.passes(mark("m", actor="tom", mention=True, quote="Anne Berg"), ())
    assert wanted.passes(mark("m", kind="suggestion", mention=True, quote="ANNE Berg"), ())
    assert not wanted.passes(mark("m", "claim", quote="Anne Berg"), ())
    assert wanted.passes(mark("claim", "claim"), [mark("m", actor="anne")])


def test_what_is_linked_comes_and_goes_with_the_mention() -> None:
    index = MarkIndex(ParagraphMap(TEXT), len(TEXT))
    index.replace([mark("m"), mark("claim", "claim"), mark("other", "claim")])
    index.set_filter(Filter(actor=ANNE))
    assert set(index.by_id) == set()
    assert index.replace_arcs([Arc("1", "speaker", "claim", "m")]) == set()
    index.update([mark("m", actor="anne")], [])
    assert set(index.by_id) == {"m", "claim"}
    assert index.hidden == 1
    assert index.replace_arcs([]) == {0}
    assert set(index.by_id) == {"m"}
    index.update([], ["m"])
    assert set(index.by_id) == set()


def test_hidden_marks_are_not_hit_not_painted_and_take_no_room(show: Show) -> None:
    marks = [own("actor", "actor", (8, 16)), own("claim", "claim", (0, 24)), own("cue", "cue", (17, 21))]
    view = show(TEXT, marks[1])
    wanted, height = view.grab().toImage(), view.article_layout.box(0).height
    view = show(TEXT, *marks)
    place = on_bar(view, "actor")
    assert view.grab().toImage() != wanted
    view.set_filter(Filter(label="claim"))
    assert view.grab().toImage() == wanted
    assert view.article_layout.box(0).height == height
    assert view.marks_at(10) == ["claim"]
    assert view.mark_at_point(on_text(view, 10)) == "claim"
    assert view.mark_at_point(place) in ("claim", None)
    assert view.article_layout.index.hidden == 2
    view.set_filter(Filter())
    assert view.marks_at(10) == ["actor", "claim"]


def test_the_current_annotation_stays_until_another_is_current(show: Show) -> None:
    view = show(TEXT, own("actor", "actor", (8, 16)), own("claim", "claim", (0, 24)))
    view.set_current("actor")
    view.set_filter(Filter(label="claim"))
    assert view.current() == "actor"
    view.update_marks([own("new", "cue", (17, 21))], [])
    assert not view.shows("new")
    view.set_current("new")
    assert view.current() == "new"
    assert view.shows("new")
    assert not view.shows("actor")
    view.set_current(None)
    assert not view.shows("new")


def test_the_filter_holds_in_the_next_article(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, own("actor", "actor", (8, 16)))
    view.set_filter(Filter(label="claim"))
    show("Another text.", own("a", "actor", (0, 7)), own("c", "claim", (8, 12)))
    assert set(view.article_layout.index.by_id) == {"c"}


MARKS = st.builds(
    Mark,
    st.sampled_from("abcdef"),
    st.sampled_from(["actor", "claim"]),
    st.tuples(st.integers(0, 60).map(lambda start: (start, start + 9))),
    st.sampled_from(["own", "suggestion"]),
    actor=st.sampled_from([None, "anne", "tom"]),
)
FILTERS = st.builds(
    Filter, st.booleans(), st.sampled_from([None, "actor", "claim"]), st.sampled_from([None, ANNE])
)
ENDS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))
STEPS = st.one_of(
    st.tuples(
        st.just("update"), st.lists(MARKS, max_size=3), st.lists(st.sampled_from("abcdef"), max_size=2)
    ),
    st.tuples(st.just("filter"), FILTERS),
    st.tuples(st.just("arcs"), st.lists(ENDS, max_size=4)),
    st.tuples(st.just("keep"), st.sampled_from([None, *"abcdef"])),
)


@given(st.lists(STEPS, max_size=12))
def test_step_by_step_the_same_is_shown_as_at_once(steps: list[tuple[object, ...]]) -> None:
    index = MarkIndex(ParagraphMap(TEXT), len(TEXT))
    marks: dict[str, Mark] = {}
    wanted, arcs, kept = Filter(), [], None
    for step in steps:
        match step:
            case ("update", changed, removed):
                changed = list({m.id: m for m in changed}.values())  # type: ignore[attr-defined]
                removed = [gone for gone in removed if gone not in {m.id for m in changed}]  # type: ignore[attr-defined]
                index.update(changed, removed)
                marks.update((m.id, m) for m in changed)
                for gone in removed:
                    marks.pop(gone, None)
            case ("filter", wanted):
                index.set_filter(wanted)
            case ("arcs", ends):
                arcs = [Arc(f"{a}{b}", "about", a, b) for a, b in dict.fromkeys(ends)]  # type: ignore[call-overload]
                index.replace_arcs(arcs)
            case ("keep", kept):
                index.update(index.keep(kept), [])
    fresh = MarkIndex(ParagraphMap(TEXT), len(TEXT))
    fresh.replace(marks.values())
    fresh.replace_arcs(arcs)
    fresh.keep(kept)
    fresh.set_filter(wanted)
    assert index.by_id == fresh.by_id
    assert {n: {m.id for m in index.in_block(n)} for n in (0, 1)} == {
        n: {m.id for m in fresh.in_block(n)} for n in (0, 1)
    }
