"""The codebook page: at the left what it holds, at the right the form of what is chosen.

Every field saves by itself and is one step to undo; what is annotated follows at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.codebook_page import files
from annotator.gui.codebook_page.asking import AskBar
from annotator.gui.codebook_page.desk import Ask, CodebookDesk
from annotator.gui.codebook_page.fields import later, save_all
from annotator.gui.codebook_page.following import entries, follow
from annotator.gui.codebook_page.item_list import ItemList
from annotator.gui.codebook_page.items import Item
from annotator.gui.codebook_page.keeping import half_written, place_in, put_back
from annotator.gui.codebook_page.label_form import LabelForm
from annotator.gui.codebook_page.link_form import LinkForm
from annotator.gui.codebook_page.other_forms import BookForm, QuestionForm
from annotator.gui.pages import Page
from annotator.gui.palette.desk import CHEAT_SHEET
from annotator.gui.widgets.parts import button

if TYPE_CHECKING:
    from annotator.gui.codebook_page.form import Form
    from annotator.gui.codebook_page.items import Kind
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme
    from annotator.model.codebook import Codebook
    from annotator.project.changes import Changes

_COUNT_AFTER = 250


class CodebookPage(Page):
    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("codebook-page")
        self._window = window
        self._theme = window.theme
        self._item: Item | None = None
        self._book: Codebook | None = None
        """What is shown, of which something may have changed since."""
        self._replayed = False
        self.form: Form | None = None
        self.desk = CodebookDesk(window)
        self.list = ItemList()
        self.ask = AskBar()
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add_label = self._button("Add label (Ins)", lambda: self._add("label"))
        self.add_link = self._button("Add link", lambda: self._add("link"))
        self.add_question = self._button("Add question", lambda: self._add("question"))
        self.import_button = self._button("Import …", lambda: files.import_codebook(self.desk))
        self.export_button = self._button("Export …", lambda: files.export_codebook(self.desk))
        self.list.addAction(window.commands.action(CHEAT_SHEET))
        self._lay_out()
        self._refresh = later(self, self.refresh)
        self._recount = later(self, self.desk.count, _COUNT_AFTER)
        self.list.chosen.connect(self._on_chosen)
        self.list.entered.connect(self.enter_form)
        self.list.add_wanted.connect(lambda: self._add(self._item.kind if self._item else "label"))
        self.list.remove_wanted.connect(lambda: self._item and self.desk.remove(self._item))
        self.list.move_wanted.connect(lambda step: self._item and self.desk.move(self._item, step))
        self.list.renamed.connect(self.desk.rename)
        self.list.count_clicked.connect(lambda item: self.desk.show_uses(item.kind, item.name))
        self.ask.closed.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.desk.troubled.connect(self.ask.complain)
        self.desk.asked.connect(self._on_asked)
        self.desk.reset.connect(self._refresh.start)
        self.desk.counted.connect(self._refresh.start)
        self.desk.wanted.connect(self._on_wanted)

    def _button(self, text: str, run: object) -> QPushButton:
        made = button(text, run, keep_focus=False)  # type: ignore[arg-type]
        made.setAutoDefault(True)
        return made

    def _lay_out(self) -> None:
        side = QWidget()
        side.setObjectName("codebook-side")
        side.setFixedWidth(316)
        left = QVBoxLayout(side)
        left.setContentsMargins(10, 4, 10, 14)
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        for pair in (
            (self.add_label,),
            (self.add_link, self.add_question),
            (self.import_button, self.export_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for made in pair:
                row.addWidget(made, 1)
            left.addLayout(row)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        holder = QHBoxLayout()
        holder.setContentsMargins(24, 4, 24, 0)
        holder.addWidget(self.ask)
        right.addLayout(holder)
        right.addWidget(self.room, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addLayout(right, 1)

    # -- as a page

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.list.set_theme(theme)
        if self.form is not None:
            self.refresh()

    def set_session(self, session: Session | None) -> None:
        self._item = self._book = None
        self.ask.complain("")
        self._show_form(None)
        self.desk.use = type(self.desk.use)()
        if session is None:
            self._refresh.stop()
            self._recount.stop()
            self.list.show_codebook(None, self.desk.use)
            return
        session.committed.connect(self._on_commit)
        self.list.items.editable = not session.project.read_only
        self.refresh()

    def begin(self) -> None:
        self.desk.count()
        self.refresh()
        if self._item is None:
            labels = self.desk.codebook.labels
            self.list.choose("label", labels[0].name)
        super().begin()

    def first_field(self) -> QWidget:
        return self.list

    def leave(self) -> None:
        save_all(self)
        self.ask.cancel()

    def go_back(self) -> bool:
        if not self.ask.isVisible():
            return False
        self.ask.cancel()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- what is shown

    def refresh(self) -> None:
        """Show what is in the project now; the keyboard stays in its field."""
        self._refresh.stop()
        session = self._window.session
        if session is None:
            return
        before, book = self._book or session.project.codebook, session.project.codebook
        self._book, replayed, self._replayed = book, self._replayed, False
        shown, stayed = self._item, True
        if shown is not None and shown.kind is not None:
            went = follow((shown.kind, shown.name), before, book, replayed=replayed)
            self._item, stayed = Item(went.kind, went.name), went.same
        self.list.blockSignals(True)
        self.list.show_codebook(book, self.desk.use)
        if self._item is not None and self._item.kind is not None:
            self.list.choose(self._item.kind, self._item.name)
        self.list.blockSignals(False)
        self._item = self.list.current() or self._item
        place = self._item.place if self._item is not None else None
        same = shown is not None and shown.place == place
        if same and entries(before).get(place) == entries(book).get(place) and half_written(self.form):  # type: ignore[arg-type]
            return  # what is being written there stays; it is shown anew when it is saved
        self._rebuild(keep_place=stayed)

    def show_item(self, kind: Kind, name: str) -> None:
        """Show this label, link or question."""
        self._item = Item(kind, name)
        self.refresh()

    def enter_form(self) -> None:
        """Put the keyboard into the name of what is chosen."""
        field = self.form.findChild(QLineEdit) if self.form is not None else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()

    def _on_chosen(self, item: Item | None) -> None:
        if item is None or item.kind is None:
            return
        if self._item is None or item.place != self._item.place:
            self.ask.cancel()
            self.ask.complain("")
            self._item = item
            self._rebuild(keep_place=False)
        else:
            self._item = item

    def _on_wanted(self, kind: Kind, name: str) -> None:
        self._item = Item(kind, name)
        self._refresh.start()

    def _add(self, kind: Kind | None) -> None:
        """Add one, and write its name."""
        before = self._item
        self.desk.add(kind or "label")
        if self._item is not before:
            self.refresh()
            self.enter_form()

    def _on_commit(self, changes: Changes) -> None:
        if self._window.pages.shown == "codebook":
            if changes.touched("codebooks"):
                self._replayed = changes.kind != "do"
                if not self.ask.asking:
                    self.ask.complain("")
                self._refresh.start()
            self._recount.start()

    def _on_asked(self, ask: Ask) -> None:
        self.ask.ask(ask)

    def _rebuild(self, *, keep_place: bool = True) -> None:
        """Make the form anew; with ``keep_place`` the keyboard stays in its field, else the list has it."""
        held = place_in(self.form)
        height = self.room.verticalScrollBar().value() if keep_place else 0
        made = self._made()
        self._show_form(made)
        if made is not None:
            self.room.verticalScrollBar().setValue(height)
        if held is not None and not (keep_place and made is not None and put_back(made, held)):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self) -> Form | None:
        session, item = self._window.session, self._item
        if session is None or item is None:
            return None
        codebook = session.project.codebook
        form: Form | None = None
        match item.kind:
            case "label" if (entry := codebook.label(item.name)) is not None:
                form = LabelForm(self.desk, entry, self._theme)
            case "link" if (link := codebook.link(item.name)) is not None:
                form = LinkForm(self.desk, link)
            case "question" if (question := codebook.question(item.name)) is not None:
                form = QuestionForm(self.desk, question)
            case "codebook":
                form = BookForm(self.desk, codebook)
        if form is not None:
            form.setEnabled(not session.project.read_only)
        return form

    def _show_form(self, form: Form | None) -> None:
        self.form = form
        old = self.room.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        if form is not None:
            self.room.setWidget(form)
            form.show()
            form.adjustSize()
