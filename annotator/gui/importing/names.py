"""A table of the names in the files, and what each is here: a name of the codebook, a new one, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from annotator.exchange.taking.mapping import NEW, NameMapping
from annotator.exchange.taking.survey import Survey
from annotator.model.codebook import Codebook
from annotator.model.codebook_needs import fit_name

_LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class _Row:
    """``owner`` is the foreign label of an attribute."""

    kind: str
    name: str
    count: int
    owner: str = ""

    @property
    def title(self) -> str:
        return f"{self.kind} {self.name}" + (f" of {self.owner}" if self.owner else "")


class NamesTable(QTableWidget):
    """One row a name; the last column chooses, by keyboard with Tab and the arrow keys."""

    chosen = Signal()

    def __init__(self, codebook: Codebook, people: Iterable[str]) -> None:
        super().__init__(0, 3)
        self._codebook = codebook
        self._people = list(people)
        self._rows: list[_Row] = []
        self._combos: dict[_Row, QComboBox] = {}
        self._values: NameMapping = NameMapping()
        self.setObjectName("import-names")
        self.setAccessibleName("Names in the files and what they are here")
        self.setHorizontalHeaderLabels(["In the files", "How often", "Here"])
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the choices in it have the keyboard
        self.setTabKeyNavigation(False)  # else Tab goes to the cells, where nothing shows it
        self.setShowGrid(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(2, 250)

    def show_names(self, survey: Survey, mapping: NameMapping) -> None:
        """Fill it.

        :param mapping: what was chosen before; for all else it goes by the codebook.
        """
        told = survey.mapping(self._codebook, mapping)
        self._values = mapping
        self._rows = list(_rows(survey))
        self._combos = {}
        self.setRowCount(0)
        self.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            self.setItem(number, 0, QTableWidgetItem(row.title))
            count = QTableWidgetItem(f"{row.count:,}")
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(number, 1, count)
            combo = QComboBox()
            combo.setAccessibleName(f"{row.title} is here")
            self._combos[row] = combo
            self._fill(row, _told(told, row))
            combo.currentIndexChanged.connect(lambda _index, row=row: self._changed(row))
            self.setCellWidget(number, 2, combo)
            self.setRowHeight(number, max(30, combo.sizeHint().height() + 4))

    def combo(self, title: str) -> QComboBox:
        """The choice of a row, by what stands in its first column."""
        return next(combo for row, combo in self._combos.items() if row.title == title)

    def all_new(self) -> None:
        """Let all labels and links be as the files have them: a codebook from the file."""
        for row, combo in self._combos.items():
            if row.kind in ("label", "link"):
                combo.setCurrentIndex(max(0, combo.findData(self._as_it_is(row))))

    def mapping(self) -> NameMapping:
        """What is chosen now."""
        labels: dict[str, str | None] = {}
        links: dict[str, str | None] = {}
        questions: dict[str, str | None] = {}
        annotators: dict[str, str | None] = {}
        attributes: dict[str, dict[str, str | None]] = {}
        plain = {"label": labels, "link": links, "question": questions, "annotator": annotators}
        for row, combo in self._combos.items():
            names = attributes.setdefault(row.owner, {}) if row.owner else plain[row.kind]
            names[row.name] = combo.currentData()
        return NameMapping(labels, links, attributes, self._values.values, questions, annotators)

    # -- inside

    def _changed(self, row: _Row) -> None:
        if row.kind == "label":
            for other, combo in self._combos.items():
                if other.owner == row.name:
                    self._fill(other, combo.currentData())
        self.chosen.emit()

    def _fill(self, row: _Row, now: str | None) -> None:
        """Offer what the codebook has; choose ``now``, or what is nearest to it."""
        combo = self._combos[row]
        combo.blockSignals(True)
        combo.clear()
        known = self._known(row)
        for name in known:
            combo.addItem(name, name)
        new = self._as_it_is(row)
        if new not in known:
            combo.addItem(new if not new.startswith(NEW) else f"new {row.kind}: {new.removeprefix(NEW)}", new)
        if now is not None and now not in (*known, new):
            same = next((name for name in known if name == now.removeprefix(NEW)), None)
            if same is None and row.kind != "attribute":
                combo.addItem(f"new {row.kind}: {now.removeprefix(NEW)}", now)
            else:
                now = same or new
        combo.addItem(_LEAVE_OUT, None)
        combo.setCurrentIndex(combo.count() - 1 if now is None else max(0, combo.findData(now)))
        combo.blockSignals(False)

    def _as_it_is(self, row: _Row) -> str:
        """Its own name: the codebook's where it has that, else a new one."""
        name = row.name if row.kind == "annotator" else fit_name(row.name)
        return name if row.kind == "annotator" or name in self._known(row) else f"{NEW}{name}"

    def _known(self, row: _Row) -> list[str]:
        book = self._codebook
        if row.kind == "label":
            return [label.name for label in book.labels]
        if row.kind == "link":
            return [link.name for link in book.links]
        if row.kind == "question":
            return [question.name for question in book.questions]
        if row.kind == "annotator":
            return [name for name in self._people if name != row.name]
        owner = next(each for each in self._rows if (each.kind, each.name) == ("label", row.owner))
        label = book.label(self._combos[owner].currentData() or "")
        return [attribute.name for attribute in label.attributes] if label is not None else []


def _rows(survey: Survey) -> Iterator[_Row]:
    """Labels with their attributes, the most frequent first, then links, questions and annotators."""
    for label, count in survey.labels.most_common():
        yield _Row("label", label, count)
        for (owner, name), times in survey.attributes.most_common():
            if owner == label:
                yield _Row("attribute", name, times, owner)
    for kind, counts in (
        ("link", survey.links),
        ("question", survey.questions),
        ("annotator", survey.annotators),
    ):
        for name, count in counts.most_common():
            if name:
                yield _Row(kind, name, count)


def _told(mapping: NameMapping, row: _Row) -> str | None:
    if row.owner:
        return mapping.attributes.get(row.owner, {}).get(row.name)
    names = {
        "label": mapping.labels,
        "link": mapping.links,
        "question": mapping.questions,
        "annotator": mapping.annotators,
    }[row.kind]
    return names.get(row.name)
