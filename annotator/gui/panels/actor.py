"""Which actor of the registry a mention points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.actors.field import ActorField
from annotator.gui.actors.known import KnownActors
from annotator.model.annotation import Annotation
from annotator.model.naming import unpossessed
from annotator.model.resolving import ArticleMentions, Candidate, candidates

if TYPE_CHECKING:
    from annotator.gui.session import Session


class ActorEdit(ActorField):
    """Offers first whom the mention may mean, by its words and the other mentions of the article."""

    def __init__(self, session: Session, annotation: Annotation) -> None:
        known = KnownActors.of(session)
        quote = unpossessed(" ".join(annotation.quote.split()))
        current = session.project.actor(annotation.actor_id) if annotation.actor_id else None
        super().__init__(
            known.index, lambda: _candidates(session, annotation), proposed=quote, current=current
        )
        self.setAccessibleName("Actor in the registry")
        self.setPlaceholderText("Whom these words mean")
        known.prepare()


def _candidates(session: Session, annotation: Annotation) -> list[Candidate]:
    from annotator.project.operations.naming import mention_of  # opens SQLite: not before the first paint

    if session.sheet is None:
        return []
    project, known = session.project, KnownActors.of(session).index()
    points = {label.name for label in project.codebook.labels if label.mention}
    mentions = [mention_of(project, a, known) for a in session.sheet.own.values() if a.label in points]
    asked = mention_of(project, annotation, known)
    found = candidates(asked, ArticleMentions(mentions, known))
    return [candidate for candidate in found if candidate.actor.id != asked.actor_id]
