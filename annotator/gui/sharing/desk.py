"""What the commands of sharing do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

# The dialogs and what reads files are imported when they are first asked for.


class SharingDesk(QObject):
    """Shares and merges; and warns of a project that lies where it is not safe."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._said = ""
        """What was said of the last merge; it does not lie over the page to which one goes on."""
        window.pages.changed.connect(self._on_page)

    def set_session(self, session: Session | None) -> None:
        """Look whether a folder that was opened is a synced or a network one."""
        if session is None or session.project.read_only:
            return
        from annotator.store.unsafe_places import warning

        project = session.project

        def say(sentence: str | None) -> None:
            there = self._window.session
            if sentence is not None and there is not None and there.project is project:
                self._window.tell(sentence, "warning")

        path = project.path
        self._window.background.run(lambda: warning(path), say)  # a network may be slow to answer

    def share(self) -> None:
        """Ask what to share, and write it."""
        from annotator.gui.sharing.share_dialog import ShareDialog

        window, session = self._window, self._window.session
        assert session is not None
        article = session.article.id if session.article is not None else None
        ShareDialog(session.project, article, window.background, window.tell, window).open()

    def save_copy(self) -> None:
        """Ask where, and put a copy of the whole project there: what a colleague begins with."""
        from annotator.places import PROJECT_SUFFIX
        from annotator.store.copying import save_copy

        window, session = self._window, self._window.session
        assert session is not None
        source = session.project.path
        proposed = source.resolve().with_name(f"{source.stem}-copy{PROJECT_SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            window,
            "Save a copy",
            str(proposed),
            f"Projects (*{PROJECT_SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever replaced
        )
        if not name:
            return
        target = Path(name)
        if not target.suffix:
            target = target.with_suffix(PROJECT_SUFFIX)
        window.tell(f"Saving {target.name} …")
        window.background.run(
            lambda: save_copy(source, target),
            lambda _none: window.tell(
                f"Saved {target.name}: send it to a colleague, who opens it under their own name."
            ),
            lambda error: window.complain(str(error)),
        )

    def merge(self) -> None:
        """Ask for a file, and merge it."""
        from annotator.exchange.sharing_format import SUFFIX

        assert self._window.session is not None
        start = str(self._window.session.project.path.resolve().parent)
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Merge a colleague's layer", start, f"Shared layers (*{SUFFIX});;All files (*)"
        )
        if name:
            self.merge_file(Path(name))

    def merge_file(self, path: Path) -> None:
        """Show what merging a file would do."""
        from annotator.gui.sharing.merge_dialog import MergeDialog

        window = self._window
        assert window.session is not None
        MergeDialog(window.session.project, path, window.background, self._merged, window).open()

    def _merged(self, sentence: str, whole: bool) -> None:
        window, self._said = self._window, sentence
        window.tell(
            sentence,
            "info" if whole else "warning",
            action=window.commands.with_key("Compare layers", "compare.page"),
            run=lambda: window.commands.run("compare.page"),
        )

    def _on_page(self, name: str | None) -> None:
        if name is not None and self._window.messages.text.text() == self._said:
            self._window.messages.hide()
