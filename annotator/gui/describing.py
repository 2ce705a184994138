"""What there is to say about one annotation or suggestion beside its label and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.gui.session import Session

_LONGEST_NOTE = 200


def details(session: Session, annotation_id: str) -> list[str]:
    """Its actor, answers, links, note, and what is still to be answered: a line each, in plain text."""
    sheet = session.sheet
    annotation = sheet.annotation(annotation_id) if sheet is not None else None
    if sheet is None or annotation is None:
        return []
    lines = []
    actor = session.project.actor(annotation.actor_id) if annotation.actor_id else None
    if actor is not None:
        lines.append(f"Actor: {actor.name}")
    lines += [f"{name}: {_said(value)}" for name, value in annotation.attributes.items() if value is not None]
    label = session.project.codebook.label(annotation.label)
    missing = [
        attribute.name
        for attribute in (label.attributes if label is not None else ())
        if attribute.required and annotation.attributes.get(attribute.name) is None
    ]
    if missing and not sheet.is_suggestion(annotation_id):
        lines.append(f"Still to be answered: {', '.join(missing)}")
    for link in sheet.links_of(annotation_id):
        outwards = link.head_id == annotation_id
        other = sheet.annotation(link.child_id if outwards else link.head_id)
        if other is not None:
            words = " ".join(other.quote.split())
            short = words if len(words) <= 40 else words[:40].rstrip() + "…"
            lines.append(f"{link.label} → “{short}”" if outwards else f"“{short}” → {link.label}")
    if annotation.note:
        words = " ".join(annotation.note.split())
        lines.append("Note: " + (words if len(words) <= _LONGEST_NOTE else words[:_LONGEST_NOTE] + "…"))
    return lines


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
