"""The history without what it would tell of hidden work of others."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.model.layer import Layer
from annotator.store.hiding import Hidden
from annotator.store.history import HistoryEntry

_PROGRESS = "article_states"
"""How far somebody is with an article is no secret."""


def shown_entries(
    entries: Iterable[HistoryEntry], hidden: Hidden, layers: Iterable[Layer], annotator: str
) -> list[HistoryEntry]:
    """The entries less what is hidden.

    Of what the annotator did, as when they renamed a label for all, the rows of others are taken out; an
    entry of somebody else goes as a whole where a row of it is hidden, for its title would tell.
    """
    if not hidden.layers:
        return list(entries)
    ids = {layer.name: layer.id for layer in layers}
    found = []
    for entry in entries:
        kept = [change for change in entry.changes if not _hides(hidden, change, entry.article_id, ids)]
        if len(kept) == len(entry.changes):
            found.append(entry)
        elif entry.annotator == annotator:
            found.append(dataclasses.replace(entry, changes=kept))
    return found


def _hides(hidden: Hidden, change: dict[str, Any], article_id: int | None, ids: Mapping[str, int]) -> bool:
    """Whether a change tells of hidden work: a row of a hidden layer, or the numbers of one that came in."""
    if change.get("table") == _PROGRESS:
        return False
    if "layer" in change:
        return hidden.hides(ids.get(str(change["layer"])), change.get("article_id", article_id))
    row = change.get("after") or change.get("before") or {}
    return hidden.hides(row.get("layer_id"), row.get("article_id", article_id))
