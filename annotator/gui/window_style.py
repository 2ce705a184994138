"""The style sheet of the window's own parts, beside the one of the whole program (stylesheet.py)."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor

from annotator.gui.theme import Theme, mix
from annotator.places import resource

_SHEET = Template("""
QLabel[role="huge"] { font-size: 30px; font-weight: 600; }
QLabel[role="card-title"] { font-weight: 600; }
QLabel[role="quote"] { font-family: "Noto Serif", "Georgia", serif; font-size: 15px; }
QLabel[role="heading"][tone="warning"] { color: $warning; }
QLabel[role="error"] { color: $error; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="letter"] {
  color: $text; background: $page; border: 1px solid $muted; border-radius: 4px; padding: 0px 4px;
  font-weight: 600;
}
QLabel[role="key"] {
  color: $muted; background: $window; border: 1px solid $faint; border-radius: 4px; padding: 0px 5px;
}

#articles-panel, #side-panel, #side-panel QScrollArea > QWidget > QWidget, #inspector { background: $panel; }
#article-column, #article-header { background: $page; }
#article-header { border-bottom: 1px solid $faint; }
#sureness-bar QSlider::groove:horizontal {
  height: 4px; background: $faint; border-radius: 2px; margin: 0 2px; }
#sureness-bar QSlider::handle:horizontal {
  width: 12px; margin: -6px 0; background: $page; border: 2px solid $muted; border-radius: 8px; }
#sureness-bar QSlider::handle:horizontal:focus { border-color: $focus; background: $focus; }
#find-bar, #sureness-bar { background: $panel; border: none; border-top: 1px solid $faint; }
#progress-panel { background: $panel; border: none; border-top: 1px solid $faint; }
#start-screen, #start-screen > QWidget > QWidget, #full-pages { background: $page; }
#guide-text, #guide-text:focus { background: $page; border: none; }
#guide-pages { background: transparent; border: none; }
#training-page > QScrollArea > QWidget > QWidget, #team-page > QScrollArea > QWidget > QWidget {
  background: $page; }
#statistics-charts { background: $page; }
QLineEdit[role="chip"] { padding: 2px 8px; border-radius: 12px; }
QLineEdit[role="chip"]:focus { padding: 1px 7px; }
#codebook-items { background: transparent; border: none; }
#codebook-side { border-right: 1px solid $faint; }
#codebook-form, #codebook-form > QWidget { background: $page; }
#codebook-ask { background: $panel; border: 1px solid $accent; border-radius: 8px; }
#choice-popup { background: $panel; border: 1px solid $muted; }
#choice-popup QListView, #choice-popup QListView:focus { background: $panel; border: none; }
#drawer { background: $panel; border: none; border-top: 1px solid $faint; }
QTreeView[role="table"] { border: none; border-top: 1px solid $faint; }
QTreeView[role="table"]:focus { border: none; border-top: 2px solid $focus; }
QTreeView[role="table"]::item { border-radius: 0; padding: 4px 6px; }
#figure-table QHeaderView { background: $panel; }
#drawer QScrollArea > QWidget > QWidget { background: $panel; }
#articles-panel > QListView { border: none; }
#file-list { background: $page; border: 1px solid $faint; border-radius: 6px; padding: 4px; }
#file-list:focus { border: 2px solid $focus; padding: 3px; }
#link-picker, #score-bar { background: $panel; border: 1px solid $accent; border-radius: 8px; }
#actor-list { background: $panel; border: 1px solid $accent; border-radius: 8px; }
#actors-list, #mentions-list { background: $page; border: none; }
#actor-list > QListView { border: none; background: transparent; }
#alias-area, #alias-area > QWidget > QWidget { background: transparent; }
#actors-side { background: $panel; border-right: 1px solid $faint; }
#thread-list { background: transparent; border: none; }
#conversation { border-left: 1px solid $faint; }
#talk-over { background: $panel; border: 1px solid $accent; border-radius: 8px; }
#talk-over #conversation { border: none; }
#talk-over QScrollArea > QWidget > QWidget { background: $panel; }
#talk-example { background: $page; border: 1px solid $accent; border-radius: 8px; }
#merge-bar { background: $panel; border: 1px solid $accent; border-radius: 8px; }
#compare-page, #compare-page Column { background: $page; }
#compared-columns { background: $faint; border: none; }
#compare-page Column { border: none; }
#compared-articles, #compare-side, #compare-side QScrollArea > QWidget > QWidget { background: $panel; }
#compared-articles, #compared-articles:focus, #differences, #differences:focus { border: none; }
#compared-articles { border-top: 1px solid $faint; }
#compare-side, #compare-centre { border: none; border-top: 1px solid $faint; }
#third-bar, #rules-box { background: $panel; border: 1px solid $accent; border-radius: 8px; }
#side-line { background: $faint; }

#palette, #cheat-sheet { background: $panel; border: 1px solid $muted; border-radius: 10px; }
#palette QListView { background: $panel; border: none; }
#palette-field, #palette-field:focus {
  font-size: 16px; min-height: 24px; padding: 6px 8px; border: 1px solid $focus;
}
#cheat-sheet QScrollArea > QWidget > QWidget { background: $panel; }
#keys-tree::item { border-radius: 0; }
#keys-tree::item:selected { border: none; }
#key-strip { background: $panel; border: 1px solid $faint; border-radius: 8px; }
#key-field { background: $page; border: 2px solid $focus; border-radius: 6px; padding: 5px 10px; }

QPushButton[role="card"] {
  text-align: left; background: $page; border: 1px solid $faint; border-radius: 8px; padding: 0;
}
QPushButton[role="card"]:hover { border-color: $accent; background: $panel; }
QPushButton[role="card"]:focus { border: 2px solid $focus; padding: 0; }
QPushButton[role="label"], QPushButton[role="row"] {
  text-align: left; background: transparent; border: 1px solid transparent; border-radius: 6px;
}
QPushButton[role="label"] { padding: 0; }
QPushButton[role="row"] { padding: 4px 7px; }
QPushButton[role="label"]:hover, QPushButton[role="row"]:hover { background: $hover; }
QPushButton[role="label"]:pressed, QPushButton[role="row"]:pressed { background: $selection; }
QPushButton[role="label"]:focus { border: 2px solid $focus; padding: 0; }
QPushButton[role="row"]:focus { border: 2px solid $focus; padding: 3px 6px; }
QPushButton[role="row"]:checked { background: $selection; }
#link-picker QPushButton[suggested="true"], #claim-frame QPushButton[suggested="true"] {
  border: 1px dashed $muted;
}
#claim-frame { background: $page; border: 1px solid $faint; border-radius: 8px; }
#claim-frame[suggested="true"] { border: 1px dashed $muted; }
#claim-frame QPushButton[role="row"] { padding: 2px 6px; }
#claim-frame QPushButton[role="row"]:focus { border: 2px solid $focus; padding: 1px 5px; }
#claim-frame QPushButton[empty="optional"] { color: $muted; }
#claim-frame QPushButton[empty="missing"] { color: $warning; font-weight: 600; }
QPushButton[role="guideline"] {
  text-align: left; background: transparent; border: 1px solid transparent; border-radius: 6px;
  color: $muted; padding: 2px 2px;
}
QPushButton[role="guideline"]:hover { background: $hover; }
QPushButton[role="guideline"]:focus { border: 2px solid $focus; padding: 1px 1px; }
QToolButton[role="icon"] {
  background: transparent; border: 1px solid transparent; padding: 3px; min-height: 16px; min-width: 16px;
}
QToolButton[role="icon"]:hover { background: $hover; }
QToolButton[role="icon"]:focus { border: 2px solid $focus; padding: 2px; }
QToolButton[role="chip"] { padding: 2px 9px; border-radius: 12px; min-height: 18px; }
QToolButton[role="chip"]:checked { background: $accent; border-color: $accent; color: $accent_text; }
QToolButton[role="chip"]:disabled { color: $muted; }
QToolButton[role="chip"]:checked:disabled { background: $selection; border-color: $selection; color: $text; }
QToolButton[role="chip"]:focus { border: 2px solid $focus; padding: 1px 8px; }
QToolButton[role="chip"]:checked:focus { border: 2px solid $text; padding: 1px 8px; }
QToolButton[role="state"] { padding: 4px 24px 4px 10px; }
QToolButton[role="state"]:focus { border: 2px solid $focus; padding: 3px 23px 3px 9px; }
QToolButton[role="state"]::menu-indicator {
  subcontrol-origin: padding; subcontrol-position: center right; right: 7px;
  image: url("$arrow"); width: 14px; height: 14px;
}
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; padding: 0; min-height: 0; background: transparent;
}
QLineEdit QToolButton { padding: 0; border: none; background: transparent; min-height: 0; }
QPushButton[role="chip-row"] { padding: 2px 9px; border-radius: 12px; min-height: 18px; }
QPushButton[role="chip-row"]:focus { border: 2px solid $focus; padding: 1px 8px; }
QPushButton[role="quiet-accent"], QPushButton[role="quiet-small"] {
  background: transparent; border: 1px solid transparent; padding: 3px 8px;
}
QPushButton[role="quiet-accent"] { color: $accent; font-weight: 600; }
QPushButton[role="quiet-small"] { color: $muted; }
QPushButton[role="quiet-accent"]:hover, QPushButton[role="quiet-small"]:hover { background: $hover; }
QPushButton[role="quiet-accent"]:focus, QPushButton[role="quiet-small"]:focus {
  border: 2px solid $focus; padding: 2px 7px;
}
QCheckBox { spacing: 8px; }
QCheckBox::indicator, #file-list::indicator, #import-repairs::indicator {
  width: 14px; height: 14px; border: 1px solid $muted; border-radius: 4px; background: $page;
}
QCheckBox::indicator:checked, #file-list::indicator:checked, #import-repairs::indicator:checked {
  background: $accent; border-color: $accent; image: url("$tick");
}
QCheckBox::indicator:focus { border: 2px solid $focus; }
QCheckBox:focus { color: $accent; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: url("$menu_tick"); }
QStatusBar QLabel { padding: 0 4px; }
QStatusBar { min-height: 30px; }
""")


def window_style(theme: Theme) -> str:
    """Set it on the main window; its dialogs inherit it."""
    return _SHEET.substitute(
        window=theme.window,
        panel=theme.panel,
        page=theme.page,
        text=theme.text,
        muted=theme.muted,
        faint=theme.faint,
        accent=theme.accent,
        accent_text=theme.accent_text,
        selection=theme.selection,
        error=theme.error,
        warning=theme.warning,
        ok=theme.ok,
        focus=theme.focus,
        # A style sheet can't colour an image, so there is one for each theme.
        arrow=resource("icons", f"arrow-{theme.name}.svg").as_posix(),
        tick=resource("icons", f"tick-{theme.name}.svg").as_posix(),
        menu_tick=resource("icons", f"tick-menu-{theme.name}.svg").as_posix(),
        hover=mix(QColor(theme.panel), QColor(theme.text), 0.07).name(),
    )
