"""Tag a span in the real window: from the key press to the painted frame, with the save in between."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import material
from tests.benchmarks.measure import Figure, percentile

SIZES = ((5_000, 100), (50_000, 1_000), (500_000, 20_000))
ROUNDS = 60


def times(path: Path) -> list[float]:
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from annotator.gui.main_window import MainWindow
    from annotator.gui.settings import Settings

    class Painted(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                self.count += 1
            return False

    app = QApplication.instance() or QApplication([])
    window = MainWindow(Settings())
    window.fill()
    window.resize(1280, 800)
    window.show()
    window.projects.open(path, "Robin")
    view = window.workspace.view
    QTest.qWaitForWindowActive(window)
    view.setFocus()
    QTest.qWait(500)  # what loads beside the window has come
    watch = Painted()
    view.viewport().installEventFilter(watch)
    found = []
    for number in range(ROUNDS):
        view.select_span(number * 9, number * 9 + 5)
        QTest.qWait(5)
        before = watch.count
        start = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_3)
        while watch.count == before:
            QCoreApplication.processEvents()
        found.append(time.perf_counter() - start)
    window.close()
    app.processEvents()
    return found


def run(folder: Path) -> Iterator[Figure]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(dir=folder)
    os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"]
    medians = []
    for length, spans in SIZES:
        path = folder / f"tag-{length}.annotator"
        material.project(path, count=1, length=length, annotations=spans)
        found = times(path)
        middle, high = percentile(found, 0.5) * 1000, percentile(found, 0.95) * 1000
        medians.append(middle)
        name = f"tag a span, key press to painted frame, {length:,} characters and {spans:,} spans"
        yield Figure(name, f"{middle:.1f} ms median, {high:.1f} ms p95", "8 ms", high <= 8)
    ratio = medians[-1] / medians[0]
    yield Figure("the largest of them beside the smallest", f"{ratio:.2f}", "2", ratio <= 2)
