"""Where an export goes: names that are free, with the suffix of the format."""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.formats import FORMATS


def free(path: Path) -> Path:
    """``path``, or the first of ``path-2``, ``path-3`` ... that is not there."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def renamed(path: Path, suffix: str) -> Path:
    """The same place with another suffix, in place of a format's; empty: a folder."""
    known = {kind.suffix for kind in FORMATS.values()}
    stem = path.stem if path.suffix in known else path.name
    return path.with_name(f"{stem}{suffix}")
