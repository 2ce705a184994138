"""The buttons that save the current drawing as SVG or PNG, and its table as CSV."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton

from annotator.errors import UserError
from annotator.gui.statistics.drawing import Drawing
from annotator.gui.statistics.saving import png_of, save, save_table, svg_of
from annotator.gui.widgets.parts import button

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.statistics.page import StatisticsPage

_KINDS = {"svg": "SVG (*.svg)", "png": "PNG (*.png)", "csv": "Table as CSV (*.csv)"}
_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST = 80


class Savers:
    def __init__(self, window: MainWindow, page: StatisticsPage) -> None:
        self._window, self._page = window, page
        self.svg = button("SVG … (G)", partial(self._save, "svg"), keep_focus=False)
        self.png = button("PNG … (P)", partial(self._save, "png"), keep_focus=False)
        self.csv = button("CSV … (V)", partial(self._save, "csv"), keep_focus=False)
        for each, what in ((self.svg, "Save the drawing as SVG"), (self.png, "Save the drawing as PNG")):
            each.setToolTip(what)
        self.csv.setToolTip("Save the table behind the drawing")
        for each in self.buttons:
            each.setProperty("role", "chip-row")

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return self.svg, self.png, self.csv

    @property
    def keys(self) -> dict[str, QPushButton]:
        return dict(zip("GPV", self.buttons, strict=True))

    def tell(self, ready: bool) -> None:
        """Whether there is anything to save."""
        for each in self.buttons:
            each.setEnabled(ready)

    def _save(self, kind: str) -> None:
        drawing, session = self._page.current_drawing(), self._page.session
        if drawing is None or session is None:
            return
        proposed = session.project.path.with_name(file_name(session.project.name, drawing.title, kind))
        asked, _ = QFileDialog.getSaveFileName(
            self._page, f"Save “{drawing.title}”", str(proposed), _KINDS[kind]
        )
        if not asked:
            return
        path = Path(asked)
        self._window.background.run(
            self._work(kind, path, drawing), lambda _done: self._tell_saved(path), self._failed
        )

    def _work(self, kind: str, path: Path, drawing: Drawing) -> Callable[[], None]:
        """What writes the file, in a thread; a drawing is painted before, for it belongs to the window."""
        if kind == "csv":
            return lambda: save_table(path, drawing.rows())
        written = svg_of(drawing) if kind == "svg" else png_of(drawing)
        self._page.page.current.lay_out()  # it was laid out for paper just now
        return lambda: save(path, written)

    def _failed(self, error: Exception) -> None:
        self._window.complain(str(error) if isinstance(error, UserError) else "It could not be saved.")

    def _tell_saved(self, path: Path) -> None:
        address = QUrl.fromLocalFile(str(path.resolve()))
        self._window.tell(
            f"Saved {path.name}.", action="Open it", run=lambda: QDesktopServices.openUrl(address)
        )


def file_name(project: str, title: str, kind: str) -> str:
    """A name for a file in which nothing of a title or a project leads out of a folder."""
    plain = _UNSAFE.sub("-", f"{project}-{title}".lower()).strip("-_")[:_LONGEST].strip("-_")
    return f"{plain or 'statistics'}.{kind}"
