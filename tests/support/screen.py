"""A real window on a virtual screen, driven by real keys and mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "xdotool", "openbox")
PATIENCE = 60.0
"""Seconds; only a failing test waits so long."""


def eventually(condition: Callable[[], object], what: str) -> None:
    """Look until ``condition`` holds; the other process has nothing that we could wait for."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.02)


class Screen:
    """A virtual screen with a window manager, and what happens on it."""

    def __init__(self, display: str) -> None:
        self.display = display

    @property
    def _environment(self) -> dict[str, str]:
        """As it is now: each test has a home folder of its own, also on a screen that it shares."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program as a person would."""
        command = [sys.executable, "-m", "annotator", *arguments]
        return subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def xdo(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def focus(self, name: str) -> str:
        """Wait for a window with this name and give it the keyboard; returns its id."""
        found: list[str] = []

        def there() -> bool:
            found[:] = self.xdo("search", "--onlyvisible", "--name", name).split()
            return bool(found)

        eventually(there, f"a window named {name}")
        self.xdo("windowactivate", "--sync", found[0])
        return found[0]

    def keys(self, *names: str) -> None:
        for name in names:
            self.xdo("key", "--delay", "30", name)

    def click(self, x: int, y: int, times: int = 1) -> None:
        self.xdo("mousemove", "--sync", str(x), str(y))
        self.xdo("click", "--repeat", str(times), "--delay", "60", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.xdo("mousemove", "--sync", str(start[0]), str(start[1]), "mousedown", "1")
        middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        self.xdo("mousemove", "--sync", str(middle[0]), str(middle[1]))
        self.xdo("mousemove", "--sync", str(end[0]), str(end[1]), "mouseup", "1")

    def picture(self, path: Path) -> Path:
        """A screenshot as PNG (to look at; tests don't judge it)."""
        subprocess.run(["import", "-window", "root", str(path)], env=self._environment, check=True)
        return path


@contextmanager
def screen(size: str = "1280x800") -> Iterator[Screen]:
    """A screen of its own; the test is skipped where the programs for it are missing."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"no virtual screen: {', '.join(missing)} is not installed")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    manager = None
    try:
        with os.fdopen(read) as answer:
            display = f":{answer.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display}
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        yield Screen(display)
    finally:
        for process in filter(None, (manager, server)):
            process.terminate()
            process.wait()
