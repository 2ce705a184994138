"""What is said to a person fits the window and the command line alike: it names no command and no option."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotator

ROOT = Path(annotator.__file__).parent

# `annotator check` alone shows what stands in check.py; a config to train with names the commands that do.
APART = {"store/check.py", "exchange/docbin/training_config.py"}
FILES = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if path.relative_to(ROOT).parts[0] != "cli" and path.relative_to(ROOT).as_posix() not in APART
]
COMMAND_LINE = re.compile(r"[“`'\"]annotator [a-z]+|\s--[a-z]|^--[a-z][a-z-]*\s")


def sentences(tree: ast.AST) -> Iterator[str]:
    """Every text in the code that is no docstring and no comment."""
    said_nowhere = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_nowhere:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_names_a_command_or_an_option(path: Path) -> None:
    found = [text for text in sentences(ast.parse(path.read_text("utf-8"))) if COMMAND_LINE.search(text)]
    assert not found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("make one with “annotator new”.", True),
        ("--with-suggestions adds them", True),
        ("name one with --layer.", True),
        ("--pipeline", False),
        ("restore the project from a backup.", False),
    ],
)
def test_what_counts_as_naming(text: str, named: bool) -> None:
    assert bool(COMMAND_LINE.search(text)) is named
