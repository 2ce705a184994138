"""Comments: what colleagues say to each other about an annotation, some words or an article, in threads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Annotation

CommentKind = Literal["say", "resolve", "reopen"]

Standing = Literal["there", "changed", "gone"]
"""What became of the annotation that a thread is about."""

Reason = Literal["mentioned", "answered"]
"""Why a thread waits for somebody."""

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a thread is about: an annotation, the words from ``start`` to ``end``, or (neither) the article.

    Label, place (code points, from the first segment to the last) and words are a copy of what the annotation
    was when the thread began: it may be changed or deleted, the thread stands where it stood.
    """

    annotation_id: str | None = None
    label: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""

    @property
    def is_article(self) -> bool:
        return self.start is None

    def standing(self, annotation: Annotation | None) -> Standing:
        """What became of the annotation.

        :param annotation: the one with the id ``annotation_id``, as it is now.
        """
        if self.annotation_id is None:
            return "there"
        if annotation is None:
            return "gone"
        now = annotation.label, annotation.start, annotation.end, annotation.quote
        return "there" if now == (self.label, self.start, self.end, self.quote) else "changed"


@dataclass(frozen=True, slots=True)
class Comment:
    """One thing that was said, or that a thread was resolved or opened again.

    ``thread_id`` is the id of the comment that began the thread.  ``mentions`` are the annotators whom the
    text names.  What was said and deleted has no text.
    """

    id: str
    layer_id: int
    article_id: int
    thread_id: str
    kind: CommentKind
    anchor: Anchor
    text: str
    mentions: tuple[str, ...]
    created_by: str
    created_at: str
    updated_at: str

    @property
    def is_said(self) -> bool:
        """Whether there is something to read."""
        return self.kind == "say" and bool(self.text)

    @property
    def is_changed(self) -> bool:
        return self.updated_at != self.created_at

    def names(self, annotator: str) -> bool:
        """Whether it is addressed to somebody, also one whom the copy did not know in which it was said."""
        return "@" in self.text and annotator in mentions_in(self.text, {annotator, *self.mentions})

    @property
    def place(self) -> tuple[str, str]:
        """Sorts by time; of two in one millisecond the order is the same in every copy."""
        return self.created_at, self.id


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said about one thing, oldest first.

    ``said`` begins with the comment that began the thread, even where it was deleted; it is missing where the
    annotator may not see it, or a copy deleted it.  ``events`` are when it was resolved and opened again.
    """

    id: str
    article_id: int
    anchor: Anchor
    said: tuple[Comment, ...]
    events: tuple[Comment, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it was said, answered or opened again since it was last resolved."""
        last = self.events[-1] if self.events else None
        if last is None or last.kind == "reopen":
            return True
        return any(comment.is_said and comment.place > last.place for comment in self.said)

    @property
    def resolved_by(self) -> str:
        """Who resolved it last; empty where it is open."""
        return "" if self.is_open else self.events[-1].created_by

    @property
    def begun_by(self) -> str:
        """Who asked; empty where that is not known here."""
        first = self.said[0]
        return first.created_by if first.id == self.id else ""

    @property
    def readable(self) -> tuple[Comment, ...]:
        """What there is to read: all that was not deleted."""
        return tuple(comment for comment in self.said if comment.is_said)

    @property
    def last(self) -> Comment:
        """What was said last."""
        return self.readable[-1]

    @property
    def annotators(self) -> frozenset[str]:
        """Who said something."""
        return frozenset(comment.created_by for comment in self.said)

    @property
    def place(self) -> tuple[int, int, str, str]:
        """Sorts by article and where it is in it; what is about the whole article comes first."""
        start = self.anchor.start
        return (self.article_id, -1 if start is None else start, *self.said[0].place)

    def waits_for(self, annotator: str) -> Reason | None:
        """Why it waits for somebody: somebody else named them, or said more where they had said something.

        Not where it is resolved, nor where they said, resolved or reopened something after that.
        """
        if not self.is_open:
            return None
        own = [c.place for c in (*self.said, *self.events) if c.created_by == annotator and c.kind != "say"]
        own += [comment.place for comment in self.readable if comment.created_by == annotator]
        since = max(own, default=("", ""))
        new = [c for c in self.readable if c.created_by != annotator and c.place > since]
        if any(comment.names(annotator) for comment in new):
            return "mentioned"
        return "answered" if new and annotator in self.annotators else None


def threads_of(comments: Iterable[Comment]) -> list[Thread]:
    """The threads that comments make, by their places; the order of the comments makes no difference.

    A thread of which nothing is left to read is none.
    """
    by_thread: defaultdict[str, list[Comment]] = defaultdict(list)
    for comment in sorted(comments, key=lambda comment: comment.place):
        by_thread[comment.thread_id].append(comment)
    made = [_thread(key, rows) for key, rows in by_thread.items() if any(row.is_said for row in rows)]
    return sorted(made, key=lambda thread: thread.place)


def _thread(key: str, rows: list[Comment]) -> Thread:
    said = [row for row in rows if row.kind == "say" and (row.text or row.id == key)]
    said.sort(key=lambda row: (row.id != key, row.place))  # whatever a clock says, it began with its first
    return Thread(
        key,
        said[0].article_id,
        said[0].anchor,
        tuple(said),
        tuple(row for row in rows if row.kind != "say"),
    )


def mention_places(text: str, names: Iterable[str]) -> list[tuple[int, int, str]]:
    """Where a text names annotators as “@name”: ``(start, end, name)`` in code points of the text.

    Of names that begin alike the longest counts: “@Ana Maria” is not Ana.  Case makes a difference only where
    two names differ in nothing else; an address such as ana@example.org names nobody.
    """
    longest_first = sorted({name for name in names if name.strip()}, key=lambda name: (-len(name), name))
    found, at = list[tuple[int, int, str]](), text.find("@")
    while at >= 0:
        name = _name_at(text, at, longest_first)
        if name is not None:
            found.append((at, at + 1 + len(name), name))
        at = text.find("@", at + 1)
    return found


def mentions_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Whom a text names, each once, in order."""
    return tuple(dict.fromkeys(name for _, _, name in mention_places(text, names)))


def _name_at(text: str, at: int, names: list[str]) -> str | None:
    if at and _WORD.match(text[at - 1]):
        return None
    found = None
    for name in names:
        if found is not None and len(name) < len(found):
            break
        end = at + 1 + len(name)
        words = text[at + 1 : end]
        goes_on = _WORD.match(text[end : end + 1]) and _WORD.match(name[-1])
        if words.casefold() == name.casefold() and not goes_on:
            if words == name:
                return name
            found = found or name
    return found
