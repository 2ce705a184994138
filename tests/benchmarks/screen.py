"""The real window on a made-up article, off screen, and the time from an event to the painted frame."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import material

if TYPE_CHECKING:
    from annotator.gui.article_view import ArticleView
    from annotator.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Size:
    """An article to measure on; ``paragraphs`` False: all of it is one paragraph."""

    length: int
    spans: int
    paragraphs: bool = True

    @property
    def name(self) -> str:
        shape = "" if self.paragraphs else " in one paragraph"
        return f"{self.length:,} characters{shape} and {self.spans:,} spans"

    def project(self, folder: Path) -> Path:
        """The project with this article, made where it is missing."""
        path = folder / f"article-{self.length}-{self.spans}-{int(self.paragraphs)}.annotator"
        if not path.exists():
            material.project(
                path, count=1, length=self.length, annotations=self.spans, paragraphs=self.paragraphs
            )
        return path


SIZES = (Size(5_000, 100), Size(50_000, 1_000), Size(500_000, 20_000))
ONE_PARAGRAPH = Size(500_000, 20_000, paragraphs=False)


def off_screen(folder: Path) -> None:
    """Let Qt paint to memory, with settings of its own."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(dir=folder)


@contextmanager
def window_on(path: Path) -> Iterator[MainWindow]:
    """A window at 1280 by 800 with the project open and the keyboard in its article."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from annotator.gui.main_window import MainWindow
    from annotator.gui.settings import Settings

    app = QApplication.instance() or QApplication([])
    window = MainWindow(Settings())
    window.fill()
    window.resize(1280, 800)
    window.show()
    window.projects.open(path, "Robin")
    QTest.qWaitForWindowActive(window)
    window.workspace.view.setFocus()
    QTest.qWait(500)  # what loads beside the window has come
    try:
        yield window
    finally:
        window.close()
        app.processEvents()


def frame_times(view: ArticleView, acts: Iterator[Callable[[], object]]) -> list[float]:
    """Seconds from each act until the frame after it is painted.

    Timers wait until then: what the window does some milliseconds later, such as to bring its panels up to
    date, is no part of the frame, though under load it may come in the same turn of the event loop.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
    from PySide6.QtTest import QTest

    class Painted(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                self.count += 1
            return False

    watch = Painted()
    view.viewport().installEventFilter(watch)
    without_timers = QEventLoop.ProcessEventsFlag.X11ExcludeTimers
    found = []
    for act in acts:
        QTest.qWait(5)
        before = watch.count
        start = time.perf_counter()
        act()
        while watch.count == before:
            QCoreApplication.processEvents(without_timers)
        found.append(time.perf_counter() - start)
    view.viewport().removeEventFilter(watch)
    return found
