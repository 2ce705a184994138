"""The shape of a project file.  Append-only: a migration that has landed never changes."""

from __future__ import annotations

import uuid

from sqlite_utils import Database, Migrations

from annotator.store.schema import fifth as fifth_shape
from annotator.store.schema import first as first_shape
from annotator.store.schema import fourth as fourth_shape
from annotator.store.schema import second as second_shape
from annotator.store.schema import third as third_shape

migrations = Migrations("annotator")

SCHEMA_VERSION = 5
"""Kept in ``PRAGMA user_version``; raised with each migration that older programs can't read."""


@migrations(name="0001_first")
def first(db: Database) -> None:
    for statement in _statements(first_shape.SCRIPT):
        db.conn.execute(statement)
    db.table("article_texts").enable_fts(["text"], create_triggers=True, tokenize="unicode61")
    db.conn.execute("PRAGMA user_version = 1")


@migrations(name="0002_actors_answers_times")
def second(db: Database) -> None:
    for statement in _statements(second_shape.SCRIPT):
        db.conn.execute(statement)
    db.conn.execute("PRAGMA user_version = 2")


@migrations(name="0003_patterns_and_trained_models")
def third(db: Database) -> None:
    for statement in _statements(third_shape.SCRIPT):
        db.conn.execute(statement)
    db.conn.execute("PRAGMA user_version = 3")


@migrations(name="0004_colleagues")
def fourth(db: Database) -> None:
    for statement in _statements(fourth_shape.SCRIPT):
        db.conn.execute(statement)
    # Copies of one project that is older than its id get the same one.
    made = db.conn.execute("SELECT value FROM about WHERE name = 'created_at'").fetchone()
    if made is not None:
        known = str(uuid.uuid5(uuid.NAMESPACE_OID, str(made[0])))
        db.conn.execute("INSERT INTO about (name, value) VALUES ('project_id', ?)", (known,))
    db.conn.execute("PRAGMA user_version = 4")


@migrations(name="0005_views")
def fifth(db: Database) -> None:
    for statement in _statements(fifth_shape.SCRIPT):
        db.conn.execute(statement)
    db.conn.execute("PRAGMA user_version = 5")


def _statements(script: str) -> list[str]:
    """The statements of a script (``executescript`` would commit the migration's transaction)."""
    found: list[str] = []
    current: list[str] = []
    in_trigger = False
    for line in script.splitlines():
        if not current and line.startswith("CREATE TRIGGER"):
            in_trigger = True
        current.append(line)
        stripped = line.strip()
        if stripped.endswith("END;") if in_trigger else stripped.endswith(";"):
            found.append("\n".join(current))
            current, in_trigger = [], False
    return found
