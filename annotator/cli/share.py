"""``annotator share``"""

from __future__ import annotations

import re
from pathlib import Path

import click

from annotator.cli.lists import numbers
from annotator.cli.output import counted, print_json, progress
from annotator.errors import UserError
from annotator.exchange.sharing import Shared, layers_to_share, share
from annotator.project.project import Project
from annotator.project.queries import Queries

_NUMBERS = re.compile(r"\d+(-\d+)?(,\d+(-\d+)?)*")


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="Where to."
)
@click.option(
    "--annotator",
    metavar="NAME",
    help="Whose layer, or “gold”.  Default: the project's current annotator.",
)
@click.option(
    "--articles",
    metavar="1-20,25",
    help="Only what is said about these: numbers, or words that the articles have.  Default: all.",
)
@click.option(
    "--with-articles/--by-hash",
    default=False,
    help="Send the texts as well, or let the colleague's copy find them by their SHA-256.  Default: by hash.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(
    project: Path,
    output: Path,
    annotator: str | None,
    articles: str | None,
    with_articles: bool,
    as_json: bool,
) -> None:
    """Write one person's layer to a file for colleagues.

    With it go its links, decisions, comments, answers and states, the actors that it mentions, the
    assignments and the codebook. The colleague takes it in with “annotator merge”. By hash, the file holds
    no text of an article but what is tagged: colleagues have the articles already, texts may be protected,
    and the file stays small.

    \b
    Examples:
      annotator share press.annotator -o robin.annolayer
      annotator share press.annotator -o robin.annolayer --articles 1-20,25
      annotator share press.annotator -o gold.annolayer --annotator gold --with-articles
    """
    with Project.open(project, read_only=True) as opened, progress("Sharing") as step:
        wanted = None if articles is None else _chosen(opened, articles)
        report = share(
            opened,
            output,
            layers_to_share(opened, annotator),
            articles=wanted,
            with_articles=with_articles,
            progress=step,
        )
    if as_json:
        print_json({"file": str(output), **_facts(report)})
        return
    texts = "with their texts" if report.with_articles else "by their hash"
    click.echo(
        f"Shared {report.layers[0]} in {output}: {counted(report.annotations, 'annotation')}, "
        f"{counted(report.links, 'link')}, {counted(report.decisions, 'decision')}, "
        f"{counted(report.comments, 'comment')} on {counted(report.articles, 'article')} ({texts})."
    )


def _chosen(queries: Queries, articles: str) -> list[int]:
    """The articles that numbers or words mean.  :raises UserError: if there are none."""
    if _NUMBERS.fullmatch(articles):
        return numbers(articles)
    found = queries.search(articles)
    if not found:
        raise UserError(f"No article has “{articles}”: give other words, or numbers such as 1-20,25.")
    return found


def _facts(report: Shared) -> dict[str, object]:
    return {
        "layers": list(report.layers),
        "articles": report.articles,
        "annotations": report.annotations,
        "links": report.links,
        "decisions": report.decisions,
        "comments": report.comments,
        "with_articles": report.with_articles,
    }
