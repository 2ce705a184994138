"""``annotator import``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.import_output import say
from annotator.cli.output import counted, need_writable, progress
from annotator.errors import UserError
from annotator.exchange.importing import FORMATS, Importer, in_language, steps, survey
from annotator.exchange.taking.judging import Choices
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.exchange.taking.mapping import NameMapping
from annotator.exchange.taking.mapping_toml import mapping_toml, read_mapping
from annotator.exchange.trial import trial_copy
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
@click.option(
    "--mapping",
    "mapping_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What labels, links, attributes and annotators of another program are here (TOML).",
)
@click.option(
    "--write-mapping",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write such a file, with what would become of every name, to edit; nothing is imported.",
)
@click.option(
    "--repair",
    is_flag=True,
    help="Put spans that do not fit their text where their quotes stand; each is printed.",
)
@click.option(
    "--skip-misfits",
    is_flag=True,
    help="Leave out spans that do not fit and take the rest.  Default: nothing of that record is taken.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
def command(
    project: Path,
    paths: tuple[Path, ...],
    annotator: str | None,
    raw: bool,
    format_: str,
    language: str,
    mapping_file: Path | None,
    write_mapping: Path | None,
    repair: bool,
    skip_misfits: bool,
    dry_run: bool,
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
      annotator import press.annotator export.json --write-mapping names.toml
      annotator import press.annotator export.json --mapping names.toml --repair --dry-run
    """
    code = language_code(language)
    mapping = read_mapping(mapping_file) if mapping_file is not None else NameMapping()
    choices = Choices(mapping, repair=repair, skip_misfits=skip_misfits)
    if write_mapping is not None:
        return _write_mapping(project, paths, annotator, format_, choices, write_mapping)
    with (
        trial_copy(project) if dry_run else Project.open(project) as opened,
        Importer(opened, annotator) as importer,
    ):
        need_writable(opened)
        try:
            reading = steps(
                paths,
                opened.codebook,
                format=format_,
                raw=raw,
                annotator=annotator,
                known=KnownArticles(opened.path, opened.annotator),
                choices=choices,
            )
            with progress("Importing") as step:
                for number, (_, items) in enumerate(reading.files, 1):
                    for item in items:
                        importer.take(in_language(item, code) if code else item)
                    step(number, reading.total)
        finally:
            # Also after Ctrl-C: what was read until then is kept and said.
            importer.flush()
            say(importer.report, dry_run=dry_run)
    return 1 if importer.report.failures else 0


def _write_mapping(
    project: Path,
    paths: tuple[Path, ...],
    annotator: str | None,
    format_: str,
    choices: Choices,
    target: Path,
) -> int:
    with Project.open(project, read_only=True) as opened:
        known = KnownArticles(opened.path, opened.annotator)
        found = survey(paths, opened.codebook, format_, annotator, known, choices)
        mapping = found.mapping(opened.codebook, choices.mapping)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(mapping_toml(mapping, found.comments()))
    except FileExistsError as error:
        raise UserError(f"{target} is there already: choose another name for the mapping.") from error
    except OSError as error:
        raise UserError(f"{target} can't be written ({error.strerror}): choose another folder.") from error
    click.echo(f"{target}: {counted(len(mapping.labels), 'label')}, {counted(len(mapping.links), 'link')}")
    return 0
