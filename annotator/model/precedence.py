"""Which of two revisions of one thing holds, wherever and in whichever order they meet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.model.revision import Entry, RevisionKind

KIND_ORDER: tuple[RevisionKind, ...] = (
    "actor", "assignment", "annotation", "link", "decision", "state", "answers", "comment", "settlement"
)  # fmt: skip
"""What is pointed to comes before what points to it."""

_NOT_COMPARED = frozenset(
    {"label", "attributes", "answers", "model_layer", "head_id", "child_id", "annotation_id"}
)
"""What a body says in the words of the codebook, which may have changed with no new stamp; what not
every copy knows; and ids that may differ from copy to copy."""

Rank = tuple[str, bool, str, str]


def rank(entry: Entry) -> Rank:
    """The greater one holds: the later stamp.

    Equal stamps of different writing come about where clocks stood still on two machines.  Then a deletion
    holds, then the later time in the row itself, then what it says as text; the words of the codebook are
    left aside, so that a copy in which a label got another name is no other writing.
    """
    body = entry.body
    at = str(body.get("updated_at") or body.get("created_at") or "")
    return entry.stamp, entry.deleted, at, "" if entry.deleted else _without_words(body)


def _without_words(body: Mapping[str, Any]) -> str:
    rest = {name: value for name, value in body.items() if name not in _NOT_COMPARED}
    return json.dumps(rest, sort_keys=True, ensure_ascii=False)
