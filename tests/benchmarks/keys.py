"""How many keys the same annotations take here, in brat's way and in INCEpTION's way.

The annotations are those of the example's finished layer. Here somebody who knows every key makes them
in a real window, from scratch and with the model's suggestions, and what was made is compared with that
layer; the keys are counted as they are pressed. The other tools are counted by
:mod:`tests.support.keystroke_level`, which states the method.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.exchange.example import take_example
from annotator.model.article import IncomingArticle
from annotator.places import example_project
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.project.queries import Sheet
from tests.benchmarks.measure import Figure
from tests.benchmarks.screen import off_screen, window_on
from tests.support.keystroke_level import KEYS, Cost, brat, decisions, inception, total
from tests.support.projects import default_codebook
from tests.support.screen import NEEDED, screen
from tests.support.shared import find_shared
from tests.support.typist import KeyLog

ARTICLES = 2
"""So many of the example's finished articles."""
ANNOTATING = ("decide", "tag", "link", "adjust", "actors", "everywhere", "problems")
"""The parts of the scripted run in which annotations are made."""


@dataclass
class Work:
    """What somebody did here."""

    log: KeyLog = field(default_factory=KeyLog)
    reached: int = 0
    rejected: int = 0

    def cost(self, sheets: list[Sheet]) -> Cost:
        """By keys one also thinks of the way to the words, and of each suggestion that is wrong."""
        return Cost(keys=self.log.strokes(), minds=self.reached + self.rejected) + _decisions(sheets)


def run(folder: Path) -> Iterator[Figure]:
    off_screen(folder)
    os.environ["ANNOTATOR_NAME"] = "Robin"
    yield from _scripted(folder)
    path = folder / "finished.annotator"
    with Project.create(path, default_codebook(), "Robin") as project:
        take_example(project, example_project())
        sheets = [project.sheet(n) for n in project.article_ids() if project.sheet(n).annotations][:ARTICLES]
        names = {key: actor.name for key, actor in project.actors_by_id().items()}
    yield _figure("the example's finished layer", _counts(sheets))
    yield from _elsewhere(sheets)
    for preset, how in (
        ("", "from scratch"),
        ("broad", "with broad suggestions"),
        ("cautious", "with cautious suggestions"),
    ):
        work = _ours(folder, sheets, names, preset)
        yield _figure(f"here {how}", _told(work.cost(sheets)))
        yield _figure(f"keys pressed {how}", f"{work.log.pressed()}: {work.log.by_part()}")


def _scripted(folder: Path) -> Iterator[Figure]:
    """The keyboard-only run of the tests: the keys it pressed, and what its annotations cost elsewhere."""
    from tests.support.keyboard_run import keyboard_run

    if any(shutil.which(name) is None for name in NEEDED):
        return
    for name, place in (("example", example_project() / "articles"), ("shared", find_shared("articles"))):
        files = sorted(place.glob("*.txt"))[:2]
        if len(files) < 2:
            continue
        work = folder / name
        work.mkdir()
        with screen() as display:
            done = keyboard_run(display, work, files)
        sheets = [done.look(number) for number in (1, 2)]
        log = done.typist.log
        yield _figure(f"scripted run, two {name} articles", _counts(sheets))
        parts = f"{log.pressed(*ANNOTATING)} for annotations, of {log.pressed()}: {log.by_part()}"
        yield _figure("its keys", parts)
        reached = Cost(keys=log.strokes(*ANNOTATING), minds=sum(len(s.annotations) for s in sheets))
        yield _figure("what it cost here", _told(reached + _decisions(sheets)))
        yield from _elsewhere(sheets)


def _elsewhere(sheets: list[Sheet]) -> Iterator[Figure]:
    for name, way in (("brat's way", brat), ("INCEpTION's way", inception)):
        yield _figure(f"the same in {name}", _told(total(way(s.annotations, len(s.links)) for s in sheets)))


def _decisions(sheets: list[Sheet]) -> Cost:
    return total(decisions(sheet.annotations, len(sheet.links)) for sheet in sheets)


def _figure(name: str, value: str) -> Figure:
    return Figure(name, value, "none", True)


def _counts(sheets: list[Sheet]) -> str:
    annotations = [a for sheet in sheets for a in sheet.annotations]
    return (
        f"{len(annotations)}, {sum(len(s.links) for s in sheets)}, "
        f"{sum(len(a.attributes) for a in annotations)}, {sum(bool(a.actor_id) for a in annotations)} "
        f"in {len(sheets)} articles"
    )


def _told(cost: Cost) -> str:
    times = ", ".join(f"{cost.seconds(key) / 60:.1f} min ({who})" for who, key in KEYS.items())
    return f"{cost.keys} K, {cost.points} P, {cost.buttons} B, {cost.minds} M = {times}"


def _ours(folder: Path, sheets: list[Sheet], names: dict[str, str], preset: str) -> Work:
    from tests.support.expert import Expert

    path = folder / f"keys-{preset}.annotator"
    work = Work()
    with (
        Project.create(path, default_codebook(), "Robin") as project,
        project.transact("Import", undoable=False),
    ):
        for sheet in sheets:
            articles.add(project, IncomingArticle(sheet.article.text, sheet.article.metadata))
    if preset:
        command = [sys.executable, "-m", "annotator", "preannotate", str(path), "--preset", preset]
        subprocess.run(command, check=True, capture_output=True)
    for number, wanted in enumerate(sheets, 1):
        with window_on(path) as window:
            assert window.session is not None
            window.session.open_article(number)
            window.workspace.view.setFocus()
            expert = Expert(window, wanted, names)
            if preset:
                expert.with_suggestions()
            else:
                expert.from_scratch()
            wrong = expert.differs()
            assert not wrong, wrong
            work.log.keys += expert.log.keys
            work.reached += expert.reached
            work.rejected += expert.rejected
    return work
