"""``annotator import``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import counted, need_writable, progress
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import FORMATS, Importer, in_language, steps
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.project.operations.articles import language_code
from annotator.project.project import Project


@click.command("import")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("paths", metavar="PATH...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--annotator", metavar="NAME", help="Whose layers the files hold; else as each record or file name says."
)
@click.option("--raw", is_flag=True, help="Keep the text exactly as it stands: no cleaning, no strip.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="auto",
    show_default=True,
    help="How to read them.",
)
@click.option(
    "--language",
    metavar="CODE",
    default="",
    help="Of all articles (two letters: en, fr ...).  Default: as each says or reads.",
)
def command(
    project: Path,
    paths: tuple[Path, ...],
    annotator: str | None,
    raw: bool,
    format_: str,
    language: str,
) -> int:
    """Put articles, and the layers found with them, into a project.

    PATH... are files and folders.  Good ones stay whatever the others are; the exit code is 1 if any
    failed.

    \b
    Examples:
      annotator import press.annotator articles/ late.docx
      annotator import press.annotator corpus.csv --raw
      annotator import press.annotator robin.jsonl --annotator Robin
      annotator import press.annotator lemonde/ --language fr
      annotator import press.annotator corpus/ --format brat
      annotator import press.annotator corpus/ --format brat --annotator Robin
      annotator import press.annotator export.json --format label-studio
      annotator import press.annotator admin.jsonl --format doccano --annotator Robin
    """
    code = language_code(language)
    with Project.open(project) as opened, Importer(opened, annotator) as importer:
        need_writable(opened)
        try:
            known = KnownArticles(project, opened.annotator)
            reading = steps(paths, opened.codebook, format=format_, raw=raw, annotator=annotator, known=known)
            with progress("Importing") as step:
                for number, (_, items) in enumerate(reading.files, 1):
                    for item in items:
                        importer.take(in_language(item, code) if code else item)
                    step(number, reading.total)
        finally:
            # Also after Ctrl-C: what was read until then is kept and said.
            importer.flush()
            _say(importer.report)
    return 1 if importer.report.failures else 0


def _say(report: ImportReport) -> None:
    click.echo(f"imported: {len(report.imported)}")
    for twin in report.near_duplicates:
        click.echo(f"  {twin.origin}: nearly the same as article {twin.id}")
    click.echo(f"already there: {len(report.already)}")
    for twin in report.already:
        click.echo(f"  {twin.origin}: the text of article {twin.id}")
    if report.layers or report.layers_already:
        click.echo(
            f"layers: {report.layers} ({counted(report.annotations, 'annotation')}, "
            f"{counted(report.links, 'link')}), already there: {report.layers_already}"
        )
        if len(report.by_annotator) > 1:
            for name, count in sorted(report.by_annotator.items()):
                click.echo(f"  {name}: {counted(count, 'annotation')}")
    if report.codebook:
        click.echo("codebook:")
        for line in report.codebook:
            click.echo(f"  {line}")
    if report.noted:
        click.echo(f"noted: {len(report.noted)}")
        for noted in report.noted:
            click.echo(f"  {noted.origin}: {noted.text}")
    if report.skipped:
        click.echo(
            f"left out: {counted(sum(skipped.annotations for skipped in report.skipped), 'annotation')}"
        )
        for skipped in report.skipped:
            click.echo(f"  {skipped.origin}: {skipped.reason}")
    click.echo(f"failed: {len(report.failures)}")
    for failure in report.failures:
        click.echo(f"  {failure.origin}: {failure.reason}")
