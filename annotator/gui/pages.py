"""Places beside the article, made when first asked for: lists below it, and pages in its stead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import ElidedLabel, icon_button, label

if TYPE_CHECKING:
    from annotator.gui.palette.sheet_text import Group
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme


_HEIGHT = 316


class Page(QWidget):
    """One such place.  It is told the theme and the session when it is made, and whenever they change."""

    def set_theme(self, theme: Theme) -> None:
        """Take colours that the style sheet does not give."""

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none.  Connect to its signals here; they end with it."""

    def begin(self) -> None:
        """The page has been opened: bring it up to date and put the keyboard where one starts."""
        self.first_field().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def first_field(self) -> QWidget:
        """What takes the keyboard when one comes to the page."""
        return self

    def leave(self) -> None:
        """The page is no longer shown: save what is being typed."""

    def key_groups(self) -> tuple[Group, ...]:
        """Its own keys, for the cheat sheet."""
        return ()

    def go_back(self) -> bool:
        """Close what the page asks or says; whether there was anything.  Else the way back leads off it."""
        return False


@dataclass(slots=True)
class _Place:
    title: str
    make: Callable[[], Page]
    page: Page | None = None


class Pages(QFrame):
    """Shows one of several pages under a title, with a button that closes it."""

    changed = Signal(object)
    """The name of the page that is shown now, or None."""
    left = Signal()
    """The person closed it by its button."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._places: dict[str, _Place] = {}
        self._shown: str | None = None
        self._theme: Theme | None = None
        self._session: Session | None = None
        self.used = False
        """Whether any page has been shown."""
        self.title = label("", "heading")
        self.note = ElidedLabel("muted")
        """For the page that is shown: what it wants to say beside the title."""
        self.close_button = icon_button("Close", self._close)
        self._stack = QStackedWidget()
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 10, 6)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.hide()

    def set_close_key(self, key: str) -> None:
        """Name the key that goes back to the article."""
        self.close_button.setToolTip(f"Back to the article ({key})")
        self.close_button.setAccessibleName(f"Back to the article ({key})")

    def add(self, name: str, title: str, make: Callable[[], Page]) -> None:
        """Say that there is such a page; ``make`` is called when it is first shown."""
        self._places[name] = _Place(title, make)

    def page(self, name: str) -> Page:
        """The page of this name, made where that has not been done."""
        place = self._places[name]
        if place.page is None:
            place.page = place.make()
            self._stack.addWidget(place.page)
            if self._theme is not None:
                place.page.set_theme(self._theme)
            place.page.set_session(self._session)
        return place.page

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all pages that there are."""
        return tuple(self._places)

    @property
    def shown(self) -> str | None:
        """The name of the page that is shown."""
        return self._shown

    def open(self, name: str) -> Page:
        """Show a page and give it the keyboard."""
        page = self.page(name)
        if self._shown is not None and self._shown != name:
            self.page(self._shown).leave()
        self._shown, self.used = name, True
        self.title.setText(self._places[name].title)
        self.note.show_text("")
        self._stack.setCurrentWidget(page)
        self.show()
        self.changed.emit(name)
        page.begin()
        return page

    def fold(self) -> None:
        """Show no page."""
        if self._shown is None:
            return
        self.page(self._shown).leave()
        self._shown = None
        self.hide()
        self.changed.emit(None)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.close_button.setIcon(icons.icon("close", theme.muted))
        for page in self._made():
            page.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; then no page is shown."""
        if session is None:
            self.fold()
        self._session = session
        for page in self._made():
            page.set_session(session)

    def place(self) -> QWidget:
        """What takes the keyboard when one comes here."""
        return self.close_button if self._shown is None else self.page(self._shown).first_field()

    def holds_keyboard(self) -> bool:
        """Whether the keyboard is in the page."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _made(self) -> list[Page]:
        return [place.page for place in self._places.values() if place.page is not None]

    def _close(self) -> None:
        self.fold()
        self.left.emit()


class Drawer(Pages):
    """Lists below the article: what was found, what is missing, what was done."""

    def __init__(self) -> None:
        super().__init__("drawer")
        self.setMinimumHeight(150)

    @guarded(QSize(400, _HEIGHT))
    def sizeHint(self) -> QSize:
        """How high it is until somebody drags its edge."""
        return QSize(super().sizeHint().width(), _HEIGHT)


class FullPages(Pages):
    """Pages in the article's stead: the actors, the codebook."""

    def __init__(self) -> None:
        super().__init__("full-pages")
        self.title.setProperty("role", "title")
