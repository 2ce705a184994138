"""The example project: its articles, its actors and the finished layer of one annotator."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from annotator.articles.duplicates import fingerprint
from annotator.articles.reading import ReadFailure, find_files, read_articles
from annotator.errors import UserError
from annotator.exchange.layer_toml import QuotedLayer, read_actors_toml, read_layer_toml, to_incoming
from annotator.model.actor import Actor
from annotator.model.article import IncomingArticle
from annotator.project.operations import actors, articles, layers
from annotator.project.project import Project

ARTICLES = "articles"
"""The folder of the article files, in the folder of an example."""

_ACTORS = "actors.toml"
GOLD = "layer-gold.toml"
"""The file of the gold layer of an example, which lies beside that of its annotator."""


def example_layer(folder: Path) -> QuotedLayer:
    """The finished layer of the example in ``folder``.

    :raises UserError: if there is not exactly one, or it can't be read.
    """
    found = sorted(path for path in folder.glob("layer-*.toml") if path.name != GOLD)
    if len(found) != 1:
        raise UserError(f"{folder} is no example project: it needs one file layer-NAME.toml.")
    return read_layer_toml(found[0])


def take_example(project: Project, folder: Path) -> int:
    """Import the articles of the example in ``folder``, then its actors and its layer with its states.

    :param project: open as the annotator of the layer.
    :returns: the number of articles.
    :raises UserError: if an article or the layer can't be read, or they do not fit each other.
    """
    layer = example_layer(folder)
    if project.annotator != layer.annotator:
        raise UserError(f"The example layer is {layer.annotator}'s: open the project in that name.")
    texts = _import_articles(project, folder / ARTICLES)
    registry = read_actors_toml(folder / _ACTORS)
    _register(project, registry)
    for quoted in layer.articles:
        if quoted.file not in texts:
            raise UserError(f"The example layer speaks of {quoted.file}, which is not among its articles.")
        article_id, text = texts[quoted.file]
        layers.take(project, to_incoming(layer.annotator, quoted, text, registry))
        if quoted.state != "to do":
            articles.set_state(project, article_id, quoted.state)
    return len(texts)


def _import_articles(project: Project, folder: Path) -> dict[str, tuple[int, str]]:
    """File name -> article id and text."""
    texts = {}
    with project.transact("Import example", undoable=False):
        for path in find_files([folder]):
            for item in read_articles(path):
                if isinstance(item, ReadFailure):
                    raise UserError(f"{item.origin}: {item.reason}")
                named: IncomingArticle = dataclasses.replace(item, origin=f"{ARTICLES}/{path.name}")
                number, _ = articles.add(project, named, fingerprint=fingerprint(item.text))
                texts[path.name] = (number, item.text)
    return texts


def _register(project: Project, registry: tuple[Actor, ...]) -> None:
    with project.transact("Import actors", undoable=False):
        for actor in registry:
            actors.add(
                project,
                actor.name,
                kind=actor.kind,
                aliases=actor.aliases,
                note=actor.note,
                actor_id=actor.id,
            )
