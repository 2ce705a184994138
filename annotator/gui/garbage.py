"""Collects Python's cyclic garbage in the GUI thread only.

Python collects in whichever thread happens to allocate.  Where that is a thread of ours that reads files, it
may destroy widgets there, and Qt ends the process.  So automatic collection is off while a window is
there, and a timer of the GUI thread does it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 400
"""Milliseconds."""


def collect_here(parent: QObject) -> None:
    """From now on garbage is collected in this thread, as long as ``parent`` lives."""
    gc.disable()
    gc.freeze()  # what the program itself is made of need not be looked at again and again
    timer = QTimer(parent)
    timer.setInterval(_EVERY)
    timer.timeout.connect(collect_due)
    timer.start()


def leave_alone() -> None:
    """Don't look again and again at what is there now: for somebody who has just read very much, of which
    nothing points in circles.  It goes when nobody holds it any longer, as everything else does."""
    gc.freeze()


def collect_due() -> None:
    """Collect the oldest generation that is due, as Python itself would have done."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
