"""Out in a format, into a new project, and out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.formats import FORMATS
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer, steps
from annotator.exchange.writing import ExportReport
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.generated_layers import asking_project, said_of


@dataclass(frozen=True, slots=True)
class Trip:
    """What was said before and after, the files, and what was reported."""

    before: dict[str, Any]
    after: dict[str, Any]
    first: Path
    second: Path
    out: ExportReport
    into: ImportReport


def take_in(project: Project, path: Path, format: str) -> ImportReport:
    with Importer(project) as importer:
        for _, items in steps([path], project.codebook, format=format).files:
            for item in items:
                importer.take(item)
    return importer.report


def there_and_back(
    project: Project,
    folder: Path,
    format: str,
    *,
    selection: Selection = EVERYTHING,
    options: Mapping[str, str] | None = None,
) -> Trip:
    """Robin's layer on article 1 through a format, into a project whose codebook is the same."""
    first, second = (folder / f"{name}{FORMATS[format].suffix}" for name in ("first", "second"))
    report = export(
        project, first, chosen_layers(project, ["Robin"]), format, selection=selection, options=options
    )
    before = said_of(project)
    with asking_project(folder / "other.annotator", annotator="Kim") as other:
        taken = take_in(other, first, format)
        assert taken.failures == []
        assert check(other.db) == []
        after = said_of(other)
        export(other, second, chosen_layers(other, ["Robin"]), format, options=options)
    return Trip(before, after, first, second, report, taken)
