"""Layers, actors, codebooks and article states in the project file."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from annotator.model.actor import Actor
from annotator.model.article import State
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import codebook_from_json
from annotator.model.layer import Layer, LayerKind

_LAYER = "id, annotator, kind, version, created_at, updated_at"
_ACTOR = "id, name, kind, aliases, wikidata, note, created_by, created_at, updated_at, merged_into"


def layers(db: Database) -> list[Layer]:
    """All layers, oldest first."""
    return [Layer(*row) for row in db.conn.execute(f"SELECT {_LAYER} FROM layers ORDER BY id")]


def find_layer(db: Database, annotator: str, kind: LayerKind, version: str = "") -> Layer | None:
    row = db.conn.execute(
        f"SELECT {_LAYER} FROM layers WHERE annotator = ? AND kind = ? AND version = ?",
        (annotator, kind, version),
    ).fetchone()
    return Layer(*row) if row else None


def actors(db: Database) -> list[Actor]:
    """The registry by name, with those that were merged into others."""
    rows = db.conn.execute(f"SELECT {_ACTOR} FROM actors ORDER BY name COLLATE NOCASE, id")
    return [_actor(row) for row in rows]


def actor(db: Database, actor_id: str) -> Actor | None:
    """An entry as it stands there, also where it was merged into another."""
    row = db.conn.execute(f"SELECT {_ACTOR} FROM actors WHERE id = ?", (actor_id,)).fetchone()
    return _actor(row) if row else None


def actors_named(db: Database, name: str, kind: str) -> list[Actor]:
    """Entries of exactly this name and kind; those that count for themselves first."""
    rows = db.conn.execute(
        f"SELECT {_ACTOR} FROM actors WHERE name = ? AND kind = ? ORDER BY merged_into IS NOT NULL, id",
        (name, kind),
    )
    return [_actor(row) for row in rows]


def actors_after(db: Database, actor_id: str, limit: int) -> list[Actor]:
    """The next entries by id, for reading a large registry piece by piece."""
    rows = db.conn.execute(f"SELECT {_ACTOR} FROM actors WHERE id > ? ORDER BY id LIMIT ?", (actor_id, limit))
    return [_actor(row) for row in rows]


def merged_into(db: Database, actor_id: str) -> list[Actor]:
    """The entries that were merged into an actor, by name."""
    rows = db.conn.execute(
        f"SELECT {_ACTOR} FROM actors WHERE merged_into = ? ORDER BY name COLLATE NOCASE, id", (actor_id,)
    )
    return [_actor(row) for row in rows]


def article_answers(db: Database, layer_id: int, article_id: int) -> tuple[dict[str, Any], str]:
    """A layer's answers about an article as a whole, and its note."""
    row = db.conn.execute(
        "SELECT answers, note FROM article_answers WHERE layer_id = ? AND article_id = ?",
        (layer_id, article_id),
    ).fetchone()
    return (json.loads(row[0]), str(row[1])) if row else ({}, "")


def has_answers(db: Database, layer_id: int, article_id: int) -> bool:
    """Whether a layer has a row of answers about an article."""
    row = db.conn.execute(
        "SELECT 1 FROM article_answers WHERE layer_id = ? AND article_id = ?", (layer_id, article_id)
    ).fetchone()
    return row is not None


def seconds_in(db: Database, layer_id: int, article_id: int, sitting_id: int) -> float:
    """Seconds a layer's owner worked on an article in one sitting."""
    row = db.conn.execute(
        "SELECT seconds FROM article_times WHERE layer_id = ? AND article_id = ? AND sitting_id = ?",
        (layer_id, article_id, sitting_id),
    ).fetchone()
    return float(row[0]) if row else 0.0


def seconds_on(db: Database, layer_id: int) -> dict[int, float]:
    """Article id -> seconds a layer's owner worked on it, all sittings together."""
    rows = db.conn.execute(
        "SELECT article_id, sum(seconds) FROM article_times WHERE layer_id = ? GROUP BY article_id",
        (layer_id,),
    )
    return dict(rows.fetchall())


def actor_row(entry: Actor) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in Actor.__slots__}
    row["aliases"] = json.dumps(list(entry.aliases), ensure_ascii=False)
    return row


def codebook(db: Database) -> Codebook:
    """The current version of the codebook."""
    row = db.conn.execute("SELECT body FROM codebooks ORDER BY version DESC LIMIT 1").fetchone()
    return codebook_from_json(row[0])


def states(db: Database, layer_id: int) -> dict[int, State]:
    """Article id -> how far a layer's owner is; articles not begun are missing."""
    rows = db.conn.execute("SELECT article_id, state FROM article_states WHERE layer_id = ?", (layer_id,))
    return dict(rows.fetchall())


def counts_by_state(db: Database) -> list[tuple[int, str, int]]:
    """``(layer id, state, number of articles)``."""
    return list(
        db.conn.execute(
            "SELECT layer_id, state, count(*) FROM article_states GROUP BY layer_id, state ORDER BY 1, 2"
        )
    )


def models_run(db: Database, layer_id: int) -> set[int]:
    """The articles that a model's layer has covered."""
    return {
        int(row[0])
        for row in db.conn.execute("SELECT article_id FROM model_runs WHERE layer_id = ?", (layer_id,))
    }


def about(db: Database, name: str, default: str = "") -> str:
    """A fact about the project itself, such as its annotator."""
    row = db.conn.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def abouts(db: Database, prefix: str) -> dict[str, str]:
    """All facts whose names begin like this."""
    rows = db.conn.execute(
        "SELECT name, value FROM about WHERE substr(name, 1, ?) = ?", (len(prefix), prefix)
    )
    return dict(rows.fetchall())


def last_annotator_on(db: Database, machine: str) -> str:
    """Who had the project open for writing last on this machine; empty if nobody."""
    row = db.conn.execute(
        "SELECT annotator FROM sittings WHERE machine = ? ORDER BY id DESC LIMIT 1", (machine,)
    ).fetchone()
    return str(row[0]) if row else ""


def _actor(row: tuple[Any, ...]) -> Actor:
    key, name, kind, aliases, *rest = row
    return Actor(key, name, kind, tuple(json.loads(aliases)), *rest)
