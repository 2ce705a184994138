"""The links of one annotation, each on a line: kind, other end, and a way to delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import icon_button, label, literal
from annotator.model.annotation import Annotation
from annotator.model.link import Link

if TYPE_CHECKING:
    from annotator.gui.session import Session

_LONGEST = 60


class LinkRow(QWidget):
    deleted = Signal(str)
    """Id of the link."""
    went_to = Signal(str)
    """Id of the annotation at the other end."""

    def __init__(self, link: Link, outgoing: bool, other: Annotation, theme: Theme) -> None:
        super().__init__()
        self.link = link
        words = " ".join(other.quote.split())
        shown = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"
        direction = f"{link.label} →" if outgoing else f"← {link.label} of"
        self.go = _ElidedButton(shown)
        self.go.setProperty("role", "row")
        self.go.setAutoDefault(False)
        self.go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.go.setToolTip(f"Go to the {other.label} “{words}”")
        self.go.setAccessibleName(f"{direction} {other.label} {words}")
        self.go.clicked.connect(lambda: self.went_to.emit(other.id))
        self.remove = icon_button(f"Delete the {link.label} link", lambda: self.deleted.emit(link.id))
        self.remove.setIcon(icons.icon("close", theme.muted))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(direction, "muted"))
        layout.addWidget(self.go, 1)
        layout.addWidget(self.remove)


class _ElidedButton(QPushButton):
    """A button that may be narrower than its text, which then ends with an ellipsis."""

    def __init__(self, text: str) -> None:
        super().__init__(literal(text))
        self._full = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @guarded(None)
    def resizeEvent(self, event: object) -> None:
        room = self.width() - 18
        self.setText(
            literal(QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, room))
        )


def link_rows(session: Session, annotation: Annotation, theme: Theme) -> list[LinkRow]:
    """A row for every link that begins or ends at the annotation, outgoing ones first."""
    sheet = session.sheet
    if sheet is None:
        return []
    rows = []
    for link in sorted(sheet.links_of(annotation.id), key=lambda k: (k.head_id != annotation.id, k.label)):
        outgoing = link.head_id == annotation.id
        other = sheet.annotation(link.child_id if outgoing else link.head_id)
        if other is not None:
            rows.append(LinkRow(link, outgoing, other, theme))
    return rows
