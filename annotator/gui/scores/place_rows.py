"""The lines of the list of what is behind a figure: read beside the window, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from annotator.model.annotation import Annotation, quote_of
from annotator.model.decision import Decision
from annotator.model.link import Link
from annotator.project.queries import Queries
from annotator.review.scores import ACTOR, Outcome, answers

LIMIT = 1_000
"""Lines that are listed at most."""

_MOST_WORDS = 160


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """``start`` and ``end`` are code points; ``annotation_ids`` the annotations that are meant there."""

    article_id: int
    start: int
    end: int
    annotation_ids: tuple[str, ...]
    who: str
    words: str
    other: str = ""
    """What the other layer has, where both have something and it is not the same."""


def from_outcomes(
    queries: Queries, outcomes: Iterable[Outcome], names: tuple[str, str], *, with_label: bool
) -> list[PlaceRow]:
    """Lines for what was compared, as many as are listed.

    :param names: what the two layers are called.
    :param with_label: say of each which label or link it is.
    """
    actors = {key: actor.name for key, actor in queries.actors_by_id().items()}
    rows = (_compared(queries, outcome, names, with_label, actors) for outcome in islice(outcomes, LIMIT))
    return [row for row in rows if row is not None]


def from_decisions(queries: Queries, decisions: Iterable[Decision]) -> list[PlaceRow]:
    """Lines for what was decided, as many as are listed."""
    rows = []
    for decision in islice(decisions, LIMIT):
        text = queries.article(decision.article_id).text
        ids = tuple(key for key in (decision.annotation_id, decision.suggestion_id) if key is not None)
        segments = decision.segments
        kept = queries.annotation(decision.annotation_id) if decision.annotation_id else None
        other = ""
        if decision.verdict == "corrected" and kept is not None:
            other = _corrected_to(decision, kept)
        score = f"{decision.score:.2f}" if decision.score is not None else ""
        rows.append(
            PlaceRow(
                decision.article_id,
                segments[0][0],
                segments[-1][1],
                ids,
                f"{decision.verdict} · {score}",
                f"{decision.label}: {_words(quote_of(text, segments))}",
                other,
            )
        )
    return rows


def _compared(
    queries: Queries, outcome: Outcome, names: tuple[str, str], with_label: bool, actors: Mapping[str, str]
) -> PlaceRow | None:
    verdict = outcome.verdict
    who = {"both": "both", "only a": f"only {names[0]}", "only b": f"only {names[1]}", "differ": "differ"}[
        verdict
    ]
    sides = [each for each in (outcome.a, outcome.b) if each is not None]
    ends = [_ends(queries, each) for each in sides]
    if not all(ends):
        return None  # it was taken away in this moment
    first = ends[0][0]
    label = f"{outcome.subject.name}: " if with_label else ""
    shown = [" → ".join(_words(annotation.quote) for annotation in each) for each in ends]
    other = ""
    if outcome.subject.kind == "attribute":
        name = outcome.subject.attribute
        other = " · ".join(
            f"{layer}: {_answer(annotation, name, actors)}"
            for layer, (annotation,) in zip(names, ends, strict=True)
        )
    elif len(shown) == 2 and shown[0] != shown[1]:
        other = f"{names[1]}: {shown[1]}"
    return PlaceRow(
        first.article_id,
        first.start,
        first.end,
        # Of two, one's own is rather on the screen than that of a model on which one has decided.
        tuple(each[0].id for each in reversed(ends)),
        who,
        f"{label}{shown[0]}",
        other,
    )


def _ends(queries: Queries, item: Annotation | Link) -> list[Annotation]:
    if isinstance(item, Annotation):
        return [item]
    found = (queries.annotation(item.head_id), queries.annotation(item.child_id))
    return [annotation for annotation in found if annotation is not None]


def _answer(annotation: Annotation, name: str, actors: Mapping[str, str]) -> str:
    value = answers(annotation).get(name)
    if value is None:
        return "no answer"
    if name == ACTOR:
        return actors.get(str(value), "?")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _corrected_to(decision: Decision, kept: Annotation) -> str:
    """What a suggestion became."""
    became = []
    if kept.label != decision.label:
        became.append(kept.label)
    if kept.segments != decision.segments:
        became.append(_words(kept.quote))
    became += [
        f"{name}: {_answer(kept, name, {})}"
        for name in {**decision.attributes, **kept.attributes}
        if kept.attributes.get(name) != decision.attributes.get(name)
    ]
    return " · ".join(became)


def _words(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS - 1].rstrip()}…"
