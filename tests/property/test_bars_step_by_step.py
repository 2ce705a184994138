"""Bars lie where they lie, whether marks came one by one or all at once."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import Arc, ArticleView, Mark
from annotator.gui.article_view.shown import Filter
from annotator.model.article import Article, Metadata

TEXT = ("Nobody in the old harbour had been told about the levy before it was printed. " * 4).strip()
TEXT = f"{TEXT}\nشكرا جزيلا للوزيرة على ردها السريع\nThe end of it."
IDS = "abcdefghij"


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    cuts = sorted(draw(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=4, unique=True)))
    segments = tuple((start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    kind = draw(st.sampled_from(["own", "suggestion"]))
    return Mark(draw(st.sampled_from(IDS)), draw(st.sampled_from(["actor", "claim"])), segments, kind)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), marks()),
        st.tuples(st.just("take"), st.sampled_from(IDS)),
        st.tuples(st.just("current"), st.sampled_from([None, *IDS])),
        st.tuples(
            st.just("filter"), st.sampled_from([Filter(), Filter(label="claim"), Filter(undecided=True)])
        ),
        st.tuples(st.just("link"), st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))),
        st.tuples(st.just("all"), st.booleans()),
    ),
    max_size=14,
)


def places(view: ArticleView) -> list[tuple[object, ...]]:
    """Every bar, name and line of the article."""
    layout = view.article_layout
    found: list[tuple[object, ...]] = []
    for number in range(3):
        box = layout.box(number)
        for line in box.lines:
            found.append((number, line.top, line.bottom, line.levels, [fold.keys for fold in line.folds]))
            found += sorted(
                (unit.mark.id, unit.lane, unit.top, unit.named, unit.name_text, unit.name_left)
                for unit in line.units
            )
    return found


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_step_by_step_is_as_at_once(qtbot: QtBot, steps: list[tuple[str, object]]) -> None:
    view, fresh = ArticleView(), ArticleView()
    for made in (view, fresh):
        made.resize(560, 500)
        made.set_article(Article(1, TEXT, Metadata(), "sha"))
        made.show()
    there: dict[str, Mark] = {}
    arcs: list[Arc] = []
    current: str | None = None
    wanted, everything = Filter(), False
    for step in steps:
        match step:
            case ("put", Mark() as mark):
                there[mark.id] = mark
                view.update_marks([mark], [])
            case ("take", str(gone)):
                there.pop(gone, None)
                view.update_marks([], [gone])
            case ("current", found):
                current = found if found in there else None  # type: ignore[assignment]
                view.set_current(current, reveal=False)
            case ("filter", Filter() as wanted):
                view.set_filter(wanted)
            case ("link", (str(head), str(child))):
                arcs = [*arcs, Arc(f"{head}{child}{len(arcs)}", "about", head, child)]
                view.set_arcs(arcs)
            case ("all", bool(everything)):
                view.links.show_all(everything)
    if current not in there:
        current = None
        view.set_current(None)
    fresh.links.show_all(everything)
    fresh.set_filter(wanted)
    fresh.set_arcs(arcs)
    fresh.set_marks(list(there.values()))
    fresh.set_current(current, reveal=False)
    assert places(view) == places(fresh)
    view.close()
    fresh.close()
