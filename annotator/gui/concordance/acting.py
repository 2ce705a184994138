"""What can be done with lines of the concordance: each operation takes lines and writes.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.project.concordance.elsewhere import Wanted
from annotator.project.concordance.lines import Line, plain
from annotator.project.operations import annotations as annotation_operations
from annotator.project.operations import decisions, everywhere
from annotator.project.operations.everywhere import Spot, Tagging
from annotator.project.project import Project

Operation = Callable[[Project, Sequence[Line]], int]


def tagging(how: Tagging) -> Operation:
    """Tag places in the text; a line that lists an annotation gets its label changed instead."""

    def run(project: Project, lines: Sequence[Line]) -> int:
        count = everywhere.tag(project, how, _spots(line for line in lines if not line.listed_as))
        for line in lines:
            if line.listed_as and line.annotation_id is not None and line.label != how.label:
                annotation_id = line.annotation_id
                if line.kind == "suggestion":
                    annotation_id = decisions.accept(project, [annotation_id])[0].id
                annotation_operations.change(project, annotation_id, label=how.label)
                count += 1
        return count

    return run


def suggesting(wanted: Wanted) -> Operation:
    """Let places be suggested."""
    how = Tagging(wanted.label, wanted.attributes, wanted.actor_id)
    reason = f"same words as “{plain(wanted.text)}”"
    return lambda project, lines: everywhere.suggest(project, how, _spots(lines), reason=reason)


def not_suggested(lines: Iterable[Line], label: str) -> list[Line]:
    """The lines on which this label is not suggested already."""
    return [line for line in lines if (line.kind, line.label) != ("suggestion", label)]


def deleting(project: Project, lines: Sequence[Line]) -> int:
    """Delete own annotations, reject suggestions."""
    own = [line.annotation_id for line in lines if line.kind == "own" and line.annotation_id]
    suggested = [line.annotation_id for line in lines if line.kind == "suggestion" and line.annotation_id]
    annotation_operations.delete(project, own)
    decisions.reject(project, suggested)
    return len(set(own)) + len(set(suggested))


def accepting(project: Project, lines: Sequence[Line]) -> int:
    """Accept suggestions."""
    return len(decisions.accept(project, [line.annotation_id for line in lines if line.annotation_id]))


def _spots(lines: Iterable[Line]) -> list[Spot]:
    return [Spot(line.article_id, line.segments[0], line.hit) for line in lines]
