"""Importing 1,000 text files of 3,000 characters, beside inserting the same texts with bare sqlite3."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from annotator.exchange.importing import Importer, read_all
from annotator.project.project import Project
from tests.benchmarks import material
from tests.benchmarks.measure import Figure, seconds
from tests.support.projects import default_codebook

COUNT = 1_000


def bare(files: Path, target: Path) -> None:
    db = sqlite3.connect(target)
    db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, text TEXT)")
    for file in sorted(files.iterdir()):
        text = file.read_text("utf-8")
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        db.execute("INSERT INTO articles (sha256, text) VALUES (?, ?)", (sha256, text))
    db.commit()
    db.close()


def ours(files: Path, target: Path) -> None:
    with Project.create(target, default_codebook(), "Robin") as project, Importer(project) as importer:
        for item in read_all([files]):
            importer.take(item)


def run(folder: Path) -> Iterator[Figure]:
    files = folder / "articles"
    files.mkdir()
    for number in range(COUNT):
        (files / f"{number:04}.txt").write_text(material.text(3_000, number), "utf-8")
    loop = seconds(lambda: bare(files, folder / "bare.db"))
    took = seconds(lambda: ours(files, folder / "import.annotator"))
    value = f"{took:.1f} s ({COUNT / took:.0f} a second, {took / loop:.0f} times the bare loop)"
    yield Figure("import 1,000 articles: cleaning, near-duplicates, full-text index", value, "8 s", took <= 8)
