"""What this program is and where it keeps its files."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import label
from annotator.places import log_file, settings_file


class AboutDialog(Dialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("About Annotator", parent, 480)
        self.body.addWidget(label(f"Annotator {__version__}", "title"))
        self.body.addWidget(
            label(
                "Highlight who says what about whom, decide on suggestions, export training sets.", wrap=True
            )
        )
        form = self.form()
        for name, value in (
            ("Settings", str(settings_file())),
            ("Log", str(log_file())),
            ("Python", platform.python_version()),
            ("Qt for Python", PySide6.__version__),
            ("Licence", "MIT; the NOTICE file names what comes with it"),
        ):
            shown = label(value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, shown)
        self.add_button("Close", self.accept, primary=True)
