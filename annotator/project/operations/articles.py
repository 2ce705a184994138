"""Put articles into a project and say how far one is with them."""

from __future__ import annotations

from annotator.model.article import IncomingArticle, State
from annotator.model.clock import now
from annotator.project.project import Project
from annotator.store import articles as article_store


def add(project: Project, article: IncomingArticle, *, fingerprint: int = 0) -> tuple[int, bool]:
    """Put an article into the project.  Only inside a transaction; it leaves no undo step.

    :returns: its id, and whether it is new (the same text is kept once).
    """
    there = project.article_by_hash(article.sha256)
    if there is not None:
        return there, False
    with project.transact("Import", undoable=False) as transaction:
        number = article_store.add(
            project.rows,
            project.db,
            article,
            fingerprint=fingerprint,
            annotator=project.annotator,
            at=now(),
        )
        transaction.summary.append({"table": "articles", "key": [number], "sha256": article.sha256})
        transaction.bulk.add("articles")
        transaction.articles.add(number)
    return number, True


def set_state(project: Project, article_id: int, state: State, *, initiator: str = "") -> None:
    """Say how far the annotator is with an article."""
    project.article(article_id)
    with project.transact(f"Mark as {state}", article_id=article_id, initiator=initiator):
        own = project.own_layer()
        row = {"layer_id": own.id, "article_id": article_id, "state": state, "updated_at": now()}
        if article_id in project.stored_states(own.id):
            key = (own.id, article_id)
            project.rows.update("article_states", key, {"state": state, "updated_at": row["updated_at"]})
        else:
            project.rows.insert("article_states", row)
