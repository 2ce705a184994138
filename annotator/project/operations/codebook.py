"""Change the project's codebook: each change is a new version, one step to undo, and has a name for people.

What is annotated follows in every layer (see :mod:`annotator.project.operations.relabelling`), and nothing of
it is ever deleted: what somebody uses can be renamed, merged or retired.  Attributes and questions have
operations of their own, :mod:`annotator.project.operations.attributes`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from annotator.errors import UserError
from annotator.model import codebook_edits as edits
from annotator.model.codebook import Codebook, Example, Label, LinkKind
from annotator.model.codebook_needs import Needs, Widened, widened
from annotator.model.codebook_remap import Remap
from annotator.project.operations.relabelling import Plan, carry_out, plan
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.store import codebook_use
from annotator.store.codebook_use import Use

_FIELDS = {
    "key": "key",
    "colour": "colour",
    "colour_dark": "colour",
    "mention": "actors",
    "guideline": "guideline",
    "examples": "examples",
    "heads": "start",
    "children": "end",
    "required": "being required",
    "single": "being single",
    "kind": "kind",
    "options": "options",
    "default": "default",
    "about": "purpose",
    "name": "name",
}
"""What fields are called in the names of steps."""


def replace(project: Project, codebook: Codebook, *, initiator: str = "") -> Codebook:
    """Make ``codebook`` the current version; earlier ones are kept.

    :raises UserError: if something that is in use is missing from it; :func:`plan_import` takes care of that.
    """
    used = use(project)
    for noun, counts, known in (
        ("annotation", used.labels, {label.name for label in codebook.labels}),
        ("link", used.links, {link.name for link in codebook.links}),
        ("pattern", used.patterns, {label.name for label in codebook.labels}),
    ):
        name = next((name for name in sorted(counts) if name not in known), None)
        if name is not None:
            raise UserError(
                f"{_use(counts[name], noun)} “{name}”, which the new codebook lacks: keep it there."
            )
    return carry_out(project, plan(project, "Change codebook", edits.checked(codebook)), initiator=initiator)


def widen(project: Project, needs: Needs, *, initiator: str = "") -> Widened:
    """Add the labels, links, attributes and options that are needed and missing, as one step.

    :raises UserError: if the outcome is not a sound codebook.
    """
    made = widened(project.codebook, needs)
    carry_out(project, plan(project, "Add what an import needs", made.codebook), initiator=initiator)
    return made


def change(project: Project, *, initiator: str = "", **fields: Any) -> Codebook:
    """Give the codebook another name, purpose or guideline."""
    after = dataclasses.replace(project.codebook, **fields)
    return edit(
        project, f"Change {fields_text(fields)} of the codebook", lambda _: after, initiator=initiator
    )


# -- labels


def add_label(project: Project, label: Label, *, initiator: str = "") -> Codebook:
    return edit(
        project, f"Add label {label.name}", lambda book: edits.add_label(book, label), initiator=initiator
    )


def change_label(project: Project, name: str, *, initiator: str = "", **fields: Any) -> Codebook:
    """Another key, colour, guideline, other examples; whether its annotations may point to actors.

    :raises UserError: if it is not in the codebook, or annotations would not fit.
    """
    return edit(
        project,
        f"Change {fields_text(fields)} of label {name}",
        lambda book: edits.change_label(book, name, **fields),
        initiator=initiator,
    )


def add_example(project: Project, name: str, example: Example, *, initiator: str = "") -> Codebook:
    """Show by another example what the guideline of a label means.

    :raises UserError: if the codebook has no such label, or the example is empty or stands there already.
    """
    there = project.codebook.check_label(name).examples
    if not example.text.strip():
        raise UserError("This example is empty: write it, with the words to tag in [brackets].")
    if any(each.text == example.text for each in there):
        raise UserError(f"This example stands in the guideline of “{name}” already.")
    return edit(
        project,
        f"Add example of {name}",
        lambda book: edits.change_label(book, name, examples=(*there, example)),
        initiator=initiator,
    )


def move_label(project: Project, name: str, step: int, *, initiator: str = "") -> Codebook:
    """Up (-1) or down (1) in the list."""
    return edit(
        project, f"Move label {name}", lambda book: edits.move_label(book, name, step), initiator=initiator
    )


def retire_label(project: Project, name: str, *, initiator: str = "") -> Codebook:
    """Nothing new is tagged with it from now on; what is tagged stays.

    :raises UserError: if no label would be left to tag with.
    """
    if [label.name for label in project.codebook.offered] == [name]:
        raise UserError(f"“{name}” is the last label to tag with: add another one first.")
    return edit(
        project,
        f"Retire label {name}",
        lambda book: edits.change_label(book, name, retired=True),
        initiator=initiator,
    )


def bring_back_label(project: Project, name: str, *, initiator: str = "") -> Codebook:
    """A retired label can be used again."""
    return edit(
        project,
        f"Bring back label {name}",
        lambda book: edits.change_label(book, name, retired=False),
        initiator=initiator,
    )


def remove_label(project: Project, name: str, *, initiator: str = "") -> Codebook:
    """:raises UserError: if anybody uses it; the sentence says how often and what can be done instead."""
    used = use(project)
    counts = {
        "annotation": used.labels[name], "decision": used.decided[name], "pattern": used.patterns[name]
    }  # fmt: skip
    noun = next((noun for noun, count in counts.items() if count), None)
    if noun is not None:
        what = _use(counts[noun], noun)
        raise UserError(f"{what} “{name}”: rename it, merge it into another label, or retire it.")
    return edit(
        project, f"Remove label {name}", lambda book: edits.remove_label(book, name), initiator=initiator
    )


def plan_rename_label(project: Queries, name: str, new: str) -> Plan:
    new = new.strip()
    after = edits.rename_label(project.codebook, name, new)
    return plan(project, f"Rename label {name} to {new}", after, Remap(labels={name: new}))


def rename_label(project: Project, name: str, new: str, *, initiator: str = "") -> Codebook:
    """Call a label otherwise; its annotations follow in every layer."""
    if new.strip() == name:
        return project.codebook
    return carry_out(project, plan_rename_label(project, name, new), initiator=initiator)


def plan_merge_labels(project: Queries, name: str, into: str) -> Plan:
    """:raises UserError: if its annotations point to actors and those of the other label can't."""
    before = project.codebook
    if before.check_label(name).mention and not before.check_label(into).mention:
        raise UserError(f"“{name}” can point to actors and “{into}” can't: let it do so first.")
    after = edits.merge_labels(before, name, into)
    return plan(project, f"Merge label {name} into {into}", after, Remap(labels={name: into}))


def merge_labels(project: Project, name: str, into: str, *, initiator: str = "") -> Codebook:
    """Let one label take over another with its annotations, in every layer.

    Two of one layer that then say the same on the same words become one with the links of both; answers that
    have no place in the other label are kept in the notes.
    """
    return carry_out(project, plan_merge_labels(project, name, into), keep_in_notes=True, initiator=initiator)


# -- links


def add_link(project: Project, link: LinkKind, *, initiator: str = "") -> Codebook:
    return edit(
        project, f"Add link {link.name}", lambda book: edits.add_link(book, link), initiator=initiator
    )


def change_link(project: Project, name: str, *, initiator: str = "", **fields: Any) -> Codebook:
    """Another key or guideline; which labels it joins, whether each needs one, or has one at most.

    :raises UserError: if links that are there would not be allowed.
    """
    return edit(
        project,
        f"Change {fields_text(fields)} of link {name}",
        lambda book: edits.change_link(book, name, **fields),
        initiator=initiator,
    )


def move_link(project: Project, name: str, step: int, *, initiator: str = "") -> Codebook:
    return edit(
        project, f"Move link {name}", lambda book: edits.move_link(book, name, step), initiator=initiator
    )


def remove_link(project: Project, name: str, *, initiator: str = "") -> Codebook:
    """:raises UserError: if anybody uses it."""
    count = use(project).links[name]
    if count:
        raise UserError(f"{_use(count, 'link')} “{name}”: rename it, or merge it into another link.")
    return edit(
        project, f"Remove link {name}", lambda book: edits.remove_link(book, name), initiator=initiator
    )


def rename_link(project: Project, name: str, new: str, *, initiator: str = "") -> Codebook:
    new = new.strip()
    if new == name:
        return project.codebook
    after = edits.rename_link(project.codebook, name, new)
    made = plan(project, f"Rename link {name} to {new}", after, Remap(links={name: new}))
    return carry_out(project, made, initiator=initiator)


def plan_merge_links(project: Queries, name: str, into: str) -> Plan:
    after = edits.merge_links(project.codebook, name, into)
    return plan(project, f"Merge link {name} into {into}", after, Remap(links={name: into}))


def merge_links(project: Project, name: str, into: str, *, initiator: str = "") -> Codebook:
    """Let one kind of link take over another; two that then join the same become one."""
    return carry_out(project, plan_merge_links(project, name, into), initiator=initiator)


# -- any part


def use(project: Queries) -> Use:
    """How often everything in the codebook is used."""
    own = project.layer
    return codebook_use.use(project.db, own.id if own else None)


def edit(project: Project, title: str, made: Callable[[Codebook], Codebook], *, initiator: str) -> Codebook:
    """Make the codebook what ``made`` makes of it, as one step of this title."""
    return carry_out(project, plan(project, title, made(project.codebook)), initiator=initiator)


def fields_text(fields: dict[str, Any]) -> str:
    """What fields are called in the name of a step."""
    return " and ".join(dict.fromkeys(_FIELDS[name] for name in fields))


def _use(number: int, noun: str) -> str:
    return f"1 {noun} uses" if number == 1 else f"{number} {noun}s use"
