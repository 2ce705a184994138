"""Write brat files for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer, steps
from annotator.model.annotation import Segment
from annotator.project.project import Project


def span(number: int, label: str, text: str, pieces: Sequence[Segment]) -> str:
    """A T line as brat writes it."""
    places = ";".join(f"{start} {end}" for start, end in pieces)
    said = " ".join(text[start:end] for start, end in pieces).replace("\n", " ")
    return f"T{number}\t{label} {places}\t{said}"


def at(text: str, words: str) -> Segment:
    """Where these words stand first."""
    start = text.index(words)
    return start, start + len(words)


def write(folder: Path, name: str, lines: Iterable[str]) -> Path:
    """A file of these lines, as they are: line ends are not translated."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


def take(project: Project, *paths: Path, annotator: str | None = None) -> ImportReport:
    """Import a collection."""
    with Importer(project, annotator) as importer:
        for _, items in steps(paths, project.codebook, format="brat", annotator=annotator).files:
            for item in items:
                importer.take(item)
    return importer.report
