"""Ten processes that annotate and sync with one hub for a minute, while they and the server are killed.

``ANNOTATOR_BENCH_STORM`` says for how many seconds, 60 where it is not set.  Before it, without any kill: how
many changes a second go out and come in, and how long a sync takes where nothing is new.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from annotator.hub import setting_up
from annotator.hub.connecting import connected
from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.benchmarks.measure import Figure, median
from tests.support.postgres import Server, programs
from tests.support.projects import default_codebook, new_project
from tests.support.storm import Storm, sync, text

PEOPLE = 10
CHANGES = 5000
SYNCS = 20


def run(folder: Path) -> Iterator[Figure]:
    found = programs()
    if found is None:
        return
    with Server(found, durable=True) as server:
        yield from _rates(server, folder)
        storm = Storm(server, folder, PEOPLE)
        storm.prepare()
        outcome = storm.run(float(os.environ.get("ANNOTATOR_BENCH_STORM", "60")))
    value = "; ".join([str(outcome), *outcome.wrong[:3]])
    yield Figure("hub in a storm of ten processes", value, "nothing wrong", not outcome.wrong)


def _rates(server: Server, folder: Path) -> Iterator[Figure]:
    ada, bo = folder / "ada.annotator", folder / "bo.annotator"
    database = server.new_database("ada")
    with new_project(ada, *map(text, range(50)), annotator="Ada") as project:
        key = project.about("project_id")
        with project.transact("Annotate", undoable=False):
            for number in range(CHANGES):
                start = number // 50 * 12
                annotations.add(
                    project, article_id=number % 50 + 1, label="claim", segments=[(start, start + 10)]
                )
    with connected(server.socket_url(database, "ada")) as connection:
        setting_up.make(connection, project=key, name="rates", coordinator="Ada", blind=False)
        setting_up.admit(connection, "Bo", "bo", "annotator")
    Project.create(bo, default_codebook(), "Bo").close()
    for name, file in ("ada", ada), ("bo", bo):
        began = time.perf_counter()
        report = sync(file, server.socket_url(database, name))
        seconds = time.perf_counter() - began
        assert max(report.sent, report.received) == CHANGES
        what = "sent" if name == "ada" else "received"
        rate = CHANGES / seconds
        yield Figure(f"hub: changes {what}", f"{rate:.0f} a second", "500", rate >= 500)
    took = median(lambda: sync(bo, server.socket_url(database, "bo")), SYNCS)
    yield Figure("hub: a sync with nothing new", f"{took * 1000:.0f} ms", "500 ms", took <= 0.5)
