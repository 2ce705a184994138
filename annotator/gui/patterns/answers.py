"""Fields for the answers with which hits of a pattern are suggested: one for each attribute of its label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from annotator.errors import UserError
from annotator.gui.widgets.parts import clear
from annotator.model.codebook import Attribute, Label
from annotator.model.codebook_remap import convert, said


class AnswerFields(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._fields: list[tuple[Attribute, QComboBox | QLineEdit]] = []

    def show_label(self, label: Label | None, answers: Mapping[str, Any]) -> None:
        """Ask for what this label asks, with these answers."""
        clear(self._row)
        self._fields = []
        for attribute in label.attributes if label is not None else ():
            field = _field(attribute, answers.get(attribute.name))
            field.setAccessibleName(attribute.name)
            field.setToolTip(attribute.guideline or attribute.name)
            self._row.addWidget(field)
            self._fields.append((attribute, field))
        self.setVisible(bool(self._fields))

    def watch(self, watcher: QObject) -> None:
        """Let keys go past ``watcher`` first."""
        for _, field in self._fields:
            field.installEventFilter(watcher)

    def fields(self) -> list[QWidget]:
        """In the order in which they stand."""
        return [field for _, field in self._fields]

    def values(self, *, strict: bool = False) -> dict[str, Any]:
        """The answers; with ``strict``, one that can't be one is told of.

        :raises UserError: of a wrong answer, if ``strict``.
        """
        found: dict[str, Any] = {}
        for attribute, field in self._fields:
            if isinstance(field, QComboBox):
                value = field.currentData()
            else:
                value = _typed(attribute, field.text(), strict=strict)
            if value is not None:
                found[attribute.name] = value
        return found


def _field(attribute: Attribute, value: Any) -> QComboBox | QLineEdit:
    if attribute.kind in ("choice", "yes/no"):
        box = QComboBox()
        box.addItem(f"{attribute.name}: open", None)
        options = attribute.options if attribute.kind == "choice" else (True, False)
        for option in options:
            box.addItem(said(option), option)
        box.setCurrentIndex(next((n for n in range(box.count()) if box.itemData(n) == value), 0))
        return box
    line = QLineEdit("; ".join(value) if isinstance(value, list | tuple) else said(value))
    several = attribute.kind == "several"
    line.setPlaceholderText(f"{attribute.name}, parted by ;" if several else attribute.name)
    line.setFixedWidth(170)
    return line


def _typed(attribute: Attribute, text: str, *, strict: bool) -> Any:
    text = text.strip()
    if not text:
        return None
    given: Any = [part.strip() for part in text.split(";")] if attribute.kind == "several" else text
    value = convert(given, attribute)
    if value is None and strict:
        raise UserError(attribute.problem_with(given) or f"“{text}” is no answer to “{attribute.name}”.")
    return value
