"""What the cheat sheet says: all keys, grouped for somebody at work; on screen and as a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from annotator.gui.commands.command import Command
from annotator.gui.commands.registry import Commands


@dataclass(frozen=True, slots=True)
class Group:
    """``lines`` are keys and what they do."""

    title: str
    lines: tuple[tuple[str, str], ...]


_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Moving and selecting", ("caret.", "select.", "annotation.outward", "view.find")),
    ("Linking", ("annotation.link", "link.", "links.", "view.all-links", "frame.", "claim.")),
    ("Tagging", ("label.", "annotation.", "edge.", "attribute.", "everywhere.")),
    ("Deciding", ("suggestion.", "many.", "filter.", "edit.")),
    ("Articles", ("article.", "problem.", "view.search", "search.", "concordance.")),
    ("Actors and codebook", ("actor.", "actors.", "codebook.", "registry.", "patterns.page")),
    ("Project", ("project.",)),
    ("Reading and window", ("reading.", "view.", "help.", "window.", "history.")),
)
"""Groups by how the ids of their commands begin; the first that fits."""

_BY_MENU = {"Annotate": "Tagging", "Article": "Articles", "Project": "Project"}
_ELSE = "Reading and window"
_ALWAYS = (
    ("Left", "Arrows", "Caret by character and line"),
    ("Ctrl+Left", "Ctrl+arrows", "Caret by word"),
    ("Shift+Left", "Shift", "Held with these: select"),
    ("Return", "Enter", "Fields of the annotation"),
)
"""What the article view does by itself: a key that may be a command's instead, as what it is shown, and what
it does."""


_PAIRS = (
    ("next", "previous"),
    ("earlier", "later"),
    ("larger", "smaller"),
)
"""Words by which the titles of two commands differ that stand on one line."""


def groups(commands: Commands, *, anywhere: bool = False) -> list[Group]:
    """All commands that have a key now, with the first of their keys.

    :param anywhere: only those whose key works in the whole window, as on a page.
    """
    lines: dict[str, list[tuple[str, str]]] = {title: [] for title, _ in _GROUPS}
    taken = {key for command in commands.all() for key in commands.keys(command.id)}
    if not anywhere:
        lines[_GROUPS[0][0]] += [(shown, does) for key, shown, does in _ALWAYS if key not in taken]
    for command in commands.all():
        key = commands.key(command.id)
        if key and (command.scope == "window" or not anywhere):
            title = command.title.removesuffix(" …")
            said = f"Tag as {title}" if command.id.startswith("label.") else title
            lines[_group_of(command)].append((key, said))
    shown = [Group(title, _paired(found)) for title, found in lines.items() if found]
    order = ("Moving and selecting", "Tagging", "Deciding", "Linking")
    shown.sort(key=lambda group: order.index(group.title) if group.title in order else len(order))
    return shown


def _paired(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """“Next sentence” and “Previous sentence” as one line."""
    made: list[tuple[str, str]] = []
    left = list(lines)
    while left:
        key, does = left.pop(0)
        for other_key, other in left:
            both = _both(does, other)
            if both:
                left.remove((other_key, other))
                key, does = f"{key} / {other_key}", both
                break
        made.append((key, does))
    return tuple(made)


def _both(one: str, other: str) -> str:
    """One title for two that differ by one word of a pair; empty where they do not."""
    words, others = one.split(), other.split()
    differing = [n for n, pair in enumerate(zip(words, others, strict=False)) if pair[0] != pair[1]]
    if len(words) != len(others) or len(differing) != 1:
        return ""
    (n,) = differing
    if not any({words[n].lower(), others[n].lower()} == set(pair) for pair in _PAIRS):
        return ""
    return " ".join([*words[:n], words[n], "or", others[n].lower(), *words[n + 1 :]])


def _group_of(command: Command) -> str:
    by_menu = _BY_MENU.get(command.menu.split("/")[0], _ELSE)
    return next((title for title, begins in _GROUPS if command.id.startswith(begins)), by_menu)


def page_html(found: Sequence[Group]) -> str:
    """A page of its own, to print from a browser."""
    parts = []
    for group in found:
        rows = "".join(
            f"<tr><th scope='row'><kbd>{escape(key)}</kbd></th><td>{escape(does)}</td></tr>"
            for key, does in group.lines
        )
        parts.append(f"<section><h2>{escape(group.title)}</h2><table>{rows}</table></section>")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Annotator: keys</title><style>'
        "body{font:14px/1.4 sans-serif;margin:2em;color:#1f2427}main{columns:3 18em}"
        "section{break-inside:avoid;margin-bottom:1.2em}h1{font-size:1.3em}h2{font-size:1em;margin:0 0 .3em}"
        "th{text-align:left;font-weight:600;padding-right:1em;white-space:nowrap;vertical-align:top}"
        "@media print{body{margin:0;font-size:11px}}</style></head>\n"
        f"<body><h1>Annotator: keys</h1><main>{''.join(parts)}</main></body></html>\n"
    )
