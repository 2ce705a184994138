"""Where files lie: what travels with the program, and what it keeps on this machine."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import platformdirs

PROJECT_SUFFIX = ".annotator"
"""The suffix of a project file; any other path works as well."""

_PACKAGE = Path(__file__).resolve().parent


def _shipped(folder: str) -> Path:
    """A folder that travels with the program: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / f"_{folder}"
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def resource(*parts: str) -> Path:
    """Path of a file in resources/, for example ``resource("codebooks", "default.toml")``."""
    return _shipped("resources").joinpath(*parts)


def example_project() -> Path:
    """The folder of the example project (articles and a finished layer)."""
    return _shipped("projects") / "example"


def guide_folder() -> Path:
    """The folder with the pages of the guide, as Markdown."""
    installed = _PACKAGE / "_guide"
    return installed if installed.is_dir() else _PACKAGE.parent / "docs" / "guide"


def settings_file() -> Path:
    """The person's settings (recent projects, window layout); its folder may not exist yet."""
    return Path(platformdirs.user_config_dir("annotator", appauthor=False)) / "settings.ini"


def log_file() -> Path:
    """The log with the tracebacks of bugs; its folder may not exist yet."""
    return Path(platformdirs.user_log_dir("annotator", appauthor=False)) / "annotator.log"


def default_annotator(name: str | None = None) -> str:
    """Who annotates: the name given, else the ANNOTATOR_NAME variable, else the login name."""
    for candidate in (name, os.environ.get("ANNOTATOR_NAME")):
        if candidate and candidate.strip():
            return candidate.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name, as in some containers
        return "annotator"
