"""The header of a WebAnno TSV file: its layers, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.errors import UserError

LayerKind = Literal["span", "relation", "chain"]
ColumnKind = Literal["feature", "placeholder", "source", "role", "target"]

_FORMAT = re.compile(r"#FORMAT=WebAnno TSV (3\.[0-9])\s*")
_LAYER = re.compile(r"#T_(SP|RL|CH)=(.*)")
_KINDS: dict[str, LayerKind] = {"SP": "span", "RL": "relation", "CH": "chain"}


@dataclass(frozen=True, slots=True)
class Column:
    """``feature`` is empty where a column only says that there is an annotation; for roles and targets it is
    the feature that has the slots; ``base`` is the layer that a relation joins."""

    layer: str
    of: LayerKind
    kind: ColumnKind
    feature: str = ""
    base: str = ""


def columns_of(header: Sequence[str]) -> list[Column]:
    """:raises UserError: if it is no WebAnno TSV of version 3."""
    if not header or not _FORMAT.fullmatch(header[0]):
        raise UserError(
            "It does not begin with “#FORMAT=WebAnno TSV 3.3”: export it as WebAnno TSV v3 again."
        )
    found: list[Column] = []
    for line in header[1:]:
        match = _LAYER.fullmatch(line)
        if match is None:
            continue
        layer, *fields = match[2].split("|")
        of, slots = _KINDS[match[1]], ""
        named = [field for field in fields if field]
        if not named:
            found.append(Column(layer, of, "placeholder"))
        for field in named:
            column = _column(layer, of, field, slots)
            slots = column.feature if column.kind == "role" else ""
            found.append(column)
    return found


def _column(layer: str, of: LayerKind, field: str, slots: str) -> Column:
    if of == "relation" and field.startswith("BT_"):
        return Column(layer, of, "source", base=field.removeprefix("BT_"))
    if of == "span" and field.startswith("ROLE_"):
        return Column(layer, of, "role", field.partition(":")[2].partition("_")[0] or "role")
    if slots:
        return Column(layer, of, "target", slots)
    return Column(layer, of, "feature", field)
