"""Suggest from the command line: who suggests, and what came of it into the project."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.cli.output import Step
from annotator.errors import UserError
from annotator.model.presets import BROAD
from annotator.preannotate.cluster import Cluster
from annotator.preannotate.protocol import Failed, Suggested
from annotator.preannotate.repertoire import Repertoire, check_choice, with_main
from annotator.preannotate.workers import Item, Workers
from annotator.project.fit import holds_any
from annotator.project.knowledge import knowledge_of, pipelines_of
from annotator.project.operations import settings, suggestions
from annotator.project.project import Project

_SUGGESTED = ("actor", "claim", "cue", "sentiment")
"""The labels of what is suggested without patterns and training."""


@dataclass(frozen=True, slots=True)
class How:
    """What a run is to do.

    ``pipeline``: None is the project's; otherwise it becomes the project's, and so do the pipelines
    ``by_language``.  ``articles``: None are all.
    ``force``: also those that have suggestions of this model.  ``least``: suggestions with a lower score are
    not kept.  ``workers``: processes on this machine.  ``scheduler``: address of a Dask scheduler, in their
    stead.
    """

    pipeline: str | None = None
    articles: Sequence[int] | None = None
    force: bool = False
    least: float = BROAD
    workers: int = 1
    scheduler: str = ""
    by_language: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SuggestReport:
    model: str = ""
    """Name and version of the main one."""
    models: Counter[str] = field(default_factory=Counter)
    """Name and version of each model that suggested -> for how many articles."""
    articles: int = 0
    covered_before: int = 0
    suggestions: int = 0
    words: int = 0
    seconds: float = 0.0
    note: str = ""
    """A sentence where nothing can be suggested in this project."""
    failed: list[tuple[int, str]] = field(default_factory=list)
    """Article id and a sentence."""


def suggest(project: Project, how: How, step: Step) -> SuggestReport:
    """Run the pipeline over the articles that have no suggestions of it yet, or over all if forced.

    Each article is saved as soon as it is done, so a run that is stopped goes on there the next time.

    :raises UserError: if the pipeline can't be loaded, or there is no such article.
    """
    chosen = _chosen(project, how)
    pipeline = (project.about("pipeline") if how.pipeline is None else how.pipeline) or None
    runner = Cluster(how.scheduler, pipeline) if how.scheduler else Workers(pipeline, how.workers)
    report = SuggestReport()
    with runner:
        assert runner.ready is not None
        ready = runner.ready
        report.model = f"{ready.model.name} {ready.model.version}"
        repertoire = Repertoire(ready.pipeline, ready.language, ready.model, chosen)
        todo = suggestions.pending(project, repertoire.model_for, how.articles, force=how.force)
        report.covered_before = _asked(project, how) - len(todo)
        if how.pipeline is not None:
            settings.choose_pipeline(project, how.pipeline)
        settings.choose_pipelines(project, chosen)
        languages = set(project.languages().values())
        runner.know(replace(knowledge_of(project), pipelines=repertoire.by_language(languages)))
        began = time.monotonic()
        for done, reply in enumerate(runner.suggest_all(_items(project, todo)), start=1):
            _take(project, reply, how.least, report)
            step(done, len(todo))
        report.seconds = time.monotonic() - began
    report.failed.sort()
    report.note = _note(project, report)
    return report


def _note(project: Project, report: SuggestReport) -> str:
    if report.suggestions or not report.articles or holds_any(project.codebook, _SUGGESTED):
        return ""
    return (
        f"no label of the codebook “{project.codebook.name}” takes what a model suggests at first "
        f"({', '.join(_SUGGESTED)}): add patterns for its labels with annotator patterns, or annotate some "
        "articles and train a model on them."
    )


def _chosen(project: Project, how: How) -> dict[str, str]:
    """The pipelines by language from now on.

    :raises UserError: if one is not there or reads another language.
    """
    chosen = pipelines_of(project)
    if how.pipeline is not None:
        chosen = with_main(chosen, project.about("pipeline"), how.pipeline)
    for language, pipeline in how.by_language.items():
        check_choice(language, pipeline)
        chosen[language] = pipeline
    return chosen


def _asked(project: Project, how: How) -> int:
    return project.article_count() if how.articles is None else len(how.articles)


def _items(project: Project, articles: Sequence[int]) -> Iterator[Item]:
    for number in articles:
        article = project.article(number)
        yield number, article.text, article.metadata.language


def _take(project: Project, reply: Suggested | Failed, least: float, report: SuggestReport) -> None:
    if isinstance(reply, Failed):
        report.failed.append((reply.id, reply.reason))
        return
    try:
        number = suggestions.store(project, reply.id, reply.model, reply.suggestions, least=least)
    except UserError as error:
        report.failed.append((reply.id, str(error)))
        return
    report.models[f"{reply.model.name} {reply.model.version}"] += 1
    report.articles += 1
    report.suggestions += number
    report.words += reply.words
