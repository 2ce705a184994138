"""An export in a process of its own: reads one job as JSON, says how far it is in lines of JSON.

The window starts it, so that what a format needs never keeps the window waiting.  Told to stop, it says that
nothing was written.  On SIGTERM, and when its standard input is closed, it ends at once, wherever it is, and
leaves nothing half-written: it does not outlive the window.
"""

from __future__ import annotations

import _thread
import io
import json
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from annotator.errors import UserError
from annotator.exchange.export import lost_beforehand
from annotator.exchange.formats import FORMATS, options_of
from annotator.exchange.job import Job
from annotator.exchange.previewing import preview
from annotator.project.queries import Queries, reader


def main() -> int:
    """Do the job on standard input.

    What it says are objects with ``done`` and ``of``, ``options``, ``preview``, ``lost``, ``report`` or
    ``problem``.
    """
    # Not buffered: nothing that is said meanwhile may wait in a buffer of another thread's.
    heard = io.FileIO(sys.stdin.fileno(), closefd=False)
    asked = json.loads(heard.readline())
    job = Job.from_json(asked["job"])
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_listen, args=(heard, stopped), daemon=True).start()
    try:
        with reader(Path(asked["project"]), asked["annotator"]) as queries:
            if asked["preview"]:
                _preview(queries, job, stopped)
            else:
                _export(queries, job, stopped)
    except UserError as error:
        _say(problem=str(error))
    return 0


def _end(_number: int, _frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # while it puts all in order
    sys.exit(1)


def _listen(heard: io.FileIO, stopped: threading.Event) -> None:
    """Whatever is said after the job means: stop; that nobody can say anything any more: end."""
    while heard.read(1):
        stopped.set()
    _thread.interrupt_main(signal.SIGTERM)


def _preview(queries: Queries, job: Job, stopped: threading.Event) -> None:
    options = options_of(FORMATS[job.format])
    _say(options=[[each.name, each.title, list(each.values)] for each in options])
    layers = job.chosen(queries)
    about: dict[str, Any] = {"selection": job.selection, "options": job.options}
    _say(preview=preview(queries, layers, job.format, **about))
    lost = lost_beforehand(queries, layers, job.format, **about, cancelled=stopped.is_set)
    _say(lost=list(lost))


def _export(queries: Queries, job: Job, stopped: threading.Event) -> None:
    from annotator.cli.exporting import do  # agreement, for the card, takes time to import

    def step(done: int, in_all: int) -> None:
        # Not every article: what is said has to be read.
        if done % max(1, in_all // 200) == 0:
            _say(done=done, of=in_all)

    report = do(queries, job, progress=step, cancelled=stopped.is_set)
    _say(
        report={
            "records": report.records,
            "annotations": [report.annotations_in, report.annotations_out],
            "links": [report.links_in, report.links_out],
            "suggestions": [report.suggestions, report.suggested_links],
            "left_out": list(report.left_out),
        }
    )


def _say(**said: Any) -> None:
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
