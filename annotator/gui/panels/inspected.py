"""What stands in the inspector for one annotation or suggestion, from its words down to its links."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.commands.key_rules import LINKS
from annotator.gui.commands.registry import Commands
from annotator.gui.frame.box import FrameBox
from annotator.gui.frame.guideline import GuidelineBox, has_guideline
from annotator.gui.frame.slots import Frame, frame_of
from annotator.gui.panels.actor import ActorEdit
from annotator.gui.panels.attributes import AttributesForm
from annotator.gui.panels.label_choice import LabelChoice
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, label
from annotator.model.annotation import Annotation

if TYPE_CHECKING:
    from annotator.gui.session import Session

_LONGEST_QUOTE = 160


class Inspected:
    """Built anew for each annotation.  The panel connects the signals of its parts."""

    def __init__(
        self, session: Session, annotation: Annotation, commands: Commands, theme: Theme, *, guideline: bool
    ) -> None:
        """``guideline``: whether it is unfolded."""
        self._session, self._commands, self._theme = session, commands, theme
        self.annotation = annotation
        self.suggestion = session.current_is_suggestion
        self.editable = not session.project.read_only
        self.entry = session.project.codebook.label(annotation.label)
        self.label_choice = LabelChoice(session.project.codebook, theme, annotation.label)
        self.label_choice.setEnabled(self.editable)
        key = commands.key("frame.guideline")
        self.guideline = (
            GuidelineBox(self.entry, theme, key, shown=guideline)
            if self.entry is not None and has_guideline(self.entry)
            else None
        )
        self.form: AttributesForm | None = None
        self.frame: FrameBox | None = None
        self.actor: ActorEdit | None = None
        self.made: dict[str, QWidget] = {}

    def build(self, above: QVBoxLayout, below: QVBoxLayout, answered: Callable[[str, Any], None]) -> None:
        """Put everything above and below the note."""
        self._head(above)
        if self.entry is not None and self.entry.attributes and not self.suggestion:
            answers = self.annotation.attributes
            self.form = AttributesForm(
                self.entry, answers, answered, self.editable, key=self._commands.key("annotation.attributes")
            )
        if self.suggestion:
            self._suggested(above)
        self._frame(above)
        if self.entry is not None and self.entry.mention and not self.suggestion:
            add(above, label(self._commands.with_key("Actor in the registry", "annotation.actor"), "heading"))
            self.actor = ActorEdit(self._session, self.annotation)
            self.actor.setEnabled(self.editable)
            add(above, self.actor)
        if not self.suggestion:
            self._origin(below)
            if self.frame is not None and any(row.filled.suggested for row in self.frame.links):
                self._buttons(below, ("Accept suggested links", "suggestion.accept-linked", "primary"))
            self._buttons(below, ("Link", "annotation.link", ""), ("Delete", "annotation.delete", ""))

    def fields(self) -> dict[str, QWidget]:
        """What can take the keyboard, by a name that a rebuilt panel has again, in the order of Tab.

        What the note stands between is parted by :meth:`after_note`.
        """
        found: dict[str, QWidget] = {"label": self.label_choice}
        if self.guideline is not None:
            found["guideline"] = self.guideline.button
        if self.frame is not None:
            found |= self.frame.fields()
        if self.actor is not None:
            found["actor"] = self.actor
        return found | self.made

    def after_note(self) -> list[QWidget]:
        return [] if self.suggestion else list(self.made.values())

    # -- inside

    def _head(self, layout: QVBoxLayout) -> None:
        quote = self.annotation.quote
        shown = quote if len(quote) <= _LONGEST_QUOTE else _both_ends(quote)
        text = label(f"“{shown}”", "quote", wrap=True)
        text.setToolTip(quote if shown is not quote else "")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add(layout, text)
        layout.addSpacing(2)
        add(layout, self.label_choice)
        if self.guideline is not None:
            add(layout, self.guideline)

    def _suggested(self, layout: QVBoxLayout) -> None:
        annotation, session = self.annotation, self._session
        said = ", ".join(_shown(value) for value in annotation.attributes.values())
        if said:
            add(layout, label(said, wrap=True))
        layer = next((layer for layer in session.project.layers() if layer.id == annotation.layer_id), None)
        score = f", score {annotation.score:.2f}" if annotation.score is not None else ""
        by = f"Suggested by {layer.annotator}{score}" if layer else f"Suggested{score}"
        add(layout, label(by, "muted", wrap=True))
        if annotation.reason:
            add(layout, label(f"Because: {annotation.reason}", "muted", wrap=True))
        layout.addSpacing(4)
        assert session.sheet is not None
        # Links to own annotations are made by accepting as such.
        links_wait = any(
            session.sheet.is_suggestion(link.child_id) and session.sheet.is_suggestion(link.head_id)
            for link in session.sheet.links_of(annotation.id)
        )
        self._buttons(
            layout,
            ("Accept", "suggestion.accept", "primary"),
            ("Reject", "suggestion.reject", ""),
            *([("Accept with links", "suggestion.accept-linked", "")] if links_wait else []),
        )

    def _frame(self, layout: QVBoxLayout) -> None:
        assert self._session.sheet is not None
        frame: Frame = frame_of(self._session.project, self._session.sheet, self.annotation)
        self.frame = FrameBox(
            frame,
            self._theme,
            self._key_of,
            self.form,
            suggestion=self.suggestion,
            editable=self.editable,
        )
        layout.addSpacing(4)
        if frame.slots or frame.stands_in:
            add(layout, label(self._commands.with_key("Frame", "frame.enter"), "heading"))
        add(layout, self.frame)
        if self.frame.empty:
            self.frame.hide()

    def _key_of(self, kind: str) -> str:
        """The key that begins a link of this kind."""
        codebook = self._session.project.codebook
        found = codebook.link(kind)
        if found is None or not found.key:
            return ""
        first = next(k.name for k in codebook.links if k.key.upper() == found.key.upper())
        return self._commands.key(f"{LINKS}{first}")

    def _origin(self, layout: QVBoxLayout) -> None:
        annotation = self.annotation
        if annotation.derived_from is None:
            return
        score = f" (score {annotation.score:.2f})" if annotation.score is not None else ""
        add(layout, label(f"Accepted from a suggestion{score}", "muted", wrap=True))

    def _buttons(self, layout: QVBoxLayout, *wanted: tuple[str, str, str]) -> None:
        holder = FlowBox()
        row = FlowLayout(holder, gap=6)
        for text, command, role in wanted:
            made = button(self._commands.with_key(text, command), partial(self._commands.run, command), role)
            made.setEnabled(self._commands.enabled(command))
            made.setObjectName(f"button-{command}")
            row.addWidget(made)
            self.made[command] = made
        add(layout, holder)


def add(layout: QVBoxLayout, widget: QWidget) -> None:
    layout.addWidget(widget)
    widget.show()  # at once, and not with the next event: what is hidden can't take the keyboard


def _both_ends(quote: str) -> str:
    """A long quote without its middle: what its ends are moved to must be seen."""
    half = _LONGEST_QUOTE // 2
    return f"{quote[:half].rstrip()} … {quote[-half:].lstrip()}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)
