"""How the project's own patterns follow when the codebook changes."""

from __future__ import annotations

import dataclasses

from annotator.model.codebook import Codebook
from annotator.model.codebook_remap import Remap
from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import same_place
from annotator.project.operations import patterns
from annotator.project.project import Project
from annotator.project.queries import Queries


def plan_patterns(project: Queries, codebook: Codebook, remap: Remap) -> list[tuple[Pattern, Pattern | None]]:
    """The patterns that change, before and after; of two that then are the same, the later one goes (None).

    Answers that have no place in ``codebook`` fall away: unlike an annotation's, they are nobody's reading.
    """
    changed: list[tuple[Pattern, Pattern | None]] = []
    taken: set[tuple[str, str, str]] = set()
    found = project.patterns()
    for pattern in found:
        answers, _ = remap.answers(codebook, pattern.label, pattern.attributes)
        after = dataclasses.replace(pattern, label=remap.label(pattern.label), attributes=answers)
        if same_place(after) in taken:
            changed.append((pattern, None))
        elif after != pattern:
            changed.append((pattern, after))
        taken.add(same_place(after))
    return changed


def write_patterns(project: Project, changed: list[tuple[Pattern, Pattern | None]]) -> None:
    """Carry it out.  Only inside a transaction."""
    for before, after in changed:
        if after is None:
            project.rows.delete("patterns", (before.id,))
        else:
            patterns.update(project, after)
