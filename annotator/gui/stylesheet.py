"""The style sheet of the program, made from a theme.

Flat, rounded by 6 px, with room around things, and a ring around what has the focus.  Widgets may set the
dynamic property ``role`` to ``"primary"`` (the one button that goes on), ``"title"``, ``"heading"`` or
``"muted"`` (labels).
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QMainWindow, QDialog, QStatusBar, QMenuBar, QToolBar { background: $window; }
QStatusBar { color: $muted; border-top: 1px solid $faint; }
QStatusBar::item { border: none; }
QToolBar { border: none; padding: 4px; spacing: 4px; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; color: $muted; }
QLabel[role="muted"] { color: $muted; }

QMenuBar { padding: 2px 4px; }
QMenuBar::item { padding: 5px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; border: 1px solid $faint; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $faint; margin: 5px 8px; }
QToolTip { background: $panel; color: $text; border: 1px solid $faint; padding: 5px 7px; }

QPushButton, QToolButton {
  background: $page; border: 1px solid $faint; border-radius: 6px; padding: 6px 12px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 5px 11px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $window; }
QPushButton:default, QPushButton[role="primary"] {
  background: $accent; border-color: $accent; color: $accent_text; font-weight: 600;
}
QPushButton:default:hover, QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled {
  background: $window; border-color: $faint; color: $muted;
}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: $page; border: 1px solid $faint; border-radius: 6px; padding: 5px 8px;
  selection-background-color: $selection; selection-color: $text;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 18px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus {
  border: 2px solid $focus; padding: 4px 7px;
}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $muted; background: $window; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView {
  background: $panel; border: 1px solid $faint; padding: 3px; selection-background-color: $selection;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }
ArticleView, ArticleView:focus { border: none; border-radius: 0; padding: 0; background: $page; }

QListView, QTreeView, QTableView {
  background: $panel; border: none; outline: 0;
  selection-background-color: $selection; selection-color: $text;
}
QListView::item, QTreeView::item { padding: 6px 8px; border-radius: 6px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
  background: $selection; color: $text;
}
QListView:focus::item:selected:active, QTreeView:focus::item:selected:active { border: 1px solid $focus; }
QHeaderView::section {
  background: $panel; color: $muted; border: none; border-bottom: 1px solid $faint; padding: 6px 8px;
}

QSplitter::handle { background: $faint; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QDockWidget::title { padding: 8px; color: $muted; }
QGroupBox { border: 1px solid $faint; border-radius: 6px; margin-top: 10px; padding: 10px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $muted; }

QTabWidget::pane { border: none; border-top: 1px solid $faint; }
QTabBar::tab { padding: 7px 12px; border: none; border-bottom: 2px solid transparent; color: $muted; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $text; background: $hover; }

QProgressBar {
  background: $faint; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; text-align: right;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
""")


def stylesheet(colours: Mapping[str, str]) -> str:
    """The style sheet for the whole application.

    ``colours`` maps each name that the sheet uses (``$text``, ``$hover`` ...) to ``#rrggbb``.
    """
    return _SHEET.substitute(colours)
