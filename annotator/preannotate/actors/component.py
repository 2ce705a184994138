"""The spaCy component that finds actors."""

from __future__ import annotations

from collections.abc import Collection

from spacy.language import Language
from spacy.tokens import Doc

from annotator.model.knowledge import Knowledge, KnownActor
from annotator.preannotate.actors.article import Article
from annotator.preannotate.actors.known import Registry
from annotator.preannotate.actors.nominals import NominalFinder
from annotator.preannotate.actors.pronouns import find_pronouns
from annotator.preannotate.actors.words import ActorWords, actor_words
from annotator.preannotate.claims.cues import cues_of
from annotator.preannotate.claims.quotes import find_quotes
from annotator.preannotate.spans import ACTORS, OTHERS, TokenStarts

FACTORY = "annotator_actors"


def create(nlp: Language, name: str) -> Actors:
    return Actors(actor_words(nlp.lang), _speech(nlp.lang))


Language.factory(FACTORY, requires=["doc.ents"], func=create)


def _speech(language: str) -> frozenset[int]:
    """String ids of the forms of verbs by which somebody is reported to speak."""
    return frozenset(
        form
        for form, variants in cues_of(language).verbs.items()
        if any(word.strength == "speech" or "quote" in word.frames for word in variants)
    )


class Actors:
    """Fills ``doc._.annotator_actors`` and ``doc._.annotator_others`` with mentions in reading order.

    The others are suggested only if a claim or a judgement leads to them: pronouns, and nouns that stand for
    an actor but do nothing.
    """

    def __init__(self, words: ActorWords, speech: Collection[int]) -> None:
        self._words, self._speech = words, speech
        self._nominals = NominalFinder(words, speech)
        self._actors: tuple[KnownActor, ...] = ()
        self._registry: Registry | None = None
        for name in (ACTORS, OTHERS):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def know(self, knowledge: Knowledge) -> None:
        """Look for these actors of the registry from now on."""
        if knowledge.actors != self._actors:
            self._actors = knowledge.actors
            self._registry = Registry(knowledge.actors) if knowledge.actors else None

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            article = Article(doc, self._words, self._nominals, self._registry)
            others = article.others
            if doc.has_annotation("DEP"):
                inside = _inside_quotes(doc, article.text)
                others += find_pronouns(doc, article.text, article.somebodies(), self._speech, inside)
            doc._.annotator_actors = tuple(sorted(article.actors, key=lambda m: (m.start, m.end)))
            doc._.annotator_others = tuple(sorted(others, key=lambda m: (m.start, m.end)))
        return doc


def _inside_quotes(doc: Doc, text: str) -> bytearray:
    """Flags the tokens within quotation marks."""
    starts = TokenStarts(doc)
    inside = bytearray(len(doc))
    for quote in find_quotes(text):
        first, end = starts.from_(quote.start), starts.from_(quote.end)
        inside[first:end] = bytes([1]) * (end - first)
    return inside
