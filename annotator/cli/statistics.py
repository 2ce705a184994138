"""``annotator statistics``"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from annotator.analysis.counting import Stock, stock_of
from annotator.analysis.counting_tables import TABLES
from annotator.analysis.roles import roles_of
from annotator.cli.lists import layers_named, names
from annotator.cli.output import counted, progress
from annotator.cli.table import cut, table
from annotator.errors import UserError
from annotator.exchange.cells import as_csv
from annotator.exchange.writing import whole_file
from annotator.model.layer import Layer
from annotator.model.period import first_day, last_day
from annotator.model.selection import Selection
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.project.records import records

_SHOWN = 10
"""Rows of a table that are printed; the files have them all."""


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write each table there as CSV; the folder is made where there is none.",
)
@click.option(
    "--layer",
    "layers",
    metavar="A,B,...",
    callback=names,
    help="Whose layers count, by name; model and gold are names too.  Default: your own, or where it says "
    "nothing those of all people.",
)
@click.option(
    "--source", "sources", metavar="A,B,...", callback=names, help="Only articles of these sources."
)
@click.option("--label", "labels", metavar="A,B,...", callback=names, help="Only these labels.")
@click.option(
    "--since", default="", metavar="DAY", help="Only articles published then or later (2025-03-31)."
)
@click.option("--until", default="", metavar="DAY", help="Only articles published then or earlier.")
def command(
    project: Path,
    output: Path | None,
    layers: tuple[str, ...],
    sources: tuple[str, ...],
    labels: tuple[str, ...],
    since: str,
    until: str,
) -> None:
    """Count annotations per label, source, time and annotator, who claims what about whom, and sentiment.

    What colleagues said and you may not see yet does not count.

    \b
    Examples:
      annotator statistics press.annotator
      annotator statistics press.annotator -o tables
      annotator statistics press.annotator --layer Kim,Robin --since 2025-03 --until 2025-06
    """
    selection = Selection(
        labels=frozenset(labels), sources=frozenset(sources), since=first_day(since), until=last_day(until)
    )
    with Project.open(project, read_only=True) as opened, progress("Counting") as step:
        chosen = layers_named(opened, layers) or _usual(opened)
        in_all = opened.article_count() * len(chosen)

        def read(done: int) -> None:
            step(min(done, in_all), in_all)

        whole = stock_of(records(opened, chosen), roles_of(opened.codebook), read)
    stock = whole.only(selection)
    for line in _summary(stock, chosen):
        click.echo(line)
    if output is not None:
        click.echo(f"Wrote {counted(_write(output, stock, project), 'table')} to {output}.")


def _usual(queries: Queries) -> list[Layer]:
    """One's own layer, or where it says nothing those of all people, else all."""
    said = {layer for layer, _, _ in queries.counts()["annotations"]}
    own, there = queries.layer, [layer for layer in queries.layers() if layer.id in said]
    if own is not None and own.id in said:
        return [own]
    return [layer for layer in there if layer.kind == "person"] or there


def _summary(stock: Stock, layers: Sequence[Layer]) -> Iterator[str]:
    yield f"statistics of {', '.join(layer.name for layer in layers) or 'nobody: no layer says anything yet'}"
    undated = f" ({stock.undated} undated)" if stock.undated else ""
    yield f"articles: {len(stock.articles)}{undated}"
    yield f"annotations: {stock.annotations}"
    for name, make in TABLES.items():
        rows = make(stock)
        if len(rows) < 2:
            continue
        shown = [[cut(str(cell)) for cell in row] for row in rows[: _SHOWN + 1]]
        yield ""
        yield f"{name}:"
        yield from (f"  {line}" for line in table(shown))
        if len(rows) > _SHOWN + 1:
            yield f"  … {len(rows) - 1 - _SHOWN} more; -o writes them all"


def _write(folder: Path, stock: Stock, project: Path) -> int:
    """Each table as a file of its own, whole or not at all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} can't be made ({error.strerror}): choose another place.") from error
    for name, make in TABLES.items():
        with whole_file(folder / f"{name}.csv", source=project) as file:
            file.write(as_csv(make(stock)))
    return len(TABLES)
