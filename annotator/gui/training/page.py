"""The page of training: what there is to train on, the training, old beside new, and the models so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QProgressBar, QScrollArea, QWidget

from annotator.gui.latest import Latest
from annotator.gui.pages import Page
from annotator.gui.training.drawn import ChangeDelegate, Curve, NeedBars
from annotator.gui.training.figures import (
    CHANGE,
    COLUMNS,
    MODEL_COLUMNS,
    MODEL_WIDTHS,
    WIDTHS,
    learned_from,
    lines_of,
    model_line,
    verdict,
)
from annotator.gui.training.page_layout import lay_out
from annotator.gui.widgets.parts import button, label
from annotator.gui.widgets.table import Table
from annotator.model.layer import Layer
from annotator.model.training import Need, refusal
from annotator.project.queries import Queries
from annotator.project.training import layer_to_learn_from, trained_models, what_there_is
from annotator.store.trained import TrainedModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme
    from annotator.gui.training.desk import TrainingDesk
    from annotator.preannotate.training.protocol import Progress

_READ_AFTER = 60
"""Milliseconds after a commit, so that several are read at once."""

_ROW = 28

_Read = tuple[list[Layer], list[Need], list[TrainedModel], str]
"""The layers of people, what there is to train on, the models so far, and the pipeline in use."""


class TrainingPage(Page):
    def __init__(self, window: MainWindow, desk: TrainingDesk) -> None:
        super().__init__()
        self.setObjectName("training-page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # while nothing on it can take the keyboard
        self._window = window
        self._desk = desk
        self._session: Session | None = None
        self._latest = Latest(window.background)
        self._models: list[TrainedModel] = []
        self._shown: Mapping[str, Any] | None = None
        """The report of an earlier model that is looked at."""
        self._folder = ""
        self.layers = QComboBox()
        self.layers.setAccessibleName("Learn from")
        self.needs = NeedBars()
        self.missing = label("", "muted", wrap=True)
        self.train_button = button("Train (T)", self.train, "primary", keep_focus=False)
        self.text = label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = button("Stop (S)", desk.stop, keep_focus=False)
        self.curve = Curve()
        self.trouble = label("", "error", wrap=True)
        self.verdict = label("", wrap=True)
        self.delegate = ChangeDelegate(self)
        self.result = Table("Old and new model on the articles held out", COLUMNS, WIDTHS)
        self.result.setItemDelegateForColumn(CHANGE, self.delegate)
        self.legend = label("○ model in use   ● trained   on articles that neither was trained on", "muted")
        self.use_button = button("Use this model (U)", self.use, "primary", keep_focus=False)
        self.keep_button = button("Keep the old one (K)", self.keep, keep_focus=False)
        self.details = label("", "muted", wrap=True)
        self.models = Table("Models trained on this project", MODEL_COLUMNS, MODEL_WIDTHS)
        self.models_empty = label("None yet.", "muted")
        self.room = QScrollArea()
        self.training_part, self.result_part = lay_out(self)
        self.models.hide()
        self.train_button.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER)
        self._timer.timeout.connect(self.read)
        for key, run in (("T", self.train), ("S", desk.stop), ("U", self.use), ("K", self.keep)):
            self._key(key, run)
        self.layers.activated.connect(lambda _index: self.read())
        self.models.chosen.connect(self._look_at)
        desk.changed.connect(self._on_changed)
        desk.progressed.connect(self._on_progress)

    # -- what the window calls

    def set_theme(self, theme: Theme) -> None:
        for part in (self.needs, self.curve):
            part.set_theme(theme)
        self.delegate.theme = theme

    def set_session(self, session: Session | None) -> None:
        self._session, self._shown = session, None
        self._timer.stop()
        self._latest.drop()
        self.layers.clear()
        self._models = []
        if session is not None:
            session.committed.connect(lambda _changes: self._timer.start() if self.isVisible() else None)

    def begin(self) -> None:
        self.read()
        self._show()
        super().begin()

    def first_field(self) -> QWidget:
        for part in (self.stop_button, self.use_button, self.train_button):
            if part.isVisibleTo(self) and part.isEnabled():
                return part
        return self.models if self._models else self

    def go_back(self) -> bool:
        if self._shown is None:
            return False
        self._shown = None
        self._show()
        return True

    # -- what the buttons do

    def train(self) -> None:
        """Train on the chosen layer."""
        if self.train_button.isEnabled() and not self._desk.training:
            self._shown = None
            self._window.attempt(lambda: self._desk.train(self._layer()))

    def use(self) -> None:
        """Let the model whose figures are shown suggest from now on."""
        if self.use_button.isVisibleTo(self) and self._folder:
            self._shown = None
            self._window.attempt(lambda: self._desk.use(self._folder))

    def keep(self) -> None:
        """Go on with the model in use."""
        if self.keep_button.isVisibleTo(self):
            self._shown = None
            self._desk.keep_old()
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """What there is, read anew beside the window."""
        session = self._session
        if session is None:
            return
        wanted = self._layer()

        def work(queries: Queries) -> _Read:
            people = [layer for layer in queries.layers() if layer.kind != "model"]
            named = wanted or (None if queries.layer is not None or not people else people[0].name)
            there: list[Need] = []
            if queries.layer is not None or named is not None:
                there = what_there_is(queries, layer_to_learn_from(queries, named))
            return people, there, trained_models(queries), queries.about("pipeline")

        self._latest.read(session.project, work, lambda found: self._take(*found))

    # -- inside

    def _layer(self) -> str | None:
        chosen = self.layers.currentData()
        return str(chosen) if chosen else None

    def _take(self, people: list[Layer], there: list[Need], models: list[TrainedModel], in_use: str) -> None:
        now = self._layer() or (self._session.project.annotator if self._session else "")
        with QSignalBlocker(self.layers):
            self.layers.clear()
            for layer in people:
                self.layers.addItem(layer.name, layer.name)
            self.layers.setCurrentIndex(max(self.layers.findData(now), 0 if people else -1))
        self.layers.setEnabled(len(people) > 1)
        self.needs.show_needs(there)
        why = refusal(there) if there else "Nobody has annotated anything yet: tag some articles first."
        self.missing.setText(
            why or "A fifth of the finished articles is held out, to compare old and new on."
        )
        writable = self._session is not None and not self._session.project.read_only
        self.train_button.setEnabled(why is None and writable)
        self._models = models
        self.models.set_lines([model_line(model, in_use) for model in models], 0)
        self.models.setFixedHeight(_ROW * (min(len(models), 6) + 1) + 6)
        self.models.setVisible(bool(models))
        self.models_empty.setVisible(not models)
        if self.hasFocus():
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, number: int) -> None:
        """Show the figures of an earlier model."""
        if not self._desk.training:
            self._shown, self._folder = self._models[number].report, self._models[number].folder
            self._show()
            self.room.verticalScrollBar().setValue(0)
            self.use_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        if self._desk.training:
            self.curve.clear()
            self.bar.setRange(0, 0)
            self.text.setText("Starting …")
        had = self._holds_keyboard()
        self._show()
        if self.isVisible():
            self.read()
            if had or self._window.focusWidget() is None:
                self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds_keyboard(self) -> bool:
        focused = self._window.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _on_progress(self, progress: Progress) -> None:
        self.text.setText(progress.text)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        if progress.part:
            self.curve.add(progress.part, progress.score)

    def _show(self) -> None:
        """What is true now: a training, its outcome, an earlier model's figures, or neither."""
        desk, outcome = self._desk, self._desk.outcome
        report = self._shown if self._shown is not None else outcome.report if outcome is not None else None
        if self._shown is None:
            self._folder = str(outcome.folder) if outcome is not None and outcome.folder is not None else ""
        self.training_part.setVisible(desk.training)
        self.train_button.setVisible(not desk.training)
        self.trouble.setText(desk.trouble)
        self.trouble.setVisible(bool(desk.trouble) and not desk.training)
        self.result_part.setVisible(report is not None and not desk.training)
        if report is None:
            return
        self.verdict.setText(verdict(report))
        lines = lines_of(report)
        self.result.set_lines(lines, 0)
        self.result.setFixedHeight(_ROW * (len(lines) + 1) + 10)
        self.details.setText(learned_from(report))
        self.use_button.setVisible(bool(self._folder))
        self.keep_button.setText("Keep the old one (K)" if self._folder else "All right (K)")

    def _key(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: run())
