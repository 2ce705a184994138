"""The claim frame in the inspector: who says what to whom about whom, and how, filled by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.gui.frame.asker import ENTER
from annotator.gui.frame.keys import STRONG, number_of
from annotator.gui.frame.rows import EmptyRow, FilledRow, Row, align
from annotator.gui.frame.slots import Filled, Frame, Slot
from annotator.gui.guards import guarded
from annotator.gui.panels.attributes import AttributesForm
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import label

_KEYS = Qt.Key

HINT = "↑ ↓ go through, Enter fills, Space goes there, Del takes out, numbers answer, Esc leaves."


class FrameBox(QFrame):
    """Shows one frame; emits what the person wants, and changes nothing itself."""

    link_wanted = Signal(str)
    """The kind of link to ask for."""
    link_deleted = Signal(str)
    suggestion_wanted = Signal(str, str, str)
    """A suggested link: its kind, head and child."""
    went_to = Signal(str)
    left = Signal()

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        key_of: Callable[[str], str],
        form: AttributesForm | None,
        *,
        suggestion: bool,
        editable: bool,
    ) -> None:
        """``key_of`` gives the key of a kind of link."""
        super().__init__()
        self.setObjectName("claim-frame")
        self.setProperty("suggested", suggestion)
        self._frame, self._theme, self._key_of, self._editable = frame, theme, key_of, editable
        self.rows: list[Row] = []
        self._form = form
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 6, 4, 6)
        self._layout.setSpacing(2)
        for slot in frame.slots:
            self._add_slot(slot)
        if frame.stands_in:
            self._add_frames()
        align([row.name for row in self.rows] or [label()])
        if form is not None:
            if self.rows:
                self._layout.addSpacing(6)
            self._layout.addWidget(form)
        self.hint = label(HINT, "muted", wrap=True)
        self.hint.hide()
        self._layout.addWidget(self.hint)
        for field in self.fields().values():
            field.installEventFilter(self)

    @property
    def links(self) -> list[FilledRow]:
        return [row for row in self.rows if isinstance(row, FilledRow)]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.rows and self._form is None

    def fields(self) -> dict[str, QWidget]:
        """What can take the keyboard, by a name that a rebuilt frame has again."""
        found: dict[str, QWidget] = {}
        for row in self.rows:
            if isinstance(row, FilledRow):
                found[f"link {row.link.id}"] = row.go
                if not row.remove.isHidden():
                    found[f"unlink {row.link.id}"] = row.remove
            elif isinstance(row, EmptyRow):
                found[f"slot {row.slot.kind.name}"] = row.go
        return found | (self._form.fields() if self._form is not None else {})

    def stops(self) -> list[QWidget]:
        """What the arrows go through: every row, and of each attribute one field."""
        stops: list[QWidget] = [row.go for row in self.rows if row.go.isEnabled()]
        if self._form is not None and self._editable:
            stops += self._form.stops()
        return stops

    def begin(self, after: str | None = None) -> bool:
        """Put the keyboard to what is required and missing, else the first empty slot, else the first row.

        :param after: a kind of link that was just made: go on with the empty slots behind it.
        """
        stops = self.stops()
        if not stops:
            return False
        rows = [row for row in self.rows if row.go.isEnabled()]
        empty = [row for row in rows if isinstance(row, EmptyRow)]
        missing = [row.go for row in empty if row.slot.missing]
        lacking = self._form.lacking() if self._form is not None and self._editable else []
        open_slots = [] if self.property("suggested") else [row.go for row in empty]
        wanted = [*missing, *lacking, *open_slots, *stops]
        if after is not None:
            made = [n for n, row in enumerate(rows) if isinstance(row, FilledRow) and row.link.label == after]
            behind = rows[made[-1] + 1 :] if made else []
            here = [rows[n].go for n in made[-1:]]
            wanted = [*(row.go for row in behind if row in empty), *missing, *lacking, *here, *stops]
        wanted[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # -- inside

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        self._layout.addWidget(row)

    def _add_slot(self, slot: Slot) -> None:
        for number, filled in enumerate(slot.filled):
            self._add(self._filled(filled, slot.kind.name, outgoing=True, first=number == 0))
        if not slot.filled or (slot.missing and self._editable and not self.property("suggested")):
            empty = EmptyRow(slot, self._key_of(slot.kind.name), self._theme, editable=self._editable)
            empty.wanted.connect(self.link_wanted)
            if slot.filled:
                empty.name.setText("")
            self._add(empty)

    def _add_frames(self) -> None:
        if self._frame.slots:
            self._layout.addSpacing(6)
        for filled in self._frame.stands_in:
            self._add(self._filled(filled, f"{filled.link.label} of", outgoing=False))

    def _filled(self, filled: Filled, name: str, *, outgoing: bool, first: bool = True) -> FilledRow:
        row = FilledRow(filled, name, self._theme, outgoing=outgoing, editable=self._editable, first=first)
        row.deleted.connect(self.link_deleted)
        row.accepted.connect(self._accept)
        row.went_to.connect(self.went_to)
        return row

    def _accept(self, filled: Any) -> None:
        self.suggestion_wanted.emit(filled.link.label, filled.link.head_id, filled.link.child_id)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.hint.setVisible(event.type() == QEvent.Type.FocusIn)
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        return False

    def _key(self, field: QObject, event: QKeyEvent) -> bool:
        """Handle a key; False leaves it to the field."""
        key = event.key()
        if event.modifiers() & STRONG:
            return False
        row = next((row for row in self.rows if field in (row.go, getattr(row, "remove", None))), None)
        if key in (_KEYS.Key_Down, _KEYS.Key_Up):
            self._step(field, row, 1 if key == _KEYS.Key_Down else -1)
        elif key == _KEYS.Key_Escape:
            self.left.emit()
        elif row is not None:
            return self._row_key(row, field, event)
        else:
            return self._form is not None and self._form.key(field, event, number_of(event))
        return True

    def _row_key(self, row: Row, field: QObject, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text().upper()
        filled = row if isinstance(row, FilledRow) else None
        kind = row.slot.kind.name if isinstance(row, EmptyRow) else filled.link.label if filled else ""
        outgoing = filled is None or filled.outgoing
        by_key = {self._key_of(slot.kind.name).upper(): slot.kind.name for slot in self._frame.slots}
        if key in ENTER and filled is not None and field is not filled.go:
            filled.remove.click()
        elif filled is not None and filled.filled.suggested and (text == "A" or key in ENTER):
            if self._editable:
                filled.accept()
        elif key in ENTER and (outgoing and self._editable):
            self.link_wanted.emit(kind)
        elif key in ENTER and filled is not None:
            self.went_to.emit(filled.filled.other.id)
        elif key in (_KEYS.Key_Delete, _KEYS.Key_Backspace) and filled is not None:
            if self._editable:
                filled.delete()
        elif text and text in by_key and self._editable:
            self.link_wanted.emit(by_key[text])
        else:
            return False
        return True

    def _step(self, field: QObject, row: Row | None, step: int) -> None:
        stops = self.stops()
        here: object = row.go if row is not None else field
        if self._form is not None and here not in stops:
            here = self._form.stop_of(field)
        if here in stops:
            place = (stops.index(here) + step) % len(stops)
            stops[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
