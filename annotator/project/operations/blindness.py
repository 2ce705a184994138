"""Switch blind mode, and name who supervises.

Neither leaves an undo step: undo is for what one annotated, and the same switch takes it back.  The history
keeps who did it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from annotator.errors import UserError
from annotator.project.project import Project
from annotator.project.visibility import BLIND, SUPERVISORS


def switch(project: Project, on: bool, *, initiator: str = "") -> bool:
    """Hide from everybody what colleagues said about an article until they are done with it; or no longer.

    :returns: whether it was otherwise before.
    :raises UserError: if there are supervisors, and the annotator is none of them.
    """
    check_may(project)
    if project.blind == on:
        return False
    _remember(project, BLIND, "yes" if on else "", f"Switch blind mode {'on' if on else 'off'}", initiator)
    return True


def name_supervisors(project: Project, names: Iterable[str], *, initiator: str = "") -> bool:
    """Say who sees everything, and who alone may switch blind mode and name supervisors; none: anybody may.

    :returns: whether there were others before.
    :raises UserError: if there are supervisors, and the annotator is none of them.
    """
    check_may(project)
    wanted = sorted({name.strip() for name in names} - {""})
    if wanted == sorted(project.supervisors):
        return False
    title = f"Name {' and '.join(wanted)} to supervise" if wanted else "Let nobody supervise"
    _remember(project, SUPERVISORS, json.dumps(wanted, ensure_ascii=False), title, initiator)
    return True


def check_may(project: Project) -> None:
    """:raises UserError: if the annotator may not say who is blind."""
    who = project.supervisors
    if who and project.annotator not in who:
        raise UserError(
            f"Only {' or '.join(who)} may change this: ask there, or work under that name if it is yours."
        )


def _remember(project: Project, name: str, value: str, title: str, initiator: str) -> None:
    with project.transact(title, undoable=False, initiator=initiator) as transaction:
        project.remember(name, value)
        transaction.summary.append({"table": "about", "key": [name], "before": None, "after": None})
        transaction.bulk.add("about")
