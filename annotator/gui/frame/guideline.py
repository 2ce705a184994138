"""The guideline of a label with its examples: one line, unfolded by a click or a key."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from annotator.gui import icons
from annotator.gui.frame.rows import ElidedButton
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import WrapLabel, label
from annotator.model.codebook import Example, Label

_TAGGED = re.compile(r"\[([^\[\]]*)\]")


class GuidelineBox(QFrame):
    toggled = Signal(bool)
    """It was folded (False) or unfolded by its button."""

    def __init__(self, entry: Label, theme: Theme, key: str, *, shown: bool) -> None:
        super().__init__()
        self.setObjectName("guideline")
        self._shown = shown
        first = " ".join(entry.guideline.split()) or "Examples"
        self.button = ElidedButton("Guideline" if shown else first)
        self.button.setObjectName("fold-guideline")
        self.button.setProperty("role", "guideline")
        self.button.setIcon(icons.icon("chevron-down" if shown else "chevron-right", theme.muted))
        self.button.setIconSize(QSize(14, 14))
        self.button.setToolTip(
            f"{'Fold' if shown else 'Unfold'} the guideline" + (f" ({key})" if key else "")
        )
        self.button.setAccessibleName(
            f"Guideline of {entry.name}, {'unfolded' if shown else 'folded'}: {entry.guideline}"
        )
        self.button.clicked.connect(lambda: self.toggled.emit(not self._shown))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.button)
        if not shown:
            return
        if entry.guideline:
            layout.addWidget(label(entry.guideline, wrap=True))
        for example in entry.examples:
            layout.addWidget(_example(example, theme.label_colour(entry).name(), theme))
        for attribute in entry.attributes:
            if attribute.guideline:
                layout.addWidget(label(f"{attribute.name}: {attribute.guideline}", "muted", wrap=True))


def has_guideline(entry: Label | None) -> bool:
    return entry is not None and bool(entry.guideline or entry.examples)


def _example(example: Example, colour: str, theme: Theme) -> QLabel:
    made = WrapLabel("")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(rich(example, colour, theme))
    made.setAccessibleName(plain(example))
    made.setContentsMargins(8, 0, 0, 0)
    return made


def rich(example: Example, colour: str, theme: Theme) -> str:
    """An example as HTML: a tick or a cross, and the tagged words emphasised."""
    sign, tone, word = ("✓", theme.ok, "") if example.good else ("✗", theme.error, "Not: ")
    text = _TAGGED.sub(
        rf'<b><span style="color:{colour};text-decoration:underline">\1</span></b>',
        html.escape(example.text, quote=False),
    )
    note = f" – {html.escape(example.note, quote=False)}" if example.note else ""
    return f'<span style="color:{tone}"><b>{sign}</b> {word}</span>{text}<i>{note}</i>'


def plain(example: Example) -> str:
    """The same as text, for tool tips and screen readers."""
    note = f" – {example.note}" if example.note else ""
    return f"{'✓' if example.good else '✗ Not:'} {example.text}{note}"
