"""The example project: its articles, its actors, its annotator's finished layer and colleagues' layers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from annotator.articles.duplicates import fingerprint
from annotator.articles.reading import ReadFailure, find_files, read_articles
from annotator.errors import UserError
from annotator.exchange.layer_toml import QuotedLayer, read_actors_toml, read_layer_toml, to_incoming
from annotator.model.actor import Actor
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted
from annotator.project.operations import actors, articles, layers
from annotator.project.project import Project

ARTICLES = "articles"
"""The folder of the article files, in the folder of an example."""

_ACTORS = "actors.toml"
GOLD = "layer-gold.toml"
"""The file of the gold layer of an example, which lies beside those of its annotators."""


def example_layers(folder: Path) -> list[QuotedLayer]:
    """The finished layers of the example in ``folder``: of its annotator, who did most, and of colleagues.

    :raises UserError: if there is none, or one can't be read.
    """
    found = sorted(path for path in folder.glob("layer-*.toml") if path.name != GOLD)
    if not found:
        raise UserError(f"{folder} is no example project: it needs a file layer-NAME.toml.")
    return sorted(map(read_layer_toml, found), key=lambda layer: -len(layer.articles))


def example_layer(folder: Path) -> QuotedLayer:
    """The layer of the annotator of the example in ``folder``.

    :raises UserError: see :func:`example_layers`.
    """
    return example_layers(folder)[0]


def take_example(project: Project, folder: Path) -> int:
    """Import the articles of the example in ``folder``, then its actors and its layers with their states.

    :param project: open as the annotator of the example.
    :returns: the number of articles.
    :raises UserError: if an article or a layer can't be read, or they do not fit each other.
    """
    found = example_layers(folder)
    if project.annotator != found[0].annotator:
        raise UserError(f"The example layer is {found[0].annotator}'s: open the project in that name.")
    texts = _import_articles(project, folder / ARTICLES)
    registry = read_actors_toml(folder / _ACTORS)
    _register(project, registry)
    for layer in found:
        for quoted in layer.articles:
            if quoted.file not in texts:
                raise UserError(
                    f"The example layer speaks of {quoted.file}, which is not among its articles."
                )
            incoming = to_incoming(layer.annotator, quoted, texts[quoted.file][1], registry)
            state = quoted.state if quoted.state != "to do" else None
            layers.take(project, dataclasses.replace(incoming, state=state))
    return len(texts)


def _import_articles(project: Project, folder: Path) -> dict[str, tuple[int, str]]:
    """File name -> article id and text."""
    texts = {}
    with project.transact("Import example", undoable=False):
        for path in find_files([folder]):
            for item in read_articles(path):
                if isinstance(item, ReadFailure):
                    raise UserError(f"{item.origin}: {item.reason}")
                if isinstance(item, Noted):
                    raise UserError(f"{item.origin}: {item.text}")
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
