"""The current difference: what each layer says, and the buttons that settle it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.comparing.spots import Spot, Variant
from annotator.gui.comparing.standing import OPEN, Standing
from annotator.gui.comparing.variant_row import VariantRow
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, clear, label, restyle
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.codebook_remap import said

_KEYS = "123456789"


class Details(QWidget):
    taken = Signal(object)
    """The :class:`Variant` that is taken; the one of those who say nothing settles it as nothing."""
    both_wanted = Signal()
    third_wanted = Signal()
    reopen_wanted = Signal()
    why_written = Signal(str)
    """The note of what is settled already is to be another."""
    left = Signal()
    """The keyboard goes back to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.spot: Spot | None = None
        self.rows: list[VariantRow] = []
        self._theme: Theme | None = None
        self._colours: list[str] = []
        self.words = label("", wrap=True)
        self.state = label("", "muted", wrap=True)
        self.changes = label("", "warning", wrap=True)
        self._variants = QVBoxLayout()
        self._variants.setSpacing(2)
        self.both = button("Both (+)", self.both_wanted.emit)
        self.nothing = button("Nothing (0)", self._take_nothing)
        self.third = button("A third … (T)", self.third_wanted.emit)
        self.reopen = button("Open again (X)", self.reopen_wanted.emit)
        self.both.setToolTip("Gold gets each of these")
        self.nothing.setToolTip("Gold gets none of these")
        self.third.setToolTip("Gold gets something else: choose the words and the label yourself")
        self.reopen.setToolTip("Take out of gold what came of this, and leave it to be settled again")
        self.why = QLineEdit()
        self.why.setPlaceholderText("Why? (W)")
        self.why.setAccessibleName("Why it is settled so")
        self.why.installEventFilter(self)
        self.why.editingFinished.connect(self._on_why)
        self._build()
        self.show_spot(None, OPEN, None, {}, writable=False)

    def _build(self) -> None:
        box = FlowBox()
        flow = FlowLayout(box, gap=6)
        for made in (self.both, self.nothing, self.third, self.reopen):
            flow.addWidget(made)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(14, 10, 12, 8)
        inner.setSpacing(6)
        for part in (self.changes, self.words):
            inner.addWidget(part)
        inner.addLayout(self._variants)
        inner.addWidget(box)
        inner.addWidget(self.why)
        inner.addWidget(self.state)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_spot(
        self,
        spot: Spot | None,
        standing: Standing,
        codebook: Codebook | None,
        actors: Mapping[str, Actor],
        *,
        writable: bool,
    ) -> None:
        """Show a difference, or that there is none to show."""
        same = spot is not None and self.spot is not None and spot.id == self.spot.id
        self.spot = spot
        clear(self._variants)
        self.rows = []
        there = spot is not None
        for part in (self.words, self.both, self.nothing, self.third, self.why):
            part.setVisible(there)
        for made in (self.both, self.nothing, self.third, self.why):
            made.setEnabled(writable)
        if spot is not None:
            self.words.setText("\n".join(_capital(line) for line in spot.words))
            for number, variant in enumerate(spot.variants):
                self._add(variant, _KEYS[number : number + 1], codebook, actors, writable=writable)
            self.both.setVisible(spot.several)
            self.both.setText("Both (+)" if len(spot.said) == 2 else "All of them (+)")
        self.reopen.setVisible(there and standing.state != "open")
        self.reopen.setEnabled(writable)
        if not self.why.hasFocus() and not (same and standing.state == "open"):
            self.why.setText(standing.why)
        self.state.setText(standing.told)
        self.state.setVisible(bool(standing.told))
        self.state.setProperty("role", "ok" if standing.state == "settled" else "muted")
        restyle(self.state)
        self.changes.setText("\n".join(standing.changes))
        self.changes.setVisible(bool(standing.changes))

    def take_key(self, number: int) -> bool:
        """Take the variant with this number, from 1; whether there is one."""
        if 1 <= number <= len(self.rows) and self.rows[number - 1].isEnabled():
            self.rows[number - 1].click()
            return True
        return False

    def take_letter(self, letter: str) -> bool:
        """Take what the layer with this letter says; whether it is compared here."""
        for row in self.rows:
            if letter in row.letters and row.isEnabled():
                row.click()
                return True
        return False

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc leave the field."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if isinstance(event, QKeyEvent) and event.key() in keys and watched is self.why:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self._on_why()
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _add(
        self,
        variant: Variant,
        key: str,
        codebook: Codebook | None,
        actors: Mapping[str, Actor],
        *,
        writable: bool,
    ) -> None:
        annotation = variant.annotation
        quote = "says nothing here" if len(variant.letters) == 1 else "say nothing here"
        details = ""
        if annotation is not None:
            quote = f"“{' '.join(annotation.quote.split())}”"
            details = _details(annotation, actors)
        told = f"what {' '.join(variant.letters)} {'say' if len(variant.letters) > 1 else 'says'}"
        row = VariantRow(key, variant.letters, quote, details, f"{told}: {quote} {details}".strip())
        row.clicked.connect(lambda: self.taken.emit(variant))
        row.setEnabled(writable)
        entry = codebook.label(annotation.label) if codebook is not None and annotation is not None else None
        if self._theme is not None:
            row.set_theme(self._theme, self._theme.label_colour(entry).name() if entry is not None else "")
        self._variants.addWidget(row)
        self.rows.append(row)

    def _take_nothing(self) -> None:
        self.taken.emit(Variant("", (), None))

    def _on_why(self) -> None:
        self.why_written.emit(self.why.text().strip())


def _details(annotation: Annotation, actors: Mapping[str, Actor]) -> str:
    """Label, answers, actor and note in a line."""
    answers = [f"{name}: {said(value)}" for name, value in annotation.attributes.items() if value is not None]
    actor = actors.get(annotation.actor_id or "")
    named = [actor.name] if actor is not None else []
    note = [f"note: {annotation.note}"] if annotation.note else []
    return " · ".join((annotation.label, *answers, *named, *note))


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
