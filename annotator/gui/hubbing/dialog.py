"""Ask where the hub is, and for the password, which is kept until the window is closed and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from annotator.errors import UserError
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import label
from annotator.hub.connecting import with_password, without_secrets


class HubDialog(Dialog):
    chosen = Signal(str, bool)
    """The address, with the password if one was given, and whether to join another project's hub."""

    def __init__(self, url: str, parent: QWidget, *, trouble: str = "", may_join: bool = False) -> None:
        super().__init__("Sync with the hub", parent, 520)
        self.address = QLineEdit(url)
        self.address.setPlaceholderText("postgresql://name@server/project")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("as it is in ~/.pgpass, or none")
        form = self.form()
        form.addRow("Address", self.address)
        form.addRow("Password", self.password)
        self.join = QCheckBox("This project is to join the team’s, with what is in it")
        self.join.setVisible(may_join)
        self.body.addWidget(self.join)
        self.body.addWidget(
            label(
                "Who runs the hub gives you both. The address is kept in the project; the password only "
                "until this window is closed.",
                "muted",
                wrap=True,
            )
        )
        self.add_button("Cancel", self.reject)
        self.add_button("Sync", self.choose, primary=True)
        (self.password if url else self.address).setFocus()
        self.complain(trouble)

    def choose(self) -> None:
        """Close and sync, or say what is wrong with the address."""
        typed = self.address.text().strip()
        try:
            without_secrets(typed)
        except UserError as error:
            self.complain(str(error))
            return
        password = self.password.text()
        self.accept()
        self.chosen.emit(with_password(typed, password) if password else typed, self.join.isChecked())
