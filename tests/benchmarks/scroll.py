"""Scroll an article in the real window: from the turn of the wheel, or a key, to the painted frame."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Figure, percentile
from tests.benchmarks.screen import ONE_PARAGRAPH, SIZES, Size, frame_times, off_screen, window_on

if TYPE_CHECKING:
    from annotator.gui.article_view import ArticleView

ROUNDS = 40


def times(size: Size, folder: Path) -> tuple[list[float], list[float]]:
    """By the wheel, and by jumps of the scroll bar to anywhere."""
    with window_on(size.project(folder)) as window:
        view = window.workspace.view
        return frame_times(view, _turns(view)), frame_times(view, _jumps(view))


def _turns(view: ArticleView) -> Iterator[Callable[[], object]]:
    """Down from three places and up again, into what was never shown before."""
    bar = view.verticalScrollBar()
    for part in (0.0, 0.33, 0.66):
        bar.setValue(round(bar.maximum() * part))
        for _ in range(ROUNDS):
            if bar.value() < bar.maximum():
                yield partial(_turn, view, -120)
    bar.setValue(round(bar.maximum() * 0.9))
    for _ in range(ROUNDS):
        if bar.value() > 0:
            yield partial(_turn, view, 120)


def _turn(view: ArticleView, angle: int) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    place = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def _jumps(view: ArticleView) -> Iterator[Callable[[], object]]:
    bar, chance = view.verticalScrollBar(), random.Random(7)
    for _ in range(ROUNDS):
        target = chance.randrange(bar.maximum())
        if abs(target - bar.value()) > 100:
            yield partial(bar.setValue, target)


def run(folder: Path) -> Iterator[Figure]:
    off_screen(folder)
    medians = []
    for size in (*SIZES, ONE_PARAGRAPH):
        turned, jumped = times(size, folder)
        medians.append(percentile(turned, 0.5) * 1000)
        for what, found in (("scroll by the wheel", turned), ("scroll to anywhere", jumped)):
            middle, high = percentile(found, 0.5) * 1000, percentile(found, 0.95) * 1000
            value = f"{middle:.1f} ms median, {high:.1f} ms p95"
            yield Figure(f"{what}, to the painted frame, {size.name}", value, "8 ms", high <= 8)
    ratio = max(medians[1:]) / medians[0]
    yield Figure("scrolling the slowest of them beside the smallest", f"{ratio:.2f}", "2", ratio <= 2)
