"""The entry of one actor: what it is called, its kind, Wikidata id and note, and what was merged into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actors.chips import Chip, chip_area, fill
from annotator.gui.actors.field import is_undo
from annotator.gui.guards import guarded
from annotator.gui.panels.note import NoteEdit
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import counted, label
from annotator.model.actor import Actor

_KEYS = Qt.Key
_T = TypeVar("_T")
_ALIAS_NOTE = (
    "Proper names become aliases by themselves when you set a mention to this actor. “The leader” or “she” "
    "mean somebody else in the next article, so they count for that mention only; add them here if they "
    "always mean this actor."
)
_MOST_ALIAS_ROWS = 84
_MOST_MERGED_ROWS = 168
"""Pixels; more scrolls."""
_MOST_CHIPS = 30
"""The rest are made only when they are asked for: each costs time in every layout."""
_MOST_MERGED_ROWS = 168
"""Pixels; more scrolls."""
_MOST_CHIPS = 30
"""More are made only when they are asked for: each costs time in every layout."""


class LineField(QLineEdit):
    """Says what was typed when Enter is pressed or the keyboard leaves; Esc takes it back and leaves."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._stored = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def show_stored(self, text: str) -> None:
        """Show what the file says, unless the person is typing something else."""
        if not self.hasFocus() or self.text() == self._stored:
            self.setText(text)
            self.setCursorPosition(0)
        self._stored = text

    def save(self) -> None:
        text = self.text().strip()
        if text != self._stored:
            self.typed.emit(text)
            if text != self._stored:
                self.setText(self._stored)  # it was refused, and the message says why

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if _is_own(event):
            event.accept()
            return True
        if self.text() == self._stored and is_undo(event):
            event.ignore()  # nothing is typed here: what was done last is undone
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _KEYS.Key_Escape:
            self.setText(self._stored)
            self.left.emit()
        elif event.key() in (_KEYS.Key_Return, _KEYS.Key_Enter):
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.save()


class AliasField(LineField):
    """Adds an alias and stays for the next one."""

    def show_stored(self, text: str) -> None:
        """There is nothing stored here."""

    def save(self) -> None:
        text = self.text().strip()
        if text:
            self.clear()
            self.typed.emit(text)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (_KEYS.Key_Return, _KEYS.Key_Enter) and self.text().strip():
            self.save()
        else:
            super().keyPressEvent(event)


class ActorEntry(QWidget):
    """Emits what the person wants, and changes nothing itself."""

    changed = Signal(str, str, object)
    """Id of the actor, the name of a field of :class:`Actor`, and its new value."""
    split_wanted = Signal(str)
    """Id of a merged entry that is to count for itself again."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.actor: Actor | None = None
        self.name = LineField("Name of the actor")
        self.kind_line = LineField("Kind of the actor", "None")
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.setLineEdit(self.kind_line)
        self.kind.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.kind.setAccessibleName("Kind of the actor")
        self.wikidata = LineField("Wikidata id of the actor", "Q…")
        self.add_alias = AliasField("Add an alias", "Add an alias: Enter")
        self.note = NoteEdit()
        self.note.setAccessibleName("Note on the actor")
        self.note.setPlaceholderText("Who this is, and how to tell from others")
        self.note.setFixedHeight(52)
        self.aliases: list[Chip] = []
        self.merged: list[Chip] = []
        self._unfolded: set[str] = set()
        """Of what all are shown."""
        self._build()

    def _build(self) -> None:
        self._alias_box, self._merged_box = FlowBox(), FlowBox()
        self._alias_flow, self._merged_flow = FlowLayout(self._alias_box, 6), FlowLayout(self._merged_box, 6)
        self._alias_area = chip_area(self._alias_box, _MOST_ALIAS_ROWS)
        self._merged_area = chip_area(self._merged_box, _MOST_MERGED_ROWS)
        self._merged_heading = label("Merged into it: a click or Space splits one off again", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, (text, field, share) in enumerate(
            (("Name", self.name, 5), ("Kind", self.kind, 3), ("Wikidata", self.wikidata, 2))
        ):
            grid.addWidget(label(text, "heading"), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 8, 18, 8)
        layout.setSpacing(6)
        layout.addLayout(grid)
        heading = label("Also called", "heading")
        heading.setToolTip(_ALIAS_NOTE)
        layout.addWidget(heading)
        layout.addWidget(self._alias_area)
        layout.addWidget(self.add_alias)
        self.explanation = label(_ALIAS_NOTE, "muted", wrap=True)
        layout.addWidget(self.explanation)
        layout.addWidget(label("Note", "heading"))
        layout.addWidget(self.note)
        layout.addWidget(self._merged_heading)
        layout.addWidget(self._merged_area)
        self.name.typed.connect(partial(self._typed, "name"))
        self.kind_line.typed.connect(partial(self._typed, "kind"))
        self.kind.activated.connect(lambda _index: self.kind_line.save())
        self.wikidata.typed.connect(partial(self._typed, "wikidata"))
        self.add_alias.typed.connect(self._add_alias)
        self.note.written.connect(lambda actor_id, text: self.changed.emit(actor_id, "note", text))
        for field in (self.name, self.kind_line, self.wikidata, self.add_alias, self.note):
            field.left.connect(self.left)

    def save(self) -> None:
        """Save what is being typed, now."""
        for field in (self.name, self.kind_line, self.wikidata, self.add_alias, self.note):
            field.save()

    def set_kinds(self, kinds: Iterable[str]) -> None:
        """The kinds that the codebook and the registry know."""
        listed = list(kinds)
        if [self.kind.itemText(n) for n in range(self.kind.count())] != listed:
            text = self.kind_line.text()
            self.kind.clear()
            self.kind.addItems(listed)
            self.kind_line.setText(text)
            completer: QCompleter | None = self.kind.completer()
            if completer is not None:
                completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)

    def show_actor(
        self, actor: Actor | None, merged: Iterable[Actor], counts: Mapping[str, int], *, editable: bool
    ) -> None:
        """Show an actor with what was merged into it; ``counts`` are the mentions of each of those."""
        other = actor is None or self.actor is None or actor.id != self.actor.id
        if other:
            self.save()
            self._unfolded.clear()
        self.actor = actor
        if actor is None:
            return
        for field, text in (
            (self.name, actor.name),
            (self.kind_line, actor.kind),
            (self.wikidata, actor.wikidata),
        ):
            field.show_stored(text)
            field.setReadOnly(not editable)
        self.kind.setEnabled(editable)
        self.add_alias.setEnabled(editable)
        self.note.setReadOnly(not editable)
        self.note.show_note(actor.id, actor.note)
        self._show_aliases(actor, editable)
        self._show_merged(list(merged), counts, editable)

    def _show_aliases(self, actor: Actor, editable: bool) -> None:
        had = next((number for number, chip in enumerate(self.aliases) if chip.hasFocus()), None)
        self.aliases = []
        shown = self._some("aliases", actor.aliases)
        for alias in shown:
            chip = Chip(f"{alias}  ×", f"Take away the alias “{alias}”")
            chip.setEnabled(editable)
            chip.clicked.connect(partial(self._remove_alias, alias))
            self.aliases.append(chip)
        more = self._more("aliases", len(actor.aliases) - len(shown), self._show_all_aliases)
        fill(self._alias_area, self._alias_flow, [*self.aliases, *more], _MOST_ALIAS_ROWS)
        if had is not None:
            (self.aliases[min(had, len(self.aliases) - 1)] if self.aliases else self.add_alias).setFocus()

    def _show_merged(self, merged: list[Actor], counts: Mapping[str, int], editable: bool) -> None:
        self.merged = []
        shown = self._some("merged", merged)
        for entry in shown:
            number = counts.get(entry.id, 0)
            said = f"{entry.name}  ({counted(number, 'mention')})"
            chip = Chip(said, f"Split off “{entry.name}” with its {counted(number, 'mention')}")
            chip.setEnabled(editable)
            chip.clicked.connect(partial(self.split_wanted.emit, entry.id))
            self.merged.append(chip)

        def show_all() -> None:
            self._show_merged(merged, counts, editable)
            self.merged[len(shown)].setFocus(Qt.FocusReason.OtherFocusReason)

        more = self._more("merged", len(merged) - len(shown), show_all)
        fill(self._merged_area, self._merged_flow, [*self.merged, *more], _MOST_MERGED_ROWS)
        self._merged_heading.setVisible(bool(merged))

    def _show_all_aliases(self) -> None:
        if self.actor is not None:
            before = len(self.aliases)
            self._show_aliases(self.actor, self.add_alias.isEnabled())
            self.aliases[before].setFocus(Qt.FocusReason.OtherFocusReason)

    def _some(self, what: str, of: Sequence[_T]) -> Sequence[_T]:
        return of if what in self._unfolded else of[:_MOST_CHIPS]

    def _more(self, what: str, number: int, show_all: Callable[[], None]) -> list[Chip]:
        """The chip that shows all, where some are folded away."""
        chip = Chip(f"and {number} more", f"Show {number} more")
        chip.clicked.connect(lambda: self._unfolded.add(what))
        chip.clicked.connect(lambda: show_all())
        return [chip] if number > 0 else []

    def _typed(self, field: str, text: str) -> None:
        if self.actor is not None:
            self.changed.emit(self.actor.id, field, text)

    def _add_alias(self, text: str) -> None:
        if self.actor is not None:
            self.changed.emit(self.actor.id, "aliases", (*self.actor.aliases, text))

    def _remove_alias(self, alias: str, _checked: Any = False) -> None:
        if self.actor is not None:
            rest = tuple(other for other in self.actor.aliases if other != alias)
            self.changed.emit(self.actor.id, "aliases", rest)


def _is_own(event: QEvent) -> bool:
    own = (_KEYS.Key_Escape, _KEYS.Key_Return, _KEYS.Key_Enter)
    return (
        isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in own
    )
