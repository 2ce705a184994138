"""Whether the keys of labels are heard now: by the article, by what is asked below it, or by nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.frame.asker import Asker
from annotator.gui.workspace import Workspace

Hearing = Literal["article", "list", "question", "nobody"]


def hearing(workspace: Workspace, asker: Asker) -> Hearing:
    """Who hears a label's key.  In the list it goes only to what is selected or current."""
    if asker.question is not None:
        return "question"
    focused = QApplication.focusWidget()
    if focused is workspace.articles.list:
        return "list"
    inside = (workspace.articles, workspace.inspector, workspace.drawer, workspace.header, workspace.find_bar)
    return "nobody" if any(part.isAncestorOf(focused) for part in inside if focused) else "article"


class HearingWatch(QObject):
    """Calls back when somebody else may hear the keys: the keyboard moved, or something is asked."""

    def __init__(self, asker: Asker, changed: Callable[[], object]) -> None:
        super().__init__(asker)
        self._asker, self._changed = asker, changed
        asker.changed.connect(self._tell)
        self._app().focusChanged.connect(self._on_focus)

    def stop(self) -> None:
        self._asker.changed.disconnect(self._tell)
        self._app().focusChanged.disconnect(self._on_focus)
        self.deleteLater()

    def _app(self) -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    def _on_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._changed()

    def _tell(self) -> None:
        self._changed()
