"""What of the codebook is in use, and what does not fit it; all of it only reads."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from annotator.errors import UserError
from annotator.model.codebook import Codebook
from annotator.store import database, registry


@dataclass(frozen=True, slots=True)
class Use:
    """How often something of the codebook is used, in one's own layer and in all.

    Attributes are counted by ``(owner, attribute)`` and options by ``(owner, attribute, option)``, with an
    empty owner for the questions about an article.  ``decided`` counts by label the decisions, which keep a
    copy of what was suggested, and ``patterns`` the project's own patterns.
    """

    own_labels: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    own_links: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)
    patterns: Counter[str] = field(default_factory=Counter)
    attributes: Counter[tuple[str, str]] = field(default_factory=Counter)
    options: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def use(db: Database, own_layer: int | None) -> Use:
    found = Use()
    for layer, label, number in db.conn.execute(
        "SELECT layer_id, label, count(*) FROM annotations GROUP BY layer_id, label"
    ):
        found.labels[label] += number
        found.own_labels[label] += number if layer == own_layer else 0
    for layer, label, number in db.conn.execute(
        "SELECT layer_id, label, count(*) FROM links GROUP BY layer_id, label"
    ):
        found.links[label] += number
        found.own_links[label] += number if layer == own_layer else 0
    for label, number in db.conn.execute("SELECT label, count(*) FROM decisions GROUP BY label"):
        found.decided[label] += number
    for label, number in db.conn.execute("SELECT label, count(*) FROM patterns GROUP BY label"):
        found.patterns[label] += number
    for label, answers, number in _said(db):
        _count(found, label, answers, number)
    for answers, number in _answered(db):
        _count(found, "", answers, number)
    return found


def misfits(db: Database, codebook: Codebook) -> set[str]:
    """A sentence for each way in which what is annotated does not fit this codebook."""
    said: Counter[str] = Counter()
    for label, answers, number in _said(db):
        try:
            codebook.check_attributes(label, json.loads(answers))
        except UserError as error:
            said[str(error)] += number
    found = {_counted(number, "annotation", sentence) for sentence, number in said.items()}
    found |= {
        _counted(number, "annotation", f"The label “{label}” does not point to actors.")
        for label, number in db.conn.execute(
            "SELECT label, count(*) FROM annotations WHERE actor_id IS NOT NULL GROUP BY label"
        )
        if (kind := codebook.label(label)) is not None and not kind.mention
    }
    for label, head, child, number in db.conn.execute(
        "SELECT l.label, h.label, c.label, count(*) FROM links l JOIN annotations h ON h.id = l.head_id "
        "JOIN annotations c ON c.id = l.child_id GROUP BY 1, 2, 3"
    ):
        try:
            codebook.check_link(label, head, child)
        except UserError as error:
            found.add(_counted(number, "link", str(error)))
    for answers, number in _answered(db):
        try:
            codebook.check_answers(json.loads(answers))
        except UserError as error:
            found.add(_counted(number, "article", str(error)))
    return found


def new_misfits(db: Database, path: Path) -> set[str]:
    """What does not fit the codebook in the open transaction of ``db`` and did fit before it.

    What never fitted, in a file from elsewhere, is for ``annotator check`` to say.
    """
    now = misfits(db, registry.codebook(db))
    if not now:
        return now
    with database.reading(path) as before:
        return now - misfits(before, registry.codebook(before))


def _counted(number: int, noun: str, sentence: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}: {sentence}"


def _said(db: Database) -> list[tuple[str, str, int]]:
    return list(
        db.conn.execute("SELECT label, attributes, count(*) FROM annotations GROUP BY label, attributes")
    )


def _answered(db: Database) -> list[tuple[str, int]]:
    return list(db.conn.execute("SELECT answers, count(*) FROM article_answers GROUP BY answers"))


def _count(found: Use, owner: str, answers: str, number: int) -> None:
    given: dict[str, Any] = json.loads(answers) if answers != "{}" else {}
    for name, value in given.items():
        found.attributes[owner, name] += number
        for option in value if isinstance(value, list) else [value]:
            if isinstance(option, str):
                found.options[owner, name, option] += number


def joined_by(db: Database, link: str) -> list[tuple[str, str]]:
    """The labels that links of this name join, head first."""
    return list(
        db.conn.execute(
            "SELECT DISTINCT h.label, c.label FROM links l JOIN annotations h ON h.id = l.head_id "
            "JOIN annotations c ON c.id = l.child_id WHERE l.label = ?",
            (link,),
        )
    )
