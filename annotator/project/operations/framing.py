"""Fill the frame of an annotation: link it with words that are not tagged yet, and answer its attributes.

What is only suggested is accepted on the way, in the same undo step.
"""

from __future__ import annotations

from typing import Any

from annotator.errors import UserError
from annotator.model.annotation import Annotation, Segment
from annotator.model.link import Link
from annotator.project.operations import annotations as tagging
from annotator.project.operations import decisions, links
from annotator.project.project import Project


def link_words(
    project: Project,
    *,
    kind: str,
    known_id: str,
    outgoing: bool,
    label: str,
    segment: Segment,
    initiator: str = "",
) -> Link:
    """Tag a piece of the article (code points) and link it with an annotation or suggestion.

    :param known_id: the annotation that is there; the head of the link if ``outgoing``, else its child.
    :raises UserError: if it is gone, the words are its own, or label, words or link don't fit.
    """
    known = _need(project, known_id)
    title = f"Link {kind} with a new {label}"
    with project.transact(title, article_id=known.article_id, initiator=initiator):
        known = _own(project, known)
        made = tagging.add(project, article_id=known.article_id, label=label, segments=[segment])
        if made.id == known.id:
            raise UserError(f"These are the words of the {label} itself: select others.")
        head, child = (known, made) if outgoing else (made, known)
        return links.add(project, label=kind, head_id=head.id, child_id=child.id)


def answer(project: Project, annotation_id: str, name: str, value: Any, *, initiator: str = "") -> Annotation:
    """Answer one attribute of an annotation or suggestion; None takes the answer away.

    :returns: the own annotation.
    :raises UserError: if it is gone, or the codebook knows no such attribute or answer.
    """
    found = _need(project, annotation_id)
    with project.transact(f"Set {name}", article_id=found.article_id, initiator=initiator):
        found = _own(project, found)
        return tagging.change(project, found.id, attributes={**found.attributes, name: value})


def _need(project: Project, annotation_id: str) -> Annotation:
    found = project.annotation(annotation_id)
    if found is None:
        raise UserError("This annotation is no longer there: it was deleted or undone.")
    return found


def _own(project: Project, annotation: Annotation) -> Annotation:
    """The annotation itself, or what accepting the suggestion makes of it."""
    layer = project.layer
    if layer is not None and annotation.layer_id == layer.id:
        return annotation
    return decisions.accept(project, [annotation.id])[0]
