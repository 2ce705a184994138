"""Take many patterns in at once: each row whole or not at all, and all of them one step to undo."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.clock import new_id
from annotator.model.codebook import Attribute, Label
from annotator.model.codebook_remap import convert
from annotator.model.knowledge import Pattern
from annotator.model.naming import plain
from annotator.model.pattern_text import Written, same_place
from annotator.project.operations import actors, patterns
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern as a file has it; ``line`` is where, ``answers`` are by name and may all be texts."""

    line: int
    pattern: Written
    label: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    actor: str = ""
    language: str = ""
    name: str = ""
    off: bool = False


@dataclass(slots=True)
class Taken:
    """What came of an import.  ``failures`` are line and sentence; ``unknown`` are columns left out."""

    added: int = 0
    changed: int = 0
    already: int = 0
    actors: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)


def take(
    project: Project, rows: Iterable[PatternRow], name: str, *, label: str = "", initiator: str = ""
) -> Taken:
    """Take all rows in; see :class:`Taking`."""
    taking = Taking(project, name, label=label)
    with project.transact(f"Import patterns from {name}" if name else "Import patterns", initiator=initiator):
        taking.take(rows)
    return taking.taken


class Taking:
    """Adds patterns that are new; one that is there takes over the answers and the actor of its row.

    An actor is found in the registry by name or alias, and made where it is missing.

    :param name: where they come from, for rows that do not say.
    :param label: of rows that name none.
    """

    def __init__(self, project: Project, name: str, *, label: str = "") -> None:
        self.taken = Taken()
        self._project = project
        self._name, self._label = name, label
        self._there = {same_place(pattern): pattern for pattern in project.patterns()}
        self._registry = _Registry(project)

    def take(self, rows: Iterable[PatternRow]) -> None:
        """Write some rows more.  Only inside a transaction."""
        new: dict[tuple[str, str, str], Pattern] = {}
        changed: dict[str, Pattern] = {}
        for row in rows:
            try:
                made = self._made(row)
            except UserError as error:
                self.taken.failures.append((row.line, str(error)))
                continue
            place = same_place(made)
            before = self._there.get(place)
            if before is None:
                self._there[place] = new[place] = made
                self.taken.added += 1
                continue
            after = dataclasses.replace(
                before,
                attributes={**before.attributes, **made.attributes},
                actor_id=made.actor_id or before.actor_id,
            )
            if after == before:
                self.taken.already += 1
                continue
            self._there[place] = after
            if place in new:
                new[place] = after
            else:
                changed[after.id] = after
            self.taken.changed += 1
        self.taken.actors += self._registry.write()
        patterns.insert(self._project, new.values())
        for pattern in changed.values():
            patterns.update(self._project, pattern)

    def _made(self, row: PatternRow) -> Pattern:
        made = _pattern(self._project, row, self._name, self._label, self.taken)
        if not row.actor.strip():
            return made
        return dataclasses.replace(made, actor_id=self._registry.find(row.actor, made.attributes.get("kind")))


def _pattern(project: Project, row: PatternRow, name: str, label: str, taken: Taken) -> Pattern:
    wanted = row.label or label
    if not wanted:
        raise UserError("It has no label: name one in a column “label”, or choose one for all.")
    kind = _label(project, wanted)
    answers: dict[str, Any] = {}
    for column, value in row.answers.items():
        attribute = next((a for a in kind.attributes if _folded(a.name) == _folded(column)), None)
        if value in ("", None):
            continue
        if attribute is None:
            taken.unknown[column] = taken.unknown.get(column, 0) + 1
        else:
            answers[attribute.name] = _answer(attribute, value)
    if row.actor.strip() and not kind.mention:
        raise UserError(f"A {kind.name} does not point to an actor: leave the actor out.")
    made = Pattern(new_id(), kind.name, row.pattern, answers, row.name or name, row.language, None, row.off)
    return patterns.fitted(project.codebook, made)


def _label(project: Project, name: str) -> Label:
    """A label by its name in any case; Prodigy and spaCy write them in capitals."""
    found = project.codebook.label(name)
    folded = (each for each in project.codebook.labels if _folded(each.name) == _folded(name))
    return found or next(folded, None) or project.codebook.check_label(name)


def _answer(attribute: Attribute, value: Any) -> Any:
    options = {_folded(option): option for option in attribute.options}

    def word(each: Any) -> Any:
        if not isinstance(each, str) or each in attribute.options:
            return each
        return options.get(_folded(each), each)

    if attribute.kind == "several" and isinstance(value, str) and value.lstrip().startswith("["):
        value = _listed(value)
    elif attribute.kind == "several" and isinstance(value, str):
        value = [word(each.strip()) for each in re.split(r"[|;]", value) if each.strip()]
    elif attribute.kind == "yes/no" and isinstance(value, str):
        value = {"true": "yes", "false": "no", "1": "yes", "0": "no"}.get(_folded(value), value)
    value = [word(each) for each in value] if isinstance(value, list | tuple) else word(value)
    turned = convert(value, attribute)
    if turned is None:
        raise UserError(attribute.problem_with(value) or f"“{value}” is no answer to “{attribute.name}”.")
    return turned


def _listed(text: str) -> list[Any]:
    try:
        values = json.loads(text)
    except ValueError:
        return [text]
    return values if isinstance(values, list) else [text]


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


class _Registry:
    """The actors by what they are called; those that are to be made are written later, with the rest."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._by_name: dict[str, list[Actor]] = {}
        for actor in project.actors():
            for called in dict.fromkeys(plain(each) for each in (actor.name, *actor.aliases)):
                self._by_name.setdefault(called, []).append(actor)
        self._made: list[Actor] = []

    def find(self, name: str, kind: Any) -> str:
        """The id of the actor of this name; among several the one of that kind, or of exactly that name."""
        name = " ".join(name.split())
        known = self._by_name.setdefault(plain(name), [])
        said = kind if isinstance(kind, str) else ""
        ranked = sorted(known, key=lambda a: (bool(said) and a.kind != said, a.name != name))
        if ranked:
            return ranked[0].id
        actor = Actor(new_id(), name, said)
        known.append(actor)
        self._made.append(actor)
        return actor.id

    def write(self) -> int:
        """Write the new ones; returns how many they are."""
        made, self._made = self._made, []
        for actor in made:
            actors.add(self._project, actor.name, kind=actor.kind, actor_id=actor.id)
        return len(made)
