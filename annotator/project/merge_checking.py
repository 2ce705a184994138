"""Whether an entry that comes from elsewhere is what such a row can be, before anything reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.errors import UserError
from annotator.model.clock import is_stamp, is_time
from annotator.model.layer import GOLD
from annotator.model.revision import Entry
from annotator.store import settlements, travelling

_JSON = {
    "segments": list, "attributes": dict, "answers": dict, "mentions": list, "members": list, "outcome": list,
    "aliases": list,
}  # fmt: skip
_ONE_OF = {
    ("annotation", "origin"): ("person", "model", "import"),
    ("link", "origin"): ("person", "model", "import"),
    ("decision", "verdict"): ("accepted", "corrected", "rejected"),
    ("state", "state"): ("to do", "in progress", "done", "in doubt"),
    ("comment", "kind"): ("say", "resolve", "reopen"),
    ("settlement", "rule"): ("agreed", "majority", "trust", "taken", "both", "third", "none"),
}
_TIMES = ("created_at", "updated_at")
_TOLD = ("state", "answers", "comment", "settlement", "assignment")
"""Of these the program alone gives the times; other files may have brought those of annotations."""

_LIST_OF_TEXTS = ("mentions", "outcome", "aliases")
_LARGEST = 2**63 - 1
"""What a column can hold."""


def checked(entry: Entry) -> dict[str, Any]:
    """The columns of an entry's body.

    :raises UserError: if it is in another's name.
    :raises ValueError: if it is not what such a row has; also KeyError and TypeError.
    """
    if not is_stamp(entry.stamp):
        raise ValueError("stamp")
    row = {name: entry.body[name] for name in travelling.COLUMNS[entry.kind]}
    for name, value in row.items():
        kinds = travelling.COLUMNS[entry.kind][name]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise ValueError(name)
        if isinstance(value, str):
            value.encode()  # half of a character can't be written
        elif isinstance(value, int | float) and not abs(value) <= _LARGEST:  # nor what is no number
            raise ValueError(name)
        if name in _JSON:
            _check_json(name, str(value))
        if value not in _ONE_OF.get((entry.kind, name), (value,)):
            raise ValueError(name)
    _check_name(entry, row)
    return row


def _check_json(name: str, text: str) -> None:
    try:
        said = json.loads(text)
        if not isinstance(said, _JSON[name]):
            raise ValueError(name)
        json.dumps(said, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError as error:
        raise ValueError(name) from error
    if name in _LIST_OF_TEXTS and not all(isinstance(each, str) for each in said):
        raise ValueError(name)
    if name == "segments" and not all(type(place) is int for piece in said for place in piece):
        raise ValueError(name)


def _check_name(entry: Entry, row: Mapping[str, Any]) -> None:
    """What people say to each other is said in their own layer, at a time; what is settled stands in gold."""
    if entry.kind == "settlement":
        if (entry.owner, entry.layer_kind) != (GOLD, "gold"):
            raise ValueError("owner")
        settlements.check(row)
    if entry.kind == "comment" and (entry.layer_kind, row["created_by"]) != ("person", entry.owner):
        raise UserError(f"It is signed by {row['created_by']}, but stands in the layer of {entry.owner}.")
    told = _TIMES if entry.kind in _TOLD else ()
    if not all(is_time(row[name]) for name in told if name in row):
        raise ValueError("created_at")
