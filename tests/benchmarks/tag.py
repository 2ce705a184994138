"""Tag a span in the real window: from the key press to the painted frame, with the save in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Figure, percentile
from tests.benchmarks.screen import ONE_PARAGRAPH, SIZES, Size, frame_times, off_screen, window_on

if TYPE_CHECKING:
    from annotator.gui.article_view import ArticleView

ROUNDS = 60


def times(size: Size, folder: Path) -> list[float]:
    with window_on(size.project(folder)) as window:
        view = window.workspace.view
        return frame_times(view, _presses(view))


def _presses(view: ArticleView) -> Iterator[Callable[[], object]]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    for number in range(ROUNDS):
        view.select_span(number * 9, number * 9 + 5)
        QTest.qWait(5)
        yield partial(QTest.keyClick, view, Qt.Key.Key_3)


def run(folder: Path) -> Iterator[Figure]:
    off_screen(folder)
    medians = []
    for size in (*SIZES, ONE_PARAGRAPH):
        found = times(size, folder)
        middle, high = percentile(found, 0.5) * 1000, percentile(found, 0.95) * 1000
        medians.append(middle)
        name = f"tag a span, key press to painted frame, {size.name}"
        yield Figure(name, f"{middle:.1f} ms median, {high:.1f} ms p95", "8 ms", high <= 8)
    ratio = max(medians[1:]) / medians[0]
    yield Figure("tagging in the slowest of them beside the smallest", f"{ratio:.2f}", "2", ratio <= 2)
