"""The rooms of the house: who may call whom, and what only one room may touch.

Each room imports only from rooms further down; rooms of one floor do not know each other.  Read from
the source, so that an import inside a function counts as well.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "annotator"

FLOORS = [
    {"", "errors", "places"},  # "" is annotator/__init__.py
    {"model"},
    {"store"},
    {"project"},
    {"articles", "analysis"},
    {"preannotate", "review", "exchange", "hub"},
    {"cli", "gui"},
    {"__main__"},
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# The commands that open the window; they import it inside a function, so that the others start without Qt.
OPENS_THE_WINDOW = {"annotator.cli.open_", "annotator.cli.demo"}

ONLY_IN = {
    "spacy": {"preannotate"},
    "PySide6": {"gui"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "psycopg": {"hub"},
}
# A package that may touch a library of another room: spaCy's own file format is written and read with spaCy.
OPENED_FOR = {"spacy": "annotator.exchange.docbin"}
# The store speaks to the project's file (SQLite), the hub to the team's server (PostgreSQL).
SPEAKS_SQL = {"store", "hub"}
# Readers that are handed an open database name its type.
NAMES_THE_DATABASE = {"project", "exchange"}

LONGEST = 300

SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|PRAGMA|WITH)\s")


@dataclass(frozen=True)
class Import:
    """One imported module, where it stands; ``names`` are those taken out of it."""

    target: str
    line: int
    names: tuple[str, ...] = ()
    in_function: bool = False
    for_types: bool = False


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, its parsed source and all imports in it."""

    name: str
    tree: ast.Module
    imports: tuple[Import, ...]

    @property
    def room(self) -> str:
        return room_of(self.name)


def room_of(name: str) -> str:
    """``annotator.store.rows`` lives in ``store``; the package itself in the nameless room."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports_of(
    tree: ast.AST, name: str, *, in_function: bool = False, for_types: bool = False
) -> Iterator[Import]:
    """Yield every import below a node of the module ``name``; a relative one is resolved."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, (), in_function, for_types)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(name.split(".")[: -node.level]) if node.level else ""
            target = ".".join(part for part in (base, node.module) if part)
            names = tuple(alias.name for alias in node.names)
            # "from annotator import gui" names the room behind the import.
            if target == "annotator":
                for each in names:
                    below = f"annotator.{each}" if each in FLOOR else target
                    yield Import(below, node.lineno, (), in_function, for_types)
            else:
                yield Import(target, node.lineno, names, in_function, for_types)
        else:
            function = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            types = for_types or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
            yield from imports_of(node, name, in_function=function, for_types=types)


@cache
def modules() -> tuple[Module, ...]:
    """Every source file of the package, parsed."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        tree = ast.parse(file.read_text(encoding="utf-8"))
        # A package resolves its relative imports from itself, a module from its package.
        found.append(
            Module(name, tree, tuple(imports_of(tree, f"{name}._" if parts[-1] == "__init__" else name)))
        )
    return tuple(found)


def wrong_direction(module: Module) -> Iterator[str]:
    """Imports that go up, or across to another room of the same floor."""
    for each in module.imports:
        if each.target.split(".")[0] != "annotator":
            continue
        room = room_of(each.target)
        if room == module.room or FLOOR[room] < FLOOR[module.room]:
            continue
        if room == "gui" and module.name in OPENS_THE_WINDOW and each.in_function:
            continue
        yield f"{module.name}:{each.line} imports {each.target}"


def out_of_place(module: Module) -> Iterator[str]:
    """Imports of a library that belongs to another room."""
    for each in module.imports:
        library = each.target.split(".")[0]
        if module.room in ONLY_IN.get(library, {module.room}):
            continue
        if library in OPENED_FOR and f"{module.name}.".startswith(f"{OPENED_FOR[library]}."):
            continue
        if library == "sqlite_utils" and module.room in NAMES_THE_DATABASE and each.names == ("Database",):
            continue
        yield f"{module.name}:{each.line} imports {each.target}"


def sql_outside_its_rooms(module: Module) -> Iterator[str]:
    """Texts that begin like an SQL statement."""
    if module.room in SPEAKS_SQL:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"{module.name}:{node.lineno} says {node.value.strip()[:40]!r}"


def test_every_room_has_a_floor() -> None:
    assert {module.room for module in modules()} - FLOOR.keys() == set()


def test_imports_go_down_only() -> None:
    assert [wrong for module in modules() for wrong in wrong_direction(module)] == []


def test_qt_spacy_and_the_databases_stay_in_their_rooms() -> None:
    assert [wrong for module in modules() for wrong in out_of_place(module)] == []


def test_only_the_store_and_the_hub_speak_sql() -> None:
    assert [wrong for module in modules() for wrong in sql_outside_its_rooms(module)] == []


def test_no_module_waits_for_itself() -> None:
    """No ring of imports at the top of modules (type checking and functions aside)."""
    names = {module.name for module in modules()}
    needs: dict[str, set[str]] = {}
    for module in modules():
        needs[module.name] = set()
        for each in module.imports:
            if not (each.in_function or each.for_types):
                inside = {f"{each.target}.{name}" for name in each.names} & names
                needs[module.name] |= inside or {each.target} & names
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name not in done:
            for need in sorted(needs[name] - {name}):
                visit(need, (*path, name))
            done.add(name)

    for name in sorted(names):
        visit(name, ())


def test_every_module_says_what_it_is() -> None:
    empty = (module.name for module in modules() if module.tree.body and not ast.get_docstring(module.tree))
    assert list(empty) == []


def sample(name: str, source: str) -> Module:
    tree = ast.parse(source)
    return Module(name, tree, tuple(imports_of(tree, name)))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("annotator.model.a", "from annotator.store import rows"),
        ("annotator.store.a", "def f():\n    import annotator.project.project"),
        ("annotator.review.a", "from annotator.exchange import jsonl_out"),
        ("annotator.gui.a", "from annotator.cli import main"),
        ("annotator.cli.a", "def f():\n    from annotator import gui"),
        ("annotator.cli.open_", "from annotator.gui.app import run"),
        ("annotator.project.a", "from ..gui import app"),
    ],
)
def test_an_import_that_goes_up_or_across_is_found(name: str, source: str) -> None:
    assert list(wrong_direction(sample(name, source)))


def test_the_window_may_be_opened_from_inside_a_function_of_its_command() -> None:
    source = "def f():\n    from annotator.gui.app import run"
    assert not list(wrong_direction(sample("annotator.cli.open_", source)))
    assert list(wrong_direction(sample("annotator.cli.info", source)))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("annotator.gui.a", "def f():\n    import spacy"),
        ("annotator.cli.a", "if True:\n    from PySide6.QtWidgets import QApplication"),
        ("annotator.project.a", "import sqlite3"),
        ("annotator.exchange.a", "from sqlite_utils import Migrations"),
        ("annotator.gui.a", "from sqlite_utils import Database"),
        ("annotator.hub.a", "from sqlite_utils import Database"),
        ("annotator.project.a", "import psycopg"),
        ("annotator.gui.a", "from psycopg import errors"),
        ("annotator.exchange.export", "def f():\n    from spacy.tokens import DocBin"),
        ("annotator.exchange.docbin_too.a", "import spacy"),
    ],
)
def test_a_library_in_another_room_is_found(name: str, source: str) -> None:
    assert list(out_of_place(sample(name, source)))


def test_only_what_writes_and_reads_docbins_may_use_spacy_in_exchange() -> None:
    assert not list(out_of_place(sample("annotator.exchange.docbin.out", "from spacy.tokens import DocBin")))


def test_sql_outside_its_rooms_is_found() -> None:
    assert list(sql_outside_its_rooms(sample("annotator.gui.a", "q = f'SELECT {x} FROM y'")))
    assert not list(sql_outside_its_rooms(sample("annotator.store.a", "q = 'DELETE FROM y'")))
    assert not list(sql_outside_its_rooms(sample("annotator.hub.a", "q = 'DELETE FROM y'")))


def test_no_module_is_long() -> None:
    files = {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in PACKAGE.rglob("*.py")}
    assert not [name for name, text in files.items() if len(text.splitlines()) > LONGEST]
