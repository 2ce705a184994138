"""Actors of texts whose parse is written down, so that tests depend on no pipeline's opinion."""

from __future__ import annotations

from collections.abc import Iterable

import spacy
from spacy.tokens import Doc, Span

from annotator.model.knowledge import Knowledge, KnownActor
from annotator.preannotate import actors
from annotator.preannotate.spans import Mention

Entity = tuple[str, str]


def read(
    text: str, *entities: Entity, known: Iterable[KnownActor] = ()
) -> tuple[str, list[Mention], list[Mention]]:
    """Run the component on entities set by hand, in order of the text, without a parse.

    :returns: the text, the actors and the others.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("annotator_glue")
    doc = nlp(text)
    spans: list[Span] = []
    position = 0
    for words, label in entities:
        start = text.index(words, position)
        spans.append(doc.char_span(start, start + len(words), label=label, alignment_mode="expand"))
        position = start + len(words)
    doc.ents = spans
    return _found(nlp, doc, known)


def parsed(
    words: list[tuple[str, str, str, int]], *entities: tuple[int, int, str], known: Iterable[KnownActor] = ()
) -> tuple[str, list[Mention], list[Mention]]:
    """As :func:`read`, with a parse: each word with its tag, its dependency and the number of its head.

    :param entities: first and last token and type.
    """
    nlp = spacy.blank("en")
    coarse = {
        "NN": "NOUN",
        "NNS": "NOUN",
        "NNP": "PROPN",
        "NNPS": "PROPN",
        "IN": "ADP",
        "PRP": "PRON",
        "DT": "DET",
    }
    doc = Doc(
        nlp.vocab,
        words=[word for word, _, _, _ in words],
        spaces=[n + 1 < len(words) and words[n + 1][0] not in (".", ",", "'s") for n in range(len(words))],
        tags=[tag for _, tag, _, _ in words],
        pos=[coarse.get(tag, "VERB" if tag.startswith("V") else "X") for _, tag, _, _ in words],
        lemmas=[word.lower() for word, _, _, _ in words],
        deps=[dep for _, _, dep, _ in words],
        heads=[head for _, _, _, head in words],
    )
    doc.ents = [Span(doc, first, last + 1, label=label) for first, last, label in entities]
    return _found(nlp, doc, known)


def _found(
    nlp: spacy.Language, doc: Doc, known: Iterable[KnownActor]
) -> tuple[str, list[Mention], list[Mention]]:
    nlp.add_pipe(actors.FACTORY)
    component = nlp.get_pipe(actors.FACTORY)
    component.know(Knowledge(actors=tuple(known)))  # type: ignore[attr-defined]
    doc = component(doc)
    return doc.text, list(doc._.annotator_actors), list(doc._.annotator_others)


def said(text: str, mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    """Words and kind of each."""
    return [(text[m.start : m.end], m.kind) for m in mentions]
