"""A commit in words: “Tagged actor “Kim””, “Accepted claim “…” with speaker and cue”, “Undone: tag claim”."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Annotation, quote_of
from annotator.project.changes import Changes
from annotator.store.rows import RowChange

if TYPE_CHECKING:
    from annotator.gui.session import Session

Look = Callable[[str], Annotation | None]

_LONGEST = 44

PAST = {
    "Add": "Added",
    "Accept": "Accepted",
    "Adjust": "Adjusted",
    "Answer": "Answered",
    "Assign": "Assigned",
    "Bring": "Brought",
    "Change": "Changed",
    "Choose": "Chose",
    "Clear": "Cleared",
    "Comment": "Commented",
    "Correct": "Corrected",
    "Delete": "Deleted",
    "Extend": "Extended",
    "Fill": "Filled",
    "Forget": "Forgot",
    "Import": "Imported",
    "Join": "Joined",
    "Keep": "Kept",
    "Let": "Let",
    "Link": "Linked",
    "List": "Listed",
    "Make": "Made",
    "Mark": "Marked",
    "Merge": "Merged",
    "Move": "Moved",
    "Name": "Named",
    "Reject": "Rejected",
    "Remove": "Removed",
    "Rename": "Renamed",
    "Reopen": "Reopened",
    "Replace": "Replaced",
    "Resolve": "Resolved",
    "Restore": "Restored",
    "Retire": "Retired",
    "Say": "Said",
    "Set": "Set",
    "Shrink": "Shrank",
    "Split": "Split",
    "Stop": "Stopped",
    "Suggest": "Suggested",
    "Switch": "Switched",
    "Tag": "Tagged",
    "Take": "Took",
    "Train": "Trained",
    "Unlink": "Unlinked",
    "Watch": "Watched",
    "Write": "Wrote",
}
"""The verbs that titles of operations begin with."""


def said(changes: Changes, session: Session) -> str:
    """What a commit in the window's session did."""
    article, sheet, project = session.article, session.sheet, session.project

    def look(annotation_id: str) -> Annotation | None:
        return sheet.annotation(annotation_id) if sheet is not None else None

    def actor(actor_id: str) -> str:
        found = project.actor(actor_id)
        return found.name if found is not None else ""

    here = article is not None and changes.article_ids == {article.id}
    return said_of(changes, look, article.text if article is not None and here else "", actor)


def said_of(
    changes: Changes,
    look: Look,
    text: str = "",
    actor: Callable[[str], str] = lambda _id: "",
) -> str:
    """What was done, in the past tense.

    :param look: an annotation by its id, for the ends of links.
    :param text: the article that is open, for the words of a rejected suggestion.
    :param actor: an actor's name by its id.
    """
    rows = [row for row in changes.rows if row.table == "annotations"]
    quoted = f" “{short(_quote(changes, rows, text))}”" if _quote(changes, rows, text) else ""
    if changes.kind != "do":
        return f"{replayed(changes.kind, changes.title)}{quoted}"
    verb, _, rest = changes.title.partition(" ")
    if verb not in PAST:
        return f"{changes.title}{quoted}"
    what = f"{PAST[verb]} {rest}".rstrip().replace("ed or reject ", "ed or rejected ")
    match verb:
        case "Link":
            return _linked(changes, look) or what
        case "Accept" if rest == "links":
            return _accepted_links(changes, look) or what
        case "Accept":
            return f"{what}{quoted}{_with(changes)}"
        case "Set":
            values = _values(rows, actor)
            return f"{what}{' to ' + values if values else ''}{':' if quoted else ''}{quoted}"
        case "Delete" if rows:
            gone = sum(row.table == "links" and row.after is None for row in changes.rows)
            return f"{what}{quoted}{f' and {gone} link' if gone else ''}{'s' if gone > 1 else ''}"
        case "Write":
            return f"Wrote a note{' on' if quoted else ''}{quoted}" if rest == "note" else f"{what}{quoted}"
    return f"{what}{quoted}"


def replayed(kind: str, title: str) -> str:
    """A step that was undone or done again, as the status and the history say it: “Undone: tag claim”."""
    return f"{'Undone' if kind == 'undo' else 'Done again'}: {title[:1].lower()}{title[1:]}"


def short(words: str, longest: int = _LONGEST) -> str:
    """On one line, cut after so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= longest else line[:longest].rstrip() + " …"


def _quote(changes: Changes, rows: list[RowChange], text: str) -> str:
    """The words of the annotation it is about, or what was said; empty where it is about several or none."""
    said = [row.after or row.before or {} for row in changes.rows if row.table == "comments"]
    if said:
        return str(said[0]["text"] or said[0]["quote"])
    if changes.title == "Accept links":
        return ""  # the annotations that came with them are not what it is about
    ids = {row.key[0] for row in rows}
    if len(ids) > 1 and changes.title.split(" ")[0] == "Accept" and not changes.title[7:8].isdigit():
        ids = {rows[0].key[0]}  # accepted with what it is linked to: the first is the one that was meant
    if len(ids) == 1:
        values = rows[0].after or rows[0].before or {}
        for row in rows:
            values = (row.after or values) if row.key[0] in ids else values
        return str(values.get("quote", ""))
    decisions = [row.after or row.before for row in changes.rows if row.table == "decisions"]
    if ids or len(decisions) != 1 or not text or decisions[0] is None:
        return ""
    pieces = [(int(start), int(end)) for start, end in json.loads(decisions[0]["segments"])]
    return quote_of(text, tuple(pieces)) if pieces and pieces[-1][1] <= len(text) else ""


def _with(changes: Changes) -> str:
    """What was accepted along with it: “ with speaker and cue”."""
    rows = [row for row in changes.rows if row.after is not None and row.before is None]
    made = [row for row in rows if row.table == "annotations"]
    kinds = list(dict.fromkeys(str(_after(row)["label"]) for row in rows if row.table == "links"))
    if len(made) < 2 or changes.title[7:8].isdigit():
        return ""
    return f" with {_listed(kinds)}" if kinds else f" and {len(made) - 1} more"


def _accepted_links(changes: Changes, look: Look) -> str:
    links = [_after(row) for row in changes.rows if row.table == "links" and row.after is not None]
    head = look(links[0]["head_id"]) if links else None
    kinds = list(dict.fromkeys(str(link["label"]) for link in links))
    return f"Accepted {_listed(kinds)} of {head.label} “{short(head.quote)}”" if head is not None else ""


def _linked(changes: Changes, look: Look) -> str:
    links = [_after(row) for row in changes.rows if row.table == "links" and row.after is not None]
    if not links:
        return ""
    head, ends = look(links[0]["head_id"]), [look(link["child_id"]) for link in links]
    named = [f"“{short(end.quote, 24)}”" for end in ends if end is not None]
    if head is None or not named:
        return ""
    return f"Linked {head.label} “{short(head.quote, 24)}” to {_listed(named)} as {links[0]['label']}"


def _values(rows: list[RowChange], actor: Callable[[str], str]) -> str:
    """The answers that are new, or the name of the actor."""
    for row in rows:
        before, after = row.before or {}, _after(row)
        if "actor_id" in after and before.get("actor_id") != after.get("actor_id"):
            return actor(str(after["actor_id"])) if after["actor_id"] else "nobody"
        old, new = _answers(before), _answers(after)
        changed = [new.get(name) for name in {**old, **new} if old.get(name) != new.get(name)]
        if changed:
            return ", ".join(map(_shown, changed))
    return ""


def _after(row: RowChange) -> Mapping[str, Any]:
    return row.after or {}


def _answers(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = row.get("attributes")
    return dict(json.loads(kept)) if kept else {}


def _shown(value: Any) -> str:
    if value is None:
        return "no answer"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _listed([str(v) for v in value]) if isinstance(value, list) else short(str(value), 24)


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else "nothing"
