"""What of a project file is hidden from who asks, as a condition for a query."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hidden:
    """Of these layers only what stands in the ``seen`` articles is shown; no layers: nothing is hidden."""

    layers: frozenset[int] = field(default_factory=frozenset)
    seen: frozenset[int] = field(default_factory=frozenset)

    def hides(self, layer_id: int | None, article_id: int | None) -> bool:
        """Whether a row of this layer about this article is hidden; None is no article that one has seen."""
        return layer_id in self.layers and article_id not in self.seen

    def where(self, table: str = "") -> tuple[str, tuple[str, ...]]:
        """An SQL condition that is true of what is shown, and its values.

        :param table: name of the table in the query that has the columns, where several have.
        """
        if not self.layers:
            return "1", ()
        dot = f"{table}." if table else ""
        return (
            f"({dot}layer_id NOT IN (SELECT value FROM json_each(?)) "
            f"OR {dot}article_id IN (SELECT value FROM json_each(?)))",
            (_json(self.layers), _json(self.seen)),
        )


NOTHING = Hidden()


def _json(numbers: Collection[int]) -> str:
    return json.dumps(sorted(numbers))
