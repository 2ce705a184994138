"""The open article with what the annotator sees on it, kept up to date change by change.

The same as :meth:`annotator.project.queries.Queries.sheet`, but a commit costs as much as it changed and not
as much as the article holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from annotator.gui.models.read_sheet import ReadSheet
from annotator.model.annotation import Annotation
from annotator.model.link import Link
from annotator.project.changes import Changes
from annotator.project.settled import Key

Place = tuple[int, int, str]
"""``(start, -end, id)``: where an annotation stands in reading order."""


@dataclass(slots=True)
class SheetChange:
    """Ids of annotations and suggestions that came or changed, and of those that went."""

    changed: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    links: bool = False
    """Whether any link came or went."""


class LiveSheet(ReadSheet):
    """Annotations, links and undecided suggestions of one article; :meth:`apply` takes over a commit."""

    @property
    def links(self) -> dict[str, Link]:
        """The annotator's own links."""
        return self._links.by_id

    @property
    def suggests_links(self) -> bool:
        """Whether a model has linked anything here."""
        return bool(self._model_links.by_id)

    @property
    def suggested_links(self) -> list[Link]:
        """Links that accepting makes, from and to what is shown (see :meth:`Settled.waiting_links`)."""
        self._read_all()
        return self.suggested_links_read

    @property
    def suggested_links_read(self) -> list[Link]:
        """The same for the part of the article that was read."""
        return self._waiting(self._model_links.by_id.values())

    def _waiting(self, links: Iterable[Link]) -> list[Link]:
        return self._settled.waiting_links(links, self._model, self._project.codebook)

    def links_of(self, annotation_id: str) -> list[Link]:
        """Links that begin or end at an annotation or suggestion."""
        self._reach_linked((annotation_id,))
        if self.is_suggestion(annotation_id):
            return self._waiting(self._model_links.of(annotation_id))
        return self._links.of(annotation_id)

    def waiting_links_of(self, annotation_id: str) -> list[Link]:
        """Links that accepting a suggestion would make from or to an own annotation."""
        own = self._settled.own.get(annotation_id)
        if own is None or not self._portions.suggests:
            return []
        same = {own.derived_from or "", *self._by_key.get(own.key, ())}
        self._reach(same)
        self._reach_linked(same)
        near = {link.id: link for key in same for link in self._model_links.of(key)}
        found = [
            link for link in self._waiting(near.values()) if annotation_id in (link.head_id, link.child_id)
        ]
        return sorted(found, key=lambda link: (link.created_at, link.id))

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
            return self._renewed(self._load)
        change = SheetChange()
        keys: set[Key] = set()
        suggested: set[str] = set()
        if self._layer_id is None:
            layer = self._project.layer
            self._layer_id = layer.id if layer else None
        here = [row for row in changes.rows if _value(row, "article_id") == self.article.id]
        own = [row for row in here if _value(row, "layer_id") == self._layer_id]
        if any(row.table == "annotations" for row in here if _value(row, "layer_id") != self._layer_id):
            # What is suggested, asked for or taken back.
            return self._renewed(self._load if own else self._load_suggested)
        for row in own:
            if row.table == "annotations":
                self._take_annotation(row.key[0], change, keys)
            elif row.table == "links":
                self._take_link(row.key[0], change)
            elif row.table == "decisions":
                self._take_decision(row.before, self._settled.undecide, keys, suggested)
                self._take_decision(row.after, self._settled.decide, keys, suggested)
        for key in keys:
            suggested.update(self._by_key.get(key, ()))
        decided = suggested & self._model.keys()
        self._reach_linked(decided)
        for suggestion_id in decided:
            self._settle(suggestion_id, change)
        return change

    # -- inside

    def _renewed(self, load: Callable[[], None]) -> SheetChange:
        """Read anew; returns what is different."""
        before = self.own | self.suggestions
        unshown, self._unshown = self._unshown, {}
        load()
        after = self.own | self.suggestions
        self._unshown = {}
        changed = {key for key, known in after.items() if key in unshown or before.get(key) != known}
        return SheetChange(changed, set(before.keys() - after.keys()), links=True)

    def _settle(self, suggestion_id: str, change: SheetChange) -> None:
        suggestion = self._model[suggestion_id]
        waits = self._settled.waits(suggestion)
        if waits == (suggestion_id in self._suggestions):
            return
        if waits:
            self._suggestions[suggestion_id] = suggestion
            change.changed.add(suggestion_id)
        else:
            del self._suggestions[suggestion_id]
            change.removed.add(suggestion_id)
        change.links = change.links or bool(self._model_links.by_id)

    def _take_annotation(self, annotation_id: str, change: SheetChange, keys: set[Key]) -> None:
        before, after = self._settled.drop(annotation_id), self._project.annotation(annotation_id)
        keys.update(known.key for known in (before, after) if known is not None)
        if after is not None:
            self._settled.put(after)
            self._reach_linked((annotation_id,))
            change.changed.add(annotation_id)
            change.removed.discard(annotation_id)
        elif before is not None:
            change.removed.add(annotation_id)
            change.changed.discard(annotation_id)
        if before is None or after is None or before.key != after.key:
            change.links = change.links or bool(self._model_links.by_id)  # those that begin or end here

    def _take_link(self, link_id: str, change: SheetChange) -> None:
        link = self._project.link(link_id)
        if link is None:
            self._links.drop(link_id)
        else:
            self._links.put(link)
            self._reach((link.head_id, link.child_id))
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


def _value(row: Any, name: str) -> Any:
    return (row.after or row.before or {}).get(name)
