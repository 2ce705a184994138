"""Exports that fail in the middle, in every format: a sentence, the old one as it was, nothing beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.export import ExportCancelledError, chosen_layers, export
from annotator.exchange.formats import FORMATS
from annotator.project.operations import annotations, links
from annotator.project.project import Project
from tests.support.projects import TEXT, new_project

resource = pytest.importorskip("resource", reason="sets how large a file may be")

COUNT = 6


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("failing") / "press.annotator"
    with new_project(path, *(f"{TEXT} Number {n}." for n in range(COUNT))) as project:
        for article in range(1, COUNT + 1):
            claim = annotations.add(project, article_id=article, label="claim", segments=[(32, 41)])
            actor = annotations.add(project, article_id=article, label="actor", segments=[(0, 9)])
            links.add(project, label="speaker", head_id=claim.id, child_id=actor.id)
        yield project


def there(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Sets how large a file may become (bytes), as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # openpyxl's own files
@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk(press: Project, tmp_path: Path, name: str, small_files: Callable[[int], None]) -> None:
    path = tmp_path / f"out{FORMATS[name].suffix}"
    layers = chosen_layers(press, [])
    export(press, path, layers, name)
    before = there(tmp_path)
    largest = max(map(len, before.values()))
    for size in (0, largest // 3, largest * 4 // 5):
        small_files(size)
        with pytest.raises(UserError, match="can't be written"):
            export(press, path, layers, name)
        small_files(resource.RLIM_INFINITY)
        assert there(tmp_path) == before
        assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", FORMATS)
def test_cancelled_at_every_article(press: Project, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"out{FORMATS[name].suffix}"
    layers = chosen_layers(press, [])
    export(press, path, layers, name)
    before = there(tmp_path)
    for article in range(COUNT + 1):
        asked = iter(range(COUNT + 1))
        with pytest.raises(ExportCancelledError, match="nothing was written"):
            export(press, path, layers, name, cancelled=lambda at=article, asked=asked: next(asked) == at)
        assert there(tmp_path) == before
        assert [file.name for file in tmp_path.iterdir()] == [path.name]
