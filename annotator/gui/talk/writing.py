"""What is written: begin a thread, answer, say it otherwise, send, resolve, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import HintError
from annotator.gui.session import INITIATOR
from annotator.gui.talk.target import Target
from annotator.model.text_units import trimmed
from annotator.project import comments as talk
from annotator.project.operations import comments

if TYPE_CHECKING:
    from annotator.gui.talk.desk import TalkDesk
    from annotator.model.comment import Thread


class Writing:
    """Raises UserError where something can't be done, as in a project that is open for reading only."""

    def __init__(self, desk: TalkDesk) -> None:
        self._desk = desk

    def comment(self) -> None:
        """Write about the selected words, the current annotation, or (neither) the article."""
        desk = self._desk
        session = desk.need()
        article = session.article
        if article is None:
            raise HintError("Open an article first: pick one from the list.")
        selected = desk.window.workspace.view.selected_span()
        span = trimmed(article.text, *selected) if selected is not None else None
        current = session.current_id if span is None else None
        self.begin(Target(article.id, annotation_id=current, span=span))

    def begin(self, target: Target, *, anew: bool = False) -> None:
        """Put the keyboard where a comment is written; where an open thread is about the same, answer there.

        :param anew: begin another thread in any case.
        """
        desk = self._desk
        desk.check_writable()
        desk.need().open_article(target.article_id)
        if not anew:
            target = self._joined(target)
        self._write(target)

    def aim_at(self, target: Target) -> None:
        """As :meth:`begin`, but the keyboard, the list and the article stay as they are."""
        self._desk.check_writable()
        self._desk.aim(self._joined(target))

    def begin_another(self) -> None:
        """Begin another thread about what the one that is read is about."""
        thread = self._desk.meant()
        anchor = thread.anchor
        span = None
        if anchor.annotation_id is None and anchor.start is not None and anchor.end is not None:
            span = anchor.start, anchor.end
        self.begin(Target(thread.article_id, annotation_id=anchor.annotation_id, span=span), anew=True)

    def answer(self) -> None:
        """Answer in the thread that is read, else in the one about what is current in the article."""
        self._desk.check_writable()
        thread = self._desk.meant()
        self._write(Target(thread.article_id, thread.id))

    def reword(self, comment_id: str | None) -> None:
        """Say a comment of one's own otherwise; None: no longer."""
        self._desk.check_writable()
        if self._desk.target is not None:
            self._write(self._desk.target.rewording(comment_id))

    def settle(self) -> None:
        """Resolve the thread, or open it again; an answer that is written already is sent before."""
        desk = self._desk
        desk.check_writable()
        thread = desk.meant()
        answer = Target(thread.article_id, thread.id)
        if desk.drafts[answer.key].strip() and desk.target == answer:
            self.send(desk.drafts[answer.key])
            comments.resolve(desk.project, thread.id, initiator=INITIATOR)
        elif thread.is_open:
            comments.resolve(desk.project, thread.id, initiator=INITIATOR)
        else:
            comments.reopen(desk.project, thread.id, initiator=INITIATOR)
        desk.look()

    def send(self, text: str) -> None:
        """Save what was written; what can't be saved stays a draft."""
        desk = self._desk
        desk.check_writable()
        target, project = desk.target, desk.project
        if target is None:
            return
        if target.comment_id is not None:
            said = comments.change(project, target.comment_id, text, initiator=INITIATOR)
        elif target.thread_id is not None:
            said = comments.reply(project, target.thread_id, text, initiator=INITIATOR)
        else:
            said = comments.say(
                project,
                target.article_id,
                text,
                annotation_id=target.annotation_id,
                span=target.span,
                initiator=INITIATOR,
            )
        desk.drafts.put(target.key, "")
        desk.drafts.save()
        desk.drafted.emit()
        desk.look()
        desk.aim(Target(target.article_id, said.thread_id))
        desk.walked.emit()

    def delete(self, comment_id: str) -> None:
        """Take back what one said."""
        desk = self._desk
        desk.check_writable()
        comments.delete(desk.project, comment_id, initiator=INITIATOR)
        if desk.target is not None and desk.target.comment_id == comment_id:
            desk.aim(desk.target.rewording(None))
        desk.look()

    def guideline(self) -> None:
        """Ask for an example of the guideline that the thread is to become."""
        desk = self._desk
        desk.check_writable()
        thread = desk.meant()
        desk.aim(Target(thread.article_id, thread.id))
        shown = desk.visible()
        if shown is None:
            desk.show_list()
            desk.walked.emit()
        (shown or desk.page.conversation).ask_example()

    def _joined(self, target: Target) -> Target:
        """To answer in the open thread that is about the same, if there is one and nothing else was begun."""
        if self._desk.drafts[target.key]:
            return target
        project = self._desk.project
        about = [target]
        current = project.annotation(target.annotation_id) if target.annotation_id is not None else None
        if current is not None and current.derived_from is not None:
            about.append(Target(target.article_id, annotation_id=current.derived_from))
        threads = talk.threads(project, target.article_id)
        same = [t for t in threads if t.is_open and any(is_about(t, each) for each in about)]
        return Target(target.article_id, same[-1].id) if same else target

    def _write(self, target: Target) -> None:
        self._desk.aim(target)
        self._desk.show_list()
        self._desk.walked.emit()
        self._desk.page.conversation.write()


def is_about(thread: Thread, target: Target) -> bool:
    """Whether a thread is about just what somebody wants to write about; about an article there are many."""
    anchor = thread.anchor
    if target.annotation_id is not None:
        return anchor.annotation_id == target.annotation_id
    return target.span is not None and target.span == (anchor.start, anchor.end)
