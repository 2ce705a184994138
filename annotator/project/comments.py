"""What was said about the articles: threads, how many there are, and which wait for somebody.

In a blind project what a colleague said is hidden like the colleague's layer; that some is hidden is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.codebook_aliases import label_meant
from annotator.model.comment import Comment, Reason, Standing, Thread, threads_of
from annotator.project.queries import Queries
from annotator.store import comments as comment_store


@dataclass(frozen=True, slots=True)
class Counts:
    """Threads of one article; ``hidden`` are comments that may not be seen yet."""

    open: int = 0
    resolved: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thread that waits for the annotator, and why."""

    thread: Thread
    reason: Reason


@dataclass(frozen=True, slots=True)
class Talk:
    """All that may be seen of it, by place, and how many comments may not, by article."""

    threads: tuple[Thread, ...]
    hidden: Counter[int]

    def waiting(self, annotator: str) -> list[Waiting]:
        """What waits for an annotator, by place."""
        found = ((thread, thread.waits_for(annotator)) for thread in self.threads)
        return [Waiting(thread, reason) for thread, reason in found if reason is not None]


def talk(queries: Queries, article_id: int | None = None) -> Talk:
    """What was said about one article, or about all."""
    return _talk(queries, comment_store.load(queries.db, article_id=article_id))


def threads(queries: Queries, article_id: int) -> list[Thread]:
    """The threads on an article by their places, those about the article as a whole first."""
    return list(talk(queries, article_id).threads)


def thread(queries: Queries, thread_id: str) -> Thread | None:
    """One thread as the annotator may see it; None where there is nothing to read."""
    seen, _ = _seen(queries, comment_store.load(queries.db, thread_id=thread_id))
    return next((_named_anew(queries.codebook, thread) for thread in threads_of(seen)), None)


def comment(queries: Queries, comment_id: str) -> Comment | None:
    """One comment, if it is there and may be seen."""
    found = comment_store.comment(queries.db, comment_id)
    return next(iter(_seen(queries, [found])[0]), None) if found is not None else None


def counts(queries: Queries) -> dict[int, Counts]:
    """Article id -> how many threads it has; articles without any are missing."""
    found = talk(queries)
    opened = Counter(thread.article_id for thread in found.threads if thread.is_open)
    resolved = Counter(thread.article_id for thread in found.threads if not thread.is_open)
    return {
        article: Counts(opened[article], resolved[article], found.hidden[article])
        for article in sorted({*opened, *resolved, *found.hidden})
    }


def waiting(queries: Queries, annotator: str | None = None) -> list[Waiting]:
    """The threads that wait for somebody (see :meth:`annotator.model.comment.Thread.waits_for`).

    :param annotator: None: the one who asks.  Nobody is told of what the one who asks may not see.
    """
    who = annotator or queries.annotator
    return _talk(queries, comment_store.load(queries.db, concerning=who)).waiting(who)


def begun(queries: Queries, annotator: str | None = None) -> list[Thread]:
    """The open threads that somebody began."""
    who = annotator or queries.annotator
    return [thread for thread in talk(queries).threads if thread.is_open and thread.begun_by == who]


def annotators(queries: Queries) -> list[str]:
    """Whom a comment can name: who has a layer, is assigned an article, supervises or has
    worked in this file, by name."""
    return sorted({*comment_store.people(queries.db), *queries.supervisors}, key=str.casefold)


def standings(queries: Queries, found: Iterable[Thread]) -> dict[str, tuple[Standing, Annotation | None]]:
    """Thread id -> what became of its annotation, and the annotation as it is now.

    Of an annotation that may not be seen nothing is told: it stands as it stood.
    """
    about = list(found)
    ids = [thread.anchor.annotation_id for thread in about if thread.anchor.annotation_id is not None]
    there = {annotation.id: annotation for annotation in queries.some_annotations(ids)} if ids else {}
    layers = {layer.id: layer for layer in queries.layers()}
    told: dict[str, tuple[Standing, Annotation | None]] = {}
    for thread in about:
        annotation = there.get(thread.anchor.annotation_id or "")
        hidden = annotation is not None and not queries.sees(
            layers[annotation.layer_id], annotation.article_id
        )
        told[thread.id] = ("there", None) if hidden else (thread.anchor.standing(annotation), annotation)
    return told


def _talk(queries: Queries, found: Iterable[Comment]) -> Talk:
    seen, hidden = _seen(queries, found)
    return Talk(tuple(_named_anew(queries.codebook, thread) for thread in threads_of(seen)), hidden)


def _named_anew(codebook: Codebook, thread: Thread) -> Thread:
    """The same thread, with the name that its label has in the codebook now."""
    label = label_meant(codebook, thread.anchor.label, {}) if thread.anchor.label else None
    if label is None or label.name == thread.anchor.label:
        return thread
    return replace(thread, anchor=replace(thread.anchor, label=label.name))


def _seen(queries: Queries, found: Iterable[Comment]) -> tuple[list[Comment], Counter[int]]:
    """The comments that may be seen, and how many on each article may not."""
    comments = list(found)  # before the layers: somebody may write meanwhile in one that is new
    articles = {layer.id: queries.seen_articles(layer) for layer in queries.layers()}
    seen, hidden = list[Comment](), Counter[int]()
    for said in comments:
        allowed = articles[said.layer_id]
        if allowed is None or said.article_id in allowed:
            seen.append(said)
        elif said.is_said:
            hidden[said.article_id] += 1
    return seen, hidden
