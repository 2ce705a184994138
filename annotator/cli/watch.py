"""``annotator watch``"""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import click

from annotator.cli.output import counted, need_writable
from annotator.errors import UserError
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer
from annotator.exchange.watching import Watch, articles_in, look
from annotator.project.operations.watching import note_files
from annotator.project.project import Project
from annotator.project.watched import known_files

_SETTLE = 1.0
"""Seconds in which a file does not change once it is written to its end."""

_MOST_AT_ONCE = 200
"""Files after which what was taken in is noted: who stops it loses no more than that."""


@click.command("watch")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Take in what is new, and end.")
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(min=0.2),
    default=5.0,
    show_default=True,
    help="How often to look.",
)
def command(project: Path, folder: Path, once: bool, every: float) -> int:
    """Take in the articles that come into a folder, until Ctrl-C.

    Files are read as by “import”, when they have stopped growing; layers in them are left out.  Files that
    were taken in, or could not be read, are passed over until they change, also the next time.  The project
    is held only while something is taken in: where somebody else has it open, it says who, and waits.

    With --once the exit code is 1 if any failed.

    \b
    Examples:
      annotator watch press.annotator ~/Downloads/press
      annotator watch press.annotator inbox/ --once
    """
    folder = folder.absolute()
    with Project.open(project) as opened:
        need_writable(opened)
        watch = Watch(folder, known_files(opened))
    watch.fresh(look(folder))  # says at once where there is none
    if once:
        time.sleep(_SETTLE if watch.growing else 0)
        failures = _take(project, watch)
        if watch.growing:
            _say("Some files are still being written: they are left for the next time.")
        return 1 if failures else 0
    click.echo(f"watching {folder}; stop with Ctrl-C")
    trouble = ""
    try:
        while True:
            time.sleep(_SETTLE if watch.growing else every)
            try:
                _take(project, watch)
            except UserError as error:  # the folder is not there just now, or somebody has the project
                if str(error) != trouble:
                    _say(str(error))
                trouble = str(error)
            else:
                trouble = ""
    except KeyboardInterrupt:
        click.echo("stopped; what came in stays.")
    return 0


def _take(path: Path, watch: Watch) -> int:
    """Take in what is new now; how many files or parts of them failed.

    Raises UserError where the folder is not there, or the project can't be written.
    """
    fresh = watch.fresh(look(watch.folder))
    if not fresh:
        return 0
    failures = 0
    with Project.open(path) as project:
        need_writable(project)
        for start in range(0, len(fresh), _MOST_AT_ONCE):
            part = fresh[start : start + _MOST_AT_ONCE]
            with Importer(project) as importer:
                for file in part:
                    for item in articles_in(file):
                        importer.take(item)
            note_files(project, watch.take(part))
            _report(importer.report)
            failures += len(importer.report.failures)
    return failures


def _report(report: ImportReport) -> None:
    if report.imported or report.already:
        already = f", {len(report.already)} already there" if report.already else ""
        _say(f"{counted(len(report.imported), 'article')} came in{already}")
    for noted in report.noted:
        _say(f"{noted.origin}: {noted.text}")
    for failure in report.failures:
        _say(f"failed: {failure.origin}: {failure.reason}")


def _say(text: str) -> None:
    click.echo(f"{datetime.now():%H:%M:%S} {text}")
