"""Records written down shortly: ``said(text, {"s": ("actor", "Marn")}, [("speaker", "c", "s")])``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, quote_of
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook
from annotator.model.layer import Layer, LayerKind
from annotator.model.link import Link
from annotator.model.record import Record
from annotator.places import resource

Mark = tuple[str, str | tuple[str, ...]] | tuple[str, str | tuple[str, ...], Mapping[str, Any]]
"""``(label, words)`` or ``(label, (words, words), attributes)``; ``actor`` among the attributes is an id."""


def shipped(name: str) -> Codebook:
    """A codebook that comes with the program: ``discourse-network``."""
    return parse_codebook(resource("codebooks", f"{name}.toml").read_text("utf-8"))


def said(
    text: str,
    marks: Mapping[str, Mark],
    links: Sequence[tuple[str, str, str]] = (),
    *,
    article: int = 1,
    actors: Sequence[Actor] = (),
    annotator: str = "Robin",
    kind: LayerKind = "person",
    **metadata: str,
) -> Record:
    """A record of these marks by id, each at the first place where its words stand.

    :param links: ``(name, head, child)``.
    """
    annotations = []
    for key, (label, words, *rest) in marks.items():
        attributes = dict(rest[0]) if rest else {}
        actor = attributes.pop("actor", None)
        pieces = (words,) if isinstance(words, str) else words
        segments = tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
        quote = quote_of(text, segments)
        annotations.append(Annotation(key, 1, article, label, segments, quote, attributes, actor))
    return Record(
        Article(article, text, Metadata(**metadata), text_sha256(text)),
        Layer(1, annotator, kind),
        annotator,
        tuple(sorted(annotations, key=lambda each: (each.start, each.id))),
        tuple(Link(f"{name} {head} {child}", 1, article, name, head, child) for name, head, child in links),
        {actor.id: actor for actor in actors},
    )
