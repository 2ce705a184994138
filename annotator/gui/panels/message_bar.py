"""Says something in the window itself, with at most one thing to do about it.

It floats over the bottom of what one looks at: nothing moves when it comes or goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, icon_button, label

Tone = Literal["info", "hint", "warning", "error"]
"""A hint says why a key did nothing just now; nothing is wrong."""

_SHOWN_FOR = 7000
"""Milliseconds after which information and hints go by themselves."""

UNDOES = "undoes it"
"""Information with these words is true of the last step only."""

_FADE = 250
_MOVING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
_MARGIN = 12
_WIDEST = 720


class MessageBar(QFrame):
    """Hidden while there is nothing to say.

    Information and hints fade by themselves, unless the mouse rests on them; troubles stay until closed,
    or until something went well.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = self._over = parent
        self._above: tuple[QWidget, ...] = ()
        self.keep_clear: Callable[[], QRect | None] = lambda: None
        """What it must not cover, on the screen."""
        self.setObjectName("message-bar")
        self._theme: Theme | None = None
        self._tone: Tone = "info"
        self._act: Callable[[], object] | None = None
        self._icon = QLabel()
        self.text = label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action: QPushButton = button("", self._run)
        self._close = icon_button("Close this message", self.hide)
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR)
        self._timer.timeout.connect(self._fade_away)
        self._opacity = QGraphicsOpacityEffect(self)
        self._opacity.setOpacity(1.0)
        self._opacity.setEnabled(False)  # it costs an extra picture, so only while fading
        self.setGraphicsEffect(self._opacity)
        self._fading = QPropertyAnimation(self._opacity, b"opacity", self)
        self._fading.setDuration(_FADE)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.finished.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def float_over(self, part: QWidget, *above: QWidget) -> None:
        """Stand at the bottom of ``part`` from now on, and above those of ``above`` that are shown there."""
        for watched in (self._over, *self._above):
            if watched is not self._room:
                watched.removeEventFilter(self)
        self._over, self._above = part, above
        for watched in (part, *above):
            if watched is not self._room:
                watched.installEventFilter(self)
        self._place()

    def tell(
        self, text: str, tone: Tone = "info", *, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show ``text``; ``action`` names a button that runs ``run`` and closes the message."""
        self._tone, self._act = tone, run
        self.text.setText(text)
        self.action.setText(action)
        self.action.setVisible(run is not None)
        self._colour()
        self._stop_fading()
        self._place()
        self.show()
        self.raise_()
        if self._passes:
            self._timer.start()
        else:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def clear_trouble(self) -> None:
        """Something went well since: an old complaint goes."""
        if self._tone != "info" and self._act is None:
            self.hide()

    def clear_hint(self) -> None:
        """Something else is current now: a hint about what was is no longer true."""
        if self._tone == "hint" and self._act is None:
            self.hide()

    def clear_past(self, *, replayed: bool) -> None:
        """There is another last step, so what was said of the one before goes.

        :param replayed: one was undone or done again; then all that was said of steps goes.
        """
        told_of_step = replayed or UNDOES in self.text.text()
        if self._tone in ("info", "hint") and told_of_step:
            self.hide()

    @property
    def _passes(self) -> bool:
        return self._tone in ("info", "hint") and self._act is None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._close.setIcon(icons.icon("close", theme.muted))
        self._colour()

    def _colour(self) -> None:
        if self._theme is None:
            return
        ink = {"warning": self._theme.warning, "error": self._theme.error}
        colour = ink.get(self._tone, self._theme.accent)
        name = "warning" if self._tone in ink else "info"
        self._icon.setPixmap(icons.pixmap(name, colour, 16, self.devicePixelRatioF()))
        self.setStyleSheet(
            f"#message-bar {{ background: {self._theme.panel}; border: 1px solid {self._theme.muted}; "
            f"border-left: 4px solid {colour}; border-radius: 6px; }}"
        )

    def _run(self) -> None:
        run = self._act
        self.hide()
        if run is not None:
            run()

    # -- where it stands, and how it goes

    def _place(self) -> None:
        part = self._over
        width = max(min(part.width() - 2 * _MARGIN, _WIDEST), 0)
        self._row.activate()
        height = self._row.totalHeightForWidth(width)
        ground = self._place_of(part)
        bottom = ground.bottom()
        for other in self._above:
            there = self._place_of(other)
            if other.isVisible() and there.bottom() > bottom - height - 2 * _MARGIN:
                bottom = min(bottom, there.top())
        left = ground.left() + (ground.width() - width) // 2
        self.setGeometry(self._clear(QRect(left, bottom - height - _MARGIN, width, height)))

    def _clear(self, wanted: QRect) -> QRect:
        """At the bottom, or above what it must not cover if it would and there is room."""
        kept = self.keep_clear()
        if kept is None or not self._over.isVisible():
            return wanted
        there = QRect(self._room.mapFromGlobal(kept.topLeft()), kept.size())
        above = QRect(wanted)
        above.moveBottom(there.top() - _MARGIN)
        fits = above.top() >= self._place_of(self._over).top()
        return above if wanted.intersects(there) and fits else wanted

    def _place_of(self, part: QWidget) -> QRect:
        """Where a part stands in the room of the bar."""
        return QRect(self._room.mapFromGlobal(part.mapToGlobal(QPoint(0, 0))), part.size())

    def _fade_away(self) -> None:
        if self.underMouse():
            self._timer.start()
        else:
            self._opacity.setEnabled(True)
            self._fading.start()

    def _stop_fading(self) -> None:
        self._fading.stop()
        self._opacity.setOpacity(1.0)
        self._opacity.setEnabled(False)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and event.type() in _MOVING:
            self._place()
        return False

    @guarded(None)
    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()
        self._stop_fading()
