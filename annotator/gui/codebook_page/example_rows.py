"""Examples of a label: a line with the tagged words in [brackets], whether it is a good one, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.gui import icons
from annotator.gui.codebook_page.fields import Choice, LineField
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import icon_button
from annotator.model.codebook import Example

_GOOD, _BAD = "Tag so", "Not so"


class ExampleRows(QWidget):
    """The last row is an empty one, in which the next example is written."""

    def __init__(
        self, examples: tuple[Example, ...], save: Callable[[tuple[Example, ...]], object], theme: Theme
    ) -> None:
        super().__init__()
        self._save = save
        self._theme = theme
        self._rows: list[tuple[Choice, LineField, LineField]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        for example in examples:
            self._add(example)
        self._add(None)

    def _add(self, example: Example | None) -> None:
        number = len(self._rows)
        before = f"example {number + 1}: "
        good = Choice(before + "good", (_GOOD, _BAD), _GOOD if example is None or example.good else _BAD)
        hint = "" if example else "Write an example, with the words to tag in [brackets]"
        text = LineField(before + "text", example.text if example else "", hint)
        note = LineField(before + "note", example.note if example else "", "Why")
        self._rows.append((good, text, note))
        good.saved.connect(lambda _text: self._all())
        text.saved.connect(lambda _text: self._all())
        note.saved.connect(lambda _text: self._all())
        self._grid.addWidget(good, number, 0)
        self._grid.addWidget(text, number, 1)
        self._grid.addWidget(note, number, 2)
        if example is None:
            return
        remove = icon_button(f"Remove example {number + 1}", text.clear)
        remove.clicked.connect(lambda: self._all())
        remove.setObjectName(before + "remove")
        remove.setIcon(icons.icon("trash", self._theme.muted))
        self._grid.addWidget(remove, number, 3, Qt.AlignmentFlag.AlignVCenter)

    def _all(self) -> None:
        self._save(
            tuple(
                Example(text.text().strip(), good.currentText() == _GOOD, note.text().strip())
                for good, text, note in self._rows
                if text.text().strip()
            )
        )
