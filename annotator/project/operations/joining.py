"""Join what would say or link the same twice, once two names have become one."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.codebook_remap import Remap, said
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.store import relabelling
from annotator.store.annotations import annotation_row
from annotator.store.relabelling import Said


@dataclass(slots=True)
class Joining:
    """What is joined; all other rows only change their names.

    ``gone`` are the ids of annotations that become part of another, by which one stays.  ``joined`` are both,
    ``links`` and ``decisions`` the ids of those that are re-pointed or go.
    """

    gone: dict[str, str] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    links: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    """Link id -> its new label and ends; None where it is there already."""
    decisions: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    """As for links."""
    stays: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Annotation id -> what it says from then on."""

    def carry_out(self, project: Project) -> None:
        """Write it.  Only inside a transaction that may write all layers."""
        for table, rows in (("links", self.links), ("decisions", self.decisions)):
            for key in [key for key, values in rows.items() if values is None]:
                project.rows.delete(table, (key,))
            for key, values in rows.items():
                if values is not None:
                    project.rows.update(table, (key,), values)
        for key in self.gone:
            project.rows.delete("annotations", (key,))
        for key, values in self.stays.items():
            project.rows.update("annotations", (key,), values)


def plan_joins(project: Queries, codebook: Codebook, remap: Remap) -> Joining:
    """Which annotations, links and decisions become one; writes nothing."""
    found = Joining()
    sources, targets = _merged(remap.labels, {label.name for label in project.codebook.labels})
    there = relabelling.annotations_with(project.db, sources | targets) if sources else []
    for group in _groups(there, remap):
        if any(row.label in sources for row in group):
            stays, *gone = sorted(group, key=lambda row: row.label in sources)
            # Two of the target label that say the same already are nobody's business here.
            gone = [row for row in gone if row.label in sources]
            found.gone |= {row.id: stays.id for row in gone}
            found.joined |= {stays.id, *(row.id for row in gone)}
    lost = _plan_links(project, remap, found)
    _plan_decisions(project, remap, found, sources, targets)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for gone_id, stays_id in found.gone.items():
        members[stays_id].append(gone_id)
    names = {actor_id: actor.name for actor_id, actor in project.actors_by_id().items()} if members else {}
    for stays_id, gone_ids in members.items():
        annotations = [_need(project, each) for each in (stays_id, *gone_ids)]
        found.stays[stays_id] = _joined(annotations, codebook, remap, names, lost.get(stays_id, []))
    return found


def _merged(names: Mapping[str, str], known: set[str]) -> tuple[set[str], set[str]]:
    """The old names that become one with others, and the names that they become."""
    news = list(names.values())
    sources = {old for old, new in names.items() if new in known or news.count(new) > 1}
    return sources, {names[old] for old in sources}


def _groups(rows: Iterable[Said], remap: Remap) -> list[list[Said]]:
    """Those that will say the same on the same words, where that is more than one."""
    by_place: defaultdict[tuple[Any, ...], list[Said]] = defaultdict(list)
    for row in rows:
        by_place[*row.place, remap.label(row.label)].append(row)
    return [group for group in by_place.values() if len(group) > 1]


def _joined(
    annotations: list[Annotation], codebook: Codebook, remap: Remap, actors: dict[str, str], lost: list[str]
) -> dict[str, Any]:
    """What the first of them says from then on: its own answers first, and in its note what has no place."""
    first = annotations[0]
    label = remap.label(first.label)
    kind = codebook.check_label(label)
    answers: dict[str, Any] = {}
    notes: list[str] = []
    actor_id = first.actor_id
    for annotation in annotations:
        fitting, left = remap.answers(codebook, annotation.label, annotation.attributes)
        more = [(name, value) for name, value in fitting.items() if answers.setdefault(name, value) != value]
        lines = [annotation.note] if annotation.note else []
        lines += [f"({annotation.label}) {name}: {said(value)}" for name, value in (*left, *more)]
        if kind.mention:
            actor_id = actor_id or annotation.actor_id
        if annotation.actor_id is not None and (not kind.mention or annotation.actor_id != actor_id):
            lines.append(
                f"({annotation.label}) actor: {actors.get(annotation.actor_id, annotation.actor_id)}"
            )
        notes += [line for line in lines if line not in notes]
    after = dataclasses.replace(
        first, label=label, attributes=answers, note="\n".join([*notes, *lost]), actor_id=actor_id
    )
    row = annotation_row(after)
    return {name: row[name] for name in ("label", "attributes", "note", "actor_id")}


def _plan_links(project: Queries, remap: Remap, found: Joining) -> dict[str, list[str]]:
    """Also re-points links of joined annotations.

    :returns: lines for the notes of annotations whose link to their like can't stay.
    """
    lost: defaultdict[str, list[str]] = defaultdict(list)
    sources, targets = _merged(remap.links, {link.name for link in project.codebook.links})
    if not sources and not found.gone:
        return {}
    rows = {row[0]: row[1:] for row in relabelling.links_with(project.db, sources)}
    there = {row[0]: row[1:] for row in relabelling.links_with(project.db, targets - sources)}
    for gone_id, stays_id in found.gone.items():
        for link in project.links_of(gone_id):
            rows[link.id] = (link.label, link.head_id, link.child_id)
        for link in project.links_of(stays_id):
            there[link.id] = (link.label, link.head_id, link.child_id)
    taken = {
        (head, remap.link(label), child)
        for link_id, (label, head, child) in there.items()
        if link_id not in rows
    }
    for link_id, (label, head, child) in rows.items():
        new_head, new_child = found.gone.get(head, head), found.gone.get(child, child)
        new = (new_head, remap.link(label), new_child)
        if new_head == new_child and head != child:
            lost[new_head].append(f"was linked to its like: {label}")
            found.links[link_id] = None
            continue
        if new in taken:
            found.links[link_id] = None
        elif (new_head, new_child) != (head, child):
            found.links[link_id] = {"label": new[1], "head_id": new_head, "child_id": new_child}
        taken.add(new)
    return dict(lost)


def _plan_decisions(
    project: Queries, remap: Remap, found: Joining, sources: set[str], targets: set[str]
) -> None:
    """Of two decisions on the same words the one stays of which an annotation came, else the target's."""
    if not sources:
        return
    rows = relabelling.decisions_with(project.db, sources | targets)
    for row in rows:
        if row.annotation_id in found.gone:
            values = {"label": remap.label(row.label), "annotation_id": found.gone[row.annotation_id]}
            found.decisions[row.id] = values
    for group in _groups(rows, remap):
        if any(row.label in sources for row in group):
            ordered = sorted(group, key=lambda row: (row.annotation_id is None, row.label in sources))
            found.decisions |= {row.id: None for row in ordered[1:]}


def _need(project: Queries, annotation_id: str) -> Annotation:
    found = project.annotation(annotation_id)
    assert found is not None
    return found
