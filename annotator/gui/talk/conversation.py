"""One thread as it is read and answered: what it is about, what was said, the field below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.talk.card import CommentCard
from annotator.gui.talk.entry import TalkEntry
from annotator.gui.talk.example_form import ExampleForm
from annotator.gui.talk.listing import anchor_of
from annotator.gui.talk.words import about, standing, when
from annotator.gui.theme import LIGHT, Theme
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import ElidedLabel, button, clear, label
from annotator.model.comment import Anchor, Comment
from annotator.project import comments as talk

if TYPE_CHECKING:
    from annotator.gui.talk.desk import TalkDesk
    from annotator.gui.talk.target import Target
    from annotator.model.comment import Thread


class Conversation(QWidget):
    """Shows what the desk's target is; sends through the desk."""

    left = Signal()
    """Esc, or it was sent: the keyboard goes back to where it came from."""

    def __init__(self, desk: TalkDesk) -> None:
        super().__init__()
        self.setObjectName("conversation")
        self._desk = desk
        self._theme = LIGHT
        self._shown: tuple[Any, ...] | None = None
        self._thread: Thread | None = None
        self._names: list[str] = []
        self.about = ElidedLabel("card-title")
        self.standing = label("", "warning", wrap=True)
        self.said = QVBoxLayout()
        self.said.setContentsMargins(0, 0, 8, 0)
        self.said.setSpacing(2)
        body = FlowBox()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self.said)
        inner.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(body)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))  # what was said last is read first
        self.entry = TalkEntry(lambda: self._names)
        self.entry.typed.connect(self._on_typed)
        self.entry.sent.connect(self._send)
        self.entry.left.connect(self.left)
        self.entry.last_wanted.connect(self._reword_last)
        self.entry.paged.connect(self._page)
        self.example = ExampleForm(desk)
        self.example.ended.connect(self._end_example)
        self.send_button = button("", lambda: self._send(self.entry.toPlainText()), "quiet-accent")
        self.settle_button = button("", lambda: desk.window.commands.run("talk.settle"), "quiet-small")
        self.another_button = button("", lambda: desk.window.commands.run("talk.another"), "quiet-small")
        self.guideline_button = button("", lambda: desk.window.commands.run("talk.guideline"), "quiet-small")
        self._foot = FlowBox()
        flow = FlowLayout(self._foot, 2)
        for made in (self.send_button, self.settle_button, self.guideline_button):
            flow.addWidget(made)
        head = QHBoxLayout()
        head.addWidget(self.about, 1)
        head.addWidget(self.another_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 2, 14, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.standing)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.entry)
        layout.addWidget(self.example)
        layout.addStretch(0)
        layout.addWidget(self._foot)
        desk.conversations.append(self)
        desk.target_changed.connect(self.show_target)
        desk.changed.connect(self.show_target)

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._shown = theme, None
        self.guideline_button.setIcon(icons.icon("book", theme.muted))
        self.show_target()

    def set_keys(self) -> None:
        """Put the keys of the commands on the buttons."""
        self._shown = None
        self.show_target()

    # -- what is shown

    def show_target(self) -> None:
        """Show the thread of the desk's target, or what a new one would be about."""
        desk = self._desk
        if desk.session is None:
            self._thread, self._shown = None, None
            return
        target, thread = desk.target, desk.reading()
        if target is not None and target.thread_id is not None and thread is None:
            desk.aim(None)  # it was deleted, or undone
            return
        project = desk.project
        self._names = [name for name in talk.annotators(project) if name != project.annotator]
        became = talk.standings(project, [thread])[thread.id] if thread is not None else None
        now = (target, thread, became, project.annotator, project.read_only)
        if now == self._shown:
            return
        same = self._thread is not None and thread is not None and self._thread.id == thread.id
        self._shown, self._thread = now, thread
        anchor = thread.anchor if thread is not None else anchor_of(desk.project, target) if target else None
        self.about.show_text(self._heading(anchor, thread) + self._whose(anchor))
        self.standing.setText(standing(*became) if became is not None else "")
        self.standing.setVisible(bool(self.standing.text()))
        self._show_said(thread, project.annotator, project.read_only)
        self._show_entry(target)
        self._name_buttons()
        if not same:
            self.example.keep()
            self._end_example(back=False)

    def write(self) -> None:
        """Put the keyboard into the field."""
        self.show_target()
        self._end_example(back=False)
        self.entry.begin()

    def ask_example(self) -> None:
        """Show the form that makes an example of the thread."""
        self.show_target()
        if self._thread is not None:
            self._show_form(True)
            self.example.begin(self._thread)

    # -- inside

    def _heading(self, anchor: Anchor | None, thread: Thread | None) -> str:
        if anchor is None:
            return "No comment is shown"
        if thread is None or thread.is_open:
            return f"About {about(anchor)}"
        return (
            f"About {about(anchor)} · resolved by {thread.resolved_by}, {when(thread.events[-1].created_at)}"
        )

    def _whose(self, anchor: Anchor | None) -> str:
        """Whose annotation it is about, where it is not one's own."""
        project = self._desk.project
        found = project.annotation(anchor.annotation_id or "") if anchor is not None else None
        layer = next((each for each in project.layers() if found and each.id == found.layer_id), None)
        if layer is None or (layer.kind == "person" and layer.annotator == project.annotator):
            return ""
        return f" · {'suggested' if layer.kind == 'model' else f'of {layer.name}'}"

    def _show_said(self, thread: Thread | None, annotator: str, read_only: bool) -> None:
        clear(self.said)
        if thread is None:
            key = self._desk.window.commands.key("talk.comment")
            text = (
                "Pick a comment on the left, or select an annotation or some words in the article "
                f"and press {key}."
            )
            if self._desk.target is not None:
                text = "Nobody has said anything about it yet."
            self.said.addWidget(label(text, "muted", wrap=True))
            return
        last = self._last_own(thread, annotator)
        for comment in thread.said:
            card = CommentCard(
                comment,
                self._theme,
                own=comment.created_by == annotator,
                last_own=last is not None and comment.id == last.id,
                changeable=not read_only,
            )
            card.change_wanted.connect(
                lambda key: self._desk.window.attempt(lambda: self._desk.writing.reword(key))
            )
            card.delete_wanted.connect(
                lambda key: self._desk.window.attempt(lambda: self._desk.writing.delete(key))
            )
            self.said.addWidget(card)

    def _show_entry(self, target: Target | None) -> None:
        desk, project = self._desk, self._desk.project
        self.entry.setReadOnly(project.read_only or target is None)
        text = ""
        if target is not None:
            text = desk.drafts[target.key]
            if target.comment_id is not None and not text:
                said = talk.comment(project, target.comment_id)
                text = said.text if said is not None else ""
        self.entry.show_text(text)
        hint = "Write a comment; @ names somebody"
        if target is not None and target.thread_id is not None:
            hint = "Say it otherwise" if target.comment_id is not None else "Answer; @ names somebody"
        self.entry.setPlaceholderText("Reading only" if project.read_only else hint if target else "")
        self.entry.setAccessibleName(hint)

    def _name_buttons(self) -> None:
        with_key, target, thread = self._desk.window.commands.with_key, self._desk.target, self._thread
        rewording = target is not None and target.comment_id is not None
        self.send_button.setText(f"{'Change' if rewording else 'Send'} (Ctrl+Enter)")
        resolve = "Reopen" if thread is not None and not thread.is_open else "Resolve"
        self.settle_button.setText(with_key(resolve, "talk.settle"))
        self.guideline_button.setText(with_key("Guideline", "talk.guideline"))
        self.guideline_button.setToolTip("Make an example of it in the guideline of the label")
        self.another_button.setText(with_key("New thread", "talk.another"))
        self.another_button.setToolTip("Begin another thread about the same")
        writable = not self._desk.project.read_only
        self.send_button.setVisible(writable and target is not None)
        for made in (self.settle_button, self.guideline_button, self.another_button):
            made.setVisible(writable and thread is not None and not rewording)

    def _on_typed(self, text: str) -> None:
        target = self._desk.target
        if target is not None and self._desk.drafts.put(target.key, text):
            self._desk.drafted.emit()

    def _send(self, text: str) -> None:
        rewording = self._desk.target is not None and self._desk.target.comment_id is not None

        def send() -> None:
            self._desk.writing.send(text)
            if not rewording:
                self.left.emit()

        self._desk.window.attempt(send)

    def _page(self, step: int) -> None:
        """Scroll what was said by a page."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())

    def _reword_last(self) -> None:
        project = self._desk.project
        last = self._last_own(self._thread, project.annotator) if self._thread is not None else None
        if last is not None:
            self._desk.window.attempt(lambda: self._desk.writing.reword(last.id))

    def _show_form(self, shown: bool) -> None:
        """Let the form have the room of what was said, or give it back."""
        for part in (self.area, self.entry, self._foot):
            part.setVisible(not shown)

    def _end_example(self, *, back: bool = True) -> None:
        self.example.keep()
        shown = self.example.isVisible()
        self.example.hide()
        self._show_form(False)
        if shown and back:
            self.left.emit()

    @staticmethod
    def _last_own(thread: Thread, annotator: str) -> Comment | None:
        own = [comment for comment in thread.readable if comment.created_by == annotator]
        return own[-1] if own else None
