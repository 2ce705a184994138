"""Settlements in the project file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from annotator.model.settlement import Member, Said, Settlement

_COLUMNS = "id, layer_id, article_id, rule, members, outcome, why, created_by, created_at, updated_at"
_OWN = ("gold", "gold", "")
"""Who stands among the members where the one who settled it said something new."""


def load(db: Database, article_id: int) -> list[Settlement]:
    """Those of an article, the oldest first."""
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM settlements WHERE layer_id IN (SELECT id FROM layers WHERE kind = 'gold') "
        "AND article_id = ? ORDER BY created_at, id",
        (article_id,),
    )
    return [_settlement(row) for row in rows]


def articles(db: Database) -> dict[int, int]:
    """Article id -> how many settlements it has; articles with none are missing."""
    rows = db.conn.execute("SELECT article_id, count(*) FROM settlements GROUP BY article_id")
    return dict(rows.fetchall())


def layers(db: Database, article_id: int | None = None) -> list[tuple[str, str, str]]:
    """``(annotator, kind, version)`` of the layers that were settled, on an article or anywhere."""
    where, values = ("WHERE article_id = ?", (article_id,)) if article_id is not None else ("", ())
    rows = db.conn.execute(
        "SELECT DISTINCT json_extract(value, '$.annotator'), json_extract(value, '$.kind'), "
        f"json_extract(value, '$.version') FROM settlements, json_each(members) {where}",
        values,
    )
    return [(str(name), str(kind), str(version)) for name, kind, version in rows if kind != "gold"]


def row(settlement: Settlement) -> dict[str, Any]:
    return {
        "id": settlement.id,
        "layer_id": settlement.layer_id,
        "article_id": settlement.article_id,
        "rule": settlement.rule,
        "members": json.dumps(list(_members(settlement)), ensure_ascii=False, separators=(",", ":")),
        "outcome": json.dumps(list(settlement.outcome)),
        "why": settlement.why,
        "created_by": settlement.created_by,
        "created_at": settlement.created_at,
        "updated_at": settlement.updated_at,
    }


def check(row: Mapping[str, Any]) -> None:
    """Whether a row that comes from elsewhere can be read.

    :raises ValueError: if not.
    """
    try:
        read = _settlement((None, None, None, *(row[name] for name in _COLUMNS.split(", ")[3:])))
        texts = [text for m in read.members for text in (*m.layer, m.digest, m.annotation or "")]
        places = list[Any]()
        for said in (*read.said.values(), *([read.own] if read.own else [])):
            texts += [said.label, said.actor_id or "", *(text for link in said.links for text in link)]
            texts += dict(said.attributes)
            places += [place for piece in said.segments for place in piece]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("members") from error
    if not all(isinstance(text, str) for text in texts) or not all(type(place) is int for place in places):
        raise ValueError("members")


def _members(settlement: Settlement) -> Iterator[dict[str, Any]]:
    """What a digest stands for is with the first member that has it."""
    told: set[str] = set()
    for member in settlement.members:
        body: dict[str, Any] = {
            "annotator": member.annotator,
            "kind": member.kind,
            "version": member.version,
            "annotation": member.annotation,
            "digest": member.digest,
        }
        if member.digest in settlement.said and member.digest not in told:
            told.add(member.digest)
            body["said"] = _said_json(settlement.said[member.digest])
        yield body
    if settlement.own is not None:
        name, kind, version = _OWN
        body = {"annotator": name, "kind": kind, "version": version, "annotation": None, "digest": ""}
        yield body | {"said": _said_json(settlement.own)}


def _said_json(said: Said) -> dict[str, Any]:
    return {
        "label": said.label,
        "segments": said.segments,
        "attributes": dict(said.attributes),
        "actor_id": said.actor_id,
        "links": said.links,
    }


def _settlement(row: Iterable[Any]) -> Settlement:
    key, layer, article, rule, members, outcome, why, by, created, updated = row
    found, said, own = [], dict[str, Said](), None
    for body in json.loads(members):
        if "said" in body:
            said[body["digest"]] = _said(body["said"])
        if body["kind"] == "gold":
            own = said.pop("", None)
        else:
            names = (body["annotator"], body["kind"], body["version"])
            found.append(Member(*names, body["annotation"], body["digest"]))
    ids = tuple(json.loads(outcome))
    return Settlement(key, layer, article, rule, tuple(found), said, ids, why, by, created, updated, own)


def _said(body: dict[str, Any]) -> Said:
    return Said(
        body["label"],
        tuple((start, end) for start, end in body["segments"]),
        body["attributes"],
        body["actor_id"],
        tuple((name, child) for name, child in body["links"]),
    )
