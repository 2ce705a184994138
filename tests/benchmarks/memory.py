"""What the spans of an open article take in memory: the process with them beside the process without."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Figure
from tests.benchmarks.screen import Size, off_screen, window_on

LENGTH, SPANS = 500_000, 20_000


def resident() -> float:
    """MB of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def resident_with(spans: int, folder: Path) -> float:
    """MB of a window with such an article, scrolled through from end to end."""
    off_screen(folder)
    with window_on(Size(LENGTH, spans).project(folder)) as window:
        from PySide6.QtTest import QTest

        view = window.workspace.view
        bar = view.verticalScrollBar()
        for step in range(100):
            bar.setValue(bar.maximum() * step // 100)
            QTest.qWait(1)
        gc.collect()
        return resident()


def _in_child(spans: int, folder: Path) -> float:
    code = (
        f"from pathlib import Path; from tests.benchmarks.memory import resident_with; "
        f"print(resident_with({spans}, Path({str(folder)!r})))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(ran.stdout)


def run(folder: Path) -> Iterator[Figure]:
    if not Path("/proc/self/statm").exists():
        return  # it is told by Linux only
    without, with_all = _in_child(0, folder), _in_child(SPANS, folder)
    each = (with_all - without) / (SPANS / 1000)
    yield Figure(
        f"memory a 1,000 spans (of {SPANS:,} in {LENGTH:,} characters, with every fifth linked)",
        f"{each:.1f} MB; the window takes {without:.0f} MB without and {with_all:.0f} MB with all",
        "10 MB",
        each <= 10,
    )
