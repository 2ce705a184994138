from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.suggesting import How, SuggestReport, suggest
from annotator.errors import UserError
from annotator.model.article import IncomingArticle
from annotator.model.codebook_toml import parse_codebook
from annotator.model.knowledge import Knowledge
from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.preannotate import workers
from annotator.preannotate.client import WorkerDied
from annotator.preannotate.protocol import Failed, Ready, Suggested
from annotator.project.operations import annotations, articles, settings
from annotator.project.project import Project
from tests.support.projects import new_project

MODEL = ModelName("fake", "1")
SUGGESTED = Suggestions(
    (SuggestedAnnotation("a", "actor", ((0, 4),)), SuggestedAnnotation("x", "unknown label", ((0, 4),)))
)


class Worker:
    """Stands for a worker process; texts say what it does."""

    started: list[str | None] = []
    dies_at_start = False
    pid = 1

    def __init__(self, pipeline: str | None) -> None:
        self.pipeline = pipeline
        self.asked: queue.SimpleQueue[tuple[int, str] | None] = queue.SimpleQueue()

    def start(self) -> Ready:
        if self.dies_at_start:
            raise WorkerDied("exit code 9")
        if self.pipeline == "none":
            raise UserError("There is no such pipeline.")
        self.started.append(self.pipeline)
        return Ready(MODEL, "fake")

    def know(self, knowledge: Knowledge) -> None:
        self.known = knowledge

    def ask(self, number: int, text: str, language: str) -> None:
        self.asked.put((number, text))

    def receive(self) -> Suggested | Failed:
        asked = self.asked.get()
        if asked is None:
            raise WorkerDied("it was ended")
        number, text = asked
        if "deadly" in text or ("once" in text and len(self.started) == 1):
            raise WorkerDied("exit code 9")
        if "failing" in text:
            return Failed(number, "It failed.")
        if "wide" in text:
            beyond = Suggestions((SuggestedAnnotation("a", "actor", ((0, 999),)),))
            return Suggested(number, beyond, 3, MODEL)
        return Suggested(number, SUGGESTED, 3, MODEL)

    def kill(self) -> None:
        self.asked.put(None)

    close = kill


@pytest.fixture(autouse=True)
def _worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WorkerClient", Worker)
    monkeypatch.setattr(Worker, "started", [])


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Project]]:
    made: list[Project] = []

    def project(*texts: str) -> Project:
        made.append(new_project(tmp_path / f"{len(made)}.annotator", *texts))
        return made[-1]

    yield project
    for each in made:
        each.close()


def run(project: Project, **options: Any) -> SuggestReport:
    step = options.pop("step", lambda *_: None)
    return suggest(project, How(**options), step)


def test_suggests_what_fits_the_codebook_and_then_nothing_more(make: Any) -> None:
    project, steps = make("One text.", "Two texts."), []
    report = run(project, step=lambda done, in_all: steps.append((done, in_all)))
    assert (report.model, report.articles, report.suggestions, report.words) == ("fake 1", 2, 2, 6)
    assert steps == [(1, 2), (2, 2)]
    again = run(project)
    assert (again.articles, again.covered_before) == (0, 2)
    forced = run(project, articles=[2], force=True)
    assert (forced.articles, forced.covered_before) == (1, 0)
    assert len(project.sheet(1).suggestions) == 1


def test_a_persons_layer_is_never_touched(make: Any) -> None:
    project = make("One text.")
    mine = annotations.add(project, article_id=1, label="claim", segments=[(0, 3)])
    run(project)
    run(project, force=True)
    assert project.sheet(1).annotations == (mine,)


def test_the_pipeline_is_remembered(make: Any) -> None:
    project = make("One text.")
    run(project)
    run(project, pipeline="fr", force=True)
    run(project, force=True)
    assert Worker.started == [None, "fr", "fr"]
    assert project.about("pipeline") == "fr"


def test_a_pipeline_that_cannot_be_loaded_is_not_remembered(make: Any) -> None:
    project = make("One text.")
    settings.choose_pipeline(project, "fr")
    with pytest.raises(UserError, match="no such pipeline"):
        run(project, pipeline="none")
    assert project.about("pipeline") == "fr"


def test_a_codebook_that_nothing_fits_is_said(make: Any, tmp_path: Path) -> None:
    report = run(make("One text."))
    assert (report.suggestions, report.note) == (1, "")
    book = parse_codebook('name = "Frames"\n[[labels]]\nname = "frame"')
    with Project.create(tmp_path / "frames.annotator", book, "Kim") as project:
        with project.transact("Import", undoable=False):
            articles.add(project, IncomingArticle("One text."))
        report = run(project)
        assert (report.articles, report.suggestions) == (1, 0)
        assert report.note.startswith("no label of the codebook “Frames” takes what a model suggests")
        assert run(project).note == ""


def test_articles_that_fail_are_said(make: Any) -> None:
    report = run(make("One text.", "A failing text.", "A wide one.", "Last text."))
    assert report.articles == 2
    assert [number for number, _ in report.failed] == [2, 3]
    assert report.failed[0][1] == "It failed."


def test_a_dead_worker_is_started_again_where_it_was(make: Any) -> None:
    report = run(make("One text.", "It dies once here.", "Last text."))
    assert (report.articles, report.failed, len(Worker.started)) == (3, [], 2)


def test_an_article_that_kills_it_twice_is_left_out(make: Any) -> None:
    steps: list[tuple[int, int]] = []
    report = run(
        make("One text.", "A deadly text.", "Last text."),
        step=lambda done, in_all: steps.append((done, in_all)),
    )
    assert (report.articles, len(Worker.started)) == (2, 3)
    assert [number for number, _ in report.failed] == [2]
    assert steps[-1] == (3, 3)


def test_a_worker_that_dies_on_everything_is_given_up(make: Any) -> None:
    with pytest.raises(UserError, match="ends on every article"):
        run(make(*(f"A deadly text {number}." for number in range(9))))
    assert len(Worker.started) == 7


def test_a_worker_that_dies_at_once_is_said(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "dies_at_start", True)
    with pytest.raises(UserError, match="can't be started"):
        run(make("One text."))
