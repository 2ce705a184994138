"""Which keys commands have: their own, or those that a person has chosen; and keymaps as TOML files.

A command's own keys stand in its record.  A keymap names only commands whose keys differ, so that a new
version may give its commands keys without touching what a person has chosen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from annotator.errors import UserError
from annotator.gui.commands.command import Key, Scope
from annotator.places import resource

Chosen = Mapping[str, tuple[str, ...]]
"""Keys in portable text by the id of the command; no keys at all are a choice as well."""

_NO_KEY = (Qt.Key.Key_unknown, Qt.Key(0))
_FORMAT = QKeySequence.SequenceFormat.PortableText


@dataclass(frozen=True, slots=True)
class Keymap:
    """A keymap to share: what differs from the commands' own keys."""

    name: str
    description: str
    keys: Chosen


@dataclass(frozen=True, slots=True)
class Claim:
    """The keys that a command wants.  The higher rank gets a key that two want; of equals, who came first."""

    id: str
    keys: tuple[str, ...]
    scope: Scope
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """The keys that a command has, and by whom it lost the others."""

    keys: tuple[str, ...] = ()
    lost: Mapping[str, str] = field(default_factory=dict)


def portable(keys: Iterable[Key]) -> tuple[str, ...]:
    """Keys in portable text, each once; one that this system has no key for is left out."""
    texts = (QKeySequence(key).toString(_FORMAT) for key in keys)
    return tuple(dict.fromkeys(text for text in texts if text))


def settle(claims: Iterable[Claim], meet: Callable[[Scope, Scope], bool]) -> dict[str, Bound]:
    """Give every key to one command only: what two have, Qt gives to none.

    :param meet: whether the keys of two scopes work in the same place.
    """
    holders: dict[str, list[Claim]] = {}
    found: dict[str, Bound] = {}
    for claim in sorted(claims, key=lambda c: -c.rank):
        keys, lost = [], {}
        for key in claim.keys:
            there = holders.setdefault(key, [])
            winner = next((other for other in there if meet(other.scope, claim.scope)), None)
            if winner is None:
                keys.append(key)
                there.append(claim)
            else:
                lost[key] = winner.id
        found[claim.id] = Bound(tuple(keys), lost)
    return found


def without(chosen: Chosen, name: str, own: Callable[[str], tuple[str, ...]]) -> Chosen:
    """What is chosen once a command has its own keys again; a key that it took goes back to whose it is.

    :param own: the keys of a command that nobody changed.
    """
    freed = set(chosen.get(name, ())) - set(own(name))
    left: dict[str, tuple[str, ...]] = {}
    for other, keys in chosen.items():
        if other == name:
            continue
        if set(keys) <= set(own(other)):  # nothing but taken away: what is free now stands where it stood
            keys = tuple(key for key in own(other) if key in keys or key in freed)
        if keys != own(other):
            left[other] = keys
    return left


# -- files


def shipped() -> list[Path]:
    """The keymaps that come with the program."""
    return sorted(resource("keymaps").glob("*.toml"))


def read(path: Path) -> Keymap:
    """:raises UserError: if it can't be read or is no keymap."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"“{path.name}” can't be read: {error}") from error
    return parse(text, path.name)


def parse(text: str, called: str) -> Keymap:
    """:param called: the file's name, for messages.
    :raises UserError: if this is no keymap.
    """
    import tomllib  # at the start of the program nobody waits for it

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"“{called}” is not a keymap: {error}") from error
    keys = data.get("keys")
    if not isinstance(keys, dict):
        raise UserError(f"“{called}” is not a keymap: it has no [keys] section.")
    return Keymap(
        str(data.get("name", "") or Path(called).stem),
        str(data.get("description", "")),
        {name: _keys_of(name, value, called) for name, value in keys.items()},
    )


def _keys_of(name: str, value: Any, called: str) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
        raise UserError(f'“{called}”: the keys of “{name}” must be a list of texts, such as ["Ctrl+J"].')
    for key in listed:
        sequence = QKeySequence.fromString(key, _FORMAT)
        if sequence.count() != 1 or sequence[0].key() in _NO_KEY:  # type: ignore[index]
            raise UserError(f"“{called}”: “{key}”, for “{name}”, is not a key. Write it as Ctrl+J or F9.")
    return portable(listed)


def write(keymap: Keymap) -> str:
    """The keymap as TOML, to be read by :func:`parse`."""
    lines = ["# Keys of Annotator: commands that are not named here have their own keys.", ""]
    lines += [f"name = {_text(keymap.name)}", f"description = {_text(keymap.description)}", "", "[keys]"]
    for name, keys in sorted(keymap.keys.items()):
        lines.append(f"{_text(name)} = [{', '.join(map(_text, keys))}]")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    # A JSON string is a TOML string, but for the one control character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
