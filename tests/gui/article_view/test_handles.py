"""The knobs at the ends of the current annotation stand where it begins and ends, whichever way it runs."""

from collections.abc import Callable

import pytest

from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.handles import handles
from tests.support.article_view import own

Show = Callable[..., ArticleView]


@pytest.mark.parametrize(
    ("text", "words", "backwards"),
    [
        ("The old ministry said no.", "old ministry", False),
        ("قال الوزير إن السعر ارتفع كثيرا.", "السعر ارتفع", True),
        ("قال الوزير. وافق Tolm Harbour على ذلك.", "Tolm Harbour", False),
        ("A word, אבג דהו, in between.", "אבג דהו", True),
        ("On 👩‍🔬 ét there", "👩‍🔬 ét", False),
    ],
)
def test_the_ends_are_those_of_the_bar(show: Show, text: str, words: str, backwards: bool) -> None:
    start = text.index(words)
    view = show(text, own("m", "claim", (start, start + len(words))))
    view.set_current("m")
    found = {handle.edge: handle.point.x() for handle in handles(view)}
    _, line = view.article_layout.place_of(start)
    (unit,) = line.units
    sides = [view.article_layout.left + unit.left, view.article_layout.left + unit.right]
    expected = sides[::-1] if backwards else sides
    assert found["start"] == pytest.approx(expected[0], abs=1)
    assert found["end"] == pytest.approx(expected[1], abs=1)


def test_an_annotation_over_two_lines_has_one_at_each_end(show: Show) -> None:
    text = "word " * 40
    view = show(text, own("m", "claim", (5, 199)))
    view.set_current("m")
    first, last = handles(view)
    assert (first.edge, last.edge) == ("start", "end")
    assert last.point.y() > first.point.y()


def test_only_the_current_annotation_has_them(show: Show) -> None:
    view = show("One two three", own("m", "claim", (0, 3)), own("n", "claim", (4, 7)))
    assert list(handles(view)) == []
    view.set_current("n")
    assert {handle.mark_id for handle in handles(view)} == {"n"}
