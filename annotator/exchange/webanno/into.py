"""Layers from WebAnno TSV 3 as INCEpTION and WebAnno export it: span layers, relations, slots and chains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.articles.source import of_file
from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.exchange.cas.spans import PASSED_OVER, called, foreign_span, own_span
from annotator.exchange.cas.types import LINK, SPAN
from annotator.exchange.cas.values import DECISION
from annotator.exchange.details import Details, Whole, loaded, read_details, read_segments, read_whole
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.webanno.escaping import fit, lines, with_suffix
from annotator.exchange.webanno.schema import Column, columns_of
from annotator.exchange.webanno.table import Found, Table
from annotator.exchange.webanno.units import hull
from annotator.exchange.xml_text import fit_for_xml
from annotator.model.annotation import Segment
from annotator.model.article import Metadata, text_sha256
from annotator.model.incoming import Noted

_DECISIONS = ("undecided", "rejected")


def read(path: Path) -> Iterator[ForeignItem]:
    """See :mod:`annotator.exchange.foreign`."""
    try:
        content = lines(decode(of_file(path).data()))
        blank = next((at for at, line in enumerate(content) if not line.strip()), len(content))
        columns = columns_of(content[:blank])
        beside = _beside(path)
        document = _Reading(path, Table(content[blank:], blank + 1, columns), columns, beside)
    except UserError as error:
        yield ReadFailure(str(path), str(error))
        return
    for layer, number in document.passed_over.items():
        yield Noted(str(path), f"{number:,} of {layer} were passed over: they join or describe single words.")
    yield document.made


@dataclass(frozen=True, slots=True)
class _Beside:
    """What an export of ours left beside a file.  ``annotations``: by number, where each stood and what is
    said of it; ``before`` and ``after``: what the text has around its sentences."""

    whole: Whole = field(default_factory=Whole)
    annotations: dict[str, tuple[Segment, Details]] = field(default_factory=dict)
    before: str = ""
    after: str = ""


def _beside(path: Path) -> _Beside:
    """:raises UserError: if it is ours and damaged."""
    file = path.with_suffix(".json")
    if not file.is_file():
        return _Beside()
    data = of_file(file).data()
    if b'"made_for": "webanno-tsv"' not in data:
        return _Beside()
    try:
        said = loaded(data.decode("utf-8", "replace"))
        about = said.get("annotations", {})
        if not isinstance(about, dict):
            raise UserError("“annotations” is not what it was")
        annotations = {key: _about(each) for key, each in about.items()}
        before, after = said.get("before", ""), said.get("after", "")
        if not (isinstance(before, str) and isinstance(after, str)):
            raise UserError("“before” is not what it was")
        return _Beside(read_whole(said), annotations, before, after)
    except UserError as error:
        raise UserError(f"{file.name} beside it is damaged ({error}): take it away.") from error


def _about(said: Any) -> tuple[Segment, Details]:
    if not isinstance(said, dict):
        raise UserError("“annotations” is not what it was")
    (place,) = read_segments([said.get("at")])
    return place, read_details(said)


class _Reading:
    def __init__(self, path: Path, table: Table, columns: list[Column], beside: _Beside) -> None:
        self._table, self._beside = table, beside
        self._relations = {c.layer: c.base for c in columns if c.kind == "source"}
        self._layers = list(dict.fromkeys(column.layer for column in columns))
        self.passed_over: Counter[str] = Counter()
        self._suggested = 0
        self._keys: dict[int, str] = {}
        """What an annotation is called: by the identity of what was found."""
        text = self._text()
        spans, links = [], []
        for number, found in enumerate(table.every, 1):
            if found.layer not in self._relations and not self._is_left(found):
                self._keys[id(found)] = str(number)
                spans.append(self._span(found, str(number), text))
        for found in table.every:
            links += list(self._relation(found) if found.layer in self._relations else self._slots(found))
        links += self._chains()
        whole, parts = beside.whole, path.absolute().parts
        exported = len(parts) > 2 and parts[-3] in ("annotation", "curation")
        document, owner = (parts[-2], path.stem) if exported else ("", "")
        self.made = ForeignDocument(
            text,
            str(path),
            tuple(spans),
            tuple(dict.fromkeys(links)),
            whole.metadata if whole.sha256 else Metadata(document or path.stem),
            annotator=whole.annotator or ("gold" if owner == "CURATION_USER" else owner),
            answers=whole.answers,
            note=whole.note,
            state=whole.state,
            suggested=self._suggested,
        )

    def _text(self) -> str:
        """The text, with what stood around its sentences where an export of ours says so."""
        text, beside = self._table.text, self._beside
        exact = beside.before + text[len(beside.before) :] + beside.after
        if not text.strip():
            raise UserError("It has no text: export it again.")
        return exact if beside.whole.sha256 == text_sha256(exact) else text

    def _is_left(self, found: Found) -> bool:
        if found.layer == SPAN and found.fields.get(DECISION) in _DECISIONS:
            self._suggested += 1
            return True
        if PASSED_OVER.search(found.layer):
            self.passed_over[found.layer.rpartition(".")[2]] += 1
            return True
        return False

    def _span(self, found: Found, key: str, text: str) -> ForeignSpan:
        place, where = (found.begin, found.end), f"line {found.line}"
        if found.layer != SPAN:
            words = text[found.begin : found.end]
            return foreign_span(found.layer, found.fields, key, place, where, words)
        stood, details = self._beside.annotations.get(str(found.number), (None, Details()))
        said = details if stood == place else Details()
        tokens = self._table.tokens
        return own_span(
            found.fields, key, place, where, said,
            fit=lambda value: fit(fit_for_xml(value)), whole=lambda pieces: hull(pieces, tokens),
        )  # fmt: skip

    def _relation(self, found: Found) -> Iterator[ForeignLink]:
        source, suffix = with_suffix(found.source)
        numbers = [int(each) for each in suffix.split("_")] if "_" in suffix else [0, 0]
        base = self._relations[found.layer]
        if found.layer == LINK and found.fields.get(DECISION) in _DECISIONS:
            return
        head = self._meant(source, base, numbers[0])
        child = self._meant(found.unit, base, numbers[1])
        if head is None or child is None or PASSED_OVER.search(found.layer):
            if found.layer != LINK:
                self.passed_over[found.layer.rpartition(".")[2]] += 1
            return
        yield ForeignLink(called(found.layer, found.fields), head, child, f"line {found.line}")

    def _slots(self, found: Found) -> Iterator[ForeignLink]:
        head = self._keys.get(id(found))
        for feature, targets in found.targets.items() if head is not None else ():
            roles = found.roles.get(feature, [])
            for number, target in enumerate(targets):
                unit, suffix = with_suffix(target)
                child = self._meant(unit, "", int(suffix) if suffix.isdigit() else 0)
                role = roles[number] if number < len(roles) else ""
                if child is not None and head is not None:
                    yield ForeignLink(role.strip("*") or feature, head, child, f"line {found.line}")

    def _chains(self) -> Iterator[ForeignLink]:
        """From each element of a chain to the next."""
        chained = {(f.layer, *f.chain): f for f in self._table.every if f.chain is not None}
        for (layer, chain, number), found in chained.items():
            following = chained.get((layer, chain, number + 1))
            head, child = self._keys.get(id(found)), self._keys.get(id(following))
            if head is not None and child is not None:
                name = found.fields.get("referenceRelation") or "next"
                yield ForeignLink(name, head, child, f"line {found.line}")

    def _meant(self, unit: str, layer: str, number: int) -> str | None:
        """The annotation that a reference means: by its number, else the first of the layer there."""
        found = self._table.by_number.get(number) if number else None
        if found is None:
            layers = [layer] if layer else self._layers
            here = [each for of in layers for each in self._table.at.get((unit, of), [])]
            found = next((each for each in here if id(each) in self._keys), None)
        return self._keys.get(id(found)) if found is not None else None
