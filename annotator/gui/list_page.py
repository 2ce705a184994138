"""A list in the drawer, of the open article or of everything: chips, a count, a table, or why it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.models.articles import title_of
from annotator.gui.pages import Page
from annotator.gui.widgets.parts import chip, label
from annotator.gui.widgets.table import Table

if TYPE_CHECKING:
    from annotator.gui.session import Session


class ListPage(Page):
    """Its last column, the article, shows only where the list is of everything."""

    def __init__(self, table: Table, everywhere: str, empty: str) -> None:
        """:param everywhere: what the chip for everything says.
        :param empty: what is said where there is nothing.
        """
        super().__init__()
        self._session: Session | None = None
        self.here = chip("This article")
        self.everywhere = chip(everywhere)
        self.here.setChecked(True)
        group = QButtonGroup(self)
        for made in (self.here, self.everywhere):
            group.addButton(made)
            made.clicked.connect(self.show_list)
        self.count = label("", "muted")
        self.table = table
        self.empty = label(empty, "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 6)
        top.setSpacing(8)
        for part in (self.here, self.everywhere, self.count):
            top.addWidget(part)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)

    def show_list(self) -> None:
        """Read the list anew."""

    def first_field(self) -> QWidget:
        if self.table.model().rowCount():
            return self.table
        return self.here if self.here.isChecked() else self.everywhere

    # -- inside

    def _follow(self) -> None:
        if self.isVisible():
            self.show_list()

    def _titles(self) -> dict[int, str]:
        """The titles of all articles where the list is of everything, else none."""
        if self._session is None or not self.everywhere.isChecked():
            return {}
        return {each.id: title_of(each) for each in self._session.project.articles()}

    def _fill(self, lines: Sequence[tuple[str, ...]], empty: str) -> None:
        """Show these lines, the same one being current, or ``empty`` where there are none."""
        current = self.table.current_line() or 0
        self.table.setColumnHidden(self.table.model().columnCount() - 1, not self.everywhere.isChecked())
        self.table.set_lines(lines, current)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.setText(empty)
