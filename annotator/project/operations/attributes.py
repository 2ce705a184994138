"""Change what is asked: the attributes of a label, and the questions about an article as a whole.

Attributes belong to an owner, which is a label, or empty for the questions.  As all changes of the codebook
(:mod:`annotator.project.operations.codebook`), each is one step to undo, and what is answered follows.
"""

from __future__ import annotations

from typing import Any

from annotator.errors import UserError
from annotator.model import codebook_edits as edits
from annotator.model.codebook import Attribute, Codebook
from annotator.model.codebook_remap import Remap
from annotator.project.operations.codebook import edit, fields_text
from annotator.project.operations.relabelling import Plan, carry_out, plan
from annotator.project.project import Project
from annotator.project.queries import Queries


def add(project: Project, owner: str, attribute: Attribute, *, initiator: str = "") -> Codebook:
    return edit(
        project,
        f"Add {_noun(owner)} {attribute.name}",
        lambda book: edits.add_attribute(book, owner, attribute),
        initiator=initiator,
    )


def plan_change(project: Queries, owner: str, name: str, **fields: Any) -> Plan:
    after = edits.change_attribute(project.codebook, owner, name, **fields)
    return plan(project, f"Change {fields_text(fields)} of {_noun(owner)} {name}", after)


def change(
    project: Project,
    owner: str,
    name: str,
    *,
    keep_in_notes: bool = False,
    initiator: str = "",
    **fields: Any,
) -> Codebook:
    """Another kind, options, default or guideline, or whether an answer is required.

    Answers are turned into the new kind where nothing of them is lost.

    :param keep_in_notes: those that can't be turned go into the notes of their annotations.
    :raises UserError: if there are such answers and they are not to be kept so.
    """
    made = plan_change(project, owner, name, **fields)
    return carry_out(project, made, keep_in_notes=keep_in_notes, initiator=initiator)


def move(project: Project, owner: str, name: str, step: int, *, initiator: str = "") -> Codebook:
    return edit(
        project,
        f"Move {_noun(owner)} {name}",
        lambda book: edits.move_attribute(book, owner, name, step),
        initiator=initiator,
    )


def plan_remove(project: Queries, owner: str, name: str) -> Plan:
    after = edits.remove_attribute(project.codebook, owner, name)
    return plan(project, f"Remove {_noun(owner)} {name}", after, Remap(attributes={(owner, name): None}))


def remove(
    project: Project, owner: str, name: str, *, keep_in_notes: bool = False, initiator: str = ""
) -> Codebook:
    """:raises UserError: if it is answered anywhere and the answers are not to be kept in the notes."""
    made = plan_remove(project, owner, name)
    return carry_out(project, made, keep_in_notes=keep_in_notes, initiator=initiator)


def rename(project: Project, owner: str, name: str, new: str, *, initiator: str = "") -> Codebook:
    new = new.strip()
    if new == name:
        return project.codebook
    after = edits.rename_attribute(project.codebook, owner, name, new)
    title = f"Rename {_noun(owner)} {name} to {new}"
    made = plan(project, title, after, Remap(attributes={(owner, name): new}))
    return carry_out(project, made, initiator=initiator)


def plan_rename_option(project: Queries, owner: str, name: str, option: str, new: str) -> Plan:
    new = new.strip()
    if not new:
        raise UserError("An option needs a name.")
    merging = new in edits.need_attribute(project.codebook, owner, name).options
    title = f"Merge option {option} into {new}" if merging else f"Rename option {option} to {new}"
    after = edits.rename_option(project.codebook, owner, name, option, new)
    return plan(project, title, after, Remap(options={(owner, name, option): new}))


def rename_option(
    project: Project, owner: str, name: str, option: str, new: str, *, initiator: str = ""
) -> Codebook:
    """Another word for an option; the answers follow.  One that is there already takes it over."""
    if new.strip() == option:
        return project.codebook
    return carry_out(project, plan_rename_option(project, owner, name, option, new), initiator=initiator)


def _noun(owner: str) -> str:
    return "attribute" if owner else "question"
