"""What the list shows: the threads that are wanted, and what was written and not sent.  No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.gui.models.articles import title_of
from annotator.gui.talk.target import Target
from annotator.gui.talk.words import about, asked, summary
from annotator.model.comment import Anchor, Thread
from annotator.project.comments import Talk
from annotator.project.queries import Queries

Which = Literal["here", "waiting", "mine", "open", "resolved", "all"]
Kind = Literal["waits", "open", "resolved", "draft"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which threads: those in which ``who`` took part, and about ``label``, where these are not empty."""

    which: Which = "here"
    who: str = ""
    label: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether only some annotators' or labels' are wanted."""
        return bool(self.who or self.label)

    def passes(self, thread: Thread, annotator: str) -> bool:
        """Whether a thread is listed for an annotator; whether it is of this article is not asked here."""
        if (self.who and self.who not in thread.annotators) or self.label not in ("", thread.anchor.label):
            return False
        match self.which:
            case "waiting":
                return thread.waits_for(annotator) is not None
            case "mine":
                return thread.is_open and thread.begun_by == annotator
            case "open":
                return thread.is_open
            case "resolved":
                return not thread.is_open
            case _:
                return True


@dataclass(frozen=True, slots=True)
class Row:
    """``thread`` is None for the draft of a new one."""

    target: Target
    kind: Kind
    text: str
    below: str
    thread: Thread | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """``threads`` in so many ``articles``, and how many comments may not be seen yet."""

    rows: tuple[Row, ...] = ()
    threads: int = 0
    articles: int = 0
    hidden: int = 0


def listing(
    queries: Queries, found: Talk, wanted: Wanted, drafts: Mapping[str, str], here: int | None
) -> Listing:
    """Unsent beginnings of threads first, then the threads by their places.

    :param drafts: the texts that are not sent, by the keys of their targets.
    :param here: the article that is open.
    """
    threads = [thread for thread in found.threads if wanted.passes(thread, queries.annotator)]
    titles = {} if wanted.which == "here" else {each.id: title_of(each) for each in queries.articles()}
    rows = [_row(thread, queries.annotator, titles, drafts) for thread in threads]
    return Listing(
        (*_unsent(queries, wanted, drafts, here), *rows),
        len(threads),
        len({thread.article_id for thread in threads}),
        sum(found.hidden.values()),
    )


def anchor_of(queries: Queries, target: Target) -> Anchor:
    """What a new thread would be about; the article, where the annotation is gone meanwhile."""
    if target.annotation_id is not None:
        found = queries.annotation(target.annotation_id)
        return Anchor(found.id, found.label, found.start, found.end, found.quote) if found else Anchor()
    if target.span is not None:
        start, end = target.span
        return Anchor(None, "", start, end, queries.article(target.article_id).text[start:end])
    return Anchor()


def _row(thread: Thread, annotator: str, titles: Mapping[int, str], drafts: Mapping[str, str]) -> Row:
    target = Target(thread.article_id, thread.id)
    below = summary(thread, annotator, titles.get(thread.article_id, ""))
    if target.key in drafts:
        below = f"your answer is not sent · {below}"
    kind: Kind = "open" if thread.is_open else "resolved"
    if thread.waits_for(annotator) is not None:
        kind = "waits"
    return Row(target, kind, asked(thread), below, thread)


def _unsent(queries: Queries, wanted: Wanted, drafts: Mapping[str, str], here: int | None) -> Iterator[Row]:
    """What was written to begin a thread, and not sent."""
    if wanted.which not in ("here", "mine", "all") or wanted.narrowed:
        return
    for key, text in drafts.items():
        target = Target.of_key(key)
        if target.thread_id is None and (wanted.which != "here" or target.article_id == here):
            yield Row(target, "draft", text, f"not sent · {about(anchor_of(queries, target), 32)}")
