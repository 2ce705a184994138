"""The body of a WebAnno TSV file: text, tokens, and the annotations that stand at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.errors import UserError
from annotator.exchange.webanno.escaping import EMPTY, NOTHING, parts, text_in, value_in, with_suffix
from annotator.exchange.webanno.schema import Column
from annotator.model.annotation import Segment
from annotator.model.offsets import Utf16Map

_ROW = re.compile(r"([0-9]{1,9}-[0-9]{1,9})((?:\.[0-9]{1,9})?)\t([0-9]{1,9})-([0-9]{1,9})\t")
_CHAIN = re.compile(r"(.*)->([0-9]{1,9})-([0-9]{1,9})", re.DOTALL)
_WIDEST_GAP = 1_000_000
"""White space between two sentences: more is damage."""


@dataclass(slots=True)
class Found:
    """An annotation, from the unit where it begins to the one where it ends (UTF-16 units until all is read).

    ``sources`` are the references of relations, ``roles`` and ``targets`` those of slots, as they stand;
    ``chain`` is the number of its chain and its own in that.
    """

    layer: str
    line: int
    unit: str
    begin: int
    end: int
    number: int = 0
    """Its disambiguation id; 0: it has none."""
    fields: dict[str, str] = field(default_factory=dict)
    source: str = ""
    roles: dict[str, list[str]] = field(default_factory=dict)
    targets: dict[str, list[str]] = field(default_factory=dict)
    chain: tuple[int, int] | None = None


class Table:
    """Reads the lines behind the header.

    :raises UserError: if one of them can't be understood.
    """

    def __init__(self, lines: Sequence[str], first: int, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._written: list[str] = []
        self.tokens: list[Segment] = []
        self.every: list[Found] = []
        self.by_number: dict[int, Found] = {}
        self.at: dict[tuple[str, str], list[Found]] = {}
        """Unit and layer -> what stands there, in its order."""
        self._chained: dict[tuple[str, int, int], Found] = {}
        self._length = 0
        """UTF-16 units of the text so far."""
        self._pending: list[str] = []
        for number, line in enumerate(lines, first):
            self._line(number, line)
        self._end()
        self.text = "".join(self._written)
        self._to_code_points()

    def _line(self, number: int, line: str) -> None:
        if line.startswith("#"):
            if line.startswith("#Text="):
                self._pending.append(text_in(line.removeprefix("#Text=")))
        elif line.strip():
            match = _ROW.match(line)
            if match is None:
                raise UserError(f"Line {number} is no token with its offsets: export the file again.")
            begin, end = int(match[3]), int(match[4])
            if self._pending:
                self._sentence(number, begin)
            if end < begin or end > self._length:
                raise UserError(
                    f"The token of line {number} lies outside its sentence: export the file again."
                )
            if not match[2]:
                self.tokens.append((begin, end))
            cells = line[match.end() :].split("\t")[1:]
            self._cells(number, match[1] + match[2], (begin, end), cells)

    def _sentence(self, number: int, begin: int) -> None:
        """Put the text of a sentence where its first token begins, as INCEpTION does: a line feed stands
        between sentences, spaces fill what is left, and nothing is where they adjoin."""
        if self._length == begin + 1:
            self._end()
        if not self._length <= begin <= self._length + _WIDEST_GAP:
            raise UserError(f"The sentence at line {number} overlaps the one before: export the file again.")
        self._append(" " * (begin - self._length) + "\n".join(self._pending) + "\n")
        self._pending = []

    def _append(self, more: str) -> None:
        self._written.append(more)
        self._length += len(more.encode("utf-16-le", "surrogatepass")) // 2

    def _end(self) -> None:
        """Take away the line feed behind the last sentence, which is not part of the text."""
        if self._written:
            self._written[-1] = self._written[-1][:-1]
            self._length -= 1

    def _cells(self, number: int, unit: str, place: Segment, cells: list[str]) -> None:
        if len(cells) < len(self._columns):
            raise UserError(f"Line {number} has fewer columns than its header says: export the file again.")
        for column, cell in zip(self._columns, cells, strict=False):
            if cell == NOTHING or not cell:
                continue
            for index, value in enumerate(parts(cell)):
                self._value(column, number, unit, place, index, value)

    def _value(self, column: Column, line: int, unit: str, place: Segment, index: int, value: str) -> None:
        suffix = ""
        if column.kind != "target":
            value, suffix = with_suffix(value)
        chained = _CHAIN.fullmatch(value) if column.of == "chain" else None
        if chained is not None:
            value = chained[1]
        key = (column.layer, int(chained[2]), int(chained[3])) if chained is not None else None
        number = int(suffix) if suffix.isdigit() and column.kind != "source" else 0
        found = self._found(column, line, unit, place, index, number, key)
        if column.kind == "source":
            found.source = f"{value}[{suffix}]" if suffix else value
        elif column.kind == "role":
            found.roles[column.feature] = [value_in(each) for each in parts(value, ";")]
        elif column.kind == "target":
            found.targets[column.feature] = list(parts(value, ";"))
        elif column.kind == "feature" and value != EMPTY:
            found.fields.setdefault(column.feature, value_in(value))

    def _found(
        self,
        column: Column,
        line: int,
        unit: str,
        place: Segment,
        index: int,
        number: int,
        chained: tuple[str, int, int] | None,
    ) -> Found:
        """The annotation that is ``index``-th in its layer here, or goes on from an earlier unit."""
        here = self.at.setdefault((unit, column.layer), [])
        if index < len(here):
            found = here[index]
        else:
            known = self.by_number.get(number) if number and column.of == "span" else None
            if chained is not None:
                known = self._chained.get(chained)
            found = known or Found(column.layer, line, unit, *place)
            if known is None:
                self.every.append(found)
            found.end = place[1]
            here.append(found)
        if number and column.of == "span":
            found.number = number
            self.by_number.setdefault(number, found)
        if chained is not None:
            found.chain = chained[1:]
            self._chained[chained] = found
        return found

    def _to_code_points(self) -> None:
        units = Utf16Map(self.text)

        def position(unit: int) -> int:
            at = units.to_code_points(unit)
            if units.to_units(at) != unit:
                raise UserError(
                    "An offset lies between the two halves of a character: export the file again."
                )
            return at

        self.tokens = [(position(begin), position(end)) for begin, end in self.tokens]
        for found in self.every:
            found.begin, found.end = position(found.begin), position(found.end)
