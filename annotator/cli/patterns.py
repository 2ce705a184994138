"""``annotator patterns``"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.output import counted, need_writable, print_json, progress
from annotator.cli.trying import try_patterns
from annotator.errors import UserError
from annotator.exchange.pattern_files import read_patterns, write_patterns
from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import read, written
from annotator.project.operations import patterns
from annotator.project.operations.pattern_import import Taken, take
from annotator.project.project import Project

_SHORT_ID = 8
_MOST_TOLD = 20


@click.group()
@click.argument("project", type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, project: Path) -> None:
    """The project's own patterns: phrases and spaCy token patterns that are suggested wherever they stand.

    \b
    Examples:
      annotator patterns press.annotator import ministers.csv --label actor
      annotator patterns press.annotator test
      annotator patterns press.annotator test --pattern "~trade union" --article 3
      annotator preannotate press.annotator --force
    """
    context.obj = project


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As one JSON document.")
@click.pass_obj
def list_(path: Path, as_json: bool) -> None:
    """Show the patterns, with the ids that remove, on and off take."""
    with Project.open(path, read_only=True) as project:
        found = project.patterns()
        actors = {actor.id: actor.name for actor in project.actors()}
    if as_json:
        print_json([asdict(pattern) for pattern in found])
        return
    for pattern in found:
        means = actors.get(pattern.actor_id or "", "")
        notes = (means and f"means {means}", pattern.language, pattern.name, "off" if pattern.off else "")
        told = ", ".join(note for note in notes if note)
        shown = read(pattern.pattern)
        click.echo(f"{pattern.id[:_SHORT_ID]}  {pattern.label}: {shown}{f'  ({told})' if told else ''}")
    click.echo(counted(len(found), "pattern"))


@command.command("import")
@click.argument("files", metavar="FILE...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--label", default="", metavar="LABEL", help="Of rows that name none.")
@click.pass_obj
def import_(path: Path, files: tuple[Path, ...], label: str) -> int:
    """Take patterns in from CSV, a plain list of phrases, or the JSONL of spaCy and Prodigy.

    CSV columns: pattern, label, actor, language, and any attribute of the label.  Patterns that are there
    already are left; rows that are wrong are told with their line, and the others are taken.
    """
    failed = 0
    with Project.open(path) as project:
        need_writable(project)
        if label:
            project.codebook.check_label(label)
        for file in files:
            found = read_patterns(file)
            taken = take(project, found.rows, file.name, label=label)
            taken.failures = sorted(found.failures + taken.failures)
            _say(file, taken)
            failed += len(taken.failures)
        if project.model_layer() is not None:
            click.echo("Articles that have suggestions get those of new patterns with preannotate --force.")
    return 1 if failed else 0


@command.command()
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True)
@click.option("--format", "format_", type=click.Choice(["csv", "jsonl"]), help="Default: as FILE ends.")
@click.pass_obj
def export(path: Path, output: Path, format_: str | None) -> None:
    """Write the patterns as CSV, or as JSONL for spaCy's rulers and Prodigy."""
    with Project.open(path, read_only=True) as project:
        found = project.patterns()
        write_patterns(project, found, output, format_ or "")
    click.echo(f"Wrote {counted(len(found), 'pattern')} to {output}.")


@command.command()
@click.argument("which", metavar="[ID|PATTERN]...", nargs=-1)
@click.option("--from", "name", metavar="FILE", help="All that came from this file.")
@click.option("--all", "every", is_flag=True, help="All of them.")
@click.pass_obj
def remove(path: Path, which: tuple[str, ...], name: str | None, every: bool) -> None:
    """Take patterns away, by id or by their text."""
    with Project.open(path) as project:
        chosen = _chosen(project, which, name, every)
        count = patterns.remove(project, [pattern.id for pattern in chosen])
    click.echo(f"removed: {counted(count, 'pattern')}")


@command.command()
@click.argument("which", metavar="[ID|PATTERN]...", nargs=-1)
@click.option("--from", "name", metavar="FILE", help="All that came from this file.")
@click.pass_obj
def off(path: Path, which: tuple[str, ...], name: str | None) -> None:
    """Keep patterns, but do not use them."""
    _switch(path, which, name, on=False)


@command.command()
@click.argument("which", metavar="[ID|PATTERN]...", nargs=-1)
@click.option("--from", "name", metavar="FILE", help="All that came from this file.")
@click.pass_obj
def on(path: Path, which: tuple[str, ...], name: str | None) -> None:
    """Use patterns again that were off."""
    _switch(path, which, name, on=True)


@command.command()
@click.option("--pattern", "text", metavar="TEXT", help="This one, which need not be in the project.")
@click.option("--article", "articles", metavar="ID", type=int, multiple=True, help="Only this one.")
@click.option("--pipeline", metavar="NAME_OR_PATH", help="Default: the one the project remembers.")
@click.option("--counts", is_flag=True, help="Only how many hits each pattern has.")
@click.pass_obj
def test(path: Path, text: str | None, articles: tuple[int, ...], pipeline: str | None, counts: bool) -> None:
    """Show where patterns stand, each hit with the words around it.  Nothing is written."""
    with Project.open(path, read_only=True) as project, progress("Looking") as step:
        tried = try_patterns(project, text, list(dict.fromkeys(articles)) or None, pipeline, step)
        titles = {article.id: article.metadata.title for article in project.articles()}
    if not counts:
        for line in tried.lines:
            title = titles.get(line.article_id) or f"article {line.article_id}"
            click.echo(
                f"{line.article_id}  {title}: {line.left}[{line.hit}]{line.right}  {read(line.pattern)}"
            )
    for pattern in tried.patterns:
        hits, where = tried.hits[pattern.id], len(tried.articles[pattern.id])
        click.echo(f"{read(pattern.pattern)}: {counted(hits, 'hit')} in {counted(where, 'article')}")
    for pattern in tried.patterns:
        if pattern.id in tried.unused:
            number, why = tried.unused[pattern.id]
            click.echo(
                f"not used to the full in {counted(number, 'article')}: {read(pattern.pattern)}. {why}"
            )
    for article, reason in tried.failed:
        click.echo(f"failed: article {article}: {reason}")


def _say(file: Path, taken: Taken) -> None:
    click.echo(f"{file.name}: added {taken.added}, changed {taken.changed}, already there {taken.already}")
    if taken.actors:
        click.echo(f"actors made: {taken.actors}")
    for column, number in taken.unknown.items():
        click.echo(f"left out: the column “{column}” is no attribute ({counted(number, 'row')})")
    click.echo(f"failed: {len(taken.failures)}")
    for line, reason in taken.failures[:_MOST_TOLD]:
        click.echo(f"  line {line}: {reason}")
    if len(taken.failures) > _MOST_TOLD:
        click.echo(f"  and {len(taken.failures) - _MOST_TOLD} more")


def _switch(path: Path, which: tuple[str, ...], name: str | None, *, on: bool) -> None:
    with Project.open(path) as project:
        chosen = _chosen(project, which, name, every=False)
        patterns.switch(project, [pattern.id for pattern in chosen], on=on)
    click.echo(f"{'on' if on else 'off'}: {counted(len(chosen), 'pattern')}")


def _chosen(project: Project, which: tuple[str, ...], name: str | None, every: bool) -> list[Pattern]:
    """:raises UserError: if nothing was named, or one that is not there."""
    there = project.patterns()
    if every:
        return there
    chosen = [pattern for pattern in there if name is not None and pattern.name == name]
    if name is not None and not chosen:
        raise UserError(f"No pattern came from “{name}”.")
    for word in which:
        found = [p for p in there if p.id.startswith(word) or word in (written(p.pattern), read(p.pattern))]
        if not found:
            raise UserError(f"There is no pattern “{word}”: “annotator patterns … list” shows them.")
        chosen += found
    if not chosen:
        raise UserError("Name a pattern by its id or its text, or a file with --from.")
    return list({pattern.id: pattern for pattern in chosen}.values())
