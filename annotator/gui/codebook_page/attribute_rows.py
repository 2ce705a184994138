"""Attributes and questions: name, kind, options, whether required, default, and what to answer when."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from annotator.gui import icons
from annotator.gui.codebook_page.desk import CodebookDesk
from annotator.gui.codebook_page.fields import Choice, LineField, tick
from annotator.gui.guards import guarded
from annotator.gui.session import INITIATOR
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import icon_button, label
from annotator.model.codebook import ATTRIBUTE_KINDS, Attribute
from annotator.model.codebook_remap import said
from annotator.project.operations import attributes as operations

_NONE = "–"


class AttributeFields:
    """The fields of one attribute, for a table or a form; the owner is a label, or empty for a question."""

    def __init__(self, desk: CodebookDesk, owner: str, attribute: Attribute) -> None:
        self._desk, self._owner, self._attribute = desk, owner, attribute
        before = f"{attribute.name}: "
        self.name = LineField(before + "name", attribute.name)
        self.name.saved.connect(self._rename)
        self.kind = Choice(before + "kind", ATTRIBUTE_KINDS, attribute.kind)
        self.kind.saved.connect(lambda kind: desk.change_kind(owner, attribute, kind))
        self.options = LineField(before + "options", ", ".join(attribute.options), "one, two, three")
        self.options.setEnabled(attribute.kind in ("choice", "several"))
        if not self.options.isEnabled():
            self.options.setPlaceholderText("")
        used = {
            option: count
            for (own, name, option), count in desk.use.options.items()
            if (own, name) == (owner, attribute.name) and option in attribute.options
        }
        counts = ", ".join(f"{option} ({count})" for option, count in used.items())
        self.options.setToolTip(
            "Options with commas between them; write one over to rename it."
            + (f"\nAnswered: {counts}" if counts else "")
        )
        self.options.saved.connect(self._save_options)
        self.required = tick(
            before + "required",
            "",
            attribute.required,
            lambda on: self._change(required=on),
        )
        self.required.setToolTip("An answer is required")
        self.default = self._default()
        self.guideline = LineField(before + "guideline", attribute.guideline, "What to answer when")
        self.guideline.saved.connect(lambda text: self._change(guideline=text))

    @property
    def answered(self) -> int:
        """How many annotations or articles answer it."""
        return self._desk.use.attributes[self._owner, self._attribute.name]

    def _rename(self, new: str) -> None:
        owner, name = self._owner, self._attribute.name
        if not self._desk.do(lambda p: operations.rename(p, owner, name, new, initiator=INITIATOR)):
            self.name.give_back()
        elif not owner:
            self._desk.wanted.emit("question", new)

    def _save_options(self, text: str) -> None:
        options = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
        self._desk.change_options(self._owner, self._attribute, options)

    def _change(self, **fields: Any) -> None:
        owner, name = self._owner, self._attribute.name
        self._desk.do(lambda p: operations.change(p, owner, name, initiator=INITIATOR, **fields))

    def _default(self) -> QWidget:
        attribute, name = self._attribute, f"{self._attribute.name}: default"
        now = said(attribute.default) if attribute.default is not None else ""
        if attribute.kind in ("choice", "yes/no"):
            options = attribute.options if attribute.kind == "choice" else ("yes", "no")
            made = Choice(name, (_NONE, *options), now or _NONE)
            made.saved.connect(self._save_default)
            return made
        field = LineField(name, now, "none")
        field.saved.connect(self._save_default)
        return field

    def _save_default(self, text: str) -> None:
        from annotator.model.codebook_remap import convert

        if text in ("", _NONE):
            self._change(default=None)
            return
        words = [word.strip() for word in text.split(",") if word.strip()]
        value = convert(words if self._attribute.kind == "several" else text, self._attribute)
        if value is None:
            self._desk.troubled.emit(f"The default: {self._attribute.problem_with(text)}")
        else:
            self._change(default=value)


class AttributeTable(QWidget):
    """All attributes of a label; Alt+Up and Alt+Down move the one that has the keyboard."""

    def __init__(
        self, desk: CodebookDesk, owner: str, attributes: tuple[Attribute, ...], theme: Theme
    ) -> None:
        super().__init__()
        self._desk, self._owner = desk, owner
        self.rows: dict[str, AttributeFields] = {}
        self.removes: dict[str, QToolButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        columns = (("Name", 3), ("Kind", 0), ("Default", 3), ("Required", 0), ("", 0))
        for column, (name, stretch) in enumerate(columns):
            if attributes:
                grid.addWidget(label(name, "muted"), 0, column)
            grid.setColumnStretch(column, stretch)
        row = 1
        for attribute in attributes:
            made = self.rows[attribute.name] = AttributeFields(desk, owner, attribute)
            remove = self.removes[attribute.name] = icon_button(
                f"Remove {attribute.name}", partial(desk.remove_attribute, owner, attribute.name)
            )
            remove.setObjectName(f"{attribute.name}: remove")
            remove.setIcon(icons.icon("trash", theme.muted))
            grid.addWidget(made.name, row, 0)
            grid.addWidget(made.kind, row, 1)
            grid.addWidget(made.default, row, 2)
            grid.addWidget(made.required, row, 3, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(remove, row, 4)
            row += 1
            if made.options.isEnabled():
                grid.addWidget(label("Options", "muted"), row, 0, Qt.AlignmentFlag.AlignRight)
                grid.addWidget(made.options, row, 1, 1, 4)
                row += 1
            count = made.answered
            said_so = f"{count} answered  ·  Guideline" if count else "Guideline"
            grid.addWidget(label(said_so, "muted"), row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(made.guideline, row, 1, 1, 4)
            row += 1
            grid.setRowMinimumHeight(row, 10)
            row += 1

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None or not event.modifiers() & Qt.KeyboardModifier.AltModifier or focused is None:
            super().keyPressEvent(event)
            return
        name = focused.objectName().rpartition(": ")[0]
        if name in self.rows:
            owner = self._owner
            self._desk.do(lambda p: operations.move(p, owner, name, step, initiator=INITIATOR))
