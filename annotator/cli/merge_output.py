"""How ``annotator merge`` says what happens, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from annotator.cli.output import counted
from annotator.exchange.sharing_in import Origin
from annotator.model.actor import Actor
from annotator.model.merge_account import Account, ActorChange
from annotator.project.merge_lines import SHOWN, Line, article_lines, layer_lines, seen_refusals
from annotator.project.queries import Queries

_MOST_LISTED = 20


def lines(queries: Queries, origin: Origin, account: Account, *, preview: bool) -> Iterator[str]:
    """For people."""
    yield f"{origin.path} (shared by {origin.shared_by}, {origin.shared_at[:16].replace('T', ' ')} UTC)"
    if origin.project != queries.about("project_id"):
        yield "  note: it comes from another project; its articles are matched by their texts"
    for layer in layer_lines(queries, account):
        whose = layer.whose(origin.shared_by)
        mine = f" ({whose}: what is newer there replaces what is here)" if whose else ""
        yield f"  layer {layer.owner}{mine}: {layer.sentence()}"
        on = [
            line
            for line in article_lines(queries, account, origin.titles)
            if (line.owner, line.kind) == (layer.owner, layer.kind) and (line.changes or line.rows["refused"])
        ]
        yield from (f"    {line.title or line.article[:12]}: {line.sentence()}" for line in on[:_MOST_LISTED])
        if len(on) > _MOST_LISTED:
            yield f"    … and {len(on) - _MOST_LISTED} more articles"
    if account.articles:
        yield f"  articles: {len(account.articles)} {'would come' if preview else 'came'} with it"
    if account.missing:
        yield f"  articles that are not here: {len(account.missing)}; import them and merge again"
        for sha256, number in sorted(account.missing.items())[:_MOST_LISTED]:
            yield f"    {origin.titles.get(sha256) or sha256[:12]}: {counted(number, 'row')}"
    yield from (f"  actor {line}" for line in map(_actor, account.actors))
    for word, number in sorted(account.undecided.items()):
        yield f"  the codebook here has no {word}: {counted(number, 'row')}"
    for word, number in sorted(account.left.items()):
        yield f"  left out: {word}: {counted(number, 'row')}"
    for word in account.added:
        yield f"  {'would be added' if preview else 'added'} to the codebook: {word}"
    for refusal in seen_refusals(queries, account)[:_MOST_LISTED]:
        what = f"{refusal.kind} {refusal.id} of {refusal.place[0] or 'all'}"
        yield f"  can't be taken: {what}: {refusal.sentence}"
    if account.refused > _MOST_LISTED:
        yield f"  can't be taken: {account.refused - _MOST_LISTED} more"
    if not account.changes and not account.articles:
        yield "  nothing new"


def facts(queries: Queries, origin: Origin, account: Account) -> dict[str, Any]:
    """For ``--json``."""
    return {
        "file": str(origin.path),
        "shared_by": origin.shared_by,
        "shared_at": origin.shared_at,
        "same_project": origin.project == queries.about("project_id"),
        "layers": [_layer(line) for line in layer_lines(queries, account)],
        "articles": [
            {"sha256": line.article, "title": line.title, **_layer(line)}
            for line in article_lines(queries, account, origin.titles)
        ],
        "articles_added": account.articles,
        "articles_missing": [
            {"sha256": sha256, "title": origin.titles.get(sha256, ""), "rows": number}
            for sha256, number in sorted(account.missing.items())
        ],
        "actors": [
            {
                "id": change.actor.id,
                "name": change.actor.name,
                "kind": change.actor.kind,
                "outcome": change.outcome,
                "here": change.here.id if change.here else None,
            }
            for change in account.actors
        ],
        "undecided": _words(account.undecided),
        "left_out": _words(account.left),
        "added": [_word(word) for word in account.added],
        "refused": [
            {"layer": r.place[0], "article": r.place[2], "kind": r.kind, "id": r.id, "why": r.sentence}
            for r in seen_refusals(queries, account)
        ],
        "refused_in_all": account.refused,
        "changes": account.changes,
    }


def _layer(line: Line) -> dict[str, Any]:
    hidden = line.hidden and bool(line.article)
    return {
        "annotator": line.owner,
        "kind": line.kind,
        "own": line.own,
        "hidden": line.hidden,
        "annotations": {} if hidden else {name: line.annotations[name] for name, _ in SHOWN},
        "rows": {} if hidden else {name: line.rows[name] for name, _ in SHOWN},
    }


def _words(words: Counter[Any]) -> list[dict[str, Any]]:
    return [{**_word(word), "rows": number} for word, number in sorted(words.items())]


def _word(word: Any) -> dict[str, str]:
    return {"kind": word.kind, "name": word.name, "label": word.label, "attribute": word.attribute}


def _named(actor: Actor) -> str:
    return f"“{actor.name}” ({actor.kind})" if actor.kind else f"“{actor.name}”"


def _actor(change: ActorChange) -> str:
    name = f"“{change.actor.name}”" + (f" ({change.actor.kind})" if change.actor.kind else "")
    here = (
        f"“{change.here.name}”" + (f" ({change.here.kind})" if change.here.kind else "")
        if change.here
        else ""
    )
    match change.outcome:
        case "newer":
            return f"{name}: changed there since"
        case "joined":
            return f"{name}: counts as one with {here}, of the same name and kind"
        case "alike":
            return f"{name}: new, though {here} looks like it"
        case "merged":
            return f"{name}: merged into {here}"
        case "apart":
            return f"{name}: kept apart from {here or 'ours'}"
        case _:
            return f"{name}: new"
