"""The process that trains: ``python -m annotator.preannotate.training.worker``.

Reads orders from standard input and writes reports to standard output (see ``protocol``).  It ends when it
has saved, when it is told to stop or standard input closes, or on SIGTERM.
"""

from __future__ import annotations

import logging
import os
import queue
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from annotator.errors import UserError
from annotator.model.training import TrainingArticle
from annotator.preannotate.protocol import ProtocolError
from annotator.preannotate.training.protocol import (
    Begin,
    Go,
    Impossible,
    Keep,
    Learn,
    Report,
    Stop,
    decode_order,
    encode_report,
)

_NICE = 5

log = logging.getLogger(__name__)


class _Orders:
    """Reads ahead in a thread, so that a parent that goes away ends this process at once."""

    def __init__(self, source: BinaryIO) -> None:
        self.folder: Path | None = None
        self._source = source
        self._queue: queue.SimpleQueue[Begin | Learn | Go | Keep | ProtocolError] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> Begin | Learn | Go | Keep:
        """:raises ProtocolError: if the next line is no order."""
        order = self._queue.get()
        if isinstance(order, ProtocolError):
            raise order
        return order

    def _read(self) -> None:
        for line in self._source:
            try:
                order = decode_order(line)
            except ProtocolError as error:
                self._queue.put(error)
                continue
            if isinstance(order, Stop):
                break
            if isinstance(order, Begin):
                self.folder = Path(order.folder)
            self._queue.put(order)
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
        os._exit(0)  # whatever is being trained: nobody wants it any more


def main() -> int:
    """Train once; 0, or 1 if it can't be done."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it closes our input
    if hasattr(os, "nice"):
        os.nice(_NICE)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print goes to standard error

    def send(report: Report) -> None:
        output.write(encode_report(report))
        output.flush()

    try:
        _work(_Orders(sys.stdin.buffer), send)
    except (UserError, ProtocolError) as error:
        send(Impossible(str(error)))
        return 1
    except OSError as error:
        send(Impossible(f"The trained pipeline can't be saved ({error.strerror}): name another folder."))
        return 1
    except Exception as error:  # reported to the person, whichever library it was
        log.exception("training failed")
        send(Impossible(f"Training failed: {type(error).__name__}: {error}"))
        return 1
    return 0


def _work(orders: _Orders, send: Callable[[Report], None]) -> None:
    begin = orders.next()
    if not isinstance(begin, Begin):
        raise ProtocolError("A training begins with its settings.")
    articles: list[TrainingArticle] = []
    while isinstance(order := orders.next(), Learn):
        articles.append(order.article)
    from annotator.preannotate.training.trainer import Trainer  # spaCy takes a second: orders are read first

    trainer = Trainer(begin, articles, send)
    send(trainer.compare())
    keep = orders.next()
    if not isinstance(keep, Keep):
        raise ProtocolError("After comparing, a training is told what to keep.")
    saved = trainer.save(keep.parts)
    orders.folder = None  # from here on it is the parent's, who may close our input any time
    send(saved)


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # the thread that reads must not hold up the end
