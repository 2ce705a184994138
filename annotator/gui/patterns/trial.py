"""The test view: where a pattern stands, line by line with the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.concordance.choosing import Chip
from annotator.gui.concordance.model import MARK, TAGGED, LinesModel
from annotator.gui.concordance.table import LinesTable
from annotator.gui.patterns.results import MOST, Result, key_of
from annotator.gui.widgets.parts import ElidedLabel, button, counted, label
from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import read
from annotator.project.concordance.lines import Line
from annotator.project.concordance.placed import Place, lines_at
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme

_SHOW_AFTER = 60
"""Milliseconds after a hit was found, so that several are read at once."""
_LONGEST = 60


class Trial(QWidget):
    stop_wanted = Signal()
    go_wanted = Signal(object)
    """The :class:`Line` whose place is wanted."""
    left = Signal()
    """Esc: back to the list."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._pattern: Pattern | None = None
        self._result: Result | None = None
        self._shown: list[Place] = []
        self._asked = 0
        self.said = ElidedLabel("heading")
        self.state = label("", "muted")
        self.stop = button("Stop looking", self.stop_wanted.emit, "quiet-small")
        self.here = Chip("This article only", "Alt+T", switch=True)
        self.lines = LinesModel(self)
        self.table = LinesTable(self.lines)
        self.table.keys = lambda key: key in ("Esc", "Alt+T")
        self.empty = label("", "muted", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_AFTER)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 12, 4)
        head.setSpacing(10)
        head.addWidget(self.said, 1)
        for part in (self.state, self.stop, self.here):
            head.addWidget(part)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.empty.setContentsMargins(24, 12, 24, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        self.table.setAccessibleName("Hits of the pattern")
        self.table.setColumnHidden(MARK, True)
        self.table.setColumnHidden(TAGGED, True)
        self.table.entered.connect(lambda _shift: self._go())
        self.table.key_pressed.connect(self._on_key)
        self.here.toggled.connect(lambda _on: self._read_anew())
        self._timer.timeout.connect(self._read)

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self.table.delegate.codebook = session.project.codebook if session is not None else None
        self.show_pattern(None, None)

    def show_pattern(self, pattern: Pattern | None, result: Result | None) -> None:
        """Show the hits of this one; with the same again, what has been found since."""
        same = (
            pattern is not None
            and self._pattern is not None
            and (key_of(pattern), pattern.label) == (key_of(self._pattern), self._pattern.label)
            and result is self._result
        )
        self._pattern, self._result = pattern, result
        if not same:
            self._read_anew()
        elif not self._timer.isActive():
            self._timer.start()
        self._say()

    def show_state(self, text: str, *, running: bool) -> None:
        """How far the search is."""
        self.state.setText(text)
        self.stop.setVisible(running)
        self._say()

    # -- inside

    def _read_anew(self) -> None:
        self._shown, self._asked = [], self._asked + 1
        self.lines.clear()
        self._timer.stop()
        self._read()

    def _wanted(self) -> list[Place]:
        places = self._result.places if self._result is not None else []
        article = self._session.article if self._session is not None else None
        if self.here.isChecked() and article is not None:
            return [place for place in places if place[0] == article.id]
        return places

    def _read(self) -> None:
        """Read the words around what has been found since, beside the window."""
        session, pattern = self._session, self._pattern
        new: Sequence[Place] = self._wanted()[len(self._shown) :]
        if session is None or pattern is None or not new:
            self._say()
            return
        self._shown += new
        asked, new = self._asked, list(new)
        path, annotator = session.project.path, session.project.annotator

        def work() -> list[Line]:
            with reader(path, annotator) as queries:
                return lines_at(queries, new, pattern.label)

        def done(lines: list[Line]) -> None:
            if asked == self._asked:
                self.lines.add(lines)
                self._say()

        self._window.background.run(work, done)

    def _say(self) -> None:
        pattern, result = self._pattern, self._result
        has = self._session is not None and self._session.article is not None
        self.here.setVisible(has and pattern is not None)
        if pattern is None:
            self.said.show_text("Hits")
            self.empty.setText("Type a pattern above, or choose one in the list: its hits are shown here.")
            self._show_lines(False)
            return
        shown = read(pattern.pattern)
        shown = shown if len(shown) <= _LONGEST else shown[:_LONGEST].rstrip() + " …"
        hits = 0
        if result is not None:
            hits = len(self._wanted()) if self.here.isChecked() else result.hits
        if result is None or (not hits and not result.whole and not self.here.isChecked()):
            self.said.show_text(f"“{shown}”")
            self.empty.setText("")
            self._show_lines(False)
            return
        found = f"{hits:,} {'hit' if hits == 1 else 'hits'}" if hits else "no hits"
        found += " in this article" if self.here.isChecked() else f" in {counted(result.articles, 'article')}"
        told = [f"“{shown}”: {found}" + ("" if result.whole else " so far")]
        if result.hits > MOST:
            told.append(f"the first {MOST:,} are shown")
        if result.unused:
            told.append(f"not used to the full in {counted(result.unused, 'article')}. {result.why}")
        self.said.show_text(" · ".join(told))
        self._show_lines(bool(hits))
        if not hits:
            looked = "It stands nowhere: try fewer words, lower case, or ~ before it for all its forms."
            self.empty.setText(looked if result.whole or self.here.isChecked() else "")

    def _show_lines(self, shown: bool) -> None:
        if not shown and self.table.hasFocus():
            self.left.emit()
        self.table.setVisible(shown)
        self.empty.setVisible(not shown)

    def _go(self) -> None:
        line = self.table.line
        if line is not None:
            self.go_wanted.emit(line)

    def _on_key(self, key: str) -> None:
        if key == "Alt+T":
            self.here.toggle()
        else:
            self.left.emit()
