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
from annotator.gui.widgets.parts import button, label, restyle
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
    row_made = Signal(object)
    """A row that takes the keyboard."""
    comment_wanted = Signal()
    shown = Signal()
    """Another difference is shown, or none."""
    left = Signal()
    """The keyboard goes back to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.spot: Spot | None = None
        self.rows: list[VariantRow] = []
        """Of what is said here; others are kept for later."""
        self.kept: list[VariantRow] = []
        self._theme: Theme | None = None
        self.words = label("", wrap=True)
        self.state = label("", "muted", wrap=True)
        self.changes = label("", "warning", wrap=True)
        self._variants = QVBoxLayout()
        self._variants.setSpacing(2)
        self.both = button("Both (+)", self.both_wanted.emit)
        self.nothing = button("Nothing (0)", self._take_nothing)
        self.third = button("A third … (T)", self.third_wanted.emit)
        self.reopen = button("Open again (X)", self.reopen_wanted.emit)
        self.comment = button("", self.comment_wanted.emit, "quiet-small")
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
        for made in (self.both, self.nothing, self.third, self.reopen, self.comment):
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
        there = spot is not None
        for part in (self.words, self.both, self.nothing, self.third, self.why):
            part.setVisible(there)
        for made in (self.both, self.nothing, self.third, self.why):
            made.setEnabled(writable)
        if spot is not None:
            self.words.setText("\n".join(_capital(line) for line in spot.words))
            self.both.setVisible(spot.several)
            self.both.setText("Both (+)" if len(spot.said) == 2 else "All of them (+)")
        variants = spot.variants if spot is not None else ()
        self._more_rows(len(variants))
        self.rows = self.kept[: len(variants)]
        for number, variant in enumerate(variants):
            self._say(self.rows[number], variant, _KEYS[number : number + 1], codebook, actors)
        for number, row in enumerate(self.kept):
            row.setVisible(number < len(variants))
            row.setEnabled(writable)
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
        self.shown.emit()

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

    def _say(
        self,
        row: VariantRow,
        variant: Variant,
        key: str,
        codebook: Codebook | None,
        actors: Mapping[str, Actor],
    ) -> None:
        annotation, many = variant.annotation, len(variant.letters) > 1
        quote, details = "say nothing here" if many else "says nothing here", ""
        if annotation is not None:
            quote = f"“{' '.join(annotation.quote.split())}”"
            details = " · ".join(filter(None, (_details(annotation, actors), variant.links)))
        who = f"what {' '.join(variant.letters)} {'say' if many else 'says'}"
        entry = codebook.label(annotation.label) if codebook is not None and annotation is not None else None
        colour = self._theme.label_colour(entry).name() if entry is not None and self._theme else ""
        row.say(key, variant.letters, quote, details, f"{who}: {quote} {details}".strip(), colour)

    def _more_rows(self, count: int) -> None:
        """Have at least so many."""
        for _ in range(len(self.kept), count):
            row = VariantRow()
            row.clicked.connect(lambda _on=False, row=row: self._take(row))
            row.hide()
            self._variants.addWidget(row)
            self.kept.append(row)
            self.row_made.emit(row)

    def _take(self, row: VariantRow) -> None:
        if self.spot is not None and row in self.rows:
            self.taken.emit(self.spot.variants[self.rows.index(row)])

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
