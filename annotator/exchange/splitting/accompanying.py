"""What goes with a training set: a card that says what is in it, the codebook, who is in which part, and the
SHA-256 of every file."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator import __version__
from annotator.exchange.formats import Format
from annotator.exchange.splitting.card import CARD, card
from annotator.exchange.splitting.drawing import Drawn
from annotator.exchange.writing import ExportReport
from annotator.model.clock import now
from annotator.model.codebook_toml import write_codebook
from annotator.model.layer import Layer
from annotator.model.selection import Selection
from annotator.project.queries import Queries

MANIFEST = "manifest.json"
DIVISION = "parts.csv"
CODEBOOK = "codebook.toml"


@dataclass(frozen=True, slots=True)
class Told:
    """What the card says that the project does not know: how far annotators agree, in lines, and under which
    licence the annotations may be used."""

    agreement: Sequence[str] = ()
    licence: str = ""


def accompany(
    folder: Path,
    queries: Queries,
    layers: Sequence[Layer],
    kind: Format,
    selection: Selection,
    drawn: Drawn,
    report: ExportReport,
    told: Told,
) -> None:
    """Write the card, the codebook, the division and, last, the manifest into the folder of an export."""
    (folder / CODEBOOK).write_text(write_codebook(queries.codebook), "utf-8")
    _write_division(folder / DIVISION, queries, drawn)
    (folder / CARD).write_text(
        card(queries, layers, kind, selection, drawn, report, told.agreement, told.licence), "utf-8"
    )
    manifest: dict[str, Any] = {
        "made_with": f"Annotator {__version__}",
        "made_at": now(),
        "format": kind.name,
        "codebook": {"name": queries.codebook.name, "version": queries.codebook.version},
        "split": {"shares": dict(drawn.split.shares), "seed": drawn.split.seed},
        "files": [
            {
                "path": file.relative_to(folder).as_posix(),
                "bytes": file.stat().st_size,
                "sha256": _sha256(file),
            }
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        ],
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _write_division(path: Path, queries: Queries, drawn: Drawn) -> None:
    known = {each.id: each.sha256 for each in queries.articles()}
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("article_id", "sha256", "part", "group"))
        for number, part in sorted(drawn.parts.items()):
            rows.writerow((number, known[number], part, drawn.groups[number]))


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
