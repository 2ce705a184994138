"""Saving in the project what came from the hub, and noting what the hub has."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass

from annotator.hub.local import Keeping
from annotator.hub.remote import Numbered
from annotator.model.codebook import Codebook
from annotator.model.merge_account import Account
from annotator.model.merge_mapping import Instead, MergeMapping
from annotator.model.revision import Entry
from annotator.project.merge_judging import Judge
from annotator.project.merge_words import Words
from annotator.project.operations.codebook_import import compare, plan_import
from annotator.project.operations.merging import Plan, take_in
from annotator.project.operations.relabelling import carry_out
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.project.visibility import BLIND, RELEASED, SUPERVISORS
from annotator.store import at_hub, registry, travelling
from annotator.store.at_hub import Key
from annotator.store.staging import Staging

TITLE = "Exchange with the hub"

_WORDS = MergeMapping(rest=Instead.LEAVE)
"""The codebook is the coordinators' and comes before the entries; what uses a word that it lacks waits."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some entries; ``left`` are the numbers of those that this project can't hold now."""

    account: Account
    left: frozenset[int]


def take_entries(project: Project, page: Sequence[Numbered]) -> Taken:
    """Take in entries, and note that the hub has them."""
    with Plan(Account(), _WORDS, Staging()) as made:  # nobody looks at a preview of this
        made.staging.put(numbered.entry for numbered in page)
        account = take_in(project, made)
    left = set()
    stamps: list[tuple[Key, str]] = []
    with closing(Staging()) as staging, project.transact(TITLE, undoable=False):
        judge = Judge(project, staging, Words(project.codebook, _WORDS), set())
        for numbered in page:
            entry = numbered.entry
            key = _key_here(project, judge, entry)
            revision = travelling.revision(project.db, *key) if key else None
            if key is not None and revision is not None and revision.stamp >= entry.stamp:
                stamps.append((key, entry.stamp))
            elif not entry.deleted:
                left.add(numbered.number)
        at_hub.note(project.db, stamps)
    return Taken(account, frozenset(left))


def noting(sent: Sequence[Entry]) -> Callable[[Project], None]:
    """What notes that the hub has these own entries."""

    def save(project: Project) -> None:
        with project.transact(TITLE, undoable=False):
            at_hub.note(project.db, [(own_key(project, entry), entry.stamp) for entry in sent])

    return save


def own_key(queries: Queries, entry: Entry) -> Key:
    """The revision of an entry that was made in this project."""
    if entry.kind in ("state", "answers"):
        layer = registry.find_layer(
            queries.db, entry.owner, "person" if entry.layer_kind == "person" else "gold"
        )
        return entry.kind, f"{layer.id if layer else 0}/{queries.article_by_hash(entry.article)}"
    if entry.kind == "assignment":
        return entry.kind, f"{queries.article_by_hash(entry.article)}/{entry.id}"
    return entry.kind, entry.id


def take_settings(project: Project, blind: bool, supervisors: Collection[str]) -> None:
    """Who sees what is as the hub says."""
    with project.transact("Take over who sees what from the hub", undoable=False) as transaction:
        project.remember(BLIND, "yes" if blind else "")
        project.remember(SUPERVISORS, json.dumps(sorted(supervisors), ensure_ascii=False))
        Keeping(project).keep_blind(blind)
        transaction.bulk.add("about")


def take_released(project: Project, articles: Sequence[int]) -> None:
    """Everybody sees everything on these articles, and on no others that were released before."""
    with project.transact("Take over what was released from the hub", undoable=False) as transaction:
        project.remember(RELEASED, json.dumps(list(articles)))
        transaction.bulk.add("about")


def take_codebook(project: Project, theirs: Codebook, number: int) -> None:
    """Make the hub's codebook the project's; what is used here and missing there is kept as retired."""
    missing = compare(project, theirs).missing
    mapped = {(item.what, item.name): item.proposed for item in missing if item.proposed}
    with project.transact("Take over the codebook from the hub", undoable=False, layers=project.layers()):
        carry_out(project, plan_import(project, theirs, mapped), keep_in_notes=True)
        project.forget({"codebooks"})
        Keeping(project).keep_codebook(number)


def _key_here(project: Project, judge: Judge, entry: Entry) -> Key | None:
    """The revision of an entry of anybody; None where there is no such layer or article."""
    if entry.kind == "actor":
        return entry.kind, entry.id
    article = project.article_by_hash(entry.article)
    if article is None:
        return None
    if entry.kind == "assignment":
        return entry.kind, f"{article}/{entry.id}"
    layer = judge.layer(entry.owner, "gold" if entry.layer_kind == "gold" else "person")
    if layer is None:
        return None
    if entry.kind in ("state", "answers"):
        return entry.kind, f"{layer.id}/{article}"
    return entry.kind, judge.local_id(entry, entry.id, entry.kind, layer, article)
