"""What somebody writes: an answer, the beginning of a thread, or another wording of theirs.  No Qt."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Target:
    """With ``thread_id`` an answer, with ``comment_id`` another wording of it; else a new thread.

    That is about an annotation, the words of ``span`` (code points) or, with neither, the article.
    """

    article_id: int
    thread_id: str | None = None
    annotation_id: str | None = None
    span: tuple[int, int] | None = None
    comment_id: str | None = None

    @property
    def key(self) -> str:
        """By which its draft is kept."""
        start, end = self.span or (None, None)
        return json.dumps([self.article_id, self.thread_id, self.annotation_id, start, end, self.comment_id])

    @classmethod
    def of_key(cls, key: str) -> Target:
        """The target whose draft is kept by a key."""
        article_id, thread_id, annotation_id, start, end, comment_id = json.loads(key)
        span = None if start is None else (start, end)
        return cls(article_id, thread_id, annotation_id, span, comment_id)

    def rewording(self, comment_id: str | None) -> Target:
        """The same thread, but to say one comment otherwise; None: to answer."""
        return replace(self, comment_id=comment_id)
