"""Say whom mentions mean: one, all with the same words, or all of an article that are certain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.name_index import NameIndex
from annotator.model.naming import begins_sentence
from annotator.model.resolving import ArticleMentions, Mention, candidates, learned_alias, the_one
from annotator.project.operations import actors
from annotator.project.operations import annotations as annotation_operations
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Named:
    """A mention and its actor from now on; ``alias`` is what the actor is known by from now on, too."""

    annotation: Annotation
    actor: Actor | None
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many mentions have an actor now, and the words of those that are left without."""

    done: int
    left: tuple[str, ...]


def name(
    project: Project,
    annotation_id: str,
    who: Actor | str | None,
    known: NameIndex,
    *,
    initiator: str = "",
) -> Named:
    """Let an own mention point to an actor, to a new one of this name, or (None) to nobody.

    What the mention is called becomes an alias where that is sound (see
    :func:`annotator.model.resolving.learned_alias`).  All of it is one step.

    :raises UserError: if the mention or the actor is gone, or the mention is somebody else's.
    """
    before = annotation_operations.need(project, annotation_id)
    with project.transact("Set actor", article_id=before.article_id, initiator=initiator):
        if who is None:
            return Named(annotation_operations.change(project, annotation_id, actor_id=None), None)
        if isinstance(who, str):
            actor = actors.add(project, who, kind=str(before.attributes.get("kind", "")))
        else:
            actor = actors.need(project, who.id)
        after = annotation_operations.change(project, annotation_id, actor_id=actor.id)
        article = project.article(before.article_id)
        alias = (
            learned_alias(
                before.quote,
                actor,
                known,
                language=article.metadata.language,
                begins_sentence=begins_sentence(article.text, before.start),
            )
            if len(before.segments) == 1
            else None
        )
        if alias is not None:
            actor = actors.change(project, actor.id, aliases=(*actor.aliases, alias))
        return Named(after, actor, alias or "")


def assign(
    project: Project, annotation_ids: Iterable[str], who: Actor | str, *, initiator: str = ""
) -> Actor:
    """Let several own mentions point to an actor, or to a new one of this name, in one step.

    :raises UserError: if there is none, one or the actor is gone, or one is somebody else's.
    """
    chosen = [
        annotation_operations.need(project, annotation_id) for annotation_id in dict.fromkeys(annotation_ids)
    ]
    if not chosen:
        raise UserError("Mark some mentions of yours first.")
    articles = {annotation.article_id for annotation in chosen}
    title = "Set actor" if len(chosen) == 1 else f"Set actor of {len(chosen)} mentions"
    article_id = articles.pop() if len(articles) == 1 else None
    with project.transact(title, article_id=article_id, initiator=initiator):
        if isinstance(who, str):
            actor = actors.add(project, who, kind=str(chosen[0].attributes.get("kind", "")))
        else:
            actor = actors.need(project, who.id)
        for annotation in chosen:
            annotation_operations.change(project, annotation.id, actor_id=actor.id)
    return actor


def resolve_article(
    project: Project, article_id: int, own: Iterable[Annotation], known: NameIndex, *, initiator: str = ""
) -> Resolved:
    """Set the actors of an article's own mentions that are certain, in one step.

    What one of them settles may make others certain: a surname whose full name was set just now.

    :param own: the annotator's annotations of the article.
    """
    points = {label.name for label in project.codebook.labels if label.mention}
    mentions = [mention_of(project, a, known) for a in own if a.label in points]
    found: dict[str, Actor] = {}
    while True:
        there = [m if m.id not in found else _pointing(m, found[m.id]) for m in mentions]
        article = ArticleMentions(there, known)
        sure = {
            mention.id: one.actor
            for mention in there
            if mention.actor_id is None and (one := the_one(candidates(mention, article))) is not None
        }
        if not sure:
            break
        found |= sure
    left = tuple(m.text for m in mentions if m.actor_id is None and m.id not in found)
    if found:
        with project.transact(
            f"Set actors of {len(found)} mentions", article_id=article_id, initiator=initiator
        ):
            for annotation_id, actor in found.items():
                annotation_operations.change(project, annotation_id, actor_id=actor.id)
    return Resolved(len(found), left)


def mention_of(project: Project, annotation: Annotation, known: NameIndex) -> Mention:
    """An annotation as matching sees it."""
    actor = None
    if annotation.actor_id is not None:
        actor = known.actor(annotation.actor_id) or project.actor(annotation.actor_id)
    return Mention(
        annotation.id,
        annotation.quote,
        annotation.start,
        actor.id if actor else None,
        str(annotation.attributes.get("kind") or ""),
    )


def _pointing(mention: Mention, actor: Actor) -> Mention:
    return Mention(mention.id, mention.text, mention.start, actor.id, mention.kind)
