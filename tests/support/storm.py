"""Many processes that annotate and sync with one hub while they and the server are killed, and what is left.

Run as a program it is one of the processes:  python -m tests.support.storm PROJECT URL SEED
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.errors import UserError
from annotator.hub import setting_up
from annotator.hub.connecting import connected
from annotator.hub.exchanging import Exchange
from annotator.hub.remote import Hub
from annotator.model.layer import Layer
from annotator.model.naming import bare
from annotator.project import sending
from annotator.project.operations import annotations, articles, links
from annotator.project.project import Project
from annotator.store import at_hub
from tests.support.postgres import Server
from tests.support.projects import default_codebook, new_project, point

NAMES = ("Mira Sand", "Tolm Harbour", "Ida Quill", "Jon Reed", "Lea Moss")
SAYS = ("said", "denied", "hoped", "feared", "insisted")
ARTICLES = 12

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Outcome:
    """What a storm did, and what is wrong after it (nothing, one hopes)."""

    seconds: float = 0.0
    syncs: int = 0
    cuts: int = 0
    edits: int = 0
    kills: int = 0
    server_kills: int = 0
    entries: int = 0
    annotations: int = 0
    quiet_after: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.seconds:.0f} s: {self.edits} edits, "
            f"{self.syncs} syncs ({self.syncs / self.seconds:.1f}/s), "
            f"{self.cuts} cut off, {self.kills} processes and {self.server_kills} times the server killed; "
            f"{self.entries} entries on the hub, {self.annotations} annotations; "
            f"wrong: {len(self.wrong)}"
        )


def text(number: int) -> str:
    chance = random.Random(number)
    return f"Article {number}. " + " ".join(
        f"{chance.choice(NAMES)} {chance.choice(SAYS)} 😀 that levy {n} will fail." for n in range(40)
    )


class Storm:
    """``people`` processes, each a person with a project of their own."""

    def __init__(self, server: Server, folder: Path, people: int, seed: int = 1) -> None:
        self._server = server
        self._folder = folder
        self._names = [f"P{number}" for number in range(people)]
        self._database = server.new_database("p0")
        self._chance = random.Random(seed)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.outcome = Outcome()

    def prepare(self) -> None:
        """The first of them makes the hub and puts in the articles; the others begin empty."""
        with new_project(self.file("P0"), *map(text, range(ARTICLES)), annotator="P0") as project:
            project_id = project.about("project_id")
        with connected(self.url("P0")) as connection:
            setting_up.make(connection, project=project_id, name="storm", coordinator="P0", blind=False)
            for name in self._names[1:]:
                setting_up.admit(connection, name, name.lower(), "annotator")
        for name in self._names[1:]:
            Project.create(self.file(name), default_codebook(), name).close()
        sync(self.file("P0"), self.url("P0"))

    def run(self, seconds: float, *, kill_every: float = 0.7, server_kills: int = 2) -> Outcome:
        """Let it storm, then calm down and look."""
        begin = time.monotonic()
        falls = [seconds * (number + 1) / (server_kills + 1) for number in range(server_kills)]
        for name in self._names:
            self._start(name)
        while (elapsed := time.monotonic() - begin) < seconds:
            time.sleep(kill_every)
            if falls and elapsed >= falls[0]:
                falls.pop(0)
                self._server.kill()
                self.outcome.server_kills += 1
                time.sleep(1.0)
                self._server.start()
            else:
                name = self._chance.choice(self._names)
                self._kill(name)
                self._start(name)
                self.outcome.kills += 1
        for name in self._names:
            self._kill(name)
        self.outcome.seconds = time.monotonic() - begin
        self._count_journals()
        self._calm_down()
        self._look()
        return self.outcome

    def file(self, name: str) -> Path:
        return self._folder / f"{name}.annotator"

    def url(self, name: str) -> str:
        return self._server.socket_url(self._database, name.lower())

    # -- inside

    def _start(self, name: str) -> None:
        seed = self._chance.randrange(10**9)
        command = [
            sys.executable,
            "-m",
            "tests.support.storm",
            str(self.file(name)),
            self.url(name),
            str(seed),
        ]
        log = (self._folder / f"{name}.log").open("ab")
        self._processes[name] = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        log.close()

    def _kill(self, name: str) -> None:
        process = self._processes.pop(name)
        if process.poll() is not None:
            said = (self._folder / f"{name}.log").read_text()
            self.outcome.wrong.append(f"{name} ended by itself: {said[-2000:]}")
        process.send_signal(signal.SIGKILL)
        process.wait()

    def _count_journals(self) -> None:
        for name in self._names:
            for line in journal(self.file(name)):
                self.outcome.syncs += line["did"] == "sync"
                self.outcome.cuts += line["did"] == "cut"
                self.outcome.edits += line["did"] in ("add", "change", "delete", "link", "mark")

    def _calm_down(self) -> None:
        """Sync in turn until nothing moves."""
        moved = True
        while moved:
            moved = False
            for name in self._names:
                report = sync(self.file(name), self.url(name))
                moved |= not report.nothing
            self.outcome.quiet_after += 1
            assert self.outcome.quiet_after < 6, "it does not calm down"

    def _look(self) -> None:
        said = {}
        copies = {}
        for name in self._names:
            with Project.open(self.file(name), read_only=True) as project:
                copies[name] = {layer.annotator: whole(project, layer) for layer in project.layers()}
                said[name] = copies[name].get(name, {})
                self._check_journal(name, project)
                if left := at_hub.unsent(project.db, [layer.id for layer in project.layers()], ["actor"]):
                    self.outcome.wrong.append(f"{name} has unsent: {list(left)[:5]}")
        for name, copy in copies.items():
            for owner, rows in copy.items():
                if rows != said[owner]:
                    odd = {
                        key
                        for key in rows.keys() | said[owner].keys()
                        if rows.get(key) != said[owner].get(key)
                    }
                    self.outcome.wrong.append(
                        f"{name} has {len(odd)} of {owner} otherwise: {sorted(odd)[:3]}"
                    )
            self.outcome.annotations = sum(len(rows) for rows in copy.values())
        self._look_at_the_hub(said)

    def _look_at_the_hub(self, said: dict[str, dict[str, Any]]) -> None:
        import psycopg

        with psycopg.connect(self._server.socket_url(self._database)) as connection:
            rows = connection.execute(
                "SELECT owner, kind, id, deleted, written_by FROM annotator.entries"
            ).fetchall()
        self.outcome.entries = len(rows)
        for owner, kind, key, deleted, written_by in rows:
            if owner and written_by != owner.lower():
                self.outcome.wrong.append(f"{kind} {key} of {owner} was written by {written_by}")
            if kind in ("annotation", "link") and (f"{kind} {key}" in said[owner]) == deleted:
                self.outcome.wrong.append(
                    f"{kind} {key} of {owner}: deleted {deleted} on the hub, not so here"
                )
        there = Counter((owner, f"{kind} {key}") for owner, kind, key, deleted, _ in rows if not deleted)
        for owner, own in said.items():
            for key in own:
                if key.startswith(("annotation", "link")) and there[owner, key] != 1:
                    self.outcome.wrong.append(f"{key} of {owner} is {there[owner, key]} times on the hub")

    def _check_journal(self, name: str, project: Project) -> None:
        """What a process was told is saved is there: in its own file, as it was said last."""
        last = {
            line["id"]: line for line in journal(self.file(name)) if "id" in line and line["did"] != "try"
        }
        tried = Counter(line["id"] for line in journal(self.file(name)) if line["did"] == "try")
        done = Counter(line["id"] for line in journal(self.file(name)) if line["did"] in ("change", "delete"))
        for key, line in last.items():
            if tried[key] != done[key]:
                continue  # killed between saving and saying so: either may be
            found = project.annotation(key)
            if (found is None) != (line["did"] == "delete"):
                self.outcome.wrong.append(f"{name}: {key} was {line['did']}d, and now: {found}")
            elif found is not None and list(map(list, found.segments)) != line["segments"]:
                self.outcome.wrong.append(f"{name}: {key} stands elsewhere than it said last")


def whole(project: Project, layer: Layer) -> dict[str, Any]:
    """All that a layer says, as it travels; actors by what they count as."""
    return {
        f"{e.kind} {e.id or e.article}": (e.stamp, dict(e.body))
        for e in sending.entries(project, [layer])
        if e.owner and not e.deleted
    }


def sync(file: Path, url: str) -> Any:
    with Project.open(file) as project, connected(url) as connection:
        exchange = Exchange(project, Hub(connection), url)
        for piece in exchange.sync():
            piece.save(project)
        return exchange.report


def journal(file: Path) -> Iterator[dict[str, Any]]:
    path = file.with_suffix(".journal")
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.endswith("}"):
            yield json.loads(line)


class Person:
    """One of the processes: annotates at random, and syncs all the time."""

    def __init__(self, file: Path, url: str, seed: int) -> None:
        self._file, self._url = file, url
        self._chance = random.Random(seed)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._journal = os.open(file.with_suffix(".journal"), flags)
        # Half a line that a kill left behind.
        os.write(self._journal, b"\n")

    def live(self) -> None:
        with Project.open(self._file) as project:
            while True:
                for _ in range(self._chance.randrange(6) if project.article_count() else 0):
                    self._edit(project)
                try:
                    with connected(self._url) as connection:
                        for piece in Exchange(project, Hub(connection), self._url, batch=20).sync():
                            piece.save(project)
                except UserError as error:
                    self._say("cut", why=str(error))
                    time.sleep(0.3)
                else:
                    self._say("sync")

    def _edit(self, project: Project) -> None:
        number = self._chance.choice(project.article_ids())
        own = project.layer
        there = project.annotations(number, own.id) if own else []
        chance = self._chance.random()
        try:
            if chance < 0.6 or len(there) < 2:
                self._add(project, number)
            elif chance < 0.75:
                found = self._chance.choice(there)
                self._say("try", id=found.id)
                changed = annotations.change(project, found.id, segments=[self._place(project, number)])
                self._say("change", id=found.id, segments=changed.segments)
            elif chance < 0.85:
                found = self._chance.choice(there)
                self._say("try", id=found.id)
                annotations.delete(project, [found.id])
                self._say("delete", id=found.id)
            elif chance < 0.95:
                head, child = self._chance.sample(there, 2)
                links.add(project, label="speaker", head_id=head.id, child_id=child.id)
                self._say("link")
            else:
                articles.set_state(project, number, self._chance.choice(("done", "in progress")))  # type: ignore[arg-type]
                self._say("mark")
        except UserError:
            return  # such an annotation is there already, or the labels are not to be linked

    def _add(self, project: Project, number: int) -> None:
        label = self._chance.choice(("actor", "actor", "claim"))
        made = annotations.add(
            project, article_id=number, label=label, segments=[self._place(project, number)]
        )
        self._say("add", id=made.id, segments=made.segments)
        if label == "actor" and bare(made.quote) and self._chance.random() < 0.3:
            point(project, made.id, self._chance.choice(NAMES))

    def _place(self, project: Project, number: int) -> tuple[int, int]:
        length = len(project.article(number).text)
        start = self._chance.randrange(length - 40)
        return start, start + self._chance.randrange(3, 40)

    def _say(self, did: str, **more: Any) -> None:
        os.write(self._journal, json.dumps({"did": did, **more}).encode() + b"\n")


if __name__ == "__main__":
    Person(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])).live()
