"""Mappings as TOML files, to be written, edited and given again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annotator.errors import UserError
from annotator.exchange.taking.mapping import NameMapping, Names

_TABLES = ("labels", "links", "attributes", "values", "questions", "annotators")
_LARGEST = 5_000_000


def read_mapping(path: Path) -> NameMapping:
    """:raises UserError: if it can't be read or is no mapping."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(f"{path} is too large for a mapping: give the TOML file with the names.")
        return parse_mapping(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path} can't be read ({error.strerror or error}): check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError(f"{path} is no mapping: {error}.") from error
    except UserError as error:
        raise UserError(f"{path}: {error}") from error


def parse_mapping(text: str) -> NameMapping:
    """:raises UserError: if it is TOML but no mapping.
    :raises tomllib.TOMLDecodeError: if it is no TOML."""
    data = tomllib.loads(text)
    other = next((name for name in data if name not in _TABLES), None)
    if other is not None:
        raise UserError(f"A mapping has no “{other}”; it has {', '.join(_TABLES)}.")
    attributes = {owner: _names(each, f"attributes.{owner}") for owner, each in _table(data, "attributes")}
    values = {
        (owner, attribute): _names(each, f"values.{owner}.{attribute}")
        for owner, table in _table(data, "values")
        for attribute, each in _table({owner: table}, owner)
    }
    plain = {
        name: _names(data.get(name, {}), name) for name in _TABLES if name not in ("attributes", "values")
    }
    return NameMapping(
        plain["labels"], plain["links"], attributes, values, plain["questions"], plain["annotators"]
    )


def mapping_toml(mapping: NameMapping, comments: Mapping[str, str] | None = None) -> str:
    """The mapping as a file to edit.

    :param comments: “labels PER” -> what to say behind its line.
    """
    said = comments or {}
    parts = [
        "# Left: what the files say.  Right: what it is in the codebook.\n"
        '# false leaves it out; "new: NAME" is made; "*" stands for all that has no line.\n'
    ]
    for title, names in (("labels", mapping.labels), ("links", mapping.links)):
        parts.append(_written(title, names, said))
    for owner, names in mapping.attributes.items():
        parts.append(_written(f"attributes.{_quoted(owner)}", names, said))
    for (owner, attribute), names in mapping.values.items():
        parts.append(_written(f"values.{_quoted(owner)}.{_quoted(attribute)}", names, said))
    for title, names in (("questions", mapping.questions), ("annotators", mapping.annotators)):
        parts.append(_written(title, names, said))
    return "\n".join(filter(None, parts))


def _written(title: str, names: Names, comments: Mapping[str, str]) -> str:
    if not names:
        return ""
    lines = [f"[{title}]"]
    for foreign, name in names.items():
        comment = comments.get(f"{title} {foreign}", "")
        value = "false" if name is None else _quoted(name)
        lines.append(f"{_quoted(foreign)} = {value}" + (f"  # {comment}" if comment else ""))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _table(data: Mapping[str, Any], name: str) -> Iterable[tuple[str, Any]]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise UserError(f"“{name}” must be a table: write [{name}] and the names below it.")
    return table.items()


def _names(table: Any, where: str) -> Names:
    if not isinstance(table, dict):
        raise UserError(f"“{where}” must be a table: write [{where}] and the names below it.")
    names: dict[str, str | None] = {}
    for foreign, name in table.items():
        if name is not False and not isinstance(name, str):
            raise UserError(f"“{foreign}” in [{where}] must be a name in quotation marks, or false.")
        names[foreign] = name.strip() or None if name is not False else None
    return names
