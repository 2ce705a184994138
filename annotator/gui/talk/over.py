"""A conversation over a page that stands in the article's stead: one answers without leaving the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.palette.overlay import Overlay
from annotator.gui.talk.conversation import Conversation

if TYPE_CHECKING:
    from annotator.gui.talk.desk import TalkDesk
    from annotator.gui.talk.target import Target

_SIZE = QSize(520, 340)


class TalkOver(Overlay):
    """Esc closes it and keeps what is written."""

    def __init__(self, desk: TalkDesk, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("talk-over")
        self.setAccessibleName("Comments")
        self._desk = desk
        self.conversation = Conversation(desk)
        self.conversation.left.connect(self.end)
        self.ended.connect(desk.drafts.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 8, 2, 2)
        layout.addWidget(self.conversation)

    def open(self, target: Target) -> None:
        """Read what was said about something, or begin to write about it.

        :raises UserError: if the project is open for reading only.
        """
        self.conversation.set_theme(self._desk.window.theme)
        self._desk.writing.aim_at(target)
        self.conversation.show_target()
        self.begin(self.conversation.entry)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window().windowType() != Qt.WindowType.Popup:  # the list of a choice in it
            super()._on_focus(old, new)

    def wanted(self, room: QRect) -> QRect:
        size = _SIZE.boundedTo(room.size())
        return QRect(room.right() - size.width(), room.bottom() - size.height(), *size.toTuple())
