"""Material that lies beside the checkout on some machines; tests that use it skip where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def find_shared(*parts: str) -> Path:
    """A path in the shared folder, which may not be there."""
    root = Path(os.environ.get("ANNOTATOR_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    return root.joinpath(*parts)


def shared(*parts: str) -> Path:
    """A path in the shared folder; skips the test where there is none."""
    path = find_shared(*parts)
    if not path.exists():
        pytest.skip(f"the shared material {'/'.join(parts)} is not on this machine")
    return path
