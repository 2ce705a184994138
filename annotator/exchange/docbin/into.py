"""spaCy in: what stands in a ``.spacy`` file, ours or anybody's.

Spans come from ``doc.ents`` and from all span groups, those of one label and place once.  What our export
laid beside (attributes, links, actors, exact offsets) is found by the spans' numbers.  A script may have
changed spans in between, so the document is believed: a span that is gone is gone, one that moved is where
it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.carried import (
    foreign_links,
    foreign_span,
    is_table,
    metadata_of,
    sequence_of,
    state_of,
    table_of,
    text_of,
)
from annotator.exchange.docbin.documents import CARRIED, REJECTED, SUGGESTIONS
from annotator.exchange.docbin.packed import PackedDoc, PackedSpan, documents
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignSpan
from annotator.model.annotation import Segment
from annotator.model.article import text_sha256

_YES = 0.5
"""From here on a cat of somebody else's counts as given."""


def read(path: Path) -> Iterator[ForeignItem]:
    """The documents of a file; a damaged one is a failure, the others stay.

    :raises OSError: if the file can't be read.
    """
    try:
        for number, doc in enumerate(documents(path), 1):
            origin = f"{path}, document {number}"
            try:
                if doc is None:
                    raise UserError("It is damaged: save it again.")
                if doc.text.strip():
                    yield _document(doc, origin)
            except UserError as error:
                yield ReadFailure(origin, str(error))
    except UserError as error:
        yield ReadFailure(str(path), str(error))


def _document(doc: PackedDoc, origin: str) -> ForeignDocument:
    carried = _carried(doc)
    spans, suggested = _Spans(doc, carried).found()
    there = {span.id for span in spans}
    return ForeignDocument(
        doc.text,
        origin,
        spans,
        tuple(link for link in foreign_links(carried.get("relations")) if {link.head, link.child} <= there),
        metadata_of(carried.get("meta")),
        annotator=text_of(carried, "annotator"),
        answers=table_of(carried, "answers", "the document")
        if carried
        else {name: value >= _YES for name, value in doc.cats.items() if name},
        note=text_of(carried, "note"),
        state=state_of(carried.get("state")),
        suggested=suggested,
    )


def _carried(doc: PackedDoc) -> Mapping[str, Any]:
    """What our export laid beside; nothing where it belongs to another text."""
    found = doc.user_data.get(CARRIED)
    meta = found.get("meta") if is_table(found) else None
    if is_table(found) and is_table(meta) and meta.get("sha256") == text_sha256(doc.text):
        return found
    return {}


class _Spans:
    """Joins the spans of a document with what is said of them in its user data."""

    def __init__(self, doc: PackedDoc, carried: Mapping[str, Any]) -> None:
        self._doc = doc
        self._said = [each for each in sequence_of(carried.get("spans"), "The spans") if is_table(each)]
        offered = {SUGGESTIONS, REJECTED} if carried else set()
        spans = [span for name, group in doc.groups.items() if name not in offered for span in group]
        in_groups = {(span.label, span.first, span.behind) for span in spans}
        spans += [span for span in doc.ents if (span.label, span.first, span.behind) not in in_groups]
        self._numbered: dict[str, list[PackedSpan]] = {}
        self._others: list[PackedSpan] = []
        numbers = {number for each in self._said if (number := text_of(each, "number"))}
        for span in dict.fromkeys(spans):
            if span.id in numbers:
                self._numbered.setdefault(span.id, []).append(span)
            else:
                self._others.append(span)

    def found(self) -> tuple[tuple[ForeignSpan, ...], int]:
        """Spans, and how many are suggestions, which are not among them.

        :raises UserError: if what our export laid beside has been spoilt.
        """
        found: list[ForeignSpan] = []
        suggested = 0
        for number, values in enumerate(self._said, 1):
            if values.get("suggestion") is True:
                suggested += 1
                continue
            where = f"span {number}"
            spans = self._numbered.pop(text_of(values, "number"), [])
            written = [tuple(pair) for pair in sequence_of(values.get("tokens"), where) if _is_pair(pair)]
            if _same(spans, text_of(values, "label"), written):
                found.append(foreign_span(values, where))
            else:
                self._others += spans
        seen = {(span.label, span.pieces) for span in found}
        for number, span in enumerate(self._others, 1):
            piece: Segment = self._doc.place(span)
            if (span.label, (piece,)) not in seen:
                seen.add((span.label, (piece,)))
                where = f"“{self._doc.quote(span)}” at {piece[0]}"
                found.append(
                    ForeignSpan(
                        f"token {span.first}, {number}",
                        span.label,
                        (piece,),
                        self._doc.quote(span),
                        where=where,
                    )
                )
        return tuple(found), suggested


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2


def _same(spans: Sequence[PackedSpan], label: str, written: Sequence[tuple[Any, ...]]) -> bool:
    """Whether the spans of a number are those that were written for it."""
    return {span.label for span in spans} <= {label} and {(s.first, s.behind) for s in spans} == set(written)
