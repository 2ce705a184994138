"""Linking two annotations: by key (pick the other end, then the kind) or by a drag from bar to bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.article_view import ArticleView
from annotator.gui.guards import guarded
from annotator.gui.widgets.link_picker import Choice, LinkPicker
from annotator.model.annotation import Annotation
from annotator.model.codebook import LinkKind

if TYPE_CHECKING:
    from annotator.gui.session import Session

_MOST = 9

Chosen = Callable[[str, str, str], None]
"""Called with the kind of link, the head's id and the child's id."""


class LinkMode(QObject):
    """While it is active, keys in the article choose the other end and the kind of a link."""

    def __init__(
        self, view: ArticleView, picker: LinkPicker, link: Chosen, tell: Callable[[str], None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._picker = picker
        self._link = link
        self._tell = tell
        self._session: Session | None = None
        self._start: Annotation | None = None
        self._kind: LinkKind | None = None
        self._candidates: list[Annotation] = []
        self._kinds: list[tuple[LinkKind, str, str]] = []
        picker.chosen.connect(self._choose)
        picker.pointed.connect(self._point)
        picker.closed.connect(self.cancel)
        view.installEventFilter(self)

    @property
    def active(self) -> bool:
        return self._start is not None

    def begin(self, session: Session) -> None:
        """Ask for the other end of a link from or to the current annotation."""
        current = session.current
        if current is None:
            self._tell("Select an annotation first: click its bar, then link it.")
            return
        self._session, self._start, self._kind = session, current, None
        if not self._list_candidates():
            self._start = None
            self._tell(_nowhere(current))

    def between(self, session: Session, first_id: str, second_id: str) -> None:
        """Link these two, in whichever direction the codebook allows; ask where there are several ways."""
        found = [(kind, first_id, second_id) for kind in session.link_kinds(first_id, second_id)]
        found = found or [(kind, second_id, first_id) for kind in session.link_kinds(second_id, first_id)]
        if self._kind is not None:
            found = [way for way in found if way[0].name == self._kind.name] or found
        ends = [session.sheet.annotation(i) if session.sheet else None for i in (first_id, second_id)]
        if not found:
            self.cancel()
            if ends[0] is not None and ends[1] is not None:
                self._tell(f"The codebook has no link between {ends[0].label} and {ends[1].label}.")
            return
        if len(found) == 1:
            self._finish(*found[0])
            return
        self._session, self._start, self._kinds, self._candidates = session, ends[0], found, []
        choices = [
            Choice(kind.key or str(n), kind.name, kind.guideline) for n, (kind, _, _) in enumerate(found, 1)
        ]
        title = (
            f"Link {ends[0].label} with “{_short(ends[1].quote)}” as …"
            if ends[0] and ends[1]
            else "Link as …"
        )
        self._picker.ask(title, choices, "Press its key, or arrows and Enter. Esc cancels.")
        self._view.point_link(first_id, second_id)

    def pick(self, annotation_id: str) -> None:
        """The person chose the other end in the article."""
        if self._session is not None and self._start is not None and annotation_id != self._start.id:
            self.between(self._session, self._start.id, annotation_id)

    def cancel(self) -> None:
        """Leave the mode without a link."""
        if self._start is None:
            return
        start = self._start
        self._reset()
        self._view.set_current(start.id, reveal=False)

    # -- inside

    def _list_candidates(self) -> bool:
        assert self._session is not None
        assert self._start is not None
        start, sheet = self._start, self._session.sheet
        if sheet is None:
            return False
        there = [*sheet.own.values(), *sheet.suggestions.values()]
        fitting = [other for other in there if self._fits(other)]
        # What is decided comes before what is only suggested, near before far.
        fitting.sort(key=lambda other: (_distance(start, other), sheet.is_suggestion(other.id), other.start))
        self._candidates = fitting[:_MOST]
        if not fitting:
            return False
        hint = "The nearest first: press a number, click in the article, or Tab and Enter. Esc cancels."
        self._picker.ask(
            f"Link {start.label} “{_short(start.quote)}” to …",
            [self._choice(number, other) for number, other in enumerate(self._candidates, 1)],
            f"{self._kinds_named()} {hint}",
        )
        self._point(0)
        return True

    def _choice(self, number: int, other: Annotation) -> Choice:
        """How a candidate is listed, with what is linked already and what is only suggested."""
        assert self._session is not None
        assert self._session.sheet is not None
        assert self._start is not None
        sheet, ends = self._session.sheet, {self._start.id, other.id}
        linked = sorted(k.label for k in sheet.links.values() if {k.head_id, k.child_id} == ends)
        suggested = sheet.is_suggestion(other.id)
        notes = ["suggestion"] * suggested + [f"linked: {', '.join(linked)}"] * bool(linked)
        one_label = len({candidate.label for candidate in self._candidates}) == 1
        text = _short(other.quote) if one_label else f"{other.label}: {_short(other.quote)}"
        return Choice(str(number), text, note=", ".join(notes), suggested=suggested)

    def _kinds_named(self) -> str:
        """As what the two can be linked, and the keys that keep to one kind."""
        if self._kind is not None:
            return f"As {self._kind.name}."
        kinds = [f"{k.name} ({k.key})" if k.key else k.name for k in self._possible_kinds()]
        if len(kinds) < 2:
            return f"As {kinds[0]}." if kinds else ""
        return f"As {', '.join(kinds[:-1])} or {kinds[-1]}: a letter keeps to one kind."

    def _fits(self, other: Annotation) -> bool:
        assert self._session is not None
        assert self._start is not None
        if other.id == self._start.id:
            return False
        ways = self._session.link_kinds(self._start.id, other.id) or self._session.link_kinds(
            other.id, self._start.id
        )
        return any(self._kind is None or kind.name == self._kind.name for kind in ways)

    def _possible_kinds(self) -> list[LinkKind]:
        assert self._session is not None
        assert self._start is not None
        label = self._start.label
        codebook = self._session.project.codebook
        outgoing = [kind for kind in codebook.links if label in kind.heads]
        return outgoing or [kind for kind in codebook.links if label in kind.children]

    def _choose(self, number: int) -> None:
        if self._session is None or self._start is None:
            return
        if self._candidates:
            if number < len(self._candidates):
                self.between(self._session, self._start.id, self._candidates[number].id)
        elif number < len(self._kinds):
            self._finish(*self._kinds[number])

    def _point(self, number: int) -> None:
        """Show the link to the candidate that the list points at, as if it were made."""
        if self._start is not None and number < len(self._candidates):
            self._view.point_link(self._start.id, self._candidates[number].id)

    def _finish(self, kind: LinkKind, head_id: str, child_id: str) -> None:
        self._reset()
        self._link(kind.name, head_id, child_id)

    def _reset(self) -> None:
        self._start, self._kind, self._candidates, self._kinds = None, None, [], []
        self._picker.hide()
        self._view.point_link("", None)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._start is None or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # All plain keys belong to this mode, so that no command fires in the middle of it.
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text().upper()
        keys = Qt.Key
        if key == keys.Key_Escape:
            self.cancel()
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._choose(self._picker.current())
        elif key in (keys.Key_Tab, keys.Key_Down):
            self._picker.step(1)
        elif key in (keys.Key_Backtab, keys.Key_Up):
            self._picker.step(-1)
        elif text and self._candidates and (kind := self._kind_of(text)) is not None:
            self._kind = kind
            if not self._list_candidates():
                self._kind = None
                self._tell(f"There is nothing here that a {kind.name} link can go to.")
        elif text:
            self._picker.press(text)
        return not event.modifiers() & Qt.KeyboardModifier.ControlModifier

    def _kind_of(self, text: str) -> LinkKind | None:
        return next((kind for kind in self._possible_kinds() if kind.key.upper() == text), None)


def _distance(one: Annotation, other: Annotation) -> int:
    """Code points between two annotations; 0 where they touch."""
    return max(other.start - one.end, one.start - other.end, 0)


def _short(quote: str, longest: int = 36) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= longest else words[:longest].rstrip() + " …"


def _nowhere(annotation: Annotation) -> str:
    return (
        f"There is nothing in this article that a {annotation.label} can be linked with: "
        "tag it first, then link."
    )
