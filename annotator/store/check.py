"""Is a project file sound?  Reads everything, changes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from annotator.errors import UserError
from annotator.model.annotation import normalise_segments, quote_of
from annotator.model.article import text_sha256
from annotator.model.codebook import Codebook
from annotator.model.pattern_text import checked, read
from annotator.store import check_review, database, patterns, registry
from annotator.store.problem import Problem
from annotator.store.streams import snapshot

_MANY = 100
"""From here on, further problems of the file itself are not listed one by one."""

_BACKUP = "Restore the project from a backup; what still can be read, “annotator export” saves."
_TAG_ANEW = "Go to this article in the window, delete the annotation and tag it anew."
_LINK_ANEW = "Go to this article in the window, delete the link and set it anew."
_PATTERN = "Change or delete the pattern on the page “Patterns” of the window."
_CODEBOOK = "Put it back into the codebook, or change the annotation in the window."


def check_file(path: Path) -> list[Problem]:
    """All that is wrong with the project at ``path``, worst first; the file is only read.

    :raises UserError: if it is missing, no project, made by a newer version, or too damaged to open.
    """
    try:
        file = database.open_file(path, read_only=True)
    except sqlite3.DatabaseError as error:
        raise UserError(f"{path} is damaged ({error}): restore it from a backup.") from error
    try:
        return check(file.db)
    finally:
        file.close()


def check(db: Database) -> list[Problem]:
    """All that is wrong with an open project, worst first; all of it at one moment."""
    with snapshot(db):
        return list(_problems(db))


def _problems(db: Database) -> Iterator[Problem]:
    parts = (
        _file,
        _codebook,
        _references,
        _actors,
        _articles,
        _search,
        _annotations,
        _links,
        _decisions,
        _patterns,
        check_review.settled,
        check_review.said,
    )
    for part in parts:
        try:
            yield from part(db)
        except (sqlite3.DatabaseError, json.JSONDecodeError, UnicodeDecodeError) as error:
            name = part.__name__.strip("_")
            yield Problem("file", name, f"The {name} can't be read: {error}.", _BACKUP)


def _file(db: Database) -> Iterator[Problem]:
    for (said,) in db.conn.execute(f"PRAGMA integrity_check({_MANY})"):
        if said != "ok":
            yield Problem("file", "file", f"SQLite finds the file damaged: {said}.", _BACKUP)


def _current_codebook(db: Database) -> Codebook | None:
    """None where there is none that can be read."""
    try:
        return registry.codebook(db)
    except (TypeError, KeyError, ValueError, UserError):
        return None


def _codebook(db: Database) -> Iterator[Problem]:
    if _current_codebook(db) is None:
        yield Problem("codebook", "codebook", "The project has no codebook that can be read.", _BACKUP)


def _references(db: Database) -> Iterator[Problem]:
    for number, (table, row, parent, _) in enumerate(db.conn.execute("PRAGMA foreign_key_check")):
        if number == _MANY:
            yield Problem("reference", table, "There are more rows that point to something missing.", _BACKUP)
            return
        where = f"{table}, row {row}" if row is not None else table
        yield Problem(
            "reference", where, f"A row of {table} points to something missing in {parent}.", _BACKUP
        )


def _actors(db: Database) -> Iterator[Problem]:
    """Each merged actor counts as one that is there and counts for itself."""
    rows = db.conn.execute(
        "SELECT a.id, a.name, a.merged_into, t.id, t.name FROM actors a "
        "LEFT JOIN actors t ON t.id = a.merged_into "
        "WHERE a.merged_into IS NOT NULL AND (t.id IS NULL OR t.merged_into IS NOT NULL)"
    )
    for key, name, target, there, target_name in rows:
        if there is None:
            sentence = f"“{name}” was merged into an actor that is missing ({target})."
        elif target == key:
            sentence = f"“{name}” was merged into itself."
        else:
            sentence = f"“{name}” was merged into “{target_name}”, which was itself merged into another."
        yield Problem("actor", f"actor {key}", sentence, _BACKUP)


def _articles(db: Database) -> Iterator[Problem]:
    rows = db.conn.execute(
        "SELECT a.id, a.sha256, a.length, t.text FROM articles a "
        "LEFT JOIN article_texts t ON t.article_id = a.id ORDER BY a.id"
    )
    for number, sha256, length, text in rows:
        where = f"article {number}"
        if text is None:
            yield Problem("article", where, f"The text of article {number} is missing.", _BACKUP)
        elif text_sha256(text) != sha256:
            sentence = (
                f"The text of article {number} was changed: its SHA-256 is not the one noted on import."
            )
            yield Problem("article", where, sentence, _BACKUP)
        elif len(text) != length:
            sentence = f"Article {number} has {len(text)} characters, but {length} are noted."
            yield Problem("article", where, sentence, _BACKUP)


def _search(db: Database) -> Iterator[Problem]:
    missing = db.conn.execute(
        "SELECT article_id FROM article_texts "
        "WHERE article_id NOT IN (SELECT id FROM article_texts_fts_docsize)"
    )
    for (number,) in missing.fetchall():
        yield Problem(
            "search",
            f"article {number}",
            f"The search does not know article {number}.",
            "Nothing is lost, but searching will not find it: import the articles into a new project, and "
            "the layers from an export.",
        )


def _annotations(db: Database) -> Iterator[Problem]:
    codebook = _current_codebook(db)
    for layer in registry.layers(db):
        rows = db.conn.execute(
            "SELECT article_id, id, label, start, end, segments, quote, attributes, actor_id "
            "FROM annotations WHERE layer_id = ? ORDER BY article_id",
            (layer.id,),
        )
        for number, group in groupby(rows, itemgetter(0)):
            found = db.conn.execute(
                "SELECT text FROM article_texts WHERE article_id = ?", (number,)
            ).fetchone()
            for row in group:
                where = f"annotation {row[1]} of {layer.name} on article {number}"
                if found is not None:
                    yield from _offsets(row, found[0], where)
                if codebook is not None:
                    yield from _in_codebook(row, codebook, where)


def _offsets(row: tuple[Any, ...], text: str, where: str) -> Iterator[Problem]:
    start, end, stored, quote = row[3:7]
    try:
        segments = tuple((int(a), int(b)) for a, b in json.loads(stored))
        sound = normalise_segments(segments, len(text)) == segments
    except (UserError, TypeError, ValueError):
        segments, sound = (), False
    if not sound or (segments[0][0], segments[-1][1]) != (start, end):
        sentence = f"Its segments {stored} do not fit {start}–{end} in a text of {len(text)} characters."
        yield Problem("offsets", where, sentence, _TAG_ANEW)
    elif quote_of(text, segments) != quote:
        sentence = f"It says “{quote}”, but at {start}–{end} stands “{quote_of(text, segments)}”."
        yield Problem("quote", where, sentence, _TAG_ANEW)


def _in_codebook(row: tuple[Any, ...], codebook: Codebook, where: str) -> Iterator[Problem]:
    label, attributes, actor = row[2], row[7], row[8]
    try:
        kind = codebook.check_label(label)
        codebook.check_attributes(label, json.loads(attributes))
    except UserError as error:
        yield Problem("codebook", where, str(error), _CODEBOOK)
        return
    if actor is not None and not kind.mention:
        yield Problem("codebook", where, f"It points to an actor, which a {label} does not.", _CODEBOOK)


def _links(db: Database) -> Iterator[Problem]:
    codebook = _current_codebook(db)
    names = {layer.id: layer.name for layer in registry.layers(db)}
    rows = db.conn.execute(
        "SELECT l.id, l.label, l.layer_id, l.article_id, h.layer_id, h.article_id, h.label, "
        "c.layer_id, c.article_id, c.label FROM links l "
        "LEFT JOIN annotations h ON h.id = l.head_id LEFT JOIN annotations c ON c.id = l.child_id"
    )
    for key, label, layer, article, *ends in rows:
        where = f"link {key} of {names.get(layer, layer)} on article {article}"
        head, child = ends[:3], ends[3:]
        if head[0] is None or child[0] is None:
            yield Problem("link", where, f"An end of this {label} link is missing.", _LINK_ANEW)
        elif (head[0], child[0]) != (layer, layer) or (head[1], child[1]) != (article, article):
            sentence = f"An end of this {label} link is in another layer or article."
            yield Problem("link", where, sentence, _LINK_ANEW)
        elif codebook is not None:
            try:
                codebook.check_link(label, head[2], child[2])
            except UserError as error:
                yield Problem("codebook", where, str(error), _LINK_ANEW)


def _decisions(db: Database) -> Iterator[Problem]:
    rows = db.conn.execute(
        "SELECT d.id, d.article_id FROM decisions d JOIN annotations a ON a.id = d.annotation_id "
        "WHERE a.layer_id <> d.layer_id OR a.article_id <> d.article_id"
    )
    for key, article in rows:
        sentence = "This decision belongs to an annotation of another layer or article."
        yield Problem("decision", f"decision {key} on article {article}", sentence, _BACKUP)


def _patterns(db: Database) -> Iterator[Problem]:
    """Each pattern is one, fits the codebook, and means an actor that is there."""
    codebook = _current_codebook(db)
    actors = {str(row[0]) for row in db.conn.execute("SELECT id FROM actors")}
    for pattern in patterns.patterns(db):
        where = f"pattern {pattern.id}"
        try:
            shown = read(checked(pattern.pattern))
            if codebook is not None:
                label = codebook.check_label(pattern.label)
                codebook.check_attributes(label.name, pattern.attributes)
                if pattern.actor_id is not None and not label.mention:
                    raise UserError(f"It points to an actor, which a {label.name} does not.")
        except UserError as error:
            yield Problem("pattern", where, str(error), _PATTERN)
            continue
        if pattern.actor_id is not None and pattern.actor_id not in actors:
            yield Problem(
                "pattern", where, f"The pattern “{shown}” means an actor that is missing.", _PATTERN
            )
