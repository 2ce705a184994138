"""The history as a person reads it: when, who, what, and about which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotator.store.history import ChangeKind, HistoryEntry

_MOST_WORDS = 3
"""Annotations whose words are named; of more only the number."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry.  ``annotation_id`` is the annotation it was about, if it was about one."""

    at: str
    annotator: str
    title: str
    kind: ChangeKind
    article_id: int | None
    words: str
    annotation_id: str | None


def lines(entries: Iterable[HistoryEntry], article_id: int | None = None) -> list[HistoryLine]:
    """A line for each entry, in the order given.

    :param article_id: of what touches several articles, tell only what it did in this one.
    """
    return [_line(entry, article_id) for entry in entries]


def _line(entry: HistoryEntry, article_id: int | None) -> HistoryLine:
    states = [change.get("after") or change.get("before") for change in entry.changes]
    rows = [
        (str(change["table"]), state)
        for change, state in zip(entry.changes, states, strict=True)
        # One column of many rows has no key: it says nothing of any one of them.
        if state is not None
        and change.get("key") != []
        and article_id in (None, state.get("article_id", article_id))
    ]
    annotations = {str(state["id"]): state for table, state in rows if table == "annotations"}
    words = [str(state["quote"]) for state in annotations.values()] or [
        said for table, state in rows if (said := _said(table, state))
    ]
    about = (
        list(annotations)
        or [str(state["head_id"]) for table, state in rows if table == "links"]
        or [
            str(state["annotation_id"])
            for table, state in rows
            if table == "comments" and state["annotation_id"]
        ]
    )
    return HistoryLine(
        entry.at,
        entry.annotator,
        entry.operation,
        entry.kind,
        article_id or entry.article_id,
        _shown(words) or _counts(entry.changes),
        about[0] if len(set(about)) == 1 else None,
    )


def _said(table: str, state: dict[str, Any]) -> str:
    """What a row that is no annotation is about."""
    match table:
        case "article_states":
            return str(state["state"])
        case "actors":
            return str(state["name"])
        case "codebooks":
            return f"{state['name']}, version {state['version']}"
        case "assignments":
            return str(state["annotator"])
        case "article_answers":
            return str(state["note"])
        case "comments":
            return str(state["text"] or state["quote"])
        case _:
            return ""


def _shown(words: list[str]) -> str:
    if not words:
        return ""
    if len(words) > _MOST_WORDS:
        return f"{words[0]} … and {len(words) - 1} more"
    return " · ".join(words)


def _counts(changes: list[dict[str, Any]]) -> str:
    """What an import or a model wrote, which is kept as numbers only."""
    found = [
        f"{number} {name}"
        for change in changes
        for name in ("annotations", "links")
        if isinstance(number := change.get(name), int)
    ]
    return ", ".join(found)
