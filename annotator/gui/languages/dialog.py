"""Say in which language an article is, or many."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from annotator.errors import UserError
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.session import INITIATOR, Session
from annotator.gui.widgets.parts import counted, label
from annotator.model.article import Article
from annotator.model.languages import LANGUAGES, name_of
from annotator.project.operations import articles


class LanguageDialog(Dialog):
    """Which language, and of which articles: the open one, all in its language, all in none that is known."""

    said = Signal(str)
    """What was done, in words."""

    def __init__(self, session: Session, article: Article, parent: QWidget) -> None:
        super().__init__("Language of the article", parent, 480)
        self._session = session
        now = article.metadata.language
        there = session.project.languages()
        counts = Counter(there.values())
        self.choice = QComboBox()
        self.choice.setAccessibleName("Language")
        for code, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            if code:
                self.choice.addItem(f"{name_of(code)} ({counted(number, 'article')} here)", code)
        for code, name in sorted(LANGUAGES.items(), key=lambda pair: pair[1]):
            if code not in counts:
                self.choice.addItem(name, code)
        self.choice.addItem(name_of(""), "")
        self.choice.setCurrentIndex(max(self.choice.findData(now), 0))
        self.form().addRow("Language", self.choice)
        self.scopes = QButtonGroup(self)
        self._ids: list[list[int]] = []
        self._add_scope("Of this article", [article.id])
        if counts[now] > 1:
            which = f"articles in {name_of(now)}" if now else "articles whose language is not known"
            self._add_scope(f"Of all {counts[now]} {which}", [n for n, code in there.items() if code == now])
        if now and counts[""]:
            unknown = [n for n, code in there.items() if not code]
            self._add_scope(f"Of the {counted(len(unknown), 'article')} whose language is not known", unknown)
        self.body.addWidget(
            label(
                "A model suggests in its own language. After a change, suggest anew: another model may read "
                "the article.",
                "muted",
                wrap=True,
            )
        )
        self.add_button("Cancel", self.reject)
        self.add_button("Set the language", self.choose, primary=True)

    def choose(self) -> None:
        """Set it and close; one step to undo."""
        ids, code = self._ids[self.scopes.checkedId()], str(self.choice.currentData())
        try:
            number = articles.set_language(self._session.project, ids, code, initiator=INITIATOR)
        except UserError as error:
            self.complain(str(error))
            return
        self.accept()
        self.said.emit(f"Language of {counted(number, 'article')}: {name_of(code)}")

    def _add_scope(self, text: str, ids: list[int]) -> None:
        made = QRadioButton(text)
        made.setChecked(not self._ids)
        self.scopes.addButton(made, len(self._ids))
        self._ids.append(ids)
        self.body.addWidget(made)
