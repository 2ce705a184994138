"""An evaluation told: as one JSON document, and which articles counted in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.model.codebook import Codebook
from annotator.model.layer import Layer
from annotator.project.worked_on import Because
from annotator.review.evaluating import HOWS, Evaluation
from annotator.review.reliability import Reliability
from annotator.review.scores import (
    ALL_LABELS,
    ALL_LINKS,
    FIGURES,
    NOTHING,
    Counts,
    Scores,
    Subject,
    in_order,
    undefined,
)

_BECAUSE: Mapping[Because, str] = {
    "covered": "covered by {}",
    "done": "marked as done by {}",
    "begun": "begun by {}",
}


def as_json(found: Evaluation, codebook: Codebook) -> dict[str, Any]:
    """All of an evaluation but the articles; figures that are undefined are null, and ``undefined`` says
    why."""
    question, names = found.question, _names(found)
    labels = sorted(question.labels)
    return {
        "layer": _layer(question.layer),
        "against": _layer(question.against),
        "least_score": question.least_score,
        "labels": labels or None,
        "articles": {
            "in_all": found.counted.in_all,
            "counted": len(found.counted.articles),
            "because": because(found),
            "not_done": found.counted.not_done,
            "hidden": found.counted.hidden,
        },
        **{how: _scores(in_order(found.totals[how], codebook, labels), names) for how in HOWS},
        "reliability": _reliability(found),
    }


def articles_as_json(
    found: Evaluation, codebook: Codebook, titles: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    """The same of each article that counts, one by one: together they may be many.

    :param titles: by article.
    """
    orders = {how: in_order(found.totals[how], codebook) for how in HOWS}
    for article in found.counted.articles:
        told: dict[str, Any] = {"id": article, "title": titles.get(article, "")}
        for how in HOWS:
            scores = found.by_article[how].get(article, {})
            there = {subject: scores[subject] for subject in orders[how] if subject in scores}
            told[how] = _scores(there, _names(found))
        yield told


def because(found: Evaluation) -> str:
    """Why these articles count: “covered by small 1 and marked as done by Robin”."""
    question, counted = found.question, found.counted
    one = _BECAUSE[counted.layer.because].format(question.layer.name)
    other = _BECAUSE[counted.against.because].format(question.against.name)
    return one if question.layer == question.against else f"{one} and {other}"


def hidden(found: Evaluation) -> str:
    """How many articles do not count because the project is blind; empty where none."""
    number = found.counted.hidden
    articles = "1 more article is" if number == 1 else f"{number} more articles are"
    return f"{articles} hidden until you have marked what you read as done" if number else ""


def figures(counts: Counts) -> tuple[float | None, ...]:
    """Precision, recall and F1."""
    return counts.precision, counts.recall, counts.f1


def _names(found: Evaluation) -> tuple[str, str]:
    return found.question.layer.name, found.question.against.name


def _layer(layer: Layer) -> dict[str, str]:
    return {"name": layer.name, "kind": layer.kind}


def _scores(scores: Scores, names: tuple[str, str]) -> dict[str, Any]:
    """``all_labels`` and ``all_links``, and by name; attributes by label and name."""
    told: dict[str, Any] = {
        "all_labels": _counts(ALL_LABELS, scores.get(ALL_LABELS, NOTHING), names),
        "all_links": _counts(ALL_LINKS, scores.get(ALL_LINKS, NOTHING), names),
    }
    told |= {"labels": {}, "links": {}, "attributes": {}}
    for subject, counts in scores.items():
        if subject.kind == "attribute":
            of_label = told["attributes"].setdefault(subject.name, {})
            of_label[subject.attribute] = _counts(subject, counts, names)
        elif subject.name:
            told[f"{subject.kind}s"][subject.name] = _counts(subject, counts, names)
    return told


def _counts(subject: Subject, counts: Counts, names: tuple[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        **dict(zip(FIGURES, map(_rounded, figures(counts)), strict=True)),
        "tp": counts.both,
        "fp": counts.only_a,
        "fn": counts.only_b,
    }
    if why := undefined(subject, counts, *names):
        told["undefined"] = why
    return told


def _reliability(found: Evaluation) -> dict[str, Any] | None:
    if found.decided_by is None:
        return None
    seen: Reliability = found.reliability
    return {
        "decided_by": found.decided_by.name,
        "decisions": seen.decided,
        "without_score": seen.unscored,
        "bins": [
            {
                "low": each.low,
                "high": each.high,
                "accepted": each.accepted,
                "corrected": each.corrected,
                "rejected": each.rejected,
                "share_kept": _rounded(each.share),
                "interval": each.interval and [_rounded(end) for end in each.interval],
            }
            for each in seen.bins
        ],
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)
