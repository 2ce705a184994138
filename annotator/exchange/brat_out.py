"""Layers as a brat collection: a folder a layer, in it a .txt, an .ann and a .json file an article.

The format is described at https://brat.nlplab.org/standoff.html.  Offsets count code points of the text just
as it stands in the .txt file.  brat reads a span's text in one line, so a segment that goes over line breaks
is written in pieces, one a line, as brat does it itself; the .json file beside, which brat passes over, holds
what it was, and all else that brat has no place for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.exchange.brat_conf_out import annotation_conf, visual_conf
from annotator.exchange.brat_names import SUGGESTION, StorageNames
from annotator.exchange.brat_sidecar import ANSWER, MADE_FOR, where
from annotator.exchange.details import Json, details_json, one_line, whole_json
from annotator.exchange.file_names import FileNames
from annotator.exchange.formats import Context
from annotator.exchange.losses import Losses
from annotator.model.annotation import Annotation, Segment
from annotator.model.codebook_remap import said as in_words
from annotator.model.record import Record

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = str.maketrans(dict.fromkeys((*_BREAKS, "\t"), " "))


def open_writer(path: Path, context: Context) -> _Writer:
    """See :class:`annotator.exchange.formats.FormatModule`."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """Nothing: what brat has no place for stands in the .json files."""
    return Counter()


def preview(path: Path) -> str:
    """The first .ann file, below the configuration."""
    conf = (path / "annotation.conf").read_text("utf-8")
    first = next(iter(sorted(path.rglob("*.ann"))), None)
    if first is None:
        return conf
    return (
        f"{first.relative_to(path)}\n\n{first.read_text('utf-8')[:3000]}\n\nannotation.conf\n\n{conf[:800]}"
    )


def lines_of(text: str, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments in pieces without line breaks; one without any words stays as it is."""
    return tuple(piece for segment in segments for piece in _pieces(text, segment))


def _pieces(text: str, segment: Segment) -> list[Segment]:
    start, end = segment
    if not any(char in _BREAKS for char in text[start:end]):
        return [segment]
    found = []
    for line in text[start:end].splitlines(keepends=True):
        words = line.strip()
        if words:
            begin = start + len(line) - len(line.lstrip())
            found.append((begin, begin + len(words)))
        start += len(line)
    return found or [segment]


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._path, self._context = path, context
        self._names = StorageNames(context.codebook)
        self._folders = FileNames()
        self._layers: dict[int, tuple[Path, FileNames]] = {}
        self._suggestions = False

    def add(self, record: Record) -> tuple[int, int]:
        folder, names = self._layer(record)
        article = record.article
        name = names.new(article.metadata.title, f"article-{article.id}")
        ann = _Ann(record, self._context, self._names)
        (folder / f"{name}.txt").write_bytes(article.text.encode("utf-8"))
        (folder / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in ann.lines).encode("utf-8"))
        written = json.dumps(ann.sidecar, indent=1, sort_keys=True)
        (folder / f"{name}.json").write_text(written, "utf-8", newline="\n")
        return len(record.annotations), len(record.links)

    def close(self) -> None:
        codebook = self._context.codebook
        conf = annotation_conf(codebook, self._names)
        if self._suggestions:
            conf += f"{SUGGESTION}\tArg:<ENTITY>, Value:undecided|rejected\n"
        (self._path / "annotation.conf").write_text(conf, "utf-8", newline="\n")
        (self._path / "visual.conf").write_text(visual_conf(codebook, self._names), "utf-8", newline="\n")

    def _layer(self, record: Record) -> tuple[Path, FileNames]:
        self._suggestions |= bool(record.suggested)
        found = self._layers.get(record.layer.id)
        if found is None:
            folder = self._path / self._folders.new(record.annotator, "layer")
            folder.mkdir()
            found = self._layers[record.layer.id] = (folder, FileNames())
        return found


class _Ann:
    """The lines of one .ann file, and what stands beside it."""

    def __init__(self, record: Record, context: Context, names: StorageNames) -> None:
        self._record, self._codebook, self._names = record, context.codebook, names
        self._numbers: Counter[str] = Counter()
        ids: dict[str, str] = {}
        about: Json = {}
        self.lines: list[str] = []
        for annotation in record.annotations:
            key = ids[annotation.id] = self._next("T")
            about[key] = self._annotation(key, annotation)
        suggested_links = []
        for link in record.links:
            key = self._next("R")
            label = names.link(link.label)
            self.lines.append(f"{key}\t{label} Arg1:{ids[link.head_id]} Arg2:{ids[link.child_id]}")
            if link.id in record.suggested:
                suggested_links.append(key)
        self.sidecar = {"made_for": MADE_FOR, **whole_json(record), "annotations": about}
        if suggested_links:
            self.sidecar["suggested_links"] = suggested_links

    def _next(self, kind: str) -> str:
        self._numbers[kind] += 1
        return f"{kind}{self._numbers[kind]}"

    def _annotation(self, key: str, annotation: Annotation) -> Json:
        record, text = self._record, self._record.article.text
        pieces = lines_of(text, annotation.segments)
        quote = " ".join(text[start:end].translate(_BLANKS) for start, end in pieces)
        self.lines.append(f"{key}\t{self._names.label(annotation.label)} {where(pieces)}\t{quote}")
        held = []
        for name, value in annotation.attributes.items():
            attribute = self._names.attribute(annotation.label, name)
            answers = list(self._answers(annotation.label, name, attribute, value))
            self.lines += [f"{self._next('A')}\t{attribute} {key}{answer}" for answer in answers]
            if answers and not isinstance(value, list | tuple):  # brat has no lists: what it is stands beside
                held.append(name)
            elif not answers and value is not False and value != []:
                self._remark(ANSWER, key, f"{name}: {in_words(value)}")
        if annotation.id in record.suggested:
            verdict = record.verdicts.get(annotation.id, "undecided")
            self.lines.append(f"{self._next('A')}\t{SUGGESTION} {key} {verdict}")
        actor = record.actor(annotation)
        if actor is not None:
            entry = f"Wikidata:{actor.wikidata}" if actor.wikidata else f"Annotator:{actor.id}"
            self.lines.append(f"{self._next('N')}\tReference {key} {entry}\t{one_line(actor.name)}")
        note = one_line(annotation.note)
        if note:
            self._remark("AnnotatorNotes", key, note)
        details = details_json(
            record,
            annotation,
            held=held,
            note=note == annotation.note,
            segments=pieces == annotation.segments,
        )
        return {"at": where(pieces), **details}

    def _remark(self, kind: str, key: str, text: str) -> None:
        self.lines.append(f"{self._next('#')}\t{kind} {key}\t{one_line(text)}")

    def _answers(self, label: str, name: str, attribute: str, value: Any) -> Iterator[str]:
        """What stands behind the id in the A lines that hold an answer; none where they can't."""
        asked = self._codebook.attributes_of(label) if self._codebook.label(label) is not None else ()
        kind = next((each.kind for each in asked if each.name == name), None)
        if kind == "yes/no" and value is True:
            yield ""
        elif kind == "choice" and isinstance(value, str):
            yield f" {self._names.value(attribute, value)}"
        elif kind == "several" and isinstance(value, list | tuple):
            yield from (f" {self._names.value(attribute, each)}" for each in value)
