"""One editor for each attribute of a label, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.gui.guards import guarded
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import label, literal
from annotator.model.codebook import Attribute, Label

_NARROWEST = 40
_LAST_NUMBER = 9
"""Options up to this one have a number as their key."""

Answered = Callable[[str, Any], None]
"""Called with the attribute's name and its answer, None for none."""


class AttributesForm(FlowBox):
    """Every attribute of one label with the answers of one annotation."""

    def __init__(
        self,
        entry: Label,
        answers: Mapping[str, Any],
        answered: Answered,
        editable: bool,
        *,
        key: str = "",
        numbered: bool = False,
    ) -> None:
        """``key`` asks the same in the article by number; the numbers are then shown, or if ``numbered``."""
        super().__init__()
        self.editors: dict[str, QWidget] = {}
        self._lacking: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        for attribute in entry.attributes:
            value = answers.get(attribute.name)
            missing = attribute.required and value is None
            name = attribute.name[:1].upper() + attribute.name[1:]
            if key:
                name = f"{name} ({key})"
            heading = label(f"{name} – please answer" if missing else name, "heading")
            heading.setToolTip(attribute.guideline)
            if missing:
                heading.setProperty("tone", "warning")
            editor = _editor(attribute, value, answered)
            editor.setToolTip(attribute.guideline)
            editor.setAccessibleName(f"{attribute.name}, required" if missing else attribute.name)
            if isinstance(editor, _Options):
                editor.name_options(attribute.name, numbered=numbered or bool(key))
            if missing:
                self._lacking.append(attribute.name)
            editor.setEnabled(editable)
            layout.addWidget(heading)
            layout.addWidget(editor)
            layout.addSpacing(4)
            self.editors[attribute.name] = editor

    def fields(self) -> dict[str, QWidget]:
        """What can take the keyboard, by attribute and option."""
        found: dict[str, QWidget] = {}
        for name, editor in self.editors.items():
            if isinstance(editor, _Options):
                found |= {f"{name}/{option}": made for option, made in editor.buttons.items()}
            else:
                found[name] = editor
        return found

    def stops(self) -> list[QWidget]:
        """Of each attribute the field that the arrows go to: the chosen option, or the first."""
        return [_stop(editor) for editor in self.editors.values()]

    def lacking(self) -> list[QWidget]:
        """The same of those that are required and have no answer."""
        return [_stop(self.editors[name]) for name in self._lacking]

    def stop_of(self, field: object) -> QWidget | None:
        """The stop of the attribute that a field belongs to."""
        found = self._editor_of(field)
        return _stop(found) if found is not None else None

    def key(self, field: object, event: QKeyEvent, number: tuple[int, bool] | None) -> bool:
        """Answer by number, go from option to option; False where the field keeps the key.

        :param number: the number of the key, and whether Shift is held.
        """
        editor = self._editor_of(field)
        if not isinstance(editor, _Options):
            return False
        buttons = list(editor.buttons.values())
        if number is not None:
            if 1 <= number[0] <= len(buttons):
                buttons[number[0] - 1].click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and field in buttons:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            place = (buttons.index(field) + step) % len(buttons)
            buttons[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(field, QToolButton):
            field.click()
        else:
            return False
        return True

    def _editor_of(self, field: object) -> QWidget | None:
        for editor in self.editors.values():
            if field is editor or (isinstance(editor, _Options) and field in editor.buttons.values()):
                return editor
        return None


def _stop(editor: QWidget) -> QWidget:
    if not isinstance(editor, _Options):
        return editor
    buttons = list(editor.buttons.values())
    return next((made for made in buttons if made.isChecked()), buttons[0])


def _editor(attribute: Attribute, value: Any, answered: Answered) -> QWidget:
    match attribute.kind:
        case "choice":
            return _Choice(attribute.options, {value}, lambda new: answered(attribute.name, new))
        case "yes/no":
            shown = {"yes"} if value is True else {"no"} if value is False else set()
            return _Choice(
                ("yes", "no"),
                shown,
                lambda new: answered(attribute.name, None if new is None else new == "yes"),
            )
        case "several":
            return _Several(attribute.options, set(value or ()), lambda new: answered(attribute.name, new))
        case "number":
            return _number(value, lambda new: answered(attribute.name, new))
        case "text":
            return _text(value, lambda new: answered(attribute.name, new))


class _Option(QToolButton):
    """One option; where the panel is narrower its text ends with an ellipsis and the tool tip has it all."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(option)

    def show_text(self, text: str) -> None:
        self._full = text
        self.setText(literal(text))
        self.updateGeometry()

    @guarded(QSize(60, 26))
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        shown = self.text()
        hint = super().sizeHint()
        cut, full = (self.fontMetrics().horizontalAdvance(t) for t in (shown, literal(self._full)))
        return QSize(hint.width() + full - cut, hint.height())

    @guarded(QSize(40, 26))
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().sizeHint().height())

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        besides = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(literal(self._full))
        room = self.width() - besides
        cut = self.sizeHint().width() > self.width()
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._full, mode, room) if cut else self._full
        self.setToolTip(self._full if cut else "")
        if literal(shown) != self.text():
            self.setText(literal(shown))


class _Options(FlowBox):
    """Options as buttons that stay down."""

    clicked = Signal(str)
    """The option that was clicked."""

    def __init__(self, options: tuple[str, ...], chosen: set[Any]) -> None:
        super().__init__()
        self.buttons: dict[str, _Option] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(self, gap=5)
        for option in options:
            made = _Option(option)
            made.setChecked(option in chosen)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(lambda _=False, name=option: self.clicked.emit(name))
            layout.addWidget(made)
            self.buttons[option] = made

    def name_options(self, attribute: str, *, numbered: bool) -> None:
        """Let a screen reader say of what each is an answer, and show the numbers if wanted."""
        for number, (option, made) in enumerate(self.buttons.items(), 1):
            made.setAccessibleName(f"{attribute}: {option}")
            if numbered and number <= _LAST_NUMBER:
                made.show_text(f"{number} {option}")


class _Choice(_Options):
    """At most one option; a click on the chosen one takes the answer away."""

    def __init__(
        self, options: tuple[str, ...], chosen: set[Any], answered: Callable[[str | None], None]
    ) -> None:
        super().__init__(options, chosen)
        self._answered = answered
        self.clicked.connect(self._choose)

    def _choose(self, option: str) -> None:
        on = self.buttons[option].isChecked()
        for name, other in self.buttons.items():
            other.setChecked(on and name == option)
        self._answered(option if on else None)


class _Several(_Options):
    def __init__(
        self, options: tuple[str, ...], chosen: set[Any], answered: Callable[[list[str] | None], None]
    ) -> None:
        super().__init__(options, chosen)
        self._answered = answered
        self.clicked.connect(self._choose)

    def _choose(self, option: str) -> None:
        chosen = [name for name, made in self.buttons.items() if made.isChecked()]
        self._answered(chosen or None)


def _number(value: Any, answered: Callable[[float | None], None]) -> QLineEdit:
    locale = QLocale.c()
    edit = QLineEdit("" if value is None else f"{value:g}")
    validator = QDoubleValidator(edit)
    validator.setLocale(locale)
    edit.setValidator(validator)
    edit.setPlaceholderText("A number")

    def finished() -> None:
        text = edit.text().strip()
        new = float(text) if text else None
        if new != value:
            answered(int(new) if new is not None and new.is_integer() else new)

    edit.editingFinished.connect(finished)
    return edit


def _text(value: Any, answered: Callable[[str | None], None]) -> QLineEdit:
    edit = QLineEdit(value or "")

    def finished() -> None:
        if edit.text() != (value or ""):
            answered(edit.text() or None)

    edit.editingFinished.connect(finished)
    return edit
