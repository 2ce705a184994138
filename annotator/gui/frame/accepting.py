"""Accepts what is only suggested in the frame of an annotation that is one's own already."""

from __future__ import annotations

from annotator.gui.commands.command import HintError
from annotator.gui.frame.slots import Filled, frame_of
from annotator.gui.session import INITIATOR, Session
from annotator.model.annotation import Annotation


def suggested_in(session: Session, annotation: Annotation) -> list[Filled]:
    """The links that the frame of an own annotation only suggests, those that begin there first."""
    if session.sheet is None:
        return []
    frame = frame_of(session.project, session.sheet, annotation)
    filled = [one for slot in frame.slots for one in slot.filled]
    return [one for one in (*filled, *frame.stands_in) if one.suggested]


def accept_frame(session: Session) -> None:
    """Make all these links, with the ends that are only suggested, as one step to undo.

    :raises HintError: if the frame suggests nothing.
    """
    current = session.need_current()
    waiting = suggested_in(session, current)
    if not waiting:
        raise HintError(f"Nothing more is suggested for this {current.label}: there is no link to accept.")
    with session.project.transact("Accept links", article_id=current.article_id, initiator=INITIATOR):
        for one in waiting:
            session.link(one.link.label, one.link.head_id, one.link.child_id)
    session.set_current(current.id, reveal=False)
