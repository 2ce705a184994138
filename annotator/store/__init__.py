"""The project file.

sqlite_utils loads numpy and pandas where they are installed, for columns of their types, which we have not:
numpy alone takes as long to load as sqlite_utils itself, and every start would wait for it.
"""

# No "from __future__ import annotations" here: the name would hide the module of that name.
import importlib
import sys


def _load_without(*names: str) -> None:
    """Load sqlite_utils as where these packages are not installed."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        importlib.import_module("sqlite_utils")
    finally:
        for name in hidden:
            del sys.modules[name]


_load_without("numpy", "pandas")
