"""Links by id and by the annotations where they begin and end."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.link import Link


class LinkIndex:
    def __init__(self, links: Iterable[Link] = ()) -> None:
        self.by_id: dict[str, Link] = {}
        self._by_end: dict[str, dict[str, None]] = {}
        for link in links:
            self.put(link)

    def put(self, link: Link) -> None:
        """Add a link, or put it in the place of what it was before."""
        before = self.by_id.get(link.id)
        if before is not None and (before.head_id, before.child_id) != (link.head_id, link.child_id):
            self.drop(link.id)
        self.by_id[link.id] = link
        for end in (link.head_id, link.child_id):
            self._by_end.setdefault(end, {})[link.id] = None

    def drop(self, link_id: str) -> None:
        """Take a link away, if it is there."""
        link = self.by_id.pop(link_id, None)
        for end in {link.head_id, link.child_id} if link is not None else ():
            del self._by_end[end][link_id]

    def of(self, annotation_id: str) -> list[Link]:
        """Links that begin or end at an annotation, in the order in which they came."""
        return [self.by_id[link_id] for link_id in self._by_end.get(annotation_id, ())]
