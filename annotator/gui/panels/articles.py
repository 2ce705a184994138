"""The panel with the article list: search, filter by state, and what to do where it is empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.models.article_delegate import ArticleDelegate
from annotator.gui.models.articles import ROW_ROLE, STATES, ArticleListModel, state_text
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, chip, counted, label, literal
from annotator.model.article import ArticleSummary, State

_SEARCH_DELAY = 200
"""Milliseconds without typing after which a search begins."""


class ArticlesPanel(QWidget):
    chosen = Signal(int)
    """Id of the article that the person picked."""
    search_wanted = Signal(str)
    """Words to search for in all articles; empty: show all."""
    lines_wanted = Signal(str)
    """Each place of these words is to be listed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("articles-panel")
        self.model = ArticleListModel(self)
        self._delegate = ArticleDelegate(self)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search all articles")
        self.search.setClearButtonEnabled(True)
        self._search_icon = QAction(self.search)
        self.search.addAction(self._search_icon, QLineEdit.ActionPosition.LeadingPosition)
        self.filter = QComboBox()
        self.filter.setAccessibleName("Show articles by state")
        self.filter.addItem("All articles", None)
        for state in STATES:
            self.filter.addItem(state_text(state), state)
        self.list = QListView()
        self.list.setAccessibleName("Articles")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = label("", "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.empty.setContentsMargins(16, 24, 16, 0)
        self.hits = label("", "muted")
        self.each = button("Each hit", lambda: self.lines_wanted.emit(self.search.text()), "quiet-small")
        self.mine = chip("")
        self.mine.setToolTip("List only what is assigned to you; the keys for the next article stay in it")
        self.whose = chip("")
        self.whose.setToolTip("List all articles again")
        self._found: Collection[int] | None = None
        self._mine: frozenset[int] = frozenset()
        self._mine_key = ""
        self._searching = False
        self._go_to_hit = False
        self._open_id: int | None = None
        self._empty_project = ""
        self._build()

    def _build(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(10, 10, 10, 6)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.filter)
        box = FlowBox()
        scopes = FlowLayout(box)
        for made in (self.mine, self.whose):
            scopes.addWidget(made)
            made.hide()
        top.addWidget(box)
        self.mine.clicked.connect(self.show_mine)
        self.whose.clicked.connect(lambda: self.show_only("", None))
        found = QHBoxLayout()
        found.setContentsMargins(6, 0, 0, 0)
        found.addWidget(self.hits, 1)
        found.addWidget(self.each)
        self.hits.hide()
        self.each.hide()
        top.addLayout(found)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        self.empty.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_DELAY)
        self._timer.timeout.connect(self._search)
        self.search.textChanged.connect(self._on_typed)
        self.search.installEventFilter(self)
        self.filter.currentIndexChanged.connect(lambda _index: self._refilter())
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self._search_icon.setIcon(icons.icon("search", theme.muted))
        self.list.viewport().update()

    def set_search_key(self, key: str) -> None:
        self.search.setPlaceholderText(f"Search all articles ({key})" if key else "Search all articles")

    def set_lines_key(self, key: str) -> None:
        """Name the key that lists each hit."""
        self.each.setText(f"Each hit ({key})" if key else "Each hit")
        self.each.setToolTip("List each place of these words with what is around it")

    def set_empty_text(self, text: str) -> None:
        """What to say where the project has no articles."""
        self._empty_project = text
        self._show_empty()

    # -- whose articles it lists

    def set_mine_key(self, key: str) -> None:
        """Name the key that lists only what is assigned to the annotator."""
        self._mine_key = key
        self._tell_mine()

    def set_mine(self, assigned: Collection[int]) -> None:
        """The articles that are assigned to the annotator; none: there is nothing to choose."""
        if self._mine != assigned:
            self._mine = frozenset(assigned)
            self._tell_mine()
            if self.mine.isChecked():
                self.show_mine(bool(assigned))

    def show_mine(self, on: bool) -> None:
        """List only what is assigned to the annotator, or all again."""
        self.mine.setChecked(on)
        self.whose.hide()
        self._set_scope(self._mine if on else None)

    def show_only(self, text: str, articles: Collection[int] | None) -> None:
        """List only these articles and say in a chip which they are; None: all again."""
        self.mine.setChecked(False)
        self.whose.setText(literal(text))
        self.whose.setChecked(True)
        self.whose.setVisible(articles is not None)
        self._set_scope(articles)

    def _set_scope(self, articles: Collection[int] | None) -> None:
        self.model.set_scope(articles)
        self._after_reset()

    def _tell_mine(self) -> None:
        key = f" ({self._mine_key})" if self._mine_key else ""
        self.mine.setText(f"Assigned to me: {len(self._mine)}{key}")
        self.mine.setVisible(bool(self._mine))

    # -- what it shows

    def set_articles(self, articles: list[ArticleSummary]) -> None:
        self.model.set_articles(articles)
        self._after_reset()

    def set_order(self, first: Sequence[int]) -> None:
        """Show these articles first; none: all in the order of import."""
        self.model.set_order(first)
        self._after_reset()

    def set_states(self, states: Mapping[int, State]) -> None:
        self.model.set_states(states)
        if self.filter.currentData() is None:
            self._count()
        else:
            self._after_reset()

    def set_state(self, article_id: int, state: State) -> None:
        self.model.set_state(article_id, state)
        self._count()

    def show_found(self, found: Collection[int] | None) -> None:
        """Show what a search found; None: everything."""
        self._found = found
        self._searching = False
        self._refilter()
        if self._go_to_hit:
            self._open_first()

    def set_open(self, article_id: int | None) -> None:
        """Mark the article that is open."""
        self._open_id = article_id
        index = self.model.index_of(article_id) if article_id is not None else QModelIndex()
        with QSignalBlocker(self.list.selectionModel()):
            self.list.setCurrentIndex(index)
        self.list.viewport().update()
        if index.isValid():
            self.list.scrollTo(index)

    def neighbour(self, step: int) -> int | None:
        """Id of the next (1) or previous (-1) article among those shown."""
        return self.model.neighbour(self._open_id, step)

    # -- inside

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down in the search field go to the first article that is found."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        if isinstance(event, QKeyEvent) and event.key() in keys and event.type() == QEvent.Type.KeyPress:
            if self._searching:
                self._go_to_hit = True
                self._search()
            else:
                self._open_first()
            return True
        return super().eventFilter(watched, event)

    def _on_typed(self, _text: str) -> None:
        self._searching, self._go_to_hit = True, False
        self._timer.start()

    def _search(self) -> None:
        self._timer.stop()
        self.search_wanted.emit(self.search.text().strip())

    def _open_first(self) -> None:
        self._go_to_hit = False
        if self.model.rowCount() == 0:
            return
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        first = self.model.index(0)
        with QSignalBlocker(self.list.selectionModel()):
            self.list.setCurrentIndex(first)
        self._open_id = self.model.row(0).summary.id
        self.chosen.emit(self._open_id)
        self.list.viewport().update()

    def _refilter(self) -> None:
        self.model.filter(self.filter.currentData(), self._found)
        self._after_reset()

    def _after_reset(self) -> None:
        self.set_open(self._open_id)
        self._count()
        self._show_empty()

    def _count(self) -> None:
        counts = self.model.counts()
        self.filter.setItemText(0, f"All articles ({counts.total()})")
        for number, state in enumerate(STATES, 1):
            self.filter.setItemText(number, f"{state_text(state)} ({counts[state]})")
        self.hits.setText(f"{self.model.rowCount()} of {counted(self.model.total(), 'article')}")
        self.hits.setVisible(self._found is not None)
        self.each.setVisible(self._found is not None and self.model.rowCount() > 0)

    def _show_empty(self) -> None:
        nothing = self.model.rowCount() == 0
        self.list.setVisible(not nothing)
        self.empty.setVisible(nothing)
        if not nothing:
            return
        if self.model.total() == 0:
            self.empty.setText(self._empty_project)
        elif self._found is not None:
            self.empty.setText("No article has these words.\nTry fewer words, or clear the search.")
        elif self.filter.currentData() is None:
            self.empty.setText("No article is left here.\nList all again above.")
        else:
            self.empty.setText("No article is in this state.\nChoose another one above.")

    def _on_current(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and row.summary.id != self._open_id:
            self._open_id = row.summary.id
            self.chosen.emit(row.summary.id)
