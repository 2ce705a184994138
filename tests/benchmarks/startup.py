"""From process start to the first painted window, beside an empty PySide6 window started the same way."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import material
from tests.benchmarks.measure import Figure

WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType() and {condition}:
            print(time.time() - float(os.environ["BEGAN"]), flush=True)
            os._exit(0)
        return False

def watched_exec(*_):
    QApplication.instance().installEventFilter(watch)
    return plain_exec()

watch, plain_exec = Watch(), QApplication.exec
QApplication.exec = watched_exec
"""
ANYTHING = "watched.window().isVisible()"
ARTICLE = "type(watched.parent()).__name__ == 'ArticleView' and watched.parent().toPlainText()"
EMPTY = "app = QApplication([]); window = QMainWindow(); window.resize(1280, 800); window.show(); app.exec()"
OURS = "sys.argv[1:] = ['open', {path!r}]\nfrom annotator.cli import main\nmain()"
ROUNDS = 7


def started(code: str, home: Path, condition: str = ANYTHING) -> float:
    """Seconds until a widget that meets the condition is painted."""
    import time

    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "BEGAN": str(time.time())}
    environment |= {"XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)}
    command = [sys.executable, "-c", WATCH.replace("{condition}", condition) + code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    return float(done.stdout.split()[0])


def run(folder: Path) -> Iterator[Figure]:
    path = folder / "startup.annotator"
    material.project(path, count=50, length=3_000, annotations=50)
    ours_code = OURS.format(path=str(path))
    for code in (EMPTY, ours_code):  # once for the disk
        started(code, folder)
    pairs = [(started(EMPTY, folder), started(ours_code, folder)) for _ in range(ROUNDS)]
    empty, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = ours / empty
    value = f"{ours * 1000:.0f} ms, {ratio:.2f} times an empty PySide6 window ({empty * 1000:.0f} ms)"
    yield Figure("start to first painted window", value, "2", ratio <= 2)
    shown = statistics.median(started(ours_code, folder, ARTICLE) for _ in range(3))
    value = f"{shown * 1000:.0f} ms, {shown / empty:.1f} times an empty window"
    yield Figure("start to an article on the screen", value, "1 s", shown <= 1)
