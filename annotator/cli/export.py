"""``annotator export``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import counted, progress
from annotator.exchange.export import FORMATS, ExportReport, chosen_layers, export
from annotator.model.selection import Selection
from annotator.project.project import Project


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="Where to."
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
    "--with-suggestions",
    is_flag=True,
    help="Add the suggestions that are undecided or rejected, marked as such.",
)
def command(
    project: Path, output: Path, format_: str, layers: tuple[str, ...], with_suggestions: bool
) -> None:
    """Write layers as a training set.

    FILE is replaced only when all of it is written.

    \b
    Examples:
      annotator export press.annotator -o press.jsonl
      annotator export press.annotator -o both.jsonl --layer Robin --layer model
    """
    with Project.open(project, read_only=True) as opened, progress("Exporting") as step:
        report = export(
            opened,
            output,
            chosen_layers(opened, layers),
            format_,
            selection=Selection(undecided=with_suggestions, rejected=with_suggestions),
            progress=step,
        )
    _say(output, report, with_suggestions)


def _say(output: Path, report: ExportReport, with_suggestions: bool) -> None:
    click.echo(f"Wrote {counted(report.records, 'record')} to {output}.")
    click.echo(f"annotations: {report.annotations_in} in, {report.annotations_out} out")
    click.echo(f"links: {report.links_in} in, {report.links_out} out")
    if with_suggestions:
        click.echo(
            f"suggestions among them: {report.suggestions}, with {counted(report.suggested_links, 'link')}"
        )
    for sentence in report.left_out:
        click.echo(f"left out: {sentence}")
