"""After every change the screen shows what painting all anew would show, though only a part was painted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetricsF, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.article_view import Arc, ArticleView, Mark
from annotator.gui.article_view.repainting import repainting
from tests.benchmarks.material import text

LABELS = ("claim", "actor", "cue", "sentiment")
BODY = text(6_000, 5)


class Painted(QObject):
    """How high the painted part was, of all that was painted since it was last asked."""

    height = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.height = max(self.height, event.region().boundingRect().height())
        return False


@pytest.fixture
def still() -> Iterator[None]:
    """The caret does not blink."""
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(flash)


def on_screen(view: ArticleView) -> QImage:
    """What the screen holds of the view, without painting it for this."""
    QApplication.processEvents()
    shot = view.screen().grabWindow(view.winId())
    return shot.toImage().convertToFormat(QImage.Format.Format_RGB32)


def right(view: ArticleView) -> bool:
    shown = on_screen(view)
    view.viewport().repaint()
    return shown == on_screen(view) and not shown.isNull()


def mark(number: int, start: int, end: int, label: str) -> Mark:
    return Mark(f"m{number}", label, ((start, end),), "own")


def changed(view: ArticleView, dice: random.Random, number: int) -> None:
    index = view.article_layout.index
    ids = sorted(index.by_id)
    match dice.randrange(7):
        case 0 | 1 | 2:
            start = dice.randrange(1_800)
            view.select_span(start, start + 9)
            on_screen(view)
            view.update_marks([mark(number, start, start + dice.randrange(1, 90), dice.choice(LABELS))], ())
            view.set_current(f"m{number}", reveal=False)
            view.clear_selection()
        case 3 if ids:
            view.update_marks((), [dice.choice(ids)])
        case 4 if ids:
            view.update_marks([replace(index.by_id[dice.choice(ids)], label=dice.choice(LABELS))], ())
        case 5:
            view.set_current(dice.choice([None, *ids]), reveal=dice.random() < 0.3)
        case _ if len(ids) > 1:
            head, child = dice.sample(ids, 2)
            view.set_arcs([Arc("k", "speaker", head, child)] if dice.random() < 0.5 else [])


@pytest.mark.parametrize("seed", range(8))
def test_the_screen_is_never_stale(show: Callable[..., ArticleView], still: None, seed: int) -> None:
    dice = random.Random(seed)
    marks = [mark(1_000 + n, 40 * n, 40 * n + dice.randrange(3, 60), dice.choice(LABELS)) for n in range(50)]
    view = show(BODY, *marks)
    view.verticalScrollBar().setValue(dice.choice((0, 60, 300)))
    for number in range(40):
        changed(view, dice, number)
        assert right(view), number


def test_tagging_paints_little(show: Callable[..., ArticleView], still: None) -> None:
    view = show(BODY, *(mark(n, 60 * n, 60 * n + 30, "claim") for n in range(60)))
    view.set_current("m9", reveal=False)
    on_screen(view)
    watch = Painted()
    view.viewport().installEventFilter(watch)
    view.update_marks([mark(101, 305, 320, "actor")], ())  # one lane more moves what is below
    on_screen(view)
    assert watch.height > view.viewport().height() / 3
    watch.height = 0
    view.update_marks([mark(101, 305, 320, "cue")], ())
    on_screen(view)
    assert 0 < watch.height < view.viewport().height() / 3


def test_names_in_the_margin_that_reach_below_their_line_are_never_stale(
    show: Callable[..., ArticleView], still: None
) -> None:
    view = show("word " * 400)
    lines = view.article_layout.box(0).lines
    end = lines[3].start + 12
    view.set_marks([mark(n, 5 * n, end, label) for n, label in enumerate(LABELS)])
    line = view.article_layout.box(0).lines[3]
    view.verticalScrollBar().setValue(round(view.article_layout.block_top(0) + line.bottom) - 22)
    on_screen(view)
    assert view.painter.in_margin is not None
    assert view.painter.in_margin > view.article_layout.block_top(0) + line.bottom + 12
    for number, label in enumerate(reversed(LABELS)):
        view.update_marks([mark(number, 5 * number, end, label)], ())
        assert right(view), number


def test_tagging_below_names_in_the_margin_paints_little(
    show: Callable[..., ArticleView], still: None
) -> None:
    view = show(BODY, mark(1, 0, 1_500, "claim"), mark(2, 900, 920, "actor"))
    view.verticalScrollBar().setValue(150)
    watch = Painted()
    on_screen(view)
    view.viewport().installEventFilter(watch)
    assert view.painter.in_margin
    view.update_marks([mark(2, 900, 920, "cue")], ())
    on_screen(view)
    assert 0 < watch.height < view.viewport().height() / 3


def test_nothing_changed_nothing_painted(show: Callable[..., ArticleView], still: None) -> None:
    view = show(BODY)
    on_screen(view)
    watch = Painted()
    view.viewport().installEventFilter(watch)
    with repainting(view):
        pass
    on_screen(view)
    assert watch.height == 0


def test_a_selection_cuts_no_letter_that_reaches_over_its_line(
    show: Callable[..., ArticleView], still: None
) -> None:
    view = show("jam " * 200)
    view.set_look(replace(view.look(), zoom=200))
    assert QFontMetricsF(view.article_layout.metrics.reading).leftBearing("j") < 0
    width, lines = round(view.article_layout.left), view.article_layout.box(0).lines
    assert len(lines) > 3
    view.select_span(0, 0)
    before = on_screen(view).copy(0, 0, width, view.height())
    view.select_span(lines[2].start + 4, lines[2].start + 7)
    assert on_screen(view).copy(0, 0, width, view.height()) == before
