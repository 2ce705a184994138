"""Threads and comments in words, and as rich text.  No Qt."""

from __future__ import annotations

import html
from datetime import datetime
from typing import TYPE_CHECKING

from annotator.gui.said import short
from annotator.gui.widgets.parts import counted
from annotator.model.comment import mention_places

if TYPE_CHECKING:
    from annotator.gui.theme import Theme
    from annotator.model.annotation import Annotation
    from annotator.model.comment import Anchor, Comment, Reason, Standing, Thread

REASONS: dict[Reason, str] = {"mentioned": "names you", "answered": "answered since"}


def when(at: str, now: datetime | None = None) -> str:
    """The local time of today, or the day and the time."""
    local = datetime.fromisoformat(at).astimezone()
    today = (now or datetime.now().astimezone()).date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%Y-%m-%d %H:%M}"


def about(anchor: Anchor, longest: int = 60) -> str:
    """What a thread is about: “claim “will fail””."""
    if anchor.is_article:
        return "the whole article"
    quote = f"“{short(anchor.quote, longest)}”"
    return f"{anchor.label} {quote}" if anchor.label else quote


def standing(found: Standing, now: Annotation | None) -> str:
    """What became of the annotation; empty where it is as it was."""
    if found == "gone":
        return "This annotation is not here, or no longer; the comment stands where it was."
    if found == "changed" and now is not None:
        return f"This annotation was changed since: now {now.label} “{short(now.quote)}”."
    return ""


def asked(thread: Thread) -> str:
    """What the thread began with."""
    return thread.said[0].text or f"(deleted by {thread.said[0].created_by})"


def summary(thread: Thread, annotator: str, title: str = "") -> str:
    """Below what it began with: about what, who, how many answers, why it waits."""
    answers = sum(comment.id != thread.id for comment in thread.readable)
    reason = thread.waits_for(annotator)
    parts = (
        REASONS[reason] if reason is not None else "",
        about(thread.anchor, 32),
        thread.said[0].created_by,
        counted(answers, "answer") if answers else "",
        "resolved" if not thread.is_open else "",
        when(thread.last.created_at),
        title,
    )
    return " · ".join(part for part in parts if part)


def rich(comment: Comment, theme: Theme) -> str:
    """What was said as HTML, with the names that it addresses in bold."""
    pieces, at = list[str](), 0
    for start, end, _ in mention_places(comment.text, comment.mentions):
        name = html.escape(comment.text[start:end], quote=False)
        pieces += [_escaped(comment.text[at:start]), f'<b style="color:{theme.accent}">{name}</b>']
        at = end
    pieces.append(_escaped(comment.text[at:]))
    return "".join(pieces)


def explanation(thread: Thread) -> str:
    """What a guideline may say of it: the question, and what was answered last; without the names."""
    said = [_without_names(comment) for comment in thread.readable]
    return " – ".join(dict.fromkeys([said[0], said[-1]]))


def _without_names(comment: Comment) -> str:
    text = comment.text
    for start, end, _ in reversed(mention_places(text, comment.mentions)):
        text = text[:start] + text[end:].lstrip(" ,:")
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
