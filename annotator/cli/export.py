"""``annotator export``"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from annotator.cli.exporting import do, option_pairs
from annotator.cli.lists import names
from annotator.cli.output import counted, ending_in_order, progress
from annotator.exchange.export import FORMATS, ExportReport, chosen_layers, lost_beforehand
from annotator.exchange.job import Job
from annotator.exchange.previewing import preview
from annotator.model.article import STATES, State
from annotator.model.selection import Selection
from annotator.project.project import Project


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="PATH", type=click.Path(path_type=Path), required=True, help="Where to."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="jsonl",
    show_default=True,
    help="As what.",
)
@click.option(
    "--layer",
    "layers",
    metavar="NAME",
    multiple=True,
    help="Whose layer, may be repeated: an annotator, “model” (the newest model's, whole) or “gold”. "
    "Default: the project's current annotator.",
)
@click.option(
    "--label", "labels", metavar="A,B,…", callback=names, help="Only these labels, and the links between."
)
@click.option(
    "--state", "states", type=click.Choice(STATES), multiple=True, help="Only articles in this state."
)
@click.option("--query", "words", metavar="WORDS", default="", help="Only articles that have these words.")
@click.option(
    "--since", metavar="DATE", default="", help="Only articles published then or later: 2026-03-01."
)
@click.option("--until", metavar="DATE", default="", help="Only articles published until then: 2026-03.")
@click.option("--source", "sources", metavar="NAME", multiple=True, help="Only articles from this source.")
@click.option(
    "--with-suggestions",
    is_flag=True,
    help="Add the suggestions that are undecided or rejected, marked as such.",
)
@click.option("--with-undecided", is_flag=True, help="Of the suggestions, only those that are undecided.")
@click.option("--with-rejected", is_flag=True, help="Of the suggestions, only those that were rejected.")
@click.option("--anonymous", is_flag=True, help="Write “annotator 1”, “annotator 2” … for people's names.")
@click.option("--split", metavar="80/10/10", default="", help="Divide by article into train, dev and test.")
@click.option(
    "--seed", metavar="NUMBER", type=int, default=0, show_default=True, help="Another one, another draw."
)
@click.option("--licence", metavar="TEXT", default="", help="Of the annotations, for the data card.")
@click.option(
    "--set", "options", metavar="NAME=VALUE", multiple=True, help="What the format leaves to choose."
)
@click.option("--dry-run", is_flag=True, help="Show the first record and what will be lost; write nothing.")
def command(
    project: Path,
    output: Path,
    format_: str,
    layers: tuple[str, ...],
    labels: tuple[str, ...],
    states: tuple[State, ...],
    words: str,
    since: str,
    until: str,
    sources: tuple[str, ...],
    with_suggestions: bool,
    with_undecided: bool,
    with_rejected: bool,
    anonymous: bool,
    split: str,
    seed: int,
    licence: str,
    options: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Write layers as a training set, a table or a network.

    PATH is replaced only when all of it is written.  What a format can't hold is counted and said, before
    and after.  Divided, PATH is a folder with a file a part, a data card, the codebook and the SHA-256 of
    every file; copies of an article are never in two parts.

    \b
    Examples:
      annotator export press.annotator -o press.jsonl
      annotator export press.annotator -o both.jsonl --layer Robin --layer model
      annotator export press.annotator -o claims.xlsx --format xlsx --since 2026-01
      annotator export press.annotator -o set --format spacy --split 80/10/10 --state done
      annotator export press.annotator -o set.conll --format conll2003 --dry-run
    """
    selection = Selection(
        labels=frozenset(labels),
        states=frozenset(states),
        words=words,
        since=since,
        until=until,
        sources=frozenset(sources),
        undecided=with_suggestions or with_undecided,
        rejected=with_suggestions or with_rejected,
        anonymous=anonymous,
    )
    job = Job(str(output), format_, layers, selection, option_pairs(options), split, seed, licence)
    with Project.open(project, read_only=True) as opened:
        _check_labels(opened, labels)
        if dry_run:
            chosen = chosen_layers(opened, layers)
            click.echo(preview(opened, chosen, format_, selection=selection, options=job.options))
            for sentence in _lost(opened, job):
                click.echo(f"would be lost or not shown: {sentence}")
            return
        if format_ != "jsonl":  # our own format holds all; to look for losses would take as long again
            for sentence in _lost(opened, job):
                click.echo(f"will be lost or not shown: {sentence}", err=True)
        with ending_in_order(), progress("Exporting") as step:
            report = do(opened, job, progress=step)
    _say(output, report)


def _check_labels(project: Project, labels: tuple[str, ...]) -> None:
    for label in labels:
        project.codebook.check_label(label)


def _lost(project: Project, job: Job) -> tuple[str, ...]:
    return lost_beforehand(
        project,
        chosen_layers(project, job.layers),
        job.format,
        selection=job.selection,
        options=job.options,
    )


def _say(output: Path, report: ExportReport) -> None:
    """On standard output; on standard error where the export itself may have gone there."""
    say = partial(click.echo, err=output.exists() and not output.is_file() and not output.is_dir())
    say(f"Wrote {counted(report.records, 'record')} to {output}.")
    say(f"annotations: {report.annotations_in} in, {report.annotations_out} out")
    say(f"links: {report.links_in} in, {report.links_out} out")
    if report.suggestions:
        links = counted(report.suggested_links, "link")
        say(f"suggestions among them: {report.suggestions}, with {links}")
    for sentence in report.left_out:
        say(f"lost or not shown: {sentence}")
