"""``annotator open``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.errors import UserError


@click.command("open")
@click.argument("project", type=click.Path(path_type=Path), required=False)
def command(project: Path | None) -> int:
    """Open the window.

    With PROJECT on that project, otherwise on the start screen with the recent ones.  You work in it
    as ANNOTATOR_NAME, else as you did last on this machine, else under your login name.

    \b
    Examples:
      annotator open
      annotator open press.annotator
    """
    return show(project)


def show(project: Path | None, *, annotator: str | None = None) -> int:
    """Show the window until it is closed; returns the exit code.

    :param annotator: None: see :func:`annotator.project.annotators.usual_annotator`.
    :raises UserError: if no window can be shown here.
    """
    from annotator.gui import display

    problem = display.problem()
    if problem is not None:
        raise UserError(problem)
    from annotator.gui.app import run

    return run(project, annotator=annotator)
