"""The page of patterns: one is typed above, all of them are listed, and below stands where one is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from annotator.gui.palette.desk import CHEAT_SHEET
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.patterns.changes import PatternChanges
from annotator.gui.patterns.counting import Counting
from annotator.gui.patterns.editor import PatternEditor
from annotator.gui.patterns.model import PatternsModel
from annotator.gui.patterns.page_keys import PageKeys
from annotator.gui.patterns.page_layout import lay_out
from annotator.gui.patterns.table import PatternTable
from annotator.gui.patterns.trial import Trial
from annotator.gui.read_page import ReadPage
from annotator.gui.session import Session
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, counted
from annotator.model.actor import Actor
from annotator.model.knowledge import Pattern
from annotator.project.changes import Changes
from annotator.project.concordance.lines import Line
from annotator.project.queries import Queries

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project

Known = tuple[list[Pattern], list[Actor], list[str]]
"""The patterns, the actors, and the languages that articles are in."""


class PatternsPage(ReadPage):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.wanted: str | None = None
        """Which to make the current one when the list has been read anew."""
        self._languages: list[str] = []
        self.counting = Counting(window, self)
        self.model = PatternsModel(self.counting.results, self)
        self.model.theme = window.theme
        self.editor = PatternEditor()
        self.table = PatternTable(self.model)
        self.trial = Trial(window)
        self.changes = PatternChanges(window, self)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the patterns")
        self.search.setPlaceholderText("Search the patterns (/)")
        self.search.setClearButtonEnabled(True)
        self.buttons = {
            "Return": button("Edit (Enter)", lambda: self.press("Return")),
            "Space": button("Off (Space)", lambda: self.press("Space")),
            "Del": button("Delete (Del)", lambda: self.press("Del")),
            "S": button("Suggest in its articles (S)", lambda: self.press("S")),
            "I": button("Import … (I)", lambda: self.press("I")),
            "X": button("Export … (X)", lambda: self.press("X")),
        }
        self.empty = EmptyPlace()
        self.split: QSplitter = lay_out(self)
        self._connect()

    # -- what the window calls

    def set_theme(self, theme: Theme) -> None:
        self.model.theme = theme
        self.trial.set_theme(theme)
        self.model.refresh()

    def set_session(self, session: Session | None) -> None:
        super().set_session(session)
        self.counting.set_session(session)
        self.model.set_patterns([], {}, None)
        self.trial.set_session(session)
        self.editor.begin_new()
        self.wanted = None
        with QSignalBlocker(self.search):
            self.search.clear()
        if session is not None:
            self.editor.set_known(session.project.codebook, [], [])
            session.committed.connect(self._on_commit)

    def first_field(self) -> QWidget:
        return self.table if self.model.rowCount() and not self.editor.text.text() else self.editor.text

    def leave(self) -> None:
        self.counting.end()
        self.editor.begin_new()

    def go_back(self) -> bool:
        if self.editor.editing is None and not self.editor.text.text():
            return False
        self.editor.begin_new()
        self.to_list()
        return True

    def propose(self, text: str, like: Pattern | None) -> None:
        """Put words into the field of a new pattern, with the label and actor of ``like``."""
        if self._session is not None:
            project = self.project()
            self.editor.set_known(project.codebook, project.actors(), self._languages)
        self.editor.begin_new(text, like)
        self.editor.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- reading

    def _read(self, project: Project) -> None:
        def known(queries: Queries) -> Known:
            languages = {article.metadata.language for article in queries.articles()}
            return queries.patterns(), queries.actors(), sorted(languages - {""})

        self._latest.read(project, known, self._show)

    def _show(self, known: Known) -> None:
        patterns, actors, languages = known
        codebook = self.project().codebook
        current = self.table.pattern
        keep, row = self.wanted or (current.id if current else None), max(self.table.currentIndex().row(), 0)
        had_keyboard = self._window.pages.holds_keyboard()
        first = not self.model.all and self.wanted is None
        self.wanted = None
        codes = {*languages, *(pattern.language for pattern in patterns)} - {""}
        self._languages = sorted(codes)
        self.editor.set_known(codebook, actors, self._languages)
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_patterns(patterns, {actor.id: actor.name for actor in actors}, codebook)
        self.trial.table.delegate.codebook = codebook
        self.table.go_to(keep, row)
        self.empty.setVisible(not patterns)
        for part in (self.table, self.search):
            part.setVisible(bool(patterns))
        for made in self.buttons.values():
            made.setVisible(bool(patterns))
        if not patterns:
            self._say_empty()
        if had_keyboard and not patterns:
            self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_keyboard and first and not self.editor.text.text():
            self.to_list()
        self._want()

    def _say_empty(self) -> None:
        key = self._window.commands.key("patterns.selection")
        self.empty.say(
            "No patterns yet",
            "Type a phrase above and press Enter: it is suggested wherever it stands.\n"
            f"In an article, {key} makes a pattern of the selected words. A list of names comes from a file.",
            "Import a file (I)",
            lambda: self.press("I"),
        )

    # -- what is looked for

    def _want(self) -> None:
        """Look for what is typed, else count; show the hits of what is typed, else of the current one."""
        if self._window.pages.shown != "patterns":
            return
        self.counting.want(self.editor.draft, self.model.all)
        self._show_trial()

    def _show_trial(self) -> None:
        draft = self.editor.draft
        shown = draft if self.editor.text.text().strip() else self.table.pattern
        self.trial.show_pattern(shown, self.counting.results.of(shown) if shown is not None else None)
        current = self.table.pattern
        self.buttons["Space"].setText("On (Space)" if current is not None and current.off else "Off (Space)")

    def _on_counted(self) -> None:
        counting = self.counting
        self.model.show_hits()
        self.trial.show_state(counting.state, running=counting.tester.running)
        self._show_trial()
        off = sum(pattern.off for pattern in self.model.all)
        told = counted(len(self.model.all), "pattern") + (f", {off:,} off" if off else "")
        if self._window.pages.shown == "patterns":
            self._window.pages.note.show_text(told if self.model.all else "")

    def _on_commit(self, changes: Changes) -> None:
        if "articles" in changes.bulk or changes.touched("articles"):
            self.counting.forget(looked_at=self.isVisible())
        if not self.isVisible():
            return
        if changes.touched("patterns") or changes.touched("actors") or changes.touched("codebooks"):
            self.read_soon()

    # -- inside

    def _connect(self) -> None:
        self.editor.typed.connect(self._want)
        self.editor.taken.connect(self.changes.take)
        self.editor.left.connect(self._leave_editor)
        self.table.key_pressed.connect(self.press)
        self.table.came_to.connect(self._show_trial)
        self.counting.changed.connect(self._on_counted)
        self.trial.stop_wanted.connect(self.counting.stop)
        self.trial.left.connect(self.to_list)
        self.trial.go_wanted.connect(self._go)
        self.search.textChanged.connect(self._filter)
        keys = PageKeys(self)
        self.search.installEventFilter(keys)
        self.installEventFilter(keys)
        for shown in (self.table, self.trial.table):
            shown.addAction(self._window.commands.action(CHEAT_SHEET))

    def press(self, key: str) -> None:
        """Do what a key of the list means."""
        does = {
            "Return": self.edit,
            "Space": self.changes.switch,
            "Del": self.changes.remove,
            "Ins": self.begin_new,
            "/": self.search.setFocus,
            "I": self.changes.ask_import,
            "X": self.changes.ask_export,
            "S": self.changes.suggest,
        }
        self._window.attempt(does[key])

    def edit(self) -> None:
        """Put the current pattern into the fields above."""
        pattern = self.table.pattern
        if pattern is not None:
            self.editor.begin_editing(pattern)
            self.editor.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_new(self) -> None:
        """Empty the field of a new pattern, with the keyboard in it."""
        self.editor.begin_new()
        self.editor.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_list(self) -> None:
        """Give the keyboard to the list; where it is empty, to the field."""
        place = self.table if self.model.rowCount() else self.editor.text
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_editor(self) -> None:
        if not self.model.rowCount() and not self.editor.text.text():
            self._window.moving.back_to_article()
            return
        self.editor.begin_new()
        self.to_list()

    def _filter(self, words: str) -> None:
        current = self.table.pattern
        self.model.filter(words)
        self.table.go_to(current.id if current is not None else None)
        self._show_trial()

    def _go(self, line: Line) -> None:
        self._window.actors.go_to(line.article_id, "", line.start, line.end)
