"""Makes the link that was chosen, and tags the words at its other end where they are not tagged yet."""

from __future__ import annotations

from collections.abc import Callable

from annotator.gui.article_view import ArticleView
from annotator.gui.frame.offers import Deed
from annotator.gui.session import INITIATOR, Session
from annotator.model.annotation import Annotation
from annotator.project.operations import framing

Link = Callable[[str, str, str], None]
"""Called with the kind of link, the head's id and the child's id."""

Attempt = Callable[[Callable[[], object]], None]


class LinkMaker:
    """Says what went wrong where it is said of everything."""

    def __init__(
        self, view: ArticleView, link: Link, attempt: Callable[[Callable[[], object]], None]
    ) -> None:
        self._view = view
        self._link, self._attempt = link, attempt

    def make(self, session: Session, start: Annotation, deed: Deed) -> None:
        """Do it; ``start`` is where the link was begun."""
        if deed.other_id:
            ends = (start.id, deed.other_id) if deed.way.outgoing else (deed.other_id, start.id)
            self._link(deed.way.kind.name, *ends)
        else:
            self._attempt(lambda: self._tag(session, start, deed))

    def _tag(self, session: Session, start: Annotation, deed: Deed) -> None:
        made = framing.link_words(
            session.project,
            kind=deed.way.kind.name,
            known_id=start.id,
            outgoing=deed.way.outgoing,
            label=deed.label,
            segment=deed.words,
            initiator=INITIATOR,
        )
        self._view.clear_selection()
        session.set_current(made.head_id, reveal=False)
