"""The parts of the window around an open project, and how they are laid out and folded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from annotator.gui.article_view import ArticleView
from annotator.gui.commands.registry import Commands
from annotator.gui.frame.floating import Floating
from annotator.gui.pages import Drawer
from annotator.gui.panels.articles import ArticlesPanel
from annotator.gui.panels.codebook import CodebookPanel
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.panels.filter_bar import FilterBar
from annotator.gui.panels.find_bar import FindBar
from annotator.gui.panels.header import ArticleHeader
from annotator.gui.panels.inspector import Inspector
from annotator.gui.theme import Theme
from annotator.gui.widgets.link_picker import LinkPicker

_SIDES = (264, 760, 288)


class Workspace(QSplitter):
    """Articles | the article | labels and the current annotation."""

    folded = Signal()
    """A panel was folded or unfolded."""

    def __init__(self, commands: Commands) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("workspace")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._bar_themes: list[Callable[[Theme], None]] = []
        self.articles = ArticlesPanel()
        self.view = ArticleView()
        self.header = ArticleHeader()
        self.filter_bar = FilterBar()
        self.header.add_control(self.filter_bar.control)
        self.find_bar = FindBar(self.view)
        self.empty = EmptyPlace()
        self.picker = LinkPicker()
        self.codebook = CodebookPanel()
        self.inspector = Inspector(commands)
        self.column = self._article_column()
        self.side = self._side_panel()
        self.drawer = Drawer()
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.setChildrenCollapsible(False)
        self.middle.setHandleWidth(1)
        for number, part in enumerate((self.column, self.drawer)):
            self.middle.addWidget(part)
            self.middle.setStretchFactor(number, 1 if part is self.column else 0)
        for number, part in enumerate((self.articles, self.middle, self.side)):
            self.addWidget(part)
            self.setStretchFactor(number, 1 if part is self.middle else 0)
        self.articles.setMinimumWidth(200)
        self.column.setMinimumWidth(380)
        self.side.setMinimumWidth(240)
        self.setSizes(list(_SIDES))
        self.show_article(False)

    def _article_column(self) -> QWidget:
        column = QWidget()
        column.setObjectName("article-column")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.filter_bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.find_bar)  # below, so that the article does not jump
        layout.addWidget(self.empty, 1)
        self.asking = QVBoxLayout()
        """Where what is asked stands, below the article."""
        self.asking.setContentsMargins(14, 0, 14, 12)
        layout.addLayout(self.asking)
        self.below_article(self.picker)
        return column

    def add_bar(self, bar: QWidget, set_theme: Callable[[Theme], None]) -> None:
        """Give a bar a place right below the article; ``set_theme`` gives it the look of the rest."""
        layout = self.column.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.find_bar) + 1, bar)
        self._bar_themes.append(set_theme)

    def below_article(self, asking: QWidget) -> None:
        """Give what asks something a place below the article."""
        self.asking.addWidget(asking)

    def floating(self, box: QWidget) -> Floating:
        """What lets a box that stands below the article float over it."""
        return Floating(box, self.view, self.column, self.asking)

    def _side_panel(self) -> QWidget:
        side = QWidget()
        side.setObjectName("side-panel")
        line = QFrame()
        line.setObjectName("side-line")
        line.setFixedHeight(1)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.codebook, 2)  # at most two parts in five: twenty labels scroll
        layout.addWidget(line)
        layout.addWidget(self.inspector, 3)
        return side

    def set_keys(self, commands: Commands) -> None:
        """Put the keys of the commands on buttons and fields."""
        self.articles.set_search_key(commands.key("view.search"))
        self.articles.set_lines_key(commands.key("concordance.open"))
        self.articles.set_mine_key(commands.key("filter.mine"))
        self.drawer.set_close_key(commands.key("view.article"))
        self.filter_bar.set_key(commands.key("filter.all"))
        self.header.set_keys(
            *(commands.key(n) for n in ("project.suggest", "suggestion.next", "article.done", "problem.next"))
        )

    def set_theme(self, theme: Theme) -> None:
        parts = (self.articles, self.view, self.header, self.find_bar, self.codebook, self.inspector)
        for part in (*parts, self.filter_bar, self.drawer):
            part.set_theme(theme)
        for set_bar_theme in self._bar_themes:
            set_bar_theme(theme)

    def show_article(self, shown: bool) -> None:
        """The article, or in its place what to do next."""
        self.header.setVisible(shown)
        self.filter_bar.set_wanted(shown)
        self.view.setVisible(shown)
        self.empty.setVisible(not shown)
        if not shown:
            self.find_bar.hide()

    def fold(self, part: QWidget, folded: bool) -> None:
        """Hide or show a side panel; the keyboard leaves a hidden one."""
        if folded and part.isAncestorOf(self.focusWidget() or self):
            self.view.setFocus()
        part.setVisible(not folded)
        self.folded.emit()

    def cycle(self, step: int) -> None:
        """Give the keyboard to the next (1) or previous (-1) panel that is shown."""
        places: list[tuple[QWidget, QWidget]] = [
            (self.articles, self.articles.list if self.articles.list.isVisible() else self.articles.search),
            (self.column, self.empty.step if self.view.isHidden() else self.view),
            # What is tagged comes before the palette, whose keys work in the article anyhow.
            (self.inspector, self.inspector.first_field() or self.inspector),
            (self.codebook, next(iter(self.codebook.buttons.values()), self.codebook)),
            (self.drawer, self.drawer.place()),
        ]
        shown = [
            (panel, field)
            for panel, field in places
            if panel.isVisible() and not field.isHidden() and field is not panel
        ]
        if not shown:
            return
        focused = self.focusWidget()
        now = next(
            (n for n, (panel, _) in enumerate(shown) if focused is not None and panel.isAncestorOf(focused)),
            -1,
        )
        shown[(now + step) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)
