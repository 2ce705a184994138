"""What a format can't hold: counted record by record, before an export and while it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from annotator.model.record import Record

NO_PLACE = "no place in this format"


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of loss: “12 links: no place in this format”.

    ``drops`` says that each is an annotation, or a link, that is not written at all, so that what went in
    and what came out can be held against each other.  ``of_article``: it is counted once an article, however
    many layers say something about it.
    """

    one: str
    many: str
    how: str = NO_PLACE
    drops: Literal["", "annotation", "link"] = ""
    of_article: bool = False

    def said(self, number: int) -> str:
        """The sentence for so many of it."""
        return f"{number:,} {self.one if number == 1 else self.many}: {self.how}."


Losses = Counter[Loss]

LINKS = Loss("link", "links", drops="link")
ATTRIBUTES = Loss("attribute of annotations", "attributes of annotations")
ACTORS = Loss("mention's place in the registry", "mentions' places in the registry")
NOTES = Loss("note on an annotation", "notes on annotations")
STATES = Loss("article's state", "articles' states")
ANSWERS = Loss("answer about an article as a whole", "answers about articles as a whole")
ARTICLE_NOTES = Loss("note on an article", "notes on articles")
VERDICTS = Loss("decision on a suggestion", "decisions on suggestions")
METADATA = Loss("article's title, source and date", "articles' titles, sources and dates", of_article=True)
COLUMNS = Loss("article's further columns", "articles' further columns", of_article=True)
SEGMENTS = Loss(
    "annotation in several segments", "annotations in several segments", "written as one, from first to last"
)
OVERLAPS = Loss(
    "annotation that overlaps another", "annotations that overlap others", "left out", drops="annotation"
)


@dataclass(frozen=True, slots=True)
class Holds:
    """What a format can hold; what it can't is counted by :func:`common_losses`."""

    links: bool = False
    attributes: bool = False
    actors: bool = False
    """Name, kind, aliases and Wikidata id of the actors that mentions point to."""
    notes: bool = False
    segments: bool = False
    states: bool = False
    answers: bool = False
    verdicts: bool = False
    metadata: bool = False
    columns: bool = False


def common_losses(record: Record, holds: Holds) -> Losses:
    """What of a record has no place where only ``holds`` has one."""
    said = record.annotations
    found: Losses = Counter()
    if not holds.links:
        found[LINKS] = len(record.links)
    if not holds.attributes:
        found[ATTRIBUTES] = sum(len(a.attributes) for a in said)
    if not holds.actors:
        found[ACTORS] = sum(a.actor_id is not None for a in said)
    if not holds.notes:
        found[NOTES] = sum(bool(a.note) for a in said)
        found[ARTICLE_NOTES] = int(bool(record.note))
    if not holds.segments:
        found[SEGMENTS] = sum(len(a.segments) > 1 for a in said)
    if not holds.states:
        found[STATES] = int(record.state in ("done", "in doubt"))
    if not holds.answers:
        found[ANSWERS] = len(record.answers)
    if not holds.verdicts:
        found[VERDICTS] = len(record.verdicts)
    metadata = record.article.metadata
    if not holds.metadata:
        known = (metadata.title, metadata.source, metadata.author, metadata.published, metadata.url)
        found[METADATA] = int(any(known))
    if not holds.columns:
        found[COLUMNS] = int(bool(metadata.extra))
    return +found


def overlapping(record: Record) -> int:
    """Annotations that begin before one that begins earlier has ended."""
    spans = sorted(piece for a in record.annotations for piece in a.segments)
    reach, number = 0, 0
    for before, after in pairwise(spans):
        reach = max(reach, before[1])
        number += after[0] < reach
    return number


def sentences(losses: Losses) -> tuple[str, ...]:
    """What is lost, a sentence a kind, the most frequent first."""
    return tuple(loss.said(number) for loss, number in losses.most_common() if number)
