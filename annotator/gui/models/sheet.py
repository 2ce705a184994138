"""The open article with what the annotator sees on it, kept up to date change by change.

The same as :meth:`annotator.project.queries.Queries.sheet`, but a commit costs as much as it changed and not
as much as the article holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.link import Link
from annotator.project.changes import Changes
from annotator.project.queries import Queries
from annotator.project.settled import Key, Settled

Place = tuple[int, int, str]
"""``(start, -end, id)``: where an annotation stands in reading order."""


@dataclass(slots=True)
class SheetChange:
    """Ids of annotations and suggestions that came or changed, and of those that went."""

    changed: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    links: bool = False
    """Whether any link came or went."""


class LiveSheet:
    """Annotations, links and undecided suggestions of one article, by id."""

    def __init__(self, project: Queries, article_id: int) -> None:
        self._project = project
        self.article = project.article(article_id)
        self._settled = Settled()
        self.links: dict[str, Link] = {}
        self.suggestions: dict[str, Annotation] = {}
        self._layer_id: int | None = None
        self._model: dict[str, Annotation] = {}
        self._model_links: list[Link] = []
        self._by_key: dict[Key, list[str]] = {}
        self._load()

    @property
    def own(self) -> dict[str, Annotation]:
        """The annotator's own annotations."""
        return self._settled.own

    def annotation(self, annotation_id: str) -> Annotation | None:
        """An own annotation or an undecided suggestion."""
        return self.own.get(annotation_id) or self.suggestions.get(annotation_id)

    def is_suggestion(self, annotation_id: str | None) -> bool:
        return annotation_id in self.suggestions

    @property
    def suggested_links(self) -> list[Link]:
        """Links that accepting makes, from and to what is shown (see :meth:`Settled.waiting_links`)."""
        return self._waiting(self._model_links)

    def _waiting(self, links: Iterable[Link]) -> list[Link]:
        return self._settled.waiting_links(links, self._model, self._project.codebook)

    def links_of(self, annotation_id: str) -> list[Link]:
        """Links that begin or end at an annotation or suggestion."""
        pool = self._model_links if self.is_suggestion(annotation_id) else self.links.values()
        found = [link for link in pool if annotation_id in (link.head_id, link.child_id)]
        return self._waiting(found) if self.is_suggestion(annotation_id) else found

    def waiting_links_of(self, annotation_id: str) -> list[Link]:
        """Links that accepting a suggestion would make from or to an own annotation."""
        own = self.own.get(annotation_id)
        if own is None:
            return []
        same = {own.derived_from, *self._by_key.get(own.key, ())}
        near = [link for link in self._model_links if link.head_id in same or link.child_id in same]
        return [link for link in self._waiting(near) if annotation_id in (link.head_id, link.child_id)]

    @property
    def covered(self) -> bool:
        """Whether the newest model has run on this article."""
        return self._covered

    def next_suggestion(
        self, place: Place, step: int, shown: Callable[[str], bool] | None = None
    ) -> Annotation | None:
        """The nearest undecided suggestion after (``step`` 1) or before (-1) a place.

        At the end it goes on from the other end.

        :param shown: whether the suggestion with an id is to be considered; None: all are.
        """
        ordered = sorted(
            (s for s in self.suggestions.values() if shown is None or shown(s.id)), key=reading_order
        )
        if not ordered:
            return None
        if step > 0:
            return next((s for s in ordered if reading_order(s) > place), ordered[0])
        return next((s for s in reversed(ordered) if reading_order(s) < place), ordered[-1])

    def apply(self, changes: Changes) -> SheetChange:
        """Take over a commit that touched this article."""
        if "annotations" in changes.bulk:
            return self._reload()
        change = SheetChange()
        keys: set[Key] = set()
        suggested: set[str] = set()
        if self._layer_id is None:
            own = self._project.layer
            self._layer_id = own.id if own else None
        for row in changes.rows:
            values = row.after or row.before or {}
            if values.get("article_id") != self.article.id:
                continue
            if values.get("layer_id") != self._layer_id:
                if row.table == "annotations":
                    return self._reload()  # what is suggested, asked for or taken back
                continue
            if row.table == "annotations":
                self._take_annotation(row.key[0], change, keys)
            elif row.table == "links":
                self._take_link(row.key[0], change)
            elif row.table == "decisions":
                self._take_decision(row.before, self._settled.undecide, keys, suggested)
                self._take_decision(row.after, self._settled.decide, keys, suggested)
        for key in keys:
            suggested.update(self._by_key.get(key, ()))
        for suggestion_id in suggested & self._model.keys():
            self._settle(suggestion_id, change)
        return change

    # -- inside

    def _load(self) -> None:
        project, article = self._project, self.article.id
        own, model = project.layer, project.model_layer()
        suggesting = [layer.id for layer in project.suggestion_layers()]
        self._layer_id = own.id if own else None
        self._settled = Settled(
            project.annotations(article, own.id) if own else (),
            project.decisions(article, own.id) if own else (),
        )
        self.links = {link.id: link for link in project.links(article, own.id)} if own else {}
        self._model = {a.id: a for a in project.suggested(article)}
        self._model_links = project.links(article, *suggesting)
        self._covered = model is not None and (
            any(a.layer_id == model.id for a in self._model.values())
            or article in project.models_run(model.id)
        )
        self._by_key = {}
        for suggestion in self._model.values():
            self._by_key.setdefault(suggestion.key, []).append(suggestion.id)
        self.suggestions = {s.id: s for s in self._model.values() if self._settled.waits(s)}

    def _reload(self) -> SheetChange:
        before = self.own.keys() | self.suggestions.keys()
        self._load()
        after = self.own.keys() | self.suggestions.keys()
        return SheetChange(set(after), set(before - after), links=True)

    def _settle(self, suggestion_id: str, change: SheetChange) -> None:
        suggestion = self._model[suggestion_id]
        waits = self._settled.waits(suggestion)
        if waits == (suggestion_id in self.suggestions):
            return
        if waits:
            self.suggestions[suggestion_id] = suggestion
            change.changed.add(suggestion_id)
        else:
            del self.suggestions[suggestion_id]
            change.removed.add(suggestion_id)
        change.links = change.links or bool(self._model_links)

    def _take_annotation(self, annotation_id: str, change: SheetChange, keys: set[Key]) -> None:
        before, after = self._settled.drop(annotation_id), self._project.annotation(annotation_id)
        keys.update(known.key for known in (before, after) if known is not None)
        if after is not None:
            self._settled.put(after)
            change.changed.add(annotation_id)
            change.removed.discard(annotation_id)
        elif before is not None:
            change.removed.add(annotation_id)
            change.changed.discard(annotation_id)
        if before is None or after is None or before.key != after.key:
            change.links = change.links or bool(self._model_links)  # those that begin or end here

    def _take_link(self, link_id: str, change: SheetChange) -> None:
        link = self._project.link(link_id)
        if link is None:
            self.links.pop(link_id, None)
        else:
            self.links[link_id] = link
        change.links = True

    def _take_decision(
        self, row: Any, take: Callable[[str, Key, str | None], None], keys: set[Key], suggested: set[str]
    ) -> None:
        if row is None:
            return
        segments = tuple((int(start), int(end)) for start, end in json.loads(row["segments"]))
        key = (row["label"], segments)
        take(row["suggestion_id"], key, row["annotation_id"])
        keys.add(key)
        suggested.add(row["suggestion_id"])


def reading_order(annotation: Annotation) -> Place:
    """Sorts by start, the longer one first."""
    return annotation.start, -annotation.end, annotation.id
