"""Say something about an annotation, some words or an article; answer, change, delete, resolve, reopen.

All of it is written to the layer of who says it, also that a thread is resolved: nobody writes in another's.
"""

from __future__ import annotations

import dataclasses

from annotator.errors import UserError
from annotator.model.clock import new_id, now_after
from annotator.model.comment import Anchor, Comment, CommentKind, Thread, mentions_in
from annotator.project import comments as talk
from annotator.project.project import Project
from annotator.store import comments as comment_store


def say(
    project: Project,
    article_id: int,
    text: str,
    *,
    annotation_id: str | None = None,
    span: tuple[int, int] | None = None,
    initiator: str = "",
) -> Comment:
    """Begin a thread about an annotation of any layer, the words of ``span`` (code points), or the article.

    :raises UserError: if nothing is said, or what it is about is not there or may not be seen.
    """
    words = _checked(text)
    anchor = _anchor(project, article_id, annotation_id, span)
    what = anchor.label or ("words" if not anchor.is_article else "article")
    with project.transact(f"Comment on {what}", article_id=article_id, initiator=initiator):
        key = new_id()
        return _write(project, article_id, key, key, "say", anchor, words)


def reply(project: Project, thread_id: str, text: str, *, initiator: str = "") -> Comment:
    """Answer in a thread; one that was resolved is open again.

    :raises UserError: if nothing is said, or the thread is gone.
    """
    words, thread = _checked(text), need(project, thread_id)
    with project.transact("Answer a comment", article_id=thread.article_id, initiator=initiator):
        return _add(project, thread, "say", words)


def resolve(project: Project, thread_id: str, *, initiator: str = "") -> None:
    """Say that a thread is settled.  :raises UserError: if it is gone."""
    thread = need(project, thread_id)
    if thread.is_open:
        with project.transact("Resolve a comment", article_id=thread.article_id, initiator=initiator):
            _add(project, thread, "resolve")


def reopen(project: Project, thread_id: str, *, initiator: str = "") -> None:
    """Say that a thread is open again.  :raises UserError: if it is gone."""
    thread = need(project, thread_id)
    if not thread.is_open:
        with project.transact("Reopen a comment", article_id=thread.article_id, initiator=initiator):
            _add(project, thread, "reopen")


def change(project: Project, comment_id: str, text: str, *, initiator: str = "") -> Comment:
    """Say it otherwise.

    :raises UserError: if it is gone, somebody else's, or nothing is left of it.
    """
    before, words = _own(project, comment_id), _checked(text)
    if words == before.text:
        return before
    named = mentions_in(words, talk.annotators(project))
    after = dataclasses.replace(before, text=words, mentions=named, updated_at=now_after(before.updated_at))
    with project.transact("Change a comment", article_id=before.article_id, initiator=initiator):
        project.own_layer()
        project.rows.update("comments", (comment_id,), comment_store.row_of(after))
    return after


def delete(project: Project, comment_id: str, *, initiator: str = "") -> None:
    """Take back what one said.  The comment that began a thread leaves its place as long as others answered.

    :raises UserError: if it is gone or somebody else's.
    """
    before = _own(project, comment_id)
    rest = [row for row in comment_store.load(project.db, thread_id=before.thread_id) if row.id != comment_id]
    with project.transact("Delete a comment", article_id=before.article_id, initiator=initiator):
        own = project.own_layer()
        others = [row for row in rest if row.layer_id != own.id or row.is_said]
        if before.id == before.thread_id and others:
            gone = dataclasses.replace(before, text="", mentions=(), updated_at=now_after(before.updated_at))
            project.rows.update("comments", (comment_id,), comment_store.row_of(gone))
            return
        project.rows.delete("comments", (comment_id,))
        if not others:  # of a thread in which nothing is left nothing stays
            for row in rest:
                project.rows.delete("comments", (row.id,))


def need(project: Project, thread_id: str) -> Thread:
    """A thread.  :raises UserError: if it is gone."""
    found = talk.thread(project, thread_id)
    if found is None:
        raise UserError("This comment is no longer there: it was deleted or undone.")
    return found


def _own(project: Project, comment_id: str) -> Comment:
    found, own = talk.comment(project, comment_id), project.layer
    if found is None or not found.is_said:
        raise UserError("This comment is no longer there: it was deleted or undone.")
    if own is None or found.layer_id != own.id:
        raise UserError(f"Only {found.created_by} can change this comment: answer it instead.")
    return found


def _checked(text: str) -> str:
    words = text.strip()
    if not words:
        raise UserError("This comment is empty: write something first.")
    return words


def _anchor(
    project: Project, article_id: int, annotation_id: str | None, span: tuple[int, int] | None
) -> Anchor:
    text = project.article(article_id).text
    if annotation_id is not None:
        annotation = project.annotation(annotation_id)
        layer = next((a for a in project.layers() if annotation and a.id == annotation.layer_id), None)
        if annotation is None or annotation.article_id != article_id or layer is None:
            raise UserError("This annotation is no longer there: it was deleted or undone.")
        if not project.sees(layer, article_id):
            raise UserError("This annotation is hidden until you have finished the article.")
        return Anchor(annotation_id, annotation.label, annotation.start, annotation.end, annotation.quote)
    if span is None:
        return Anchor()
    start, end = span
    if not 0 <= start < end <= len(text):
        raise UserError("Select at least one character of the article to comment on.")
    return Anchor(None, "", start, end, text[start:end])


def _add(project: Project, thread: Thread, kind: CommentKind, text: str = "") -> Comment:
    return _write(project, thread.article_id, new_id(), thread.id, kind, thread.anchor, text)


def _write(
    project: Project,
    article_id: int,
    key: str,
    thread_id: str,
    kind: CommentKind,
    anchor: Anchor,
    text: str,
) -> Comment:
    """Add a row later than all of its thread, whatever the clocks of colleagues say."""
    own = project.own_layer()
    rows = list(comment_store.load(project.db, thread_id=thread_id))
    at = now_after(max((row.created_at for row in rows), default=""))
    said = Comment(
        id=key,
        layer_id=own.id,
        article_id=article_id,
        thread_id=thread_id,
        kind=kind,
        anchor=anchor,
        text=text,
        mentions=mentions_in(text, talk.annotators(project)),
        created_by=project.annotator,
        created_at=at,
        updated_at=at,
    )
    project.rows.insert("comments", comment_store.row_of(said))
    return said
