"""Somebody who works with the keyboard alone: presses real keys on a virtual screen and counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.support.screen import Screen, eventually

_SHIFTED = set('!"#$%&()*+:<>?@^_{|}~') | {chr(n) for n in range(ord("A"), ord("Z") + 1)}


def strokes(keys: Sequence[str]) -> int:
    """How many keys go down for these, modifiers among them; these are held while the next key needs them."""
    count, held = 0, frozenset[str]()
    for key in keys:
        now = frozenset(key.split("+")[:-1]) if len(key) > 1 else frozenset[str]()
        count += 1 + len(now - held)
        held = now
    return count


@dataclass
class KeyLog:
    """Every key that was pressed, by the part of the work that it was pressed for."""

    keys: list[tuple[str, str]] = field(default_factory=list)

    def add(self, part: str, key: str) -> None:
        self.keys.append((part, key))

    def pressed(self, *parts: str) -> int:
        """How many keys; a chord such as Ctrl+F is one.  Without parts: all."""
        return sum(not parts or part in parts for part, _ in self.keys)

    def strokes(self, *parts: str) -> int:
        """How many keys, each modifier counted where it goes down."""
        return strokes([key for part, key in self.keys if not parts or part in parts])

    def by_part(self) -> dict[str, int]:
        return dict(Counter(part for part, _ in self.keys))


class Typist:
    """``part`` names what the keys are pressed for; it is kept in the log."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.log = KeyLog()
        self.part = ""

    def press(self, *keys: str) -> None:
        """Press keys as xdotool names them, such as ``ctrl+f`` or ``Escape``."""
        for key in keys:
            self.log.add(self.part, key)
        self.screen.xdo("key", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Type letters and signs."""
        for sign in text:
            self.log.add(self.part, f"shift+{sign}" if sign in _SHIFTED else sign)
        self.screen.xdo("type", "--delay", "12", text)

    def sees(self, name: str) -> None:
        """Wait until the name of the window that has the keyboard begins so; the keyboard is not moved."""
        eventually(
            lambda: self.screen.xdo("getactivewindow", "getwindowname").startswith(name),
            f"a window named {name} with the keyboard",
        )
