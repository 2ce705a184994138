"""The names that “@” offers while a comment is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

_MOST = 7
_WIDTH = 240


def offered_names(before: str, names: Sequence[str]) -> list[str] | None:
    """The names that begin as what was typed since the “@” before the caret.

    A later word of a name may begin so as well.  None where there is no such “@” or name, or where the only
    one is written already.

    :param before: the line up to the caret.
    """
    at = before.rfind("@")
    if at < 0 or (at > 0 and (before[at - 1].isalnum() or before[at - 1] == "_")):
        return None
    typed = before[at + 1 :].casefold()
    found = [name for name in names if name.casefold().startswith(typed)]
    if not typed.startswith(" ") and typed:
        found += [
            name
            for name in names
            if name not in found and any(part.casefold().startswith(typed) for part in name.split()[1:])
        ]
    if not found or [name.casefold() for name in found] == [typed]:
        return None
    return found


class NameList(QFrame):
    """Floats at the caret; the field keeps the keyboard and passes on the keys that are for the list."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("choice-popup")
        self.list = QListWidget()
        self.list.setAccessibleName("Names")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self.taken.emit(item.text()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.addWidget(self.list)
        self.hide()

    def offer(self, names: list[str], field: QPlainTextEdit, caret: QRect) -> None:
        """Show these at the caret of a field, the first one being current."""
        if [self.list.item(n).text() for n in range(self.list.count())] != names:
            self.list.clear()
            self.list.addItems(names)
            self.list.setCurrentRow(0)
        room = self.parentWidget()
        assert room is not None
        place = room.mapFromGlobal(field.viewport().mapToGlobal(caret.bottomLeft()))
        height = self.list.sizeHintForRow(0) * min(len(names), _MOST) + 10
        top = place.y() + 4
        if top + height > room.height():
            top = room.mapFromGlobal(field.viewport().mapToGlobal(caret.topLeft())).y() - height - 4
        left = min(place.x(), room.width() - _WIDTH - 8)
        self.setGeometry(QRect(QPoint(left, top), self.size()))
        self.setFixedSize(_WIDTH, height)
        self.show()
        self.raise_()

    def press(self, key: int) -> bool:
        """Take a key that is for the list; whether it was."""
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                item = self.list.currentItem()
                if item is not None:
                    self.taken.emit(item.text())
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True
