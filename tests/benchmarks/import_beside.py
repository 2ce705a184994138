"""Importing 10,000 articles with annotations from doccano's JSONL, beside doccano's own import of the file.

doccano is installed into a virtual environment of its own, for this run (or taken from ``DOCCANO_PYTHON``),
and its import task's code runs on a new SQLite database; neither upload nor task queue is counted.  Ours
writes articles with near-duplicates and full-text index, then layers with history.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from annotator.exchange.importer import Importer
from annotator.exchange.importing import steps
from annotator.project.project import Project
from tests.benchmarks import material
from tests.benchmarks.measure import Figure, seconds
from tests.support.projects import default_codebook

COUNT, LENGTH, SPANS = 10_000, 3_000, 10
_SCRIPT = Path(__file__).with_name("doccano_import.py")


def write(file: Path) -> None:
    """Articles with spans, every second pair linked, as doccano exports a project with relations."""
    with file.open("w", encoding="ascii") as lines:
        for number in range(COUNT):
            chance = random.Random(number)
            entities = []
            for key in range(SPANS):
                start = chance.randrange(LENGTH - 60)
                label = ("claim", "actor", "cue", "actor", "sentiment")[key % 5]
                entities.append(
                    {
                        "id": key,
                        "label": label,
                        "start_offset": start,
                        "end_offset": start + chance.randint(3, 40),
                    }
                )
            relations = [{"id": at, "from_id": at, "to_id": at + 1, "type": "speaker"} for at in (0, 5)]
            text = material.text(LENGTH, number)
            row = {"id": number, "text": text, "entities": entities, "relations": relations}
            lines.write(json.dumps(row) + "\n")


def ours(file: Path, target: Path) -> tuple[int, int, int]:
    with Project.create(target, default_codebook(), "Robin") as project:
        with Importer(project, "Robin") as importer:
            for _, items in steps([file], project.codebook, format="doccano").files:
                for item in items:
                    importer.take(item)
        report = importer.report
        assert report.failures == [], report.failures[:3]
        return len(report.imported), report.annotations, report.links


def theirs(file: Path, folder: Path) -> list[float]:
    """Seconds, examples, spans and relations; empty where doccano can't be had."""
    python = os.environ.get("DOCCANO_PYTHON", "")
    try:
        if not python:
            subprocess.run(
                [sys.executable, "-m", "venv", folder / "doccano"], check=True, capture_output=True
            )
            python = str(folder / "doccano" / "bin" / "python")
            command = [python, "-m", "pip", "install", "--quiet", "doccano", "marshmallow<4", "numpy<2"]
            subprocess.run(command, check=True, capture_output=True, timeout=600)
        place = folder / "doccano-data"
        place.mkdir()
        run = subprocess.run(
            [python, _SCRIPT, file, place], check=True, capture_output=True, text=True, timeout=1200
        )
    except (OSError, subprocess.SubprocessError) as error:
        why = (getattr(error, "stderr", None) or str(error)).strip()
        print(f"  doccano could not be run here ({str(why)[-200:]}): its figure is left out.")
        return []
    return [float(number) for number in run.stdout.split()[-4:]]


def run(folder: Path) -> Iterator[Figure]:
    file = folder / "beside.jsonl"
    write(file)
    counted: list[tuple[int, int, int]] = []
    took = seconds(lambda: counted.append(ours(file, folder / "beside.annotator")))
    articles, annotations, links = counted[-1]
    size = f"{articles:,} articles, {annotations:,} annotations, {links:,} links"
    value = f"{took:.0f} s ({articles / took:.0f} articles a second): {size}"
    beside = theirs(file, folder)
    if not beside:
        yield Figure("import 10,000 articles from doccano's JSONL", value, "no peer", True)
        return
    seconds_theirs, examples, spans, relations = beside
    yield Figure(
        "import 10,000 articles from doccano's JSONL, beside doccano",
        f"{value}; doccano {seconds_theirs:.0f} s ({examples / seconds_theirs:.0f} a second): "
        f"{examples:,.0f} examples, {spans:,.0f} spans, {relations:,.0f} relations",
        "as fast",
        took <= seconds_theirs,
    )
