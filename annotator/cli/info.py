"""``annotator info``"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from annotator import __version__
from annotator.cli.output import counted, print_json, warn_of_place
from annotator.cli.team_output import as_facts, progress_line
from annotator.model.layer import Layer
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.project.team import assignments_by_article, progress
from annotator.store.migrations import SCHEMA_VERSION
from annotator.store.unsafe_places import warning


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(project: Path, as_json: bool) -> None:
    """Say what is in a project: articles, layers, who is how far, codebook, versions.

    \b
    Examples:
      annotator info press.annotator
      annotator info press.annotator --json
    """
    with Project.open(project, read_only=True) as opened:
        facts = {"project": str(project), "place": warning(project), **describe(opened)}
    warn_of_place(project)
    if as_json:
        print_json(facts)
    else:
        click.echo("\n".join(_lines(facts)))


def describe(queries: Queries) -> dict[str, Any]:
    """What ``--json`` prints, but for the path."""
    codebook = queries.codebook
    counts = {name: _by_layer(rows) for name, rows in queries.counts().items()}
    return {
        "annotator": queries.annotator,
        "articles": _articles(queries),
        "codebook": {
            "name": codebook.name,
            "version": codebook.version,
            "labels": [label.name for label in codebook.labels],
            "links": [link.name for link in codebook.links],
        },
        "layers": [_layer(queries, layer, counts) for layer in queries.layers()],
        "team": [as_facts(each) for each in progress(queries)],
        "blind": queries.blind,
        "supervisors": list(queries.supervisors),
        "versions": {
            "program": __version__,
            "file": SCHEMA_VERSION,
            "pipeline": queries.about("pipeline"),
            "models": [layer.name for layer in queries.layers() if layer.kind == "model"],
        },
    }


def _articles(queries: Queries) -> list[dict[str, Any]]:
    """With the state of, and the suggestions that wait for, the current annotator."""
    own = queries.layer
    states, waiting = queries.states(own.id if own else None), queries.undecided_counts()
    theirs = assignments_by_article(queries)
    return [
        {
            "id": article.id,
            "title": article.metadata.title,
            "source": article.metadata.source,
            "published": article.metadata.published,
            "language": article.metadata.language,
            "length": article.length,
            "sha256": article.sha256,
            "origin": article.origin,
            "state": states.get(article.id, "to do"),
            "undecided": waiting.get(article.id, 0),
            "assigned": sorted(theirs.get(article.id, ())),
        }
        for article in queries.articles()
    ]


def _by_layer(rows: list[tuple[int, str, int]]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for layer, name, number in rows:
        found.setdefault(layer, {})[name] = number
    return found


def _layer(queries: Queries, layer: Layer, counts: dict[str, dict[int, dict[str, int]]]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": layer.name,
        "annotator": layer.annotator,
        "kind": layer.kind,
        "version": layer.version,
        "created_at": layer.created_at,
        "updated_at": layer.updated_at,
        "annotations": counts["annotations"].get(layer.id, {}),
        "links": counts["links"].get(layer.id, {}),
    }
    seen = queries.seen_articles(layer)
    facts["hidden"] = seen is not None  # then what is counted is what one may see
    if layer.kind == "model":
        facts["articles"] = {"covered": len(queries.models_run(layer.id))}
        if layer in queries.suggestion_layers():
            facts["undecided"] = queries.undecided_in(layer)
        return facts
    states = Counter(queries.states(layer.id).values())
    begun = sum(number for state, number in states.items() if state != "to do")
    facts["articles"] = {
        "to do": queries.article_count() - begun,
        "in progress": states["in progress"],
        "done": states["done"],
        "in doubt": states["in doubt"],
    }
    facts["decisions"] = counts["decisions"].get(layer.id, {})
    return facts


def _lines(facts: dict[str, Any]) -> list[str]:
    codebook, versions = facts["codebook"], facts["versions"]
    lines = [
        f"project: {facts['project']} (file version {versions['file']}, program {versions['program']})",
        f"annotator: {facts['annotator']}",
        f"articles: {len(facts['articles'])}",
        *(f"  {_article_line(article)}" for article in facts["articles"]),
        f"codebook: {codebook['name']} (version {codebook['version']})",
        f"  labels: {', '.join(codebook['labels'])}",
        f"  links: {', '.join(codebook['links']) or 'none'}",
    ]
    if versions["pipeline"]:
        lines.append(f"pipeline: {versions['pipeline']}")
    lines += _team(facts)
    for layer in facts["layers"]:
        annotations, links = sum(layer["annotations"].values()), sum(layer["links"].values())
        lines.append(
            f"layer {layer['name']} ({layer['kind']}): "
            f"{counted(annotations, 'annotation')}, {counted(links, 'link')}"
            f"{' where you are done; the rest is hidden' if layer['hidden'] else ''}"
        )
        for name in ("annotations", "links", "decisions", "articles"):
            if layer.get(name):
                lines.append(f"  {name}: {_listed(layer[name])}")
        if "undecided" in layer:
            lines.append(f"  undecided for {facts['annotator']}: {layer['undecided']}")
    return lines


def _team(facts: dict[str, Any]) -> list[str]:
    """Who works here, and how far they are."""
    lines = []
    if facts["blind"]:
        who = ", ".join(facts["supervisors"])
        besides = f", but for {who}" if who else ""
        lines.append(f"blind: what others said on an article is hidden until one's own is done{besides}")
    if len(facts["team"]) > 1 or facts["team"][0]["assigned"] is not None:
        lines += [f"progress of {each['annotator']}: {progress_line(each)}" for each in facts["team"]]
    return lines


def _article_line(article: dict[str, Any]) -> str:
    undecided = f", {article['undecided']} undecided" if article["undecided"] else ""
    return f"{article['id']}: {article['title'] or article['origin']} ({article['state']}{undecided})"


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items())
