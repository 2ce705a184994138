"""Everything that takes keys or clicks has a name that a screen reader can say."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from annotator.gui.main_window import MainWindow

_TAKES_INPUT = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def nameless(window: MainWindow) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        of_qt = isinstance(widget.parent(), QLineEdit) or widget.objectName().startswith("qt_")
        if widget.isVisible() and isinstance(widget, _TAKES_INPUT) and not of_qt:
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            if not name:
                found.append(
                    f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
                )
    return found


def test_on_the_start_screen(empty_window: MainWindow) -> None:
    assert nameless(empty_window) == []


def test_in_an_open_project(window: MainWindow) -> None:
    assert nameless(window) == []
    for command in ("suggestion.next", "suggestion.accept", "view.find"):
        window.commands.run(command)
        window.show_current()
        assert nameless(window) == []
