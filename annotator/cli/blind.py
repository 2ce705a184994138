"""``annotator blind``"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.output import print_json
from annotator.project.operations import blindness
from annotator.project.project import Project
from annotator.project.queries import Queries


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("state", metavar="[on|off]", required=False, type=click.Choice(["on", "off"]))
@click.option(
    "--supervisors",
    metavar="A,B,…",
    help="Who sees everything, and alone may change this; names with commas between. Empty: nobody.",
)
@click.option(
    "--annotator", metavar="NAME", help="Who asks for it. Default: the project's current annotator."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(
    project: Path, state: str | None, supervisors: str | None, annotator: str | None, as_json: bool
) -> None:
    """Hide what colleagues said about an article until one's own is done.

    On screen, in exports and in every figure. Without on or off it says how it is. Where supervisors are
    named, only they may change it.

    \b
    Examples:
      annotator blind press.annotator on
      annotator blind press.annotator on --supervisors Robin
      annotator blind press.annotator off --annotator Robin
      annotator blind press.annotator
    """
    changes = state is not None or supervisors is not None
    with Project.open(project, annotator if changes else None, read_only=not changes) as opened:
        if changes:
            if state is not None:
                blindness.switch(opened, state == "on")
            if supervisors is not None:
                blindness.name_supervisors(opened, supervisors.split(","))
        facts = describe(opened)
    if as_json:
        print_json({"project": str(project), **facts})
    else:
        click.echo(_sentence(facts))


def describe(queries: Queries) -> dict[str, Any]:
    """What ``--json`` prints, but for the path."""
    return {"blind": queries.blind, "supervisors": list(queries.supervisors)}


def _sentence(facts: dict[str, Any]) -> str:
    who = " and ".join(facts["supervisors"])
    may = f"; {who} alone may change this" if who else ""
    if not facts["blind"]:
        return f"The project is not blind: everybody sees every layer{may}."
    besides = f"; {who} may see everything and alone change this" if who else ""
    return f"The project is blind: what others said on an article is hidden until your own is done{besides}."
