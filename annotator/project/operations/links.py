"""Link annotations of one's own layer."""

from __future__ import annotations

from annotator.errors import UserError
from annotator.model.clock import new_id, now
from annotator.model.link import Link
from annotator.project.operations.annotations import need
from annotator.project.project import Project
from annotator.store.annotations import link_row


def add(project: Project, *, label: str, head_id: str, child_id: str, initiator: str = "") -> Link:
    """Link two annotations; a link that is already there is returned as it is.

    Where the codebook lets a head have only one link of this kind, it takes the place of that.

    :raises UserError: if an end is gone or the codebook does not allow this link.
    """
    head, child = need(project, head_id), need(project, child_id)
    if head.article_id != child.article_id:
        raise UserError("A link joins two annotations of the same article.")
    kind = project.codebook.check_link(label, head.label, child.label)
    there = [link for link in project.links_of(head.id) if (link.head_id, link.label) == (head.id, label)]
    for link in there:
        if link.child_id == child.id:
            return link
    at = now()
    link = Link(
        id=new_id(),
        layer_id=head.layer_id,
        article_id=head.article_id,
        label=label,
        head_id=head.id,
        child_id=child.id,
        created_by=project.annotator,
        created_at=at,
        updated_at=at,
    )
    with project.transact(f"Link {label}", article_id=head.article_id, initiator=initiator):
        project.own_layer()
        for other in there if kind.single else ():
            project.rows.delete("links", (other.id,))
        project.rows.insert("links", link_row(link))
    return link


def delete(project: Project, link_id: str, *, initiator: str = "") -> None:
    """:raises UserError: if the link is gone or somebody else's."""
    link = project.link(link_id)
    own = project.layer
    if link is None or own is None or link.layer_id != own.id:
        raise UserError("This link is not in your layer.")
    with project.transact(f"Delete {link.label} link", article_id=link.article_id, initiator=initiator):
        project.own_layer()
        project.rows.delete("links", (link_id,))
