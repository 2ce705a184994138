"""Open an article in the real window: from the choice in the list to the painted frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Figure, percentile
from tests.benchmarks.screen import ONE_PARAGRAPH, SIZES, Size, frame_times, off_screen, window_on

if TYPE_CHECKING:
    from annotator.gui.article_view import ArticleView
    from annotator.gui.session import Session

ROUNDS = 7


def times(size: Size, folder: Path) -> tuple[list[float], list[float]]:
    """Of the view alone, which is given the article and its marks; and with reading them from the file."""
    with window_on(size.project(folder)) as window:
        session, view = window.session, window.workspace.view
        assert session is not None
        return frame_times(view, _shows(view, session)), frame_times(view, _opens(session))


def _shows(view: ArticleView, session: Session) -> Iterator[Callable[[], object]]:
    from annotator.gui.marks import arcs_of, marks_of

    sheet = session.sheet
    assert sheet is not None
    marks, arcs = marks_of(sheet.own.values(), sheet, session.project.codebook), arcs_of(sheet)

    def show() -> None:
        view.set_article(sheet.article)
        view.set_marks(marks)
        view.set_arcs(arcs)

    for _ in range(ROUNDS):
        yield show


def _opens(session: Session) -> Iterator[Callable[[], object]]:
    from PySide6.QtTest import QTest

    for _ in range(ROUNDS):
        session.open_article(None)
        QTest.qWait(50)
        yield partial(session.open_article, 1)


def run(folder: Path) -> Iterator[Figure]:
    off_screen(folder)
    for size in (*SIZES, ONE_PARAGRAPH):
        shown, opened = times(size, folder)
        for what, found in (("show an article", shown), ("open an article from the file", opened)):
            middle, worst = percentile(found, 0.5) * 1000, max(found) * 1000
            yield Figure(
                f"{what}, to the painted frame, {size.name}",
                f"{middle:.0f} ms median, {worst:.0f} ms at most",
                "100 ms",
                middle <= 100,
            )
