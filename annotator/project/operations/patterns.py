"""The project's own patterns: add, change, remove, switch off, and take in many at once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.errors import UserError
from annotator.model.clock import new_id, now
from annotator.model.codebook import Codebook
from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import checked, parse, read, same_place
from annotator.project.project import Project
from annotator.store import patterns as store

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_SHOWN = 40


def add(
    project: Project,
    label: str,
    pattern: object,
    *,
    attributes: Mapping[str, Any] | None = None,
    name: str = "",
    language: str = "",
    actor_id: str | None = None,
    initiator: str = "",
) -> Pattern:
    """A new pattern: a phrase, JSON of tokens, or a list of tokens.

    :param attributes: answers that its hits are suggested with.
    :param name: where it belongs, such as the file it was read from.
    :raises UserError: if it is no sound pattern, is there already, or does not fit the codebook.
    """
    made = fitting(
        project, Pattern(new_id(), label, _read(pattern), attributes or {}, name, language, actor_id)
    )
    _check_new(project, made)
    with project.transact(f"Add pattern {_shown(made)}", initiator=initiator):
        insert(project, [made])
    return made


def change(project: Project, pattern_id: str, *, initiator: str = "", **fields: Any) -> Pattern:
    """Give a pattern another label, text, attributes, name, language or actor; what is not named stays.

    :raises UserError: as :func:`add` does, or if it is gone.
    """
    before = need(project, pattern_id)
    if "pattern" in fields:
        fields["pattern"] = _read(fields["pattern"])
    after = fitting(project, dataclasses.replace(before, **fields))
    if after == before:
        return before
    if same_place(after) != same_place(before):
        _check_new(project, after)
    with project.transact(f"Change pattern {_shown(after)}", initiator=initiator):
        update(project, after)
    return after


def remove(project: Project, pattern_ids: Iterable[str], *, initiator: str = "") -> int:
    """Take patterns away; what they suggested stays until the model runs again.

    :returns: how many that were.
    """
    chosen = [need(project, pattern_id) for pattern_id in dict.fromkeys(pattern_ids)]
    with project.transact(_title("Remove", chosen), initiator=initiator):
        for pattern in chosen:
            project.rows.delete("patterns", (pattern.id,))
    return len(chosen)


def switch(project: Project, pattern_ids: Iterable[str], *, on: bool, initiator: str = "") -> None:
    """Use patterns from now on, or do not and keep them."""
    chosen = [need(project, pattern_id) for pattern_id in dict.fromkeys(pattern_ids)]
    with project.transact(_title("Switch on" if on else "Switch off", chosen), initiator=initiator):
        for pattern in chosen:
            update(project, dataclasses.replace(pattern, off=not on))


def need(project: Project, pattern_id: str) -> Pattern:
    """:raises UserError: if it is gone."""
    found = store.pattern(project.db, pattern_id)
    if found is None:
        raise UserError("This pattern is no longer there.")
    actor = project.actor(found.actor_id) if found.actor_id is not None else None
    return dataclasses.replace(found, actor_id=actor.id if actor is not None else None)


def fitting(project: Project, pattern: Pattern) -> Pattern:
    """The pattern as it is kept.

    :raises UserError: if it does not fit the codebook, its language can't be one, or its actor is gone.
    """
    made = fitted(project.codebook, pattern)
    if made.actor_id is None:
        return made
    actor = project.actor(made.actor_id)
    if actor is None:
        raise UserError("The actor of this pattern is no longer in the registry: choose another.")
    return dataclasses.replace(made, actor_id=actor.id)


def fitted(codebook: Codebook, pattern: Pattern) -> Pattern:
    """As :func:`fitting`, for a pattern whose actor is known to be there."""
    label = codebook.check_label(pattern.label)
    if label.retired:
        raise UserError(f"The label “{label.name}” is retired: choose another, or bring it back.")
    attributes = codebook.check_attributes(label.name, pattern.attributes)
    for attribute in label.attributes:
        if attribute.required and attribute.default is None and attribute.name not in attributes:
            raise UserError(
                f"“{label.name}” needs an answer to “{attribute.name}”, or nothing is suggested: give it."
            )
    if pattern.actor_id is not None and not label.mention:
        raise UserError(f"A {label.name} does not point to an actor: leave the actor out.")
    language = pattern.language.strip().lower().replace("_", "-").split("-")[0]
    if language and not _LANGUAGE.fullmatch(language):
        raise UserError(f"“{pattern.language}” is no language: write two letters, such as en, or nothing.")
    return dataclasses.replace(
        pattern,
        pattern=checked(pattern.pattern),
        attributes=attributes,
        language=language,
        name=" ".join(pattern.name.split()),
    )


def insert(project: Project, patterns: Iterable[Pattern]) -> None:
    """Write new patterns that fit.  Only inside a transaction."""
    at = now()
    by = {"created_by": project.annotator, "created_at": at, "updated_at": at}
    project.rows.insert_each("patterns", [store.pattern_row(pattern) | by for pattern in patterns])


def update(project: Project, pattern: Pattern) -> None:
    """Write a pattern anew.  Only inside a transaction."""
    row = {name: value for name, value in store.pattern_row(pattern).items() if name != "id"}
    project.rows.update("patterns", (pattern.id,), row | {"updated_at": now()})


def _read(pattern: object) -> Any:
    return parse(pattern) if isinstance(pattern, str) else pattern


def _check_new(project: Project, pattern: Pattern) -> None:
    if any(other != pattern.id for other in store.like(project.db, pattern)):
        raise UserError(f"There is a pattern {_shown(pattern)} for “{pattern.label}” already.")


def _shown(pattern: Pattern) -> str:
    text = read(pattern.pattern)
    return f"“{text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 2].rstrip() + ' …'}”"


def _title(verb: str, chosen: list[Pattern]) -> str:
    return f"{verb} pattern {_shown(chosen[0])}" if len(chosen) == 1 else f"{verb} {len(chosen)} patterns"
