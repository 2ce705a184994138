"""A record: one article as one layer sees it; what exports, statistics and tables of claims are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.article import Article, State
from annotator.model.decision import Verdict
from annotator.model.layer import Layer
from annotator.model.link import Link


@dataclass(frozen=True, slots=True)
class Record:
    """What a layer says about an article, as far as the current annotator may see it and asked for it.

    Annotations stand in reading order, links join annotations of the record.  A mention's ``actor_id`` is a
    key of ``actors``.
    """

    article: Article
    layer: Layer
    annotator: str
    """Whose it is, as it is to be written: a name, or what stands for it."""
    annotations: tuple[Annotation, ...] = ()
    links: tuple[Link, ...] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    """The registry's entries by id; one that was merged into another is the other."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """Id of an annotation -> what was decided on the suggestion that it came from, or is."""
    suggested: frozenset[str] = frozenset()
    """Ids of annotations and links that are suggestions: undecided, or rejected (see ``verdicts``)."""
    answered: bool = False
    """Whether the layer's owner has said something about it, be it that there is nothing."""
    state: State = "to do"
    answers: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    def actor(self, annotation: Annotation) -> Actor | None:
        """The registry's entry that a mention points to."""
        return self.actors.get(annotation.actor_id) if annotation.actor_id is not None else None
