"""What a project can do; what scripts import.

Example::

    from annotator.project import Project

    with Project.open("press.annotator") as project:
        print(project.claims_frame())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.project.project import Project

__all__ = ["Project"]


def __getattr__(name: str) -> Any:
    # Fetched when it is asked for: most modules of this room need not all of it.
    if name == "Project":
        from annotator.project.project import Project

        return Project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
