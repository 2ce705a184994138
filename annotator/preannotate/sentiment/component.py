"""Sentiment towards a mention: what the model reads in its sentence, and the words that carry it.

Where a language has a trained model, that decides on each mention, and the lexicon says which words bear on
it and how; where it has none, the lexicon alone does both.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.preannotate.claims import EXTENSION as CLAIMS
from annotator.preannotate.sentiment.bearing import Lexicon
from annotator.preannotate.sentiment.carrying import segments
from annotator.preannotate.sentiment.model import Model, shipped
from annotator.preannotate.sentiment.reading import Reading
from annotator.preannotate.sentiment.telling import holder_of, told, told_together
from annotator.preannotate.sentiment.words import sentiment_words
from annotator.preannotate.spans import ACTORS, OTHERS, Mention, MentionIndex, Opinion, text_of

FACTORY = "annotator_sentiment"
EXTENSION = "annotator_sentiment"


def create(nlp: Language, name: str) -> Sentiment:
    return Sentiment(Lexicon(sentiment_words(nlp.lang)), shipped(nlp.lang))


Language.factory(FACTORY, func=create)


class Sentiment:
    """Fills ``doc._.annotator_sentiment`` with a tuple of opinions in reading order.

    Says nothing without a parser and without mentions: an evaluation needs somebody on whom it bears.
    """

    def __init__(self, lexicon: Lexicon, model: Model | None) -> None:
        self._lexicon = lexicon
        self._model = model
        for name in (EXTENSION, ACTORS, OTHERS, CLAIMS):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        if not doc.has_annotation("DEP") or not (self._lexicon or self._model):
            return doc
        mentions = targets_of(doc)
        if mentions:
            opinions = (
                self._by_lexicon(doc, mentions)
                if self._model is None
                else Reading(doc, self._lexicon, self._model, mentions).opinions()
            )
            doc._.annotator_sentiment = tuple(opinions)
        return doc

    def _by_lexicon(self, doc: Doc, mentions: list[Mention]) -> list[Opinion]:
        index, text = MentionIndex(mentions), text_of(doc)
        found: list[Opinion] = []
        for each in self._lexicon.evidence(doc, index):
            holder = holder_of(each, [each.word], index, doc._.annotator_claims)
            places = segments([each.word], self._lexicon, index.tokens)
            reason = told(text, each.polarity, places, each.target, each.how, holder)
            found.append(Opinion(places, each.polarity, each.target, holder, each.score, reason))
        return told_together(text, found)


def targets_of(doc: Doc) -> list[Mention]:
    """Who can be judged, in reading order: the actors, and pronouns and nouns that stand for somebody."""
    actors = [mention for mention in doc._.annotator_actors if mention.label == "actor"]
    known = {place for mention in actors for place in range(mention.first, mention.last + 1)}
    others = [
        mention
        for mention in doc._.annotator_others
        if not known.intersection(range(mention.first, mention.last + 1))
    ]
    return sorted([*actors, *others], key=lambda mention: (mention.start, mention.end))
