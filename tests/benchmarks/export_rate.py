"""JSONL export beside the barest loop that reads the same rows with sqlite3 and writes them as JSON."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from annotator.exchange.export import export
from annotator.project.queries import reader
from tests.benchmarks import material
from tests.benchmarks.measure import Figure, seconds

ARTICLES, EACH = 10_000, 100
FEW = 100
"""Articles of the project whose export shows what the program itself takes in memory."""


TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
SPAN = (
    "id",
    "label",
    "start",
    "end",
    "segments",
    "text",
    "attributes",
    "actor",
    "origin",
    "derived_from",
    "note",
)
SPAN += ("created_by", "created_at", "updated_at")

COLUMNS = ", ".join({"text": "quote", "actor": "actor_id"}.get(name, name) for name in SPAN)


def bare(source: Path, target: Path, *, tokens: bool) -> None:
    """The same rows as JSON lines: no check, no metadata but the title, nothing counted.

    :param tokens: cut the text as well, by the plainest pattern, and write the tokens.
    """
    db = sqlite3.connect(source)
    with target.open("w", encoding="utf-8") as file:
        texts = db.execute(
            "SELECT a.id, a.title, t.text FROM articles a JOIN article_texts t ON t.article_id = a.id"
        ).fetchall()
        for number, title, text in texts:
            spans = [
                dict(zip(SPAN, row, strict=True))
                for row in db.execute(
                    f"SELECT {COLUMNS} FROM annotations WHERE layer_id = 1 AND article_id = ?",
                    (number,),
                )
            ]
            links = db.execute(
                "SELECT label, head_id, child_id FROM links WHERE layer_id = 1 AND article_id = ?", (number,)
            ).fetchall()
            record = {"id": number, "title": title, "text": text, "spans": spans, "relations": links}
            if tokens:
                record["tokens"] = [
                    {"id": n, "text": found[0], "start": found.start(), "end": found.end()}
                    for n, found in enumerate(TOKEN.finditer(text))
                ]
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    db.close()


def export_in_child(project: Path, target: Path) -> float:
    """MB that the export of a project takes at most, in a process of its own."""
    code = (
        "import sys; from pathlib import Path\n"
        "from annotator.exchange.export import export; from annotator.project.queries import reader\n"
        "with reader(Path(sys.argv[1]), 'Robin') as queries:\n"
        "    export(queries, Path(sys.argv[2]), [queries.layer])\n"
        # Its own peak: what the system counts for a process begins with that of the one that started it.
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(project), str(target)], check=True, capture_output=True, text=True
    )
    return int(said.stdout) / 1024


def run(folder: Path) -> Iterator[Figure]:
    path, small = folder / "export.annotator", folder / "few.annotator"
    material.project(path, count=ARTICLES, length=3_000, annotations=EACH)
    material.project(small, count=FEW, length=3_000, annotations=EACH)

    def ours() -> None:
        with reader(path, "Robin") as queries:
            layer = queries.layer
            assert layer is not None
            export(queries, folder / "ours.jsonl", [layer])

    rounds = [
        (
            seconds(lambda: bare(path, folder / "bare.jsonl", tokens=True)),
            seconds(lambda: bare(path, folder / "bare.jsonl", tokens=False)),
            seconds(ours),
        )
        for _ in range(2)
    ]
    with_tokens, without, took = (min(times) for times in zip(*rounds, strict=True))
    rate, ratio = ARTICLES * EACH / took, with_tokens / took
    value = f"{rate:,.0f} annotations/s, {ratio:.2f} of a bare loop that writes tokens too"
    value += f", {without / took:.2f} of one that writes none"
    yield Figure(f"export {ARTICLES * EACH:,} annotations as JSONL", value, "0.5", ratio >= 0.5)
    peak, least = export_in_child(path, folder / "ours.jsonl"), export_in_child(small, folder / "few.jsonl")
    value = f"{peak:.0f} MB at most, {least:.0f} MB for {FEW * EACH:,}"
    yield Figure(f"memory to export {ARTICLES * EACH:,} annotations", value, "1.5 times", peak <= 1.5 * least)
