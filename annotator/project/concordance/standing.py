"""What stands at the places of a concordance: which annotations there are, and whose."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, Segment
from annotator.project.concordance.lines import Kind, Line
from annotator.project.concordance.query import Query, answers
from annotator.project.queries import Queries
from annotator.project.settled import Settled
from annotator.store import concordance as store


@dataclass(frozen=True, slots=True)
class Standing:
    """An annotation on an article, and what it is to the annotator."""

    annotation: Annotation
    kind: Kind
    annotator: str = ""
    """Its owner, where that is a colleague."""


class Annotations:
    """Reads what a query's layers say, article by article."""

    def __init__(self, queries: Queries, query: Query) -> None:
        self._queries = queries
        self._query = query
        self._own = queries.layer
        self._actors: dict[str, Actor] = queries.actors_by_id()
        self._others = (
            [
                layer
                for layer in queries.layers()
                if layer.kind != "model" and (self._own is None or layer.id != self._own.id)
            ]
            if query.layers == "everyone's"
            else []
        )
        self._hidden = queries.hidden
        self._suggesting = queries.suggestion_layers()

    @property
    def layer_ids(self) -> list[int]:
        """The layers that the query is about."""
        query, own = self._query, [self._own.id] if self._own else []
        mine = own if query.layers != "suggested" else []
        suggested = [layer.id for layer in self._suggesting] if query.layers != "mine" else []
        return [*mine, *suggested, *(layer.id for layer in self._others)]

    @property
    def actor_ids(self) -> list[str] | None:
        """All ids that count as the actor that is asked for; None where none is."""
        if not self._query.actor_id:
            return None
        target = self._actors.get(self._query.actor_id)
        wanted = target.id if target else self._query.actor_id
        return [key for key, actor in self._actors.items() if actor.id == wanted] or [wanted]

    def may_admit(self, article_id: int, places: Sequence[Segment]) -> bool:
        """Whether a look at :meth:`on` is worth it: some place touches something with the label asked for."""
        if not self._query.label:
            return True
        spans = store.spans(self._queries.db, self.layer_ids, article_id, self._query.label)
        return any(a < end and start < b for start, end in places for a, b in spans)

    def on(self, article_id: int) -> list[Standing]:
        """Everything of the query's layers on an article that the annotator may see: one's own first, then
        what is suggested."""
        queries, own, wanted = self._queries, self._own, self._query.layers
        mine = queries.annotations(article_id, own.id) if own else []
        found = [Standing(a, "own") for a in mine] if wanted != "suggested" else []
        if wanted != "mine" and self._suggesting:
            settled = Settled(mine, queries.decisions(article_id, own.id) if own else ())
            found += [Standing(a, "suggestion") for a in queries.suggested(article_id) if settled.waits(a)]
        for layer in self._others:
            if self._hidden.hides(layer.id, article_id):
                continue
            found += [
                Standing(a, "colleague", layer.annotator) for a in queries.annotations(article_id, layer.id)
            ]
        return found

    def asked(self, standing: Iterable[Standing]) -> Iterator[Standing]:
        """Those with the label, actor and answer that the query asks for."""
        query, actors = self._query, self.actor_ids
        for each in standing:
            annotation = each.annotation
            if query.label and annotation.label != query.label:
                continue
            if actors is not None and annotation.actor_id not in actors:
                continue
            if query.attribute:
                value = annotation.attributes.get(query.attribute)
                if value is None or (query.value and query.value not in answers(value)):
                    continue
            yield each

    def admits(self, place: Segment, asked: Sequence[Standing]) -> bool:
        """Whether a place touches, or lies inside, one of the annotations that are asked for."""
        start, end = place
        if self._query.relation == "inside":
            return any(a <= start and end <= b for each in asked for a, b in each.annotation.segments)
        return any(a < end and start < b for each in asked for a, b in each.annotation.segments)

    def stated(self, line: Line, standing: Sequence[Standing]) -> Line:
        """The line with what stands there now."""
        same = [s for s in standing if s.annotation.segments == line.segments]
        if line.listed_as:
            same = [s for s in same if s.annotation.label == line.listed_as] or same
        wanted = self._query.label
        exact = min(
            same,
            key=lambda s: (s.annotation.id != line.annotation_id, s.annotation.label != wanted),
            default=None,
        )
        if exact is None:
            there = (s.annotation for s in standing)
            holding = [t for t in there if any(a <= line.start and line.end <= b for a, b in t.segments)]
            narrowest = min(holding, key=lambda a: a.end - a.start, default=None)
            return dataclasses.replace(
                line,
                kind="gone" if line.listed_as else "text",
                annotation_id=None,
                label=line.listed_as,
                actor="",
                annotator="",
                around=narrowest.label if narrowest else "",
            )
        actor = self._actors.get(exact.annotation.actor_id or "")
        return dataclasses.replace(
            line,
            kind=exact.kind,
            annotation_id=exact.annotation.id,
            label=exact.annotation.label,
            actor=actor.name if actor else "",
            annotator=exact.annotator,
            around="",
        )


def restated(queries: Queries, query: Query, lines: Iterable[Line]) -> list[Line]:
    """Lines that were found earlier, with what stands there now."""
    reader = Annotations(queries, query)
    standing: dict[int, list[Standing]] = {}
    found = []
    for line in lines:
        if line.article_id not in standing:
            standing[line.article_id] = reader.on(line.article_id)
        found.append(reader.stated(line, standing[line.article_id]))
    return found
