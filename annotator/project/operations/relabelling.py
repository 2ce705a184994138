"""Change the codebook together with everything that is annotated by it, in every layer.

First a :class:`Plan` says what would happen; only then it is carried out, as one step that undo takes back
exactly.  Why this does not change what a colleague said: docs/adr, “The codebook is common to all layers”.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.errors import UserError
from annotator.model.clock import now
from annotator.model.codebook import Codebook
from annotator.model.codebook_remap import Answer, Remap, said
from annotator.model.knowledge import Pattern
from annotator.project.operations.joining import Joining, plan_joins
from annotator.project.operations.pattern_relabelling import plan_patterns, write_patterns
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.store import codebook_use, relabelling
from annotator.store.annotations import attributes_json

Move = tuple[str, str, str]
"""Table, column and the value before; the ids that move from it go to one value after."""


@dataclass(slots=True)
class Plan:
    """What a change of the codebook does to what is annotated.

    ``annotations``, ``links``, ``decisions`` and ``articles`` are how many rows change, ``joined`` how many
    annotations would say the same twice and become one.  ``left`` counts the answers that have no place in
    the new codebook, by a name for people; they go into notes, if that is wanted.
    """

    title: str
    codebook: Codebook
    remap: Remap
    annotations: int = 0
    links: int = 0
    decisions: int = 0
    articles: int = 0
    joined: int = 0
    left: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    layers: int = 0
    whole: list[tuple[str, str, str]] = field(default_factory=list)
    """``(table, before, after)``: a label that is simply called otherwise."""
    moves: dict[tuple[str, str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """``(table, column, before, after)`` -> ids."""
    answered: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Layer, article, answers and note of articles whose answers change."""
    joining: Joining = field(default_factory=Joining)
    patterns: list[tuple[Pattern, Pattern | None]] = field(default_factory=list)
    """The project's own patterns that follow, before and after."""

    @property
    def writes(self) -> bool:
        """Whether any row follows."""
        return bool(self.whole or self.moves or self.answered or self.joined or self.patterns)

    @property
    def unplaced(self) -> int:
        """How many answers have no place in the new codebook."""
        return sum(self.left.values())


def plan(project: Queries, title: str, codebook: Codebook, remap: Remap | None = None) -> Plan:
    """What ``codebook`` in place of the current one would do; writes nothing.

    :raises UserError: if a new name is still used by something from an earlier codebook.
    """
    made = Plan(title, codebook, remap or Remap())
    _check_free(project, made)
    joining = made.joining = plan_joins(project, made.codebook, made.remap)
    made.joined = len(joining.gone)
    _plan_annotations(project, made)
    _plan_links(project, made)
    _plan_decisions(project, made)
    _plan_articles(project, made)
    made.patterns = plan_patterns(project, made.codebook, made.remap)
    return made


def carry_out(project: Project, made: Plan, *, keep_in_notes: bool = False, initiator: str = "") -> Codebook:
    """Make the planned codebook the current one, and let every row follow.

    :param keep_in_notes: write answers that have no place any longer into the notes of their annotations.
    :raises UserError: if there are such answers and they are not to be kept so, or if something that is
        annotated would not fit.
    """
    if made.unplaced and not keep_in_notes:
        raise UserError(_unplaced(made))
    if not made.writes and _body(made.codebook, 0) == _body(project.codebook, 0):
        return project.codebook
    check = made.writes or project.codebook.frame != made.codebook.frame
    with project.transact(made.title, initiator=initiator, layers=project.layers()):
        made.joining.carry_out(project)
        for table, old, new in made.whole:
            project.rows.set_column(table, "label", old, new)
        for (table, column, old, new), ids in made.moves.items():
            project.rows.set_column(table, column, old, new, ids)
        for layer, article, answers, note in made.answered:
            project.rows.update("article_answers", (layer, article), {"answers": answers, "note": note})
        write_patterns(project, made.patterns)
        version = project.codebook.version + 1
        row = {"version": version, "name": made.codebook.name, "body": _body(made.codebook, version)}
        project.rows.insert("codebooks", row | {"created_by": project.annotator, "created_at": now()})
        new_misfits = codebook_use.new_misfits(project.db, project.path) if check else set()
        if new_misfits:
            raise UserError(f"The codebook stays as it was, because something uses it. {min(new_misfits)}")
    return project.codebook


def _body(codebook: Codebook, version: int) -> str:
    return dataclasses.replace(codebook, version=version).to_json()


def _check_free(project: Queries, made: Plan) -> None:
    """A name that something from an earlier codebook still has would mix with it, beyond undoing."""
    for table, names, known in (
        ("annotations", made.remap.labels, {label.name for label in project.codebook.labels}),
        ("decisions", made.remap.labels, {label.name for label in project.codebook.labels}),
        ("links", made.remap.links, {link.name for link in project.codebook.links}),
    ):
        fresh = set(names.values()) - known
        taken = fresh and fresh & relabelling.names_in_use(project.db, table)
        if taken:
            raise UserError(
                f"Some {table} still have the name “{min(taken)}” from an earlier codebook: choose another."
            )


def _plan_annotations(project: Queries, made: Plan) -> None:
    before, after, remap = project.codebook, made.codebook, made.remap
    touched = {
        label.name
        for label in before.labels
        if (now_is := after.label(remap.label(label.name))) is not None
        and (
            now_is.attributes != label.attributes
            or any(owner == label.name for owner, *_ in (*remap.attributes, *remap.options))
        )
    }
    joined = made.joining.joined
    layers: set[int] = set()
    for name in remap.labels:
        if name not in touched and _is_rename(before, remap, name):
            made.whole.append(("annotations", name, remap.label(name)))
            made.annotations += relabelling.count(project.db, "annotations", name)
        else:
            touched.add(name)
    if not touched:
        return
    known: dict[tuple[str, str], tuple[str, list[Answer]]] = {}
    for row in relabelling.annotations_with(project.db, touched):
        if (row.label, row.attributes) not in known:
            answers, left = remap.answers(after, row.label, json.loads(row.attributes))
            known[row.label, row.attributes] = attributes_json(answers), left
        answers_now, left = known[row.label, row.attributes]
        label_now = remap.label(row.label)
        changed = (label_now, answers_now) != (row.label, row.attributes)
        if changed:
            made.annotations += 1
            layers.add(row.layer_id)
        for name, _ in left:
            made.left[f"{name} of {row.label}"] += 1
        if row.id in joined:
            continue
        if label_now != row.label:
            made.moves["annotations", "label", row.label, label_now].append(row.id)
        if answers_now != row.attributes:
            made.moves["annotations", "attributes", row.attributes, answers_now].append(row.id)
        note = with_answers(row.note, row.label, left)
        if note != row.note:
            made.moves["annotations", "note", row.note, note].append(row.id)
    made.layers = len(layers)


def _is_rename(before: Codebook, remap: Remap, name: str) -> bool:
    """Whether a label only gets another name, which nothing has had so far."""
    new = remap.label(name)
    return before.label(new) is None and list(remap.labels.values()).count(new) == 1


def _plan_links(project: Queries, made: Plan) -> None:
    remap = made.remap
    for name, new in remap.links.items():
        if project.codebook.link(new) is None and list(remap.links.values()).count(new) == 1:
            made.whole.append(("links", name, new))
            made.links += relabelling.count(project.db, "links", name)
            continue
        for link_id, _, _, _ in relabelling.links_with(project.db, [name]):
            if link_id not in made.joining.links:
                made.moves["links", "label", name, new].append(link_id)
            made.links += 1


def _plan_decisions(project: Queries, made: Plan) -> None:
    remap = made.remap
    owners = {owner for owner, *_ in (*remap.attributes, *remap.options)} | set(remap.labels)
    whole = {name for name in remap.labels if _is_rename(project.codebook, remap, name)}
    for name in whole:
        made.whole.append(("decisions", name, remap.label(name)))
    for row in relabelling.decisions_with(project.db, owners) if owners else ():
        made.decisions += 1
        if row.id in made.joining.decisions:
            continue
        label_now = remap.label(row.label)
        if label_now != row.label and row.label not in whole:
            made.moves["decisions", "label", row.label, label_now].append(row.id)
        # The copy of what was suggested is not checked: what has no place any longer stays in it.
        answers, left = remap.answers(made.codebook, row.label, json.loads(row.attributes))
        answers_now = attributes_json({**dict(left), **answers})
        if answers_now != row.attributes:
            made.moves["decisions", "attributes", row.attributes, answers_now].append(row.id)


def _plan_articles(project: Queries, made: Plan) -> None:
    if project.codebook.questions == made.codebook.questions and not made.remap.attributes:
        return
    for layer, article, answers, note in relabelling.answers_about_articles(project.db):
        fitting, left = made.remap.answers(made.codebook, "", json.loads(answers))
        for name, _ in left:
            made.left[f"the question {name}"] += 1
        written = attributes_json(fitting)
        if written != answers:
            made.answered.append((layer, article, written, with_answers(note, "", left)))
    made.articles = len(made.answered)


def with_answers(note: str, label: str, answers: Iterable[Answer]) -> str:
    """A note with answers that have no other place: “(claim) kind: demands”."""
    of = f"({label}) " if label else ""
    lines = [f"{of}{name}: {said(value)}" for name, value in answers]
    return "\n".join([*([note] if note else []), *lines])


def _unplaced(made: Plan) -> str:
    parts = [f"{count} answers to {name}" for name, count in sorted(made.left.items())]
    shown = ", ".join(parts[:3]) + (f" and {len(parts) - 3} more" if len(parts) > 3 else "")
    return f"The new codebook has no place for {shown}: keep them in the notes, or map them."
