"""What cleaning took from an article when it was imported."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import label
from annotator.model.article import Article


class RemovedDialog(Dialog):
    def __init__(self, article: Article, parent: QWidget) -> None:
        super().__init__("Cleaned away", parent, 620)
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setAccessibleName("What was cleaned away")
        text.setMinimumHeight(320)
        text.setPlainText("\n\n".join(f"[{piece.reason}]\n{piece.text.strip()}" for piece in article.removed))
        self.body.addWidget(
            label(
                "This stood in the file and is not part of the article. It is kept with the project; "
                "import with “Keep the text exactly as it stands” to annotate it.",
                "muted",
                wrap=True,
            )
        )
        self.body.addWidget(text, 1)
        self.add_button("Close", self.accept, primary=True)
