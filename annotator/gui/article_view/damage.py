"""What of the document looks different since the last repaint.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(slots=True)
class Damage:
    """Between which heights the document looks different (document coordinates, px)."""

    top: float = inf
    bottom: float = -inf

    def add(self, top: float, bottom: float) -> None:
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
