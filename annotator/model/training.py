"""What a model can be trained on: finished articles with their annotations, and decisions on suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.model.annotation import Segments
from annotator.model.codebook import Codebook

FEWEST_ARTICLES = 20
"""Finished articles: with fewer, those held out say nothing about the others."""

FEWEST_SPANS = 100
"""Annotations of a label in finished articles, before it can be trained."""

FEWEST_ANSWERS = 60
"""Annotations with an answer to an attribute, before the attribute can be trained; and of at least two of the
answers :data:`FEWEST_OF_AN_ANSWER` each."""

FEWEST_OF_AN_ANSWER = 10

FEWEST_HELD_OUT = 4

HELD_OUT = 0.2
"""Share of the finished articles on which nothing is trained: old and new are compared on them."""

SET_ASIDE = 0.2
"""Share of the others that says when to stop, and how far what was learned is to be trusted."""

_HEX = 16**8

Key = tuple[str, Segments]
"""Label and segments."""


@dataclass(frozen=True, slots=True)
class Told:
    """An annotation, as far as a model learns from it."""

    label: str
    segments: Segments
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.label, self.segments


@dataclass(frozen=True, slots=True)
class TrainingArticle:
    """``finished``: what is not among the annotations is not one.  Else only the decisions count, by key."""

    id: int
    sha256: str
    text: str
    language: str
    finished: bool
    annotations: tuple[Told, ...] = ()
    kept: frozenset[Key] = frozenset()
    rejected: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Parts:
    """Ids of articles: to train on, to set aside for choosing, and held out for the comparison."""

    training: frozenset[int]
    aside: frozenset[int]
    held_out: frozenset[int]


def split(finished: Iterable[tuple[int, str]]) -> Parts:
    """Share articles, given as id and SHA-256, out by their hashes.

    The same article is always in the same part, whatever else is finished since: nothing that a model was
    trained on is held out from a later one.  (Only where that would hold out too few, those with the next
    hashes are; they go over to training once there are enough.)
    """
    articles = sorted((sha256[:8], number, sha256[8:16]) for number, sha256 in finished)
    below = sum(int(first, 16) < HELD_OUT * _HEX for first, _, _ in articles)
    out = max(below, min(FEWEST_HELD_OUT, len(articles)))
    rest = sorted((second, number) for _, number, second in articles[out:])
    aside = max(round(SET_ASIDE * len(rest)), min(2, len(rest)))
    return Parts(
        frozenset(number for _, number in rest[aside:]),
        frozenset(number for _, number in rest[:aside]),
        frozenset(number for _, number, _ in articles[:out]),
    )


@dataclass(frozen=True, slots=True)
class Need:
    """What there is of something and how much of it training takes; an ``attribute`` is that of the label.

    Both names are empty for the articles themselves.
    """

    have: int
    need: int
    label: str = ""
    attribute: str = ""

    @property
    def met(self) -> bool:
        return self.have >= self.need

    @property
    def shown(self) -> str:
        """“actor · kind”."""
        return " · ".join(filter(None, (self.label, self.attribute))) or "finished articles"


def needs(
    codebook: Codebook, articles: int, spans: Counter[str], answers: Counter[tuple[str, str]]
) -> list[Need]:
    """What there is and what it takes: the articles, then each label that is offered with what it is asked.

    :param spans: annotations by label, in finished articles.
    :param answers: those with an answer, by label and attribute.
    """
    found = [Need(articles, FEWEST_ARTICLES)]
    for label in codebook.offered:
        found.append(Need(spans[label.name], FEWEST_SPANS, label.name))
        for attribute in label.attributes:
            if attribute.kind in ("choice", "yes/no"):
                there = answers[label.name, attribute.name]
                found.append(Need(there, FEWEST_ANSWERS, label.name, attribute.name))
    return found


def refusal(found: Sequence[Need]) -> str | None:
    """Why nothing can be trained, with what is missing; None where something can."""
    articles = found[0]
    labels = [need for need in found[1:] if not need.attribute]
    if articles.met and any(need.met for need in labels):
        return None
    there = [f"{articles.have} of {articles.need} articles done"]
    there += [f"{need.shown} {need.have} of {need.need}" for need in labels if not need.met]
    return (
        f"Too little to train on: {', '.join(there)}. "
        "Finish some more articles and mark them as done; one label with enough annotations will do."
    )


def article_to_json(article: TrainingArticle) -> dict[str, Any]:
    """Plain values that :func:`article_from_json` reads."""
    return {
        "id": article.id,
        "sha256": article.sha256,
        "text": article.text,
        "language": article.language,
        "finished": article.finished,
        "annotations": [[a.label, a.segments, dict(a.attributes)] for a in article.annotations],
        "kept": sorted(article.kept),
        "rejected": sorted(article.rejected),
    }


def article_from_json(data: Mapping[str, Any]) -> TrainingArticle:
    """:raises KeyError, TypeError, ValueError: if it is not what :func:`article_to_json` makes."""
    return TrainingArticle(
        int(data["id"]),
        str(data["sha256"]),
        str(data["text"]),
        str(data["language"]),
        bool(data["finished"]),
        tuple(Told(label, _segments(s), dict(answers)) for label, s, answers in data["annotations"]),
        frozenset((label, _segments(s)) for label, s in data["kept"]),
        frozenset((label, _segments(s)) for label, s in data["rejected"]),
    )


def _segments(pieces: Iterable[Sequence[int]]) -> Segments:
    return tuple((int(start), int(end)) for start, end in pieces)
