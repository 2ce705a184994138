"""``annotator report``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import progress
from annotator.exchange.writing import whole_file
from annotator.project.project import Project
from annotator.review.supervisor.gathering import gather
from annotator.review.supervisor.page import page_html


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="Where to."
)
@click.option(
    "--layers",
    metavar="A,B,...",
    default="",
    help="Whose agreement, by name.  Default: that of all people.",
)
def command(project: Path, output: Path, layers: str) -> None:
    """Write the supervisor's page: progress, agreement over time, drift, confusion.

    FILE is one web page with its drawings in it, to read in a browser, print or send.

    \b
    Examples:
      annotator report press.annotator -o report.html
      annotator report press.annotator -o report.html --layers Robin,Kim
    """
    names = [name.strip() for name in layers.split(",") if name.strip()]
    with Project.open(project, read_only=True) as opened, progress("Counting") as step:
        chosen = [opened.find_layer(name) for name in names] or None
        report = gather(opened, opened.name, chosen, progress=step)
    with whole_file(output, source=project) as file:
        file.write(page_html(report))
    click.echo(f"Wrote the report to {output}.")
