"""What can be wrong with a project file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

ProblemKind = Literal[
    "file", "reference", "article", "search", "offsets", "quote", "codebook", "link", "decision", "actor",
    "pattern", "settlement", "comment",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` names the article, annotation or table, ``sentence`` what is wrong, ``remedy`` what to do."""

    kind: ProblemKind
    where: str
    sentence: str
    remedy: str

    def to_json(self) -> dict[str, str]:
        return asdict(self)
