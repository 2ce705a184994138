"""Formats that are made of claims: said beforehand where the layers have none."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.analysis.roles import roles_of
from annotator.model.layer import Layer
from annotator.project.project import Project

OF_CLAIMS = frozenset({"csv", "xlsx", "dna", "graphml", "gexf"})
"""Tables and networks, which have a row or an edge for each claim and nothing else."""


def none_there(project: Project, layers: Sequence[Layer]) -> str:
    """What to do where none of the layers has a claim; empty where one has."""
    roles = roles_of(project.codebook)
    if roles.problem is not None:
        return roles.problem
    ids = {layer.id for layer in layers}
    if any(
        number and layer_id in ids and name in roles.claims
        for layer_id, name, number in project.counts()["annotations"]
    ):
        return ""
    names = " or ".join(f"“{name}”" for name in sorted(roles.claims))
    return (
        f"These layers have no claim: nothing has the label {names}. If your claims have another label, "
        "merge it into this one in the codebook."
    )
