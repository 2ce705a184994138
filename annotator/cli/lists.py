"""What several of something mean on the command line: names, articles, layers."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from annotator.errors import UserError
from annotator.model.layer import Layer
from annotator.project.queries import Queries

_RANGE = re.compile(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?")


def names(_context: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The names between the commas of an option: its callback."""
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


def layers_named(queries: Queries, wanted: Iterable[str]) -> list[Layer]:
    """The layers that these names mean.

    :raises UserError: if there is none of one name.
    """
    return [queries.find_layer(name) for name in wanted]


def numbers(text: str) -> list[int]:
    """The articles that ``1-20,25`` means.

    :raises UserError: if it can't be read.
    """
    found: list[int] = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise UserError(f"“{part}” is no article: give numbers such as 1-20,25.")
        first = int(match[1])
        found += range(first, int(match[2] or first) + 1)
    return found
