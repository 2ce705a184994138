"""How commands show progress and numbers."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from annotator.project.project import Project
from annotator.store.unsafe_places import warning

Step = Callable[[int, int], None]
"""Called with ``(done, in all)``."""


@contextmanager
def progress(label: str) -> Iterator[Step]:
    """A bar on a terminal (standard error), nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, in_all: None
        return
    bar = click.progressbar(length=1, label=label, file=sys.stderr, show_pos=True)
    with bar:

        def step(done: int, in_all: int) -> None:
            bar.length = max(in_all, 1)
            bar.update(done - bar.pos)

        yield step


@contextmanager
def ending_in_order() -> Iterator[None]:
    """SIGTERM ends the program as Ctrl-C does, so that nothing half-written is left."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def warn_of_place(path: Path) -> None:
    """Say on standard error where a project is not safe in its folder."""
    sentence = warning(path)
    if sentence is not None:
        click.echo(f"annotator: {sentence}", err=True)


def need_writable(project: Project) -> None:
    """Before long work: can its result be saved at all?

    :raises ReadOnlyError: if not; the sentence says who has the project.
    """
    with project.transact("Look whether it can be written"):
        pass


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_json_with(document: Mapping[str, Any], name: str, rows: Iterable[Any]) -> None:
    """One JSON document with a list of this name at its end, whose items are made one by one."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2).removesuffix("\n}"), nl=False)
    click.echo(f",\n  {json.dumps(name)}: [", nl=False)
    comma = ""
    for row in rows:
        click.echo(f"{comma}\n    {json.dumps(row, ensure_ascii=False)}", nl=False)
        comma = ","
    click.echo("\n  ]\n}")


def counted(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
