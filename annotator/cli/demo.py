"""``annotator demo``"""

from __future__ import annotations

import itertools
import shutil
import uuid
from pathlib import Path

import click

from annotator.cli.new import DEFAULT_CODEBOOK, read_codebook
from annotator.cli.open_ import show
from annotator.cli.output import counted, progress
from annotator.cli.suggesting import How, suggest
from annotator.errors import UserError
from annotator.exchange.example import example_layer, example_layers, take_example
from annotator.exchange.export import chosen_layers, export
from annotator.places import default_annotator, example_project
from annotator.project.project import Project

_FOLDER = "annotator-demo"
_PROJECT = "demo.annotator"
_EXPORT = "demo.jsonl"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def command(folder: Path | None) -> int:
    """Try everything on an example project.

    Copies the example to FOLDER (default: annotator-demo), imports its articles, lets the model
    suggest, exports demo.jsonl, and opens the window on it.  A demo that is there already is opened
    again and never written over.

    \b
    Examples:
      annotator demo
      annotator demo ~/annotator-demo
    """
    target = _choose(folder)
    if _is_demo(target):
        click.echo(f"Opening the demo in {target} again.")
    else:
        _make(target)
    return _open(target)


def _choose(folder: Path | None) -> Path:
    """Where the demo is or will be: never on top of anything else."""
    if folder is not None:
        if not _is_demo(folder) and not _is_free(folder):
            raise UserError(f"{folder} holds other files: name a new folder for the demo.")
        return folder
    names = itertools.chain([_FOLDER], (f"{_FOLDER}-{number}" for number in itertools.count(2)))
    return next(path for path in map(Path, names) if _is_demo(path) or _is_free(path))


def _is_demo(folder: Path) -> bool:
    return (folder / _PROJECT).is_file()


def _is_free(folder: Path) -> bool:
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def _make(target: Path) -> None:
    """Build it beside and put it in place when it is complete.

    :raises UserError: if it can't be written there.
    """
    place = target.resolve()
    name = f".{_FOLDER}-{uuid.uuid4().hex[:8]}.part"
    beside = place / name if place.exists() else place.with_name(name)
    try:
        shutil.copytree(example_project(), beside, ignore=shutil.ignore_patterns(".*"))
        _build(beside)
        if beside.parent == place:
            # The project comes last: with it the demo is complete.
            for path in sorted(beside.iterdir(), key=lambda path: path.name == _PROJECT):
                path.rename(place / path.name)
        else:
            beside.rename(place)
    except OSError as error:
        raise UserError(
            f"The demo can't be made at {target} ({error.strerror}): name a folder that you may write to."
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    click.echo(f"Made the demo in {target}: {_PROJECT}, {_EXPORT} and the articles.")


def _build(folder: Path) -> None:
    layer = example_layer(folder)
    path = folder / _PROJECT
    with Project.create(path, read_codebook(DEFAULT_CODEBOOK), layer.annotator) as project:
        number = take_example(project, folder)
        names = " and ".join(each.annotator for each in example_layers(folder))
        click.echo(f"Imported {counted(number, 'article')} and what {names} annotated.")
        exported = [layer.annotator]
        try:
            with progress("Suggesting") as step:
                report = suggest(project, How(), step)
            exported.append(report.model)
            click.echo(f"Suggested {counted(report.suggestions, 'annotation')} with {report.model}.")
        except UserError as error:  # the demo is worth seeing without them
            click.echo(f"No suggestions: {error}")
        done = export(project, folder / _EXPORT, chosen_layers(project, exported))
        click.echo(
            f"Exported {counted(done.records, 'record')}: annotations {done.annotations_in} in, "
            f"{done.annotations_out} out; links {done.links_in} in, {done.links_out} out."
        )
    with Project.open(path, annotator=default_annotator()):
        pass  # from now on it is worked in by the person who asked for it


def _open(target: Path) -> int:
    try:
        return show(target / _PROJECT, annotator=default_annotator())
    except UserError as error:
        click.echo(f"No window: {error} The files are in {target.resolve()}.")
        return 0
