"""Commands about languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def commands(window: MainWindow) -> list[Command]:
    def ask() -> None:
        from annotator.gui.languages.dialog import LanguageDialog

        session = window.session
        if session is not None and session.article is not None:
            dialog = LanguageDialog(session, session.article, window)
            dialog.said.connect(window.tell)
            dialog.open()

    return [
        Command(
            "article.language",
            "Language of the article …",
            ask,
            "Article",
            when=("project", "article", "writable"),
            group=2,
        ),
    ]
