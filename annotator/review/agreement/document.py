"""An agreement told: as one JSON document, and which articles counted in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.project.worked_on import Because
from annotator.review.agreement.agreement import Agreement, Table
from annotator.review.agreement.results import ALL_TOGETHER, Between, Confusion, Figure, Frame

_BECAUSE: Mapping[Because, str] = {
    "covered": "covered by a model",
    "done": "marked as done",
    "begun": "begun",
}

UNITS = {
    "tokens": "tokens of the rule tokenizer without white space; one character covered is enough",
    "characters": "code points of the articles, once for each layer",
    "annotations": "annotations of the layers",
    "links": "links of the layers",
    "pairs": "annotations of two layers paired off by overlap, with the same label, both with an answer",
}


def as_json(agreement: Agreement, label: str | None = None) -> dict[str, Any]:
    """All of an agreement but its pairs and articles.

    A figure is ``{value, low, high, units, unit}``, or ``{undefined: "because ..."}``.
    """
    frame = agreement.frame
    how = frame.resampling
    return {
        "layers": [
            {
                "name": layer.name,
                "kind": layer.kind,
                "articles": len(worked.articles),
                "because": _BECAUSE[worked.because],
            }
            for layer, worked in zip(frame.layers, frame.counted.worked, strict=True)
        ],
        "label": label,
        "articles": {
            "in_all": frame.counted.in_all,
            "counted": len(frame.articles),
            "hidden": len(frame.counted.hidden),
        },
        "units": UNITS,
        "intervals": {"level": how.level, "resamples": how.resamples, "seed": how.seed, "over": "articles"},
        "all": {**_table(agreement.table()), "confusion": _confusion(agreement.confusion())},
    }


def pairs_as_json(agreement: Agreement) -> Iterator[dict[str, Any]]:
    """The same of each pair of layers, one by one: with their intervals they take a while."""
    frame = agreement.frame
    for pair in frame.pairs:
        between = Between(pair.one, pair.other)
        yield {
            "layers": [frame.layers[pair.one].name, frame.layers[pair.other].name],
            "articles": list(pair.articles),
            "hidden": pair.hidden,
            **_table(agreement.table(between)),
            "confusion": _confusion(agreement.confusion(between)),
        }


def articles_as_json(agreement: Agreement, titles: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """The same of each article that counts, between all layers that have worked on it.

    :param titles: by article.
    """
    frame = agreement.frame
    for article, table in agreement.by_article(ALL_TOGETHER).items():
        finished = {
            layer.name: frame.finished[article, place]
            for place, layer in enumerate(frame.layers)
            if (article, place) in frame.finished
        }
        yield {"id": article, "title": titles.get(article, ""), "finished": finished, **_table(table)}


def counting(frame: Frame) -> str:
    """Why articles count: “marked as done”, “begun, or covered by a model”."""
    found = dict.fromkeys(_BECAUSE[worked.because] for worked in frame.counted.worked)
    return " or ".join(found)


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """A figure with its interval, or why there is none."""
    if figure.value is None:
        return {"undefined": figure.because}
    told: dict[str, Any] = {"value": round(figure.value, 4)}
    if figure.low is not None and figure.high is not None:
        told |= {"low": round(figure.low, 4), "high": round(figure.high, 4)}
    elif figure.no_interval:
        told["no_interval"] = figure.no_interval
    return told | {"units": figure.units, "unit": figure.unit}


# -- inside


def _table(table: Table) -> dict[str, Any]:
    """``all_labels`` and ``all_links``, and by name; attributes by label and name."""
    told: dict[str, Any] = {"labels": {}, "links": {}, "attributes": {}}
    for (measure, subject), figure in table.items():
        if subject.kind == "attribute":
            place = told["attributes"].setdefault(subject.name, {}).setdefault(subject.attribute, {})
        elif subject.name:
            place = told[f"{subject.kind}s"].setdefault(subject.name, {})
        else:
            place = told.setdefault(f"all_{subject.kind}s", {})
        place[measure] = figure_as_json(figure)
    return told


def _confusion(confusion: Confusion) -> dict[str, Any]:
    """Only labels that are used; the last row and column stand for nothing."""
    last = len(confusion.labels)
    used = [n for n in range(last) if any(confusion.counts[n]) or any(row[n] for row in confusion.counts)]
    places = [*used, last]
    return {
        "labels": [*(confusion.labels[n] for n in used), None],
        "counts": [[confusion.counts[row][column] for column in places] for row in places],
    }
