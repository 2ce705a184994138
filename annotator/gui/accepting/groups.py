"""Which suggestions belong together, so that they can be decided at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.name_index import NameIndex
from annotator.model.resolving import ArticleMentions, Mention, candidates, the_one
from annotator.model.text_units import TextUnits


def of_sentence(text: str, suggestions: Iterable[Annotation], position: int) -> list[Annotation]:
    """Those that begin in the sentence that holds a position (code points), in reading order."""
    sentence = TextUnits(text).sentence_at(position)
    if sentence is None:
        return []
    start, end = sentence
    return _ordered(s for s in suggestions if start <= s.start < end)


def of_same_words(suggestions: Iterable[Annotation], like: Annotation) -> list[Annotation]:
    """Those with the label and the words of another, whatever their capitals."""
    wanted = (like.label, _folded(like.quote))
    return _ordered(s for s in suggestions if (s.label, _folded(s.quote)) == wanted)


def of_same_actor(
    suggestions: Iterable[Annotation],
    like: Annotation,
    own: Iterable[Annotation],
    registry: Iterable[Actor],
    mentions: Collection[str],
) -> list[Annotation]:
    """As :func:`of_same_words`, and those that surely mention the same actor of the registry.

    :param own: the annotator's annotations of the article; what they say of actors counts.
    :param mentions: the labels whose annotations are mentions.
    """
    waiting = list(suggestions)
    found = {s.id: s for s in of_same_words(waiting, like)}
    if like.label in mentions:
        known = NameIndex(registry)
        there = {a.id: a for a in (*own, *waiting, like) if a.label in mentions}
        listed = {key: _mention(annotation) for key, annotation in there.items()}
        article = ArticleMentions(listed.values(), known)
        actor = like.actor_id or _surely(listed[like.id], article)
        if actor is not None:
            found |= {s.id: s for s in waiting if s.id in listed and _surely(listed[s.id], article) == actor}
    return _ordered(found.values())


def at_least(suggestions: Iterable[Annotation], score: float) -> list[Annotation]:
    """Those with this score or a higher one; those without a score are none of them."""
    return _ordered(s for s in suggestions if s.score is not None and s.score >= score)


def _mention(annotation: Annotation) -> Mention:
    kind = str(annotation.attributes.get("kind", ""))
    return Mention(annotation.id, annotation.quote, annotation.start, annotation.actor_id, kind)


def _surely(mention: Mention, article: ArticleMentions) -> str | None:
    """Id of the actor that a mention is, where there is no doubt."""
    one = the_one(candidates(mention, article))
    return one.actor.id if one is not None else None


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _ordered(suggestions: Iterable[Annotation]) -> list[Annotation]:
    return sorted(suggestions, key=lambda s: (s.start, -s.end, s.id))
