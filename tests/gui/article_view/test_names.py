"""Bars span exactly their words, close to them; names take what room there is."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from annotator.gui.article_view import ArticleView, Mark
from annotator.gui.article_view.bars import bar_rect
from annotator.gui.article_view.boxes import Unit, cursor_x
from annotator.gui.article_view.names import full_form, natural_left
from annotator.gui.article_view.painting import Painter
from annotator.gui.theme import LIGHT
from annotator.model.codebook import Codebook
from tests.support.article_view import on_bar, own

Show = Callable[..., ArticleView]
LONG = (
    "The ministry said that nobody in the harbour had been told about the new levy before it was printed, "
    "and that it would answer every single one of the complaints by letter before the end of the month. "
)


def units(view: ArticleView, mark_id: str, block: int = 0) -> list[Unit]:
    lines = view.article_layout.box(block).lines
    return [unit for line in lines for unit in line.units if unit.mark.id == mark_id]


def suggestion(start: int, end: int, score: float) -> Mark:
    return Mark("s", "claim", ((start, end),), "suggestion", score)


@pytest.mark.parametrize("zoom", [70, 100, 200])
@pytest.mark.parametrize("kind", ["own", "suggestion", "colleague", "rejected"])
def test_a_bar_spans_its_words_on_every_line(show: Show, zoom: int, kind: str) -> None:
    """Whatever the last line holds of it: one word, or a long stretch that is named again."""
    view = show(LONG)
    view.set_zoom(zoom)
    lines = [(line.start, line.end) for line in view.article_layout.box(0).lines]
    word_ends = [LONG.index(" ", start + 1) for start, _ in lines[1:]]
    full_ends = [end for _, end in lines[1:]]
    block = view.document().firstBlock().layout()
    for end in (*word_ends, *full_ends):
        view.set_marks([Mark("m", "claim", ((4, end),), kind)])  # type: ignore[arg-type]
        for unit, (number, (first, last)) in zip(units(view, "m"), enumerate(lines), strict=False):
            rect = bar_rect(unit, unit.bars[0], 5, view.article_layout.metrics)
            text_line = block.lineAt(number)
            assert rect.left() == cursor_x(text_line, max(4, first))
            assert rect.right() == pytest.approx(cursor_x(text_line, min(end, last)))


def test_a_continued_bar_is_painted_from_the_first_letter(show: Show, codebook: Codebook) -> None:
    view = show(LONG, own("m", "claim", (4, len(LONG) - 1)))
    second = units(view, "m")[1]
    assert not second.named
    layout = view.article_layout
    y = round(layout.block_top(0) + second.top + 1 - view.verticalScrollBar().value())
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    x = round((layout.left + second.left + 3) * ratio)
    assert image.pixelColor(x, round(y * ratio)) == LIGHT.label_colour(codebook.check_label("claim"))


def test_names_never_push_a_bar_away_from_its_words(show: Show) -> None:
    text = "He hit us all, she promised."
    marks = [own(f"m{start}", "sentiment", (start, end)) for start, end in ((0, 2), (3, 6), (7, 9), (10, 13))]
    view = show(text, *marks, own("she", "actor", (15, 18)), own("cue", "cue", (19, 27)))
    assert [unit.lane for unit in view.article_layout.box(0).lines[0].units] == [0] * 6
    (she,), (cue,) = units(view, "she"), units(view, "cue")
    assert (she.name_text, cue.name_text) == ("actor", "cue")
    assert cue.name_left > cue.left  # moved within its own bar
    assert cue.name_left + cue.name_width <= cue.right


def test_names_in_a_lane_do_not_touch_and_are_shortened_before_they_go(show: Show) -> None:
    text = "of the old men of it"
    words = [(0, 2), (3, 6), (7, 10), (11, 14), (15, 17), (18, 20)]
    view = show(
        text,
        *(
            Mark(f"m{start}", "sentiment", ((start, end),), "own", attributes_text="negative")
            for start, end in words
        ),
    )
    named = [unit for start, _ in words for unit in units(view, f"m{start}") if unit.named]
    assert named
    for before, after in pairwise(named):
        assert before.name_left + before.name_width < after.name_left
    assert named[-1].name_text == "sentiment · negative"
    assert any(unit.name_text.endswith("…") for unit in named[:-1])
    alone = show(text, Mark("m", "sentiment", ((7, 10),), "own", attributes_text="negative"))
    assert units(alone, "m")[0].name_text == "sentiment · negative"


def test_a_name_that_is_left_out_shows_while_its_mark_is_current_or_hovered(
    show: Show, codebook: Codebook
) -> None:
    view = show("a b c d", *(own(f"m{n}", "actor", (n, n + 1)) for n in (0, 2, 4, 6)))
    hidden = units(view, "m0")[0]
    assert not hidden.named
    colour = LIGHT.label_colour(codebook.check_label("actor"))

    def shown() -> bool:
        image = view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        metrics = view.article_layout.metrics
        start = on_bar(view, "m0") + QPoint(0, metrics.bar + 1)
        box = [start + QPoint(x, y) for x in range(20) for y in range(2, metrics.name_height)]
        colours = {image.pixelColor(round(p.x() * ratio), round(p.y() * ratio)).name() for p in box}
        return colour.name() in colours and QColor(LIGHT.page).name() in colours

    height = view.article_layout.box(0).height
    assert not shown()
    view.hover("m0")
    assert shown()
    view.hover(None)
    view.set_current("m0")
    assert shown()
    assert view.article_layout.box(0).height == height


def test_a_score_stands_behind_the_name_where_there_is_room(show: Show) -> None:
    for score in (0.85, 0.49):
        assert units(show(LONG, suggestion(4, 40, score)), "s")[0].name_score == f"{score:.2f}"
    crowded = show(LONG, suggestion(13, 17, 0.85), own("o", "actor", (18, 22)))
    assert units(crowded, "s")[0].name_score == ""
    assert (
        units(crowded, "o")[0].name_text == units(show(LONG, own("o", "actor", (18, 22))), "o")[0].name_text
    )


def test_the_score_of_the_current_and_the_hovered_suggestion_is_shown(show: Show) -> None:
    view = show(LONG, suggestion(13, 17, 0.85), own("o", "actor", (18, 22)))
    (unit,) = units(view, "s")
    assert unit.name_score == ""
    assert full_form(unit, view.article_layout.metrics)[:2] == ("claim", "0.85")
    plain = view.viewport().grab().toImage()
    view.set_current("s", reveal=False)
    current = view.viewport().grab().toImage()
    ratio = current.devicePixelRatio()
    layout = view.article_layout
    x = layout.left + natural_left(unit, full_form(unit, layout.metrics)[2], layout.room)
    y = layout.block_top(0) + unit.top + layout.metrics.bar + 4
    width = round(full_form(unit, layout.metrics)[2])
    area = [(round((x + dx) * ratio), round((y + dy) * ratio)) for dx in range(width) for dy in range(8)]
    assert any(current.pixelColor(*p) != plain.pixelColor(*p) for p in area)


def test_each_piece_of_an_annotation_says_which_it_is(show: Show) -> None:
    whole = LONG * 2
    pieces = Mark("m", "claim", ((4, 30), (len(LONG) + 4, len(LONG) + 40)), "own")
    named = [unit.name_text for unit in units(show(whole, pieces), "m") if unit.named]
    assert named == ["claim 1/2", "claim 2/2"]
    beside = Mark("m", "claim", ((4, 12), (18, 30)), "own")
    assert [unit.name_text for unit in units(show(whole, beside), "m")] == ["claim"], "dots join them"


def painted_names(view: ArticleView, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every name that one whole painting writes: the mark and the words."""
    written: list[tuple[str, str]] = []
    original = Painter._written

    def spy(self: Painter, painter: Any, mark: Mark, words: tuple[str, str], *rest: Any) -> None:
        written.append((mark.id, words[0]))
        original(self, painter, mark, words, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(Painter, "_written", spy)
        view.viewport().grab()
    return written


@pytest.mark.parametrize("how", ["none", "current", "hovered"])
def test_no_name_is_painted_twice(show: Show, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """The name of the second has moved or been cut beside the first; whole it stands over what is there."""
    view = show(
        "Kim is here today.",
        Mark("a", "actor", ((0, 3),), "own", attributes_text="person"),
        Mark("b", "claim", ((4, 6),), "own", attributes_text="demand"),
    )
    if how == "current":
        view.set_current("b", reveal=False)
    elif how == "hovered":
        view.hover("b")
    names = painted_names(view, monkeypatch)
    assert [mark for mark, _ in names].count("b") <= 1
    assert how == "none" or names[-1] == ("b", "claim · demand")


def test_no_name_looks_out_from_under_a_whole_one(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    view = show(
        "Kim said no and much later Mira said yes.",
        own("a", "actor", (0, 3)),
        Mark("b", "claim", ((4, 8),), "own", attributes_text="demand"),
        own("c", "cue", (9, 11)),
        own("d", "actor", (27, 31)),
    )
    assert units(view, "c")[0].named
    view.set_current("b", reveal=False)
    assert [mark for mark, _ in painted_names(view, monkeypatch)] == ["a", "d", "b"]
    view.set_current("d", reveal=False)
    assert [mark for mark, _ in painted_names(view, monkeypatch)] == ["a", "b", "c", "d"]
