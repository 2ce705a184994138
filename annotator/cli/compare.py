"""``annotator compare``"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from annotator.cli.lists import layers_named, names, numbers
from annotator.cli.output import counted, print_json_with, progress
from annotator.cli.table import cut, table
from annotator.model.annotation import Annotation
from annotator.model.layer import Layer
from annotator.project.concordance.lines import shown_title
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.review.comparing import (
    ArticleCounts,
    Comparison,
    ProjectComparison,
    compare_project,
    comparisons,
)
from annotator.review.differences import KINDS, Difference, short


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--layers",
    metavar="A,B,…",
    required=True,
    callback=names,
    help="Whose layers: annotators, models, “model” (the newest model's) or “gold”.",
)
@click.option("--articles", metavar="1-20,25", help="Only these. Default: all.")
@click.option("--list", "listed", is_flag=True, help="List every difference, with its words and offsets.")
@click.option("--json", "as_document", is_flag=True, help="One JSON document.")
def command(
    project: Path, layers: tuple[str, ...], articles: str | None, listed: bool, as_document: bool
) -> None:
    """Say in what layers differ.

    Article by article how many places there are of which all say the same, and how many differ: what not
    all have, the label, the boundary, an attribute, the actor, a link. A place that differs in two ways
    counts in both. Articles count on which at least two of the layers have worked; who has not worked on an
    article differs in nothing there. Offsets are code points.

    \b
    Examples:
      annotator compare press.annotator --layers Kim,Robin
      annotator compare press.annotator --layers Kim,Robin,Alex --articles 1-20 --list
      annotator compare press.annotator --layers Robin,model --json --list
    """
    with Project.open(project, read_only=True) as opened:
        chosen = layers_named(opened, layers)
        wanted = numbers(articles) if articles is not None else []
        with progress("Comparing") as step:
            found = compare_project(opened, chosen, step, articles=wanted)
        titles = {
            each.id: shown_title(each.metadata.title, each.origin, each.id) for each in opened.articles()
        }
        if as_document:
            print_json_with(
                {"project": str(project), **_totals(found)},
                "by_article",
                _rows(opened, found, titles, listed),
            )
            return
        for line in _told(found, titles):
            click.echo(line)
        if listed:
            for line in _list(opened, found, titles):
                click.echo(line)


def _compared(queries: Queries, found: ProjectComparison) -> Iterator[Comparison]:
    """The articles that count, one by one, with all that is different."""
    ids = [each.article_id for each in found.articles]
    return comparisons(queries, found.layers, articles=ids) if ids else iter(())


# -- as text


def _told(found: ProjectComparison, titles: Mapping[int, str]) -> Iterator[str]:
    yield ", ".join(layer.name for layer in found.layers)
    yield f"articles compared: {len(found.articles)}"
    if found.not_compared:
        yield f"  {found.not_compared} more on which fewer than two of them have worked"
    if found.hidden:
        yield f"  on {counted(found.hidden, 'article')} not all may be seen before your own work is done"
    if not found.articles:
        return
    yield ""
    rows = [("article", "agreed", "differ", *KINDS)]
    rows += [_row(f"{each.article_id}: {cut(titles[each.article_id])}", each) for each in found.articles]
    rows.append(_row("all", found))
    yield from table(rows)


def _row(first: str, counts: ArticleCounts | ProjectComparison) -> tuple[str, ...]:
    kinds = (str(counts.kinds.get(kind, 0)) for kind in KINDS)
    return (first, str(counts.agreed), str(counts.differing), *kinds)


def _list(queries: Queries, found: ProjectComparison, titles: Mapping[int, str]) -> Iterator[str]:
    for comparison in _compared(queries, found):
        if not comparison.differences:
            continue
        yield ""
        yield f"{comparison.article_id}: {titles[comparison.article_id]}"
        for difference in comparison.differences:
            first = _first(comparison.layers, difference)
            place = f"{difference.cluster.start}–{difference.cluster.end}"
            yield f"  {place}  {first.label} “{short(first.quote)}”"
            for detail in difference.details:
                yield f"    {detail.kind}: {detail.text}"


def _first(layers: Sequence[Layer], difference: Difference) -> Annotation:
    members = difference.cluster.members
    return next(members[layer.id] for layer in layers if layer.id in members)


# -- as JSON


def _totals(found: ProjectComparison) -> dict[str, Any]:
    return {
        "layers": [{"name": layer.name, "kind": layer.kind} for layer in found.layers],
        "articles": {
            "compared": len(found.articles),
            "not_compared": found.not_compared,
            "with_hidden_layers": found.hidden,
        },
        "agreed": found.agreed,
        "differing": found.differing,
        "kinds": found.kinds,
    }


def _rows(
    queries: Queries, found: ProjectComparison, titles: Mapping[int, str], listed: bool
) -> Iterator[dict[str, Any]]:
    names = {layer.id: layer.name for layer in found.layers}
    details = _compared(queries, found) if listed else iter(())
    for counts in found.articles:
        row = {
            "id": counts.article_id,
            "title": titles[counts.article_id],
            "layers": [names[layer] for layer in counts.layers],
            "hidden_layers": counts.hidden,
            "agreed": counts.agreed,
            "differing": counts.differing,
            "kinds": {kind: counts.kinds.get(kind, 0) for kind in KINDS},
        }
        if listed:
            comparison = next(details)
            row["differences"] = [_difference(comparison, each) for each in comparison.differences]
        yield row


def _difference(comparison: Comparison, difference: Difference) -> dict[str, Any]:
    names = {layer.id: layer.name for layer in comparison.layers}
    members = difference.cluster.members
    return {
        "start": difference.cluster.start,
        "end": difference.cluster.end,
        "kinds": difference.kinds,
        "details": [
            {
                "kind": detail.kind,
                "layers": [names[layer] for layer in detail.layers],
                "what": detail.what or None,
                "text": detail.text,
            }
            for detail in difference.details
        ],
        "members": {
            layer.name: _annotation(comparison, members[layer.id]) if layer.id in members else None
            for layer in comparison.layers
        },
    }


def _annotation(comparison: Comparison, annotation: Annotation) -> dict[str, Any]:
    actor = comparison.actors.get(annotation.actor_id or "")
    return {
        "id": annotation.id,
        "label": annotation.label,
        "segments": annotation.segments,
        "quote": annotation.quote,
        "attributes": dict(annotation.attributes),
        "actor": actor.name if actor is not None else annotation.actor_id,
    }
