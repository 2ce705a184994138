"""One comment as it is read: who, when, what, and for one's own how to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.talk.words import rich, when
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import WrapLabel, button, label
from annotator.model.comment import Comment


class CommentCard(QWidget):
    change_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(
        self, comment: Comment, theme: Theme, *, own: bool, last_own: bool, changeable: bool
    ) -> None:
        """:param last_own: whether it is what the person said last, which Up in an empty field changes."""
        super().__init__()
        self.comment = comment
        head = QHBoxLayout()
        head.setSpacing(8)
        who = label("You" if own else comment.created_by, "card-title")
        changed = " · changed" if comment.is_changed and comment.text else ""
        head.addWidget(who)
        head.addWidget(label(f"{when(comment.created_at)}{changed}", "muted"))
        head.addStretch(1)
        if own and comment.text and changeable:
            change = button("Change (↑)" if last_own else "Change", self._change, "quiet-small")
            delete = button("Delete", self._delete, "quiet-small")
            change.setToolTip("Say it otherwise" + (": Up in the empty field below" if last_own else ""))
            delete.setToolTip("Take it back; undo brings it again")
            head.addWidget(change)
            head.addWidget(delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        layout.setSpacing(1)
        layout.addLayout(head)
        if comment.text:
            said = WrapLabel("")
            said.setTextFormat(Qt.TextFormat.RichText)
            said.setText(rich(comment, theme))
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAccessibleName(f"{comment.created_by}: {comment.text}")
            layout.addWidget(said)
        else:
            layout.addWidget(label("This comment was deleted.", "muted"))

    def _change(self) -> None:
        self.change_wanted.emit(self.comment.id)

    def _delete(self) -> None:
        self.delete_wanted.emit(self.comment.id)
