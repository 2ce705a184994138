"""What stands in a ``.spacy`` file, read without making spaCy's documents of it.

A file may come from strangers: numbers that fit nothing would bring spaCy's compiled code down.  Here each is
checked.  The format is that of ``DocBin.to_bytes`` and ``SpanGroup.to_bytes`` in spaCy 3.0 to 3.8.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import ENT_ID, ENT_IOB, ENT_KB_ID, ENT_TYPE, ORTH
from spacy.strings import StringStore
from srsly import msgpack

from annotator.errors import UserError

LARGEST = 1 << 30
"""Bytes that a file may hold, unpacked."""

_BROKEN = "It is no file of spaCy's, or it is damaged: save it again with DocBin.to_disk."
_TOO_LARGE = "It holds more than 1 GB: divide it into several files."
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, struct.error)
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3  # as spaCy writes ENT_IOB


@dataclass(frozen=True, slots=True)
class PackedSpan:
    """``first`` and ``behind`` are numbers of tokens."""

    label: str
    first: int
    behind: int
    id: str = ""
    kb_id: str = ""


@dataclass(frozen=True, slots=True)
class PackedDoc:
    """A document; ``starts`` and ``ends`` are its tokens' (code points)."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    ents: Sequence[PackedSpan] = ()
    groups: Mapping[str, Sequence[PackedSpan]] = field(default_factory=dict)
    cats: Mapping[str, float] = field(default_factory=dict)
    user_data: Mapping[Any, Any] = field(default_factory=dict)

    def place(self, span: PackedSpan) -> tuple[int, int]:
        """Where a span begins and ends (code points)."""
        return self.starts[span.first], self.ends[span.behind - 1]

    def quote(self, span: PackedSpan) -> str:
        start, end = self.place(span)
        return self.text[start:end]


def documents(path: Path) -> Iterator[PackedDoc | None]:
    """The documents of a file in order, None for one that is damaged.

    :raises UserError: if the file as a whole can't be read.
    """
    bin_ = _Bin(_unpacked(path))
    for number in range(bin_.documents):
        try:
            doc = bin_.document(number)
        except _UNREADABLE:
            doc = None
        yield doc


def _unpacked(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LARGEST:
        raise UserError(_TOO_LARGE)
    inflate = zlib.decompressobj()
    try:
        data = inflate.decompress(path.read_bytes(), LARGEST)
        if inflate.unconsumed_tail:
            raise UserError(_TOO_LARGE)
        if not inflate.eof:
            raise UserError(_BROKEN)
        return _table(msgpack.unpackb(data, raw=False))
    except (zlib.error, *_UNREADABLE) as error:
        raise UserError(_BROKEN) from error


def _table(value: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _fit(*good: bool) -> None:
    if not all(good):
        raise ValueError


class _Bin:
    """A file's tables, checked against each other.

    :raises UserError: if they don't fit.
    """

    def __init__(self, message: dict[str, Any]) -> None:
        try:
            self._read(message)
        except _UNREADABLE as error:
            raise UserError(_BROKEN) from error

    def _read(self, message: dict[str, Any]) -> None:
        attributes = [int(each) for each in message["attrs"]]
        self._columns = {attribute: column for column, attribute in enumerate(attributes)}
        lengths = np.frombuffer(message["lengths"], dtype="int32").tolist()
        tokens = np.frombuffer(message["tokens"], dtype="uint64")
        self._spaces = np.frombuffer(message["spaces"], dtype="uint8")
        _fit(ORTH in self._columns, min(lengths, default=0) >= 0)
        _fit(len(tokens) == sum(lengths) * len(attributes), len(self._spaces) == sum(lengths))
        self._tokens = tokens.reshape((-1, len(attributes)))
        self._edges = list(accumulate(lengths, initial=0))
        self.documents = len(lengths)
        strings = StringStore()
        self._strings: dict[int, str] = {0: ""}
        _fit(isinstance(message["strings"], list))
        for text in message["strings"]:
            _fit(isinstance(text, str))
            self._strings[int(strings.add(text))] = text
        self._lists = {
            name: _as_many(message.get(name), self.documents)
            for name in ("cats", "flags", "span_groups", "user_data")
        }

    def document(self, number: int) -> PackedDoc:
        """One document; raises what :data:`_UNREADABLE` names where it is damaged."""
        part = slice(self._edges[number], self._edges[number + 1])
        rows, spaces = self._tokens[part], (self._spaces[part] != 0).tolist()
        if _table(self._lists["flags"][number] or {}).get("has_unknown_spaces"):
            spaces = [1] * len(rows)
        words = [self._strings[orth] for orth in rows[:, self._columns[ORTH]].tolist()]
        _fit(all(words))
        ends = list(accumulate(map(add, map(len, words), [0, *spaces[:-1]])))
        starts = [end - len(word) for end, word in zip(ends, words, strict=True)]
        text = "".join(word + (" " if space else "") for word, space in zip(words, spaces, strict=True))
        cats = _table(self._lists["cats"][number] or {})
        user_data = self._lists["user_data"][number]
        return PackedDoc(
            text,
            starts,
            ends,
            self._ents(rows),
            self._groups(self._lists["span_groups"][number], len(words)),
            {key: float(value) for key, value in cats.items() if isinstance(key, str)},
            _table(msgpack.unpackb(user_data, raw=False, use_list=False, strict_map_key=False))
            if user_data
            else {},
        )

    def _ents(self, rows: Any) -> list[PackedSpan]:
        if ENT_IOB not in self._columns or ENT_TYPE not in self._columns:
            return []

        def column(attribute: int) -> list[int]:
            if attribute not in self._columns:
                return [0] * len(rows)
            found: list[int] = rows[:, self._columns[attribute]].tolist()
            return found

        found: list[PackedSpan] = []
        begun: tuple[int, str, str, str] | None = None
        columns = zip(*map(column, (ENT_IOB, ENT_TYPE, ENT_ID, ENT_KB_ID)), strict=True)
        for number, (iob, *named) in enumerate(columns):
            label, key, kb_id = (self._strings[each] for each in named)
            if begun is not None and (iob != _INSIDE or label != begun[1]):
                found.append(PackedSpan(begun[1], begun[0], number, begun[2], begun[3]))
                begun = None
            if iob in (_INSIDE, _BEGINS) and label and begun is None:
                begun = number, label, key, kb_id
        if begun is not None:
            found.append(PackedSpan(begun[1], begun[0], len(rows), begun[2], begun[3]))
        return found

    def _groups(self, packed: Any, tokens: int) -> dict[str, list[PackedSpan]]:
        message = msgpack.unpackb(packed, raw=False, strict_map_key=False) if packed else []
        if isinstance(message, list):  # as spaCy 3.0 to 3.2 write them
            groups = [msgpack.unpackb(each, raw=False) for each in message]
            return {str(group["name"]): self._spans(group, tokens) for group in groups}
        found: dict[str, list[PackedSpan]] = {}
        for group, names in _table(message).items():
            spans = self._spans(msgpack.unpackb(group, raw=False), tokens)
            found |= {str(name): spans for name in names}
        return found

    def _spans(self, group: Any, tokens: int) -> list[PackedSpan]:
        found = []
        for packed in _table(group)["spans"]:
            # Before spaCy 3.4 spans had no id.
            old = len(packed) == struct.calcsize(">QQllll")
            *named, first, behind, _, _ = struct.unpack(">QQllll" if old else ">QQQllll", packed)
            key, kb_id, label = (self._strings.get(each, "") for each in ([0] if old else []) + named)
            _fit(0 <= first < behind <= tokens, bool(label))
            found.append(PackedSpan(label, first, behind, key, kb_id))
        return found


def _as_many(values: Any, number: int) -> list[Any]:
    if values is None:
        return [None] * number
    _fit(isinstance(values, list), len(values) == number)
    return list(values)
