"""Reads what an annotator sees on an article from the file in portions, from the top down.

Of an article with 20,000 annotations the first page is shown before the rest is read.  All is read on the
window's own connection, so that every portion says what is in the file at that moment; a commit between two
portions cannot get lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.annotation import Annotation
from annotator.project.queries import Queries

PORTION = 400
"""Annotations of a layer that are read at once, which takes some 5 ms."""

WHOLE = 2_000
"""As long as a layer has at most so many on an article, all are read at once."""

_END = 1 << 62
"""Behind the end of every article."""

Portion = tuple[Sequence[Annotation], Sequence[Annotation]]
"""Own annotations, and suggestions whether or not they are decided."""


class Portions:
    """:param layer_id: the annotator's own layer, if there is one."""

    def __init__(self, project: Queries, article_id: int, layer_id: int | None) -> None:
        self._project = project
        self._article = article_id
        self._own = [] if layer_id is None else [layer_id]
        self._suggesting = [layer.id for layer in project.suggesting_on(article_id)]
        self.read_to = 0
        """All that begins before this place (code points) was read."""
        self.suggests = self._following(self._suggesting, 0, 0) is not None
        """Whether there is or was any suggestion."""
        self._small = self._following(self._layers, 0, WHOLE) is None

    @property
    def complete(self) -> bool:
        return self.read_to == _END

    def read(self) -> Portion:
        """The next portion; the first one of a small article is all of it."""
        since = self.read_to
        following = None if self._small else self._following(self._layers, since, PORTION)
        # Of what begins at one place no part is left for later: suggestions are decided by what lies there.
        self.read_to = _END if following is None else max(following, since + 1)
        return self._between(since, self.read_to)

    def read_all(self) -> Portion:
        """All that is left."""
        since, self.read_to = self.read_to, _END
        return self._between(since, _END)

    def read_at(self, start: int) -> Portion:
        """What begins at a place, ahead of its turn."""
        return self._between(start, start + 1)

    @property
    def _layers(self) -> list[int]:
        return self._own + self._suggesting

    def _following(self, layers: Sequence[int], since: int, count: int) -> int | None:
        """The first place where any layer has more than ``count`` from ``since`` on."""
        places = [self._project.start_after(self._article, layer, since, count) for layer in layers]
        return min((place for place in places if place is not None), default=None)

    def _between(self, since: int, before: int) -> Portion:
        own = self._project.annotations(self._article, *self._own, since=since, before=before)
        if not self.suggests:
            return own, ()
        return own, self._project.suggested(self._article, since=since, before=before)
