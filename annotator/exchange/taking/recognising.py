"""Which program's annotations a file holds, told by what stands in it; only where that is certain."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotator.exchange.foreign import READERS
from annotator.exchange.offsets_csv.columns import Columns

_HEAD = 1 << 16
_LINES = 1 << 21
"""Bytes of JSON lines that are looked at: little enough for a window to wait for."""
_MOST_MEMBERS = 1000


def recognised(path: Path) -> str | None:
    """Its name in :data:`annotator.exchange.foreign.READERS`; None: nothing certain, or articles."""
    look = _LOOKS.get(path.suffix.lower())
    if look is None or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        found = look(path, head)
    except (OSError, ValueError, RecursionError, zipfile.BadZipFile, NotImplementedError):
        return None
    return found if found in READERS else None


def _text(head: bytes) -> str:
    coding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return head.decode(coding, errors="replace")


def _zip(path: Path, _head: bytes) -> str | None:
    with zipfile.ZipFile(path) as packed:
        names = [name.lower() for name in packed.namelist()[:_MOST_MEMBERS] if not name.endswith("/")]
    if "project.qde" in names:
        return "qdpx"
    if any(name.endswith(".xmi") for name in names):
        return "xmi"
    return None


def _xml(path: Path, head: bytes) -> str | None:
    text = _text(head)
    if "urn:QDA-XML:project:1.0" in text:
        return "qdpx"
    return "xmi" if "http://www.omg.org/XMI" in text and "uima" in text else None


def _json(_path: Path, head: bytes) -> str | None:
    text = _text(head).lstrip()
    if text.startswith("{"):
        if '"%TYPES"' in text or '"%FEATURE_STRUCTURES"' in text or '"%VIEWS"' in text:
            return "cas-json"
        return "w3c" if "w3.org/ns/anno" in text else None
    if not text.startswith("["):
        return None
    if "w3.org/ns/anno" in text:
        return "w3c"
    its_own = ('"from_name"', '"was_cancelled"', '"completed_by"', '"predictions"')
    return "label-studio" if '"data"' in text and any(name in text for name in its_own) else None


def _json_lines(path: Path, head: bytes) -> str | None:
    """By the first line that is certain: the first articles of a set are often not annotated yet."""
    if len(head) == _HEAD:
        with path.open("rb") as file:
            head = file.read(_LINES)
    lines = _text(head).lstrip().split("\n")
    if '"ner_tags": [' in lines[0]:
        return "hf"
    if len(lines) > 1 and len(head) == _LINES:
        lines.pop()  # cut off
    for line in lines:
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            return None
        if not isinstance(record, dict) or not isinstance(record.get("text", record.get("data")), str):
            return None
        if "spans" in record:
            return None  # ours or Prodigy's, which reading articles takes as well
        if isinstance(record.get("entities"), list) and isinstance(record.get("relations"), list):
            return "doccano"
        for name in ("label", "labels", "entities"):
            spans = record.get(name)
            if isinstance(spans, list) and spans and _is_doccano(spans[0]):
                return "doccano"
    return None


def _is_doccano(span: Any) -> bool:
    if isinstance(span, dict):
        return {"start_offset", "end_offset", "label"} <= span.keys()
    return (
        isinstance(span, list)
        and len(span) == 3
        and [type(each) for each in span] == [int, int, str]
    )  # fmt: skip


def _tsv(path: Path, head: bytes) -> str | None:
    return "webanno-tsv" if _text(head).startswith("#FORMAT=WebAnno TSV") else _csv(path, head)


def _csv(_path: Path, head: bytes) -> str | None:
    line = _text(head).split("\n", 1)[0].strip("\r")
    for delimiter in "\t;,|":
        if delimiter in line:
            header = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
            return "offsets-csv" if Columns(header).certain else None
    return None


def _conll(_path: Path, head: bytes) -> str | None:
    return "conll2003" if _text(head).lstrip().startswith(("-DOCSTART-", "# ")) or b"B-" in head else None


def _spacy(_path: Path, head: bytes) -> str | None:
    return "spacy" if head[:1] == b"\x78" else None


_LOOKS: dict[str, Callable[[Path, bytes], str | None]] = {
    ".spacy": _spacy,
    ".qdpx": _zip, ".zip": _zip,
    ".qde": _xml, ".xmi": _xml,
    ".json": _json, ".jsonld": _json,
    ".jsonl": _json_lines, ".ndjson": _json_lines,
    ".tsv": _tsv, ".csv": _csv,
    ".conll": _conll, ".conll03": _conll, ".bio": _conll, ".iob": _conll, ".iob2": _conll,
}  # fmt: skip
