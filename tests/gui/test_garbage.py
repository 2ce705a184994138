"""Cyclic garbage never dies in another thread than the GUI's."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.gui.garbage import collect_here


class Cycle:
    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def collecting(qtbot: QtBot) -> Iterator[QObject]:
    parent = QObject()
    collect_here(parent)
    yield parent
    gc.enable()
    gc.unfreeze()


def test_a_thread_that_allocates_collects_nothing(qtbot: QtBot, collecting: QObject) -> None:
    watched = weakref.ref(Cycle())
    thread = threading.Thread(target=lambda: [Cycle() for _ in range(20_000)])
    thread.start()
    thread.join()
    assert watched() is not None
    qtbot.waitUntil(lambda: watched() is None)
