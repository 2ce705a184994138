"""A new version of the project's codebook."""

from __future__ import annotations

import dataclasses

from annotator.errors import UserError
from annotator.model.clock import now
from annotator.model.codebook import Codebook
from annotator.project.project import Project


def replace(project: Project, codebook: Codebook, *, initiator: str = "") -> Codebook:
    """Make ``codebook`` the current version; earlier ones are kept.

    :raises UserError: if a label or link that is in use is missing from it.
    """
    counts = project.counts()
    for what, known in (
        ("annotations", {label.name for label in codebook.labels}),
        ("links", {link.name for link in codebook.links}),
    ):
        for _, name, number in counts[what]:
            if name not in known:
                raise UserError(f"{number} {what} use “{name}”, which the new codebook lacks: keep it there.")
    new = dataclasses.replace(codebook, version=project.codebook.version + 1)
    with project.transact("Change codebook", initiator=initiator):
        project.rows.insert(
            "codebooks",
            {
                "version": new.version,
                "name": new.name,
                "body": new.to_json(),
                "created_by": project.annotator,
                "created_at": now(),
            },
        )
    return new
