"""What an annotation can be linked with, as a list whose numbers hold still while it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.frame.candidates import candidates
from annotator.gui.frame.linking_words import named
from annotator.gui.frame.numbered import Numbered
from annotator.gui.models.sheet import LiveSheet
from annotator.gui.widgets.link_picker import Choice
from annotator.model.annotation import Annotation, Segments

if TYPE_CHECKING:
    from annotator.gui.session import Session


class Shortlist(Numbered[Annotation]):
    """Narrowed by the words of an annotation and by the name of its actor."""

    def __init__(self) -> None:
        super().__init__([], self._words)
        self._order: dict[tuple[str, Segments], int] = {}
        self._names: dict[str, str] = {}

    def keep_order_of(self, other: Shortlist) -> None:
        """Give what stood in another list the numbers that it had there."""
        self._order = other._order

    def take_stock(
        self, session: Session, start: Annotation, kind: str | None, *, all_: bool = False
    ) -> None:
        """List what can be linked with ``start`` as ``kind``, in the order of the last time."""
        assert session.sheet is not None
        all_ = all_ or bool(self.typed)
        found = candidates(session.sheet, session.project.codebook, start, kind, all_=all_)
        if self._order:
            last = len(self._order)
            found.sort(key=lambda other: self._order.get(other.key, last))
        self._order = {other.key: number for number, other in enumerate(found)}
        if any(other.actor_id for other in found):
            self._names = {key: actor.name for key, actor in session.project.actors_by_id().items()}
        self.replace(found)

    def choices(self, sheet: LiveSheet, start: Annotation) -> list[Choice]:
        """How those that are shown are listed: what is linked already, what is only suggested."""
        links, shown = sheet.links_of(start.id), self.shown()
        one_label = len({other.label for other in shown}) == 1
        choices = []
        for number, other in enumerate(shown, 1):
            ends = {start.id, other.id}
            linked = sorted(link.label for link in links if {link.head_id, link.child_id} == ends)
            suggested = sheet.is_suggestion(other.id)
            notes = ["suggestion"] * suggested + [f"linked: {', '.join(linked)}"] * bool(linked)
            text = named(other, self._names.get(other.actor_id or "", ""))
            text = text if one_label else f"{other.label}: {text}"
            choices.append(Choice(str(number), text, note=", ".join(notes), suggested=suggested))
        return choices

    def _words(self, other: Annotation) -> str:
        return f"{other.quote} {self._names.get(other.actor_id or '', '')}"
