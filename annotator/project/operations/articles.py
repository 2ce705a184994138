"""Put articles into a project and say how far one is with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from annotator.errors import UserError
from annotator.model.article import IncomingArticle, State
from annotator.model.clock import now
from annotator.project.project import Project
from annotator.store import articles as article_store
from annotator.store import registry
from annotator.store.rows import Row

_LANGUAGE = re.compile(r"[a-z]{2}")


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


def language_code(language: str) -> str:
    """The ISO 639-1 code that a person gave, as it is stored; empty: not known.

    :raises UserError: if it can't be one.
    """
    code = language.strip().lower()
    if code and not _LANGUAGE.fullmatch(code):
        raise UserError(f"“{language}” is no language code: give two letters, such as en, fr or es.")
    return code


def set_language(project: Project, article_ids: Iterable[int], language: str, *, initiator: str = "") -> int:
    """Say in which language articles are, for everybody; one step to undo.

    :param language: ISO 639-1 code; empty: not known.
    :returns: how many articles had another one before.
    :raises UserError: if it is no such code, or there is no such article.
    """
    code = language_code(language)
    there = project.languages()
    ids = list(dict.fromkeys(article_ids))
    changed = [number for number in ids if number not in there or there[number] != code]
    if not changed:
        return 0
    title = "Set the language" if len(changed) == 1 else f"Set the language of {len(changed)} articles"
    one = changed[0] if len(changed) == 1 else None
    with project.transact(title, article_id=one, initiator=initiator) as transaction:
        for number in changed:
            project.article(number)
            project.rows.update("articles", (number,), {"language": code})
            transaction.articles.add(number)
    return len(changed)


def set_state(project: Project, article_id: int, state: State, *, initiator: str = "") -> None:
    """Say how far the annotator is with an article."""
    project.article(article_id)
    with project.transact(f"Mark as {state}", article_id=article_id, initiator=initiator):
        own = project.own_layer()
        there = article_id in project.stored_states(own.id)
        _put(project, "article_states", (own.id, article_id), {"state": state}, there=there)


def answer(project: Project, article_id: int, question: str, value: Any, *, initiator: str = "") -> None:
    """Answer a question about an article as a whole; None takes the answer away.

    :raises UserError: if the codebook has no such question or this is no answer to it.
    """
    project.article(article_id)
    answers, _ = project.article_answers(article_id)
    after = project.codebook.check_answers({**answers, question: value})
    if after == answers:
        return
    with project.transact(f"Answer {question}", article_id=article_id, initiator=initiator):
        _write(project, article_id, {"answers": json.dumps(after, ensure_ascii=False, sort_keys=True)})


def write_note(project: Project, article_id: int, note: str, *, initiator: str = "") -> None:
    """Write the annotator's note on an article as a whole; empty: none."""
    project.article(article_id)
    if project.article_answers(article_id)[1] == note:
        return
    with project.transact("Write note on the article", article_id=article_id, initiator=initiator):
        _write(project, article_id, {"note": note})


def spend(project: Project, article_id: int, seconds: float) -> None:
    """Add to the time that the annotator worked on an article in this sitting.

    Bookkeeping: it stands in no history, and undo leaves it as it is.
    """
    with project.transact("Work on an article", article_id=article_id, undoable=False):
        own = project.own_layer()
        key = {"layer_id": own.id, "article_id": article_id, "sitting_id": project.sitting_id}
        before = registry.seconds_in(project.db, **key)
        project.rows.put("article_times", {**key, "seconds": before + seconds, "updated_at": now()})


def _write(project: Project, article_id: int, values: Row) -> None:
    own = project.own_layer()
    there = registry.has_answers(project.db, own.id, article_id)
    _put(project, "article_answers", (own.id, article_id), values, there=there)


def _put(project: Project, table: str, key: tuple[int, int], values: Row, *, there: bool) -> None:
    row = {**values, "updated_at": now()}
    if there:
        project.rows.update(table, key, row)
    else:
        project.rows.insert(table, {"layer_id": key[0], "article_id": key[1], **row})
