"""Share my layer: which articles, with their texts or not, and the file to send."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QProgressBar, QWidget

from annotator.errors import UserError
from annotator.exchange.sharing import Shared, layers_to_share, share
from annotator.exchange.sharing_format import SUFFIX
from annotator.gui.background import Background
from annotator.gui.dialogs.parts import Dialog, PathRow
from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import counted, label
from annotator.project.project import Project
from annotator.project.queries import Queries, reader

_ALL, _DONE, _THIS = "all", "done", "this"


class ShareDialog(Dialog):
    """Writes in a thread, through a connection of its own that only reads.

    :param article_id: the article that is open; None: there is none.
    :param told: is told in a sentence what was written, when the dialog has closed.
    """

    _stepped = Signal(int, int)

    def __init__(
        self,
        project: Project,
        article_id: int | None,
        background: Background,
        told: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__("Share my layer", parent, 600)
        self._project = project
        self._article_id = article_id
        self._background = background
        self._told = told
        self._cancelled = threading.Event()
        self._running = False
        self.articles = QComboBox()
        self.articles.setAccessibleName("Which articles")
        self.articles.addItem("All articles", _ALL)
        self.articles.addItem("Those that I have done", _DONE)
        if article_id is not None:
            self.articles.addItem("The article that is open", _THIS)
        self.texts = QCheckBox("Send the texts of the articles as well")
        self.path = PathRow(self._ask_path, "File to write")
        name = f"{project.name}-{project.annotator}{SUFFIX}".replace("/", "-")
        self.path.edit.setText(str(project.path.resolve().with_name(name)))
        self.there = label("", "warning", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._build()
        self._stepped.connect(self._on_step)

    def _build(self) -> None:
        self.body.addWidget(
            label(
                "A file with all that you said: annotations, links, decisions, comments, answers and states. "
                "A colleague takes it in with “Merge a colleague's layer”.",
                wrap=True,
            )
        )
        form = self.form()
        form.addRow("Articles", self.articles)
        form.addRow("", self.texts)
        form.addRow(
            "", label("Colleagues mostly have them; many texts may not be passed on.", "hint", wrap=True)
        )
        form.addRow("File", self.path)
        form.addRow("", self.there)
        self.body.addWidget(self.bar)
        self.bar.hide()
        self.close_button = self.add_button("Cancel", self.reject)
        self.start_button = self.add_button("Share", self.start, primary=True)
        self.path.edit.textChanged.connect(lambda _text: self._check_there())
        self._check_there()

    def start(self) -> None:
        """Begin to write, or say what is missing."""
        if not self.path.edit.text().strip():
            self.complain("Say which file to write.")
            return
        self.complain("")
        self._cancelled.clear()
        self._enable(False)
        path, with_texts = self._path(), self.texts.isChecked()
        wanted, this = str(self.articles.currentData()), self._article_id
        source, annotator = self._project.path, self._project.annotator

        def work() -> Shared:
            with reader(source, annotator) as queries:
                return share(
                    queries,
                    path,
                    layers_to_share(queries, None),
                    articles=_chosen(queries, wanted, this),
                    with_articles=with_texts,
                    progress=self._stepped.emit,
                    cancelled=self._cancelled.is_set,
                )

        self._background.run(work, lambda shared: self._on_done(path, shared), self._on_failed)

    @guarded(None)
    def reject(self) -> None:
        """Close; while writing, stop, and nothing is written."""
        if self._running:
            self._cancelled.set()
        else:
            super().reject()

    @guarded(None)
    def done(self, result: int) -> None:
        """Also where the window closes under it."""
        self._cancelled.set()
        super().done(result)

    # -- inside

    def _on_step(self, done: int, total: int) -> None:
        if self._running:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _on_done(self, path: Path, shared: Shared) -> None:
        self._running = False
        self.accept()
        self._told(
            f"Shared {counted(shared.annotations, 'annotation')} on {counted(shared.articles, 'article')} in "
            f"{path.name}: send it to your colleagues."
        )

    def _on_failed(self, error: Exception) -> None:
        self._enable(True)
        said = str(error) if isinstance(error, UserError) else f"Sharing failed in the program ({error})."
        self.complain(said)
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self, enabled: bool) -> None:
        self._running = not enabled
        for field in (self.articles, self.texts, self.path, self.start_button):
            field.setEnabled(enabled)
        self.close_button.setText("Cancel" if enabled else "Stop")
        self.bar.setRange(0, 0)
        self.bar.setVisible(not enabled)

    def _path(self) -> Path:
        return Path(self.path.edit.text().strip()).expanduser()

    def _check_there(self) -> None:
        path = self._path()
        there = path.is_file()
        self.there.setText(f"{path.name} is already there and will be replaced." if there else "")
        self.there.setVisible(there)
        self.start_button.setText("Replace" if there else "Share")

    def _ask_path(self) -> str:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Share in",
            self.path.edit.text(),
            f"Shared layers (*{SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return chosen


def _chosen(queries: Queries, wanted: str, this: int | None) -> list[int] | None:
    """Ids of the articles; None: all.  :raises UserError: if none is done."""
    if wanted == _ALL:
        return None
    if wanted == _THIS:
        return [] if this is None else [this]
    own = queries.layer
    done = [number for number, state in queries.states(own.id if own else None).items() if state == "done"]
    if not done:
        raise UserError("You have marked no article as done yet: mark one, or share all.")
    return done
