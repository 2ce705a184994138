"""Which folder is watched, what came of it, and how to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from annotator.errors import UserError
from annotator.gui.dialogs.parts import Dialog, PathRow
from annotator.gui.widgets.parts import counted, label

if TYPE_CHECKING:
    from annotator.gui.watching.desk import WatchDesk


class WatchDialog(Dialog):
    """Follows the desk while it is open."""

    def __init__(self, desk: WatchDesk, parent: QWidget) -> None:
        super().__init__("Watch a folder", parent, 620)
        self._desk = desk
        self.body.addWidget(
            label(
                "Articles that come into this folder come into the project by themselves, as long as it is "
                "open, and when it is opened again. Any kind of file that can be imported; layers in "
                "them are left out.",
                "muted",
                wrap=True,
            )
        )
        self.folder = PathRow(self._choose, "Folder to watch")
        self.folder.edit.setPlaceholderText("A folder, such as the one that your browser saves pages to")
        self.form().addRow("Folder", self.folder)
        self.said = label("", wrap=True)
        self.body.addWidget(self.said)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName("What could not be read or was left out, and why")
        self.details.setMinimumHeight(110)
        self.body.addWidget(self.details, 1)
        self.stop_button = self.add_button("Stop watching", self._stop)
        self.close_button = self.add_button("Close", self.reject)
        self.start_button = self.add_button("Watch", self._start, primary=True)
        self.folder.edit.setText(str(desk.folder or ""))
        self.folder.edit.textChanged.connect(self._typed)
        desk.changed.connect(self._show)
        self._show()
        self.folder.edit.setFocus()

    def _show(self) -> None:
        desk = self._desk
        watching = desk.folder is not None
        self.stop_button.setVisible(watching)
        another = self.folder.edit.text().strip() != str(desk.folder or "")
        self.start_button.setText("Watch this one instead" if watching else "Watch")
        self.start_button.setVisible(not watching or another)
        (self.start_button if self.start_button.isVisibleTo(self) else self.close_button).setDefault(True)
        self.said.setText(self._sentence())
        self.said.setVisible(bool(self.said.text()))
        lines = [*desk.told, *desk.noted]
        self.details.setPlainText("\n".join(lines))
        self.details.setVisible(bool(lines))

    def _typed(self) -> None:
        self.complain("")
        self._show()

    def _sentence(self) -> str:
        desk = self._desk
        if desk.trouble:
            return desk.trouble
        if desk.folder is None:
            return ""
        came = f"{counted(desk.came_in, 'article')} came in" if desk.came_in else "nothing new yet"
        bad = f", {counted(len(desk.told), 'file')} could not be read" if desk.told else ""
        reading = " Reading now …" if desk.busy else ""
        return f"Watching {desk.folder.name}: {came}{bad}.{reading}"

    def _start(self) -> None:
        typed = self.folder.edit.text().strip()
        if not typed:
            self.complain("Which folder? Type its path, or choose it with Browse.")
            self.folder.edit.setFocus()
            return
        try:
            self._desk.watch(Path(typed))
        except UserError as error:
            self.complain(str(error))
            self.folder.edit.setFocus()
            return
        self.accept()

    def _stop(self) -> None:
        self._desk.stop()
        self.folder.edit.clear()
        self.folder.edit.setFocus()

    def _choose(self) -> str:
        start = self.folder.edit.text().strip() or str(Path.home())
        return QFileDialog.getExistingDirectory(self, "Watch a folder", start)
