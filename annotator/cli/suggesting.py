"""Suggest from the command line: the worker process, its deaths, and what it suggested into the project."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from annotator.cli.output import Step
from annotator.errors import UserError
from annotator.preannotate.client import WorkerClient, WorkerDied
from annotator.preannotate.protocol import Failed
from annotator.project.knowledge import knowledge_of
from annotator.project.operations import settings, suggestions
from annotator.project.project import Project

_DEADLY = 2
"""An article on which the worker died so often is left out."""

_HOPELESS = 3
"""After so many articles left out one after the other, the rest is not tried."""


@dataclass(slots=True)
class SuggestReport:
    model: str = ""
    articles: int = 0
    covered_before: int = 0
    suggestions: int = 0
    words: int = 0
    seconds: float = 0.0
    failed: list[tuple[int, str]] = field(default_factory=list)
    """Article id and a sentence."""


def suggest(
    project: Project, *, pipeline: str | None, articles: Sequence[int] | None, force: bool, step: Step
) -> SuggestReport:
    """Run the pipeline over the articles that have no suggestions of it yet, or over all if forced.

    :param pipeline: None: the project's; otherwise it becomes the project's.
    :raises UserError: if the pipeline can't be loaded, or there is no such article.
    """
    run = _Run(project, pipeline, articles, force, step)
    while run.todo is None or run.todo:
        run.with_one_worker()
    return run.report


class _Run:
    def __init__(
        self,
        project: Project,
        pipeline: str | None,
        articles: Sequence[int] | None,
        force: bool,
        step: Step,
    ) -> None:
        self.report = SuggestReport()
        self.todo: deque[int] | None = None
        self._project = project
        self._pipeline = project.about("pipeline") if pipeline is None else pipeline
        self._remember = pipeline is not None
        self._articles = articles
        self._force = force
        self._step = step
        self._deaths: Counter[int] = Counter()
        self._left_out_in_a_row = 0

    def with_one_worker(self) -> None:
        """Go on until all is done or the worker dies."""
        with ExitStack() as stack:
            try:
                client = stack.enter_context(WorkerClient(self._pipeline or None))
            except WorkerDied as death:
                raise UserError(f"The model can't be started: {death}") from death
            began = time.monotonic()
            todo = self._begin(client) if self.todo is None else self.todo
            try:
                self._suggest(client, todo)
            except WorkerDied as death:
                self._died(todo, death)
            finally:
                self.report.seconds += time.monotonic() - began

    def _begin(self, client: WorkerClient) -> deque[int]:
        assert client.ready is not None
        model = client.ready.model
        self.report.model = f"{model.name} {model.version}"
        wanted = suggestions.pending(self._project, model, self._articles, force=self._force)
        asked = self._project.article_count() if self._articles is None else len(self._articles)
        self.report.covered_before = asked - len(wanted)
        if self._remember:
            settings.choose_pipeline(self._project, self._pipeline)
        self.todo = deque(wanted)
        return self.todo

    def _suggest(self, client: WorkerClient, todo: deque[int]) -> None:
        assert client.ready is not None
        in_all = self.report.articles + len(self.report.failed) + len(todo)
        client.know(knowledge_of(self._project))
        for reply in client.suggest_all(self._texts(list(todo))):
            if isinstance(reply, Failed):
                self.report.failed.append((reply.id, reply.reason))
            else:
                try:
                    number = suggestions.store(self._project, reply.id, client.ready.model, reply.suggestions)
                except UserError as error:
                    self.report.failed.append((reply.id, str(error)))
                else:
                    self.report.articles += 1
                    self.report.suggestions += number
                    self.report.words += reply.words
            todo.popleft()
            self._left_out_in_a_row = 0
            self._step(in_all - len(todo), in_all)

    def _texts(self, articles: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        for number in articles:
            article = self._project.article(number)
            yield number, article.text, article.metadata.language

    def _died(self, todo: deque[int], death: WorkerDied) -> None:
        """The first article without an answer is the one it died on."""
        if not todo:
            return
        self._deaths[todo[0]] += 1
        if self._deaths[todo[0]] < _DEADLY:
            return
        self.report.failed.append((todo.popleft(), "The model ended on it twice: leave the article out."))
        self._left_out_in_a_row += 1
        if self._left_out_in_a_row == _HOPELESS:
            raise UserError(
                f"The model ends on every article ({death}): choose another pipeline with --pipeline."
            )
