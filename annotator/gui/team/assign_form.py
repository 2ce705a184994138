"""Assigning articles inline: who, how, and at once who would get how many."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.team.drawn import PlanBars, Portion
from annotator.gui.team.who import Who
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, chip, counted, label
from annotator.model.assigning import SEED, How, Plan, Wish

_HOWS: tuple[tuple[How, str, str, str], ...] = (
    ("all", "All", "A", "Everybody annotates every article"),
    ("share", "Shares", "S", "Each article is annotated by one person"),
    ("overlap", "Overlap", "O", "A part is annotated by several, the rest by one each"),
)
_PERCENT = 20


class AssignForm(QWidget):
    changed = Signal()
    """Something else is wished."""
    wanted = Signal()
    """What is previewed is to be carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.who = Who()
        self.hows: dict[How, QToolButton] = {}
        self._group = QButtonGroup(self)
        for how, text, key, tip in _HOWS:
            made = chip(f"{text} ({key})")
            made.setToolTip(tip)
            made.clicked.connect(self._on_how)
            self._group.addButton(made)
            self.hows[how] = made
        self.hows["overlap"].setChecked(True)
        self.percent = QSlider(Qt.Orientation.Horizontal)
        self.percent.setAccessibleName("Per cent that several annotate")
        self.percent.setRange(0, 100)
        self.percent.setPageStep(10)
        self.percent.setValue(_PERCENT)
        self.percent.setMinimumWidth(160)
        self.percent_said = label("")
        self.readers = QComboBox()
        self.readers.setAccessibleName("How many people annotate each of them")
        self.articles = QComboBox()
        self.articles.setAccessibleName("Which articles")
        self.seed = QLineEdit(str(SEED))
        self.seed.setAccessibleName("Number of the draw: the same number draws the same")
        self.seed.setToolTip("The same number draws the same")
        self.seed.setValidator(QIntValidator(0, 999_999, self.seed))
        self.seed.setFixedWidth(74)
        self.again = button("Draw anew (D)", self.draw_anew, "quiet-small")
        self.by_length = QCheckBox("Balance the length too")
        self.bars = PlanBars()
        self.said = label("", "muted", wrap=True)
        self.apply = button("Assign (Ctrl+Return)", self.wanted.emit, "primary", keep_focus=False)
        self.apply.setEnabled(False)
        self._build()
        self.who.changed.connect(self._on_who)
        self.percent.valueChanged.connect(lambda _value: self._tell())
        self.seed.textChanged.connect(lambda _text: self._tell())
        for combo in (self.readers, self.articles):
            combo.activated.connect(lambda _index: self.changed.emit())
        self.by_length.toggled.connect(lambda _on: self.changed.emit())
        self._on_who()

    def set_theme(self, theme: Theme) -> None:
        self.bars.set_theme(theme)

    def set_places(self, in_all: int, nobodys: tuple[int, ...], listed: tuple[int, ...]) -> None:
        """How many articles there are; which are assigned to nobody, and which the list shows, where those
        are not all."""
        with QSignalBlocker(self.articles):
            chosen = self.articles.currentText().partition(" (")[0]
            self.articles.clear()
            self.articles.addItem(f"All articles ({in_all:,})", None)
            for text, ids in (("Those assigned to nobody", nobodys), ("Those listed now", listed)):
                if 0 < len(ids) < in_all:
                    self.articles.addItem(f"{text} ({len(ids):,})", ids)
            number = self.articles.findText(chosen, Qt.MatchFlag.MatchStartsWith)
            self.articles.setCurrentIndex(max(number, 0))

    @property
    def how(self) -> How:
        return next(how for how, made in self.hows.items() if made.isChecked())

    @property
    def only(self) -> tuple[int, ...] | None:
        """The articles it is about; None: all."""
        chosen: tuple[int, ...] | None = self.articles.currentData()
        return chosen

    def wish(self) -> Wish:
        """What is wished, be it possible or not."""
        how, readers = self.how, self.readers.currentData() or 0
        overlap = how == "overlap"
        return Wish(
            self.who.chosen(),
            how,
            float(self.percent.value()) if overlap else 0.0,
            readers if overlap else 0,
            self._drawn_by,
            self.by_length.isChecked(),
        )

    def draw_anew(self) -> None:
        """Another draw of the same wish."""
        self.seed.setText(str(self._drawn_by + 1))

    def show_plan(self, plan: Plan, new: int, gone: int) -> None:
        """What would come of the wish, and how many assignments that adds and takes away."""
        shared = set(plan.shared)
        self.bars.show_portions(
            [
                Portion(name, len(ids), len(shared.intersection(ids)), _words(plan, name, shared))
                for name, ids in plan.articles.items()
            ]
        )
        begun = sum(len(names) > 1 for names in plan.kept.values())
        already = f", {begun:,} of them begun so" if begun else ""
        several = f"{len(plan.shared):,} of {counted(len(plan.items), 'article')} by two or more{already}. "
        changes = "This is how it is already." if not new + gone else f"{new:,} new, {gone:,} taken away."
        self.said.setText(several + changes)
        self.apply.setEnabled(bool(new + gone))

    def show_trouble(self, why: str) -> None:
        """Why the wish makes no plan."""
        self.bars.show_portions([])
        self.said.setText(why)
        self.apply.setEnabled(False)

    # -- inside

    @property
    def _drawn_by(self) -> int:
        return int(self.seed.text() or SEED)

    def _on_who(self) -> None:
        number = len(self.who.chosen())
        with QSignalBlocker(self.readers):
            chosen = self.readers.currentData()
            self.readers.clear()
            self.readers.addItem("all of them", 0)
            for readers in range(2, number):
                self.readers.addItem(f"{readers} people each", readers)
            self.readers.setCurrentIndex(max(self.readers.findData(chosen), 0))
        self._on_how()

    def _on_how(self) -> None:
        overlap, drawn = self.how == "overlap", self.how != "all"
        overlapping: tuple[QWidget, ...] = (self.percent, self.percent_said, self.readers)
        by_chance: tuple[QWidget, ...] = (self.seed, self.again, self.by_length)
        for part in overlapping:
            part.setVisible(overlap)
        for part in by_chance:
            part.setVisible(drawn)
        self._tell()

    def _tell(self) -> None:
        self.percent_said.setText(f"{self.percent.value()} % by")
        self.changed.emit()

    def _build(self) -> None:
        row_of_how = QWidget()
        how = QHBoxLayout(row_of_how)
        how.setContentsMargins(0, 0, 0, 0)
        how.setSpacing(6)
        for made in self.hows.values():
            how.addWidget(made)
        how.addSpacing(8)
        how.addWidget(self.percent, 1)
        how.addWidget(self.percent_said)
        how.addWidget(self.readers)
        how.addStretch(1)
        self.articles.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row_of_draw = QWidget()
        draw = QHBoxLayout(row_of_draw)
        draw.setContentsMargins(0, 0, 0, 0)
        draw.setSpacing(8)
        for part in (self.articles, self.seed, self.again, self.by_length):
            draw.addWidget(part)
        draw.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, (name, field) in enumerate((("Who", self.who), ("How", row_of_how), ("What", row_of_draw))):
            grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(grid)
        layout.addWidget(self.bars)
        layout.addLayout(foot)


def _words(plan: Plan, name: str, shared: set[int]) -> str:
    ids, begun = plan.articles[name], plan.begun_by(name)
    both = len(shared.intersection(ids))
    parts = [counted(len(ids), "article")]
    if both and both < len(ids):
        parts.append(f"{both:,} shared")
    parts.append(f"{plan.lengths[name]:,} characters")
    if begun:
        parts.append(f"{begun:,} begun")
    return " · ".join(parts)
