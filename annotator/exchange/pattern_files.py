"""Files of patterns: CSV with forgiving headers, plain lists of phrases, and the JSONL of spaCy and Prodigy.

Reading makes rows that :func:`annotator.project.operations.pattern_import.take` puts into a project.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.exchange.writing import whole_file
from annotator.model.codebook_remap import said
from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import checked, parse, written
from annotator.project.operations.pattern_import import PatternRow
from annotator.project.queries import Queries

_COLUMNS = {
    "pattern": (
        *(
            "pattern",
            "patterns",
            "phrase",
            "phrases",
            "term",
            "terms",
            "keyword",
            "keywords",
            "word",
            "words",
        ),
        *("expression", "text", "match", "search term"),
    ),
    "label": ("label", "labels", "tag", "category", "code"),
    "actor": ("actor", "actors", "actor name", "means", "entity"),
    "language": ("language", "lang", "locale"),
    "from": ("from", "list", "gazetteer", "file"),
    "off": ("off", "switched off"),
}
_PREFIX = "attribute "
"""Before the name of an attribute that is called as one of these columns."""
_DELIMITERS = ",;\t|"
_ESCAPED = re.compile(r"'+\s*[=+\-@\t\r]")
_RISKY = re.compile(r"'*(?:\s*[=+\-@]|[\t\r])")
_YES = frozenset({"1", "yes", "true", "x", "off"})
_MOST_BYTES = 100 * 1024 * 1024


@dataclass(slots=True)
class PatternFile:
    """What a file holds; ``failures`` are line and sentence."""

    rows: list[PatternRow] = field(default_factory=list)
    failures: list[tuple[int, str]] = field(default_factory=list)


def read_patterns(path: Path) -> PatternFile:
    """All patterns of a file; a bad line is a failure, the others are read.

    CSV lines are counted as a spreadsheet shows rows: the header is line 1.

    :raises UserError: if the file can't be read, or no line of it can.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(f"{path.name} is larger than 100 MB: is it a list of patterns?")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} can't be read ({error.strerror}): is the name right?") from error
    try:
        text = decode(data)
    except UserError as error:
        raise UserError(f"{path.name} is no text that can be read: save the list as CSV in UTF-8.") from error
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if path.suffix.lower() in (".jsonl", ".ndjson") or first.startswith("{"):
        return _read_jsonl(text)
    return _read_csv(text, path.name)


def write_patterns(project: Queries, patterns: Sequence[Pattern], path: Path, format_: str = "") -> None:
    """Write patterns as ``csv`` or ``jsonl``; by default as the name of the file ends.

    Cells of CSV that a spreadsheet would take for a formula get an apostrophe before them.

    :raises UserError: if the file can't be written.
    """
    format_ = format_ or ("jsonl" if path.suffix.lower() in (".jsonl", ".ndjson") else "csv")
    actors = {actor.id: actor.name for actor in project.actors()}
    made = as_jsonl(patterns, actors) if format_ == "jsonl" else as_csv(patterns, actors)
    with whole_file(path, source=getattr(project, "path", None)) as file:
        file.write(made)


def as_csv(patterns: Sequence[Pattern], actors: Mapping[str, str]) -> str:
    """With a column for each attribute.  ``actors``: id -> name."""
    names = list(dict.fromkeys(name for pattern in patterns for name in pattern.attributes))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["pattern", "label", *map(_column, names), "actor", "language", "from", "off"])
    for pattern in patterns:
        answers = [_cell(pattern.attributes.get(name)) for name in names]
        rest = [actors.get(pattern.actor_id or "", ""), pattern.language, pattern.name]
        cells = [written(pattern.pattern), pattern.label, *answers, *rest, "yes" if pattern.off else ""]
        writer.writerow([f"'{cell}" if _RISKY.match(cell) else cell for cell in cells])
    return out.getvalue()


def as_jsonl(patterns: Sequence[Pattern], actors: Mapping[str, str]) -> str:
    """As spaCy's rulers and Prodigy read them; what they do not know stands in keys of our own."""
    lines = []
    for pattern in patterns:
        record: dict[str, Any] = {"label": pattern.label}
        record["pattern"] = (
            pattern.pattern if isinstance(pattern.pattern, str) else [dict(t) for t in pattern.pattern]
        )
        more = {
            "attributes": dict(pattern.attributes),
            "actor": actors.get(pattern.actor_id or "", ""),
            "language": pattern.language,
            "from": pattern.name,
            "off": pattern.off,
        }
        lines.append(json.dumps(record | {key: v for key, v in more.items() if v}, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


# -- CSV


def _read_csv(text: str, name: str) -> PatternFile:
    found = PatternFile()
    delimiter, columns = _header(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    if columns is None:
        width = max((len(row) for row, _ in zip(_sound(text, delimiter), range(20), strict=False)), default=1)
        if width > 1:
            first = ", ".join(next(_sound(text, delimiter), []))
            raise UserError(
                f"{name} has no column “pattern” (its columns: {first[:200]}): name the column of phrases so."
            )
        columns, number = ["pattern"], 0
    else:
        number = 1
        next(row for row in rows if any(row))
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return found
        except csv.Error as error:
            found.failures.append((number, f"The row can't be read ({error}): mend its quotes."))
            continue
        if any(cell.strip() for cell in row):
            try:
                found.rows.append(_csv_row(columns, row, number))
            except UserError as error:
                found.failures.append((number, str(error)))


def _header(text: str) -> tuple[str, list[str] | None]:
    """The delimiter, and what the columns are; None where no first row names one of patterns."""
    best: tuple[int, str, list[str]] | None = None
    for delimiter in _DELIMITERS:
        first = next(_sound(text, delimiter), [])
        named = [_meaning(cell) for cell in first]
        if "pattern" in named and (best is None or len(first) > best[0]):
            best = len(first), delimiter, named
    if best is not None:
        return best[1], best[2]
    return max(_DELIMITERS, key=lambda d: len(next(_sound(text, d), []))), None


def _sound(text: str, delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from (row for row in rows if any(row))
    except csv.Error:
        return


def _meaning(title: str) -> str:
    """Which column a title means; an attribute's name, where it is none of ours."""
    folded = " ".join(title.replace("_", " ").casefold().split())
    own = next((column for column, names in _COLUMNS.items() if folded in names), None)
    if own is not None:
        return own
    return f"={title.strip()[len(_PREFIX) :]}" if folded.startswith(_PREFIX) else f"={title.strip()}"


def _csv_row(columns: Sequence[str], row: Sequence[str], number: int) -> PatternRow:
    if any(row[len(columns) :]):
        raise UserError(
            f"The row has {len(row)} cells where the header has {len(columns)}: put quotes around its text."
        )
    own: dict[str, str] = {}
    answers: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=False):
        cell = cell[1:] if _ESCAPED.match(cell) else cell
        if column.startswith("="):
            if column != "=" and cell:
                answers[column[1:]] = cell
        elif not own.get(column):
            own[column] = cell.strip()
    return PatternRow(
        number,
        parse(own.get("pattern", "")),
        own.get("label", ""),
        answers,
        own.get("actor", ""),
        own.get("language", ""),
        own.get("from", ""),
        own.get("off", "").casefold() in _YES,
    )


def _column(name: str) -> str:
    return name if _meaning(name) == f"={name}" else _PREFIX + name


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        if len(value) == 1 or any(re.search(r"[|;\[]", str(each)) for each in value):
            return json.dumps(list(value), ensure_ascii=False)
        return "|".join(map(str, value))
    return said(value)


# -- JSONL


def _read_jsonl(text: str) -> PatternFile:
    found = PatternFile()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.rows.append(_json_row(line, number))
        except UserError as error:
            found.failures.append((number, str(error)))
    return found


def _json_row(line: str, number: int) -> PatternRow:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError('The line is not JSON: write it as {"label": "actor", "pattern": "…"}.') from error
    if not isinstance(record, dict) or "pattern" not in record:
        raise UserError('The line has no pattern: write it as {"label": "actor", "pattern": "…"}.')
    answers = record.get("attributes") or {}
    if not isinstance(answers, dict):
        raise UserError('Its attributes are not in braces: write them as {"kind": "person"}.')
    texts = {}
    for key in ("label", "actor", "language", "from"):
        value = record.get(key) or ""
        if not isinstance(value, str):
            raise UserError(f"Its {key} is not a text: put it in quotes.")
        texts[key] = value
    return PatternRow(
        number,
        checked(record["pattern"]),
        texts["label"],
        answers,
        texts["actor"],
        texts["language"],
        texts["from"],
        record.get("off") is True,
    )
