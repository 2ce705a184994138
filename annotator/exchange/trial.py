"""Try something on a copy of a project, to say what it would do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.project.project import Project
from annotator.store.copying import save_copy


@contextmanager
def trial_copy(path: Path) -> Iterator[Project]:
    """A copy of the project as it stands, open for writing; it is gone afterwards.

    :raises UserError: if it can't be opened, or there is no room for a copy.
    """
    with Project.open(path, read_only=True):
        pass  # says what is wrong with it by its own name
    with TemporaryDirectory(prefix="annotator-") as folder:
        copy = Path(folder) / path.name
        save_copy(path, copy)
        with Project.open(copy) as project:
            yield project
