"""Sentiment towards a mention: what the model reads in its sentence, and the words that carry it.

Where a language has a trained model, that decides on each mention, and the lexicon says which words bear on
it and how; where it has none, the lexicon alone does both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from annotator.preannotate.actors import EXTENSION as ACTORS
from annotator.preannotate.claims import EXTENSION as CLAIMS
from annotator.preannotate.claims.english import subject_of
from annotator.preannotate.sentiment.bearing import Evidence, Lexicon
from annotator.preannotate.sentiment.carrying import carrying_words, segments
from annotator.preannotate.sentiment.features import Document
from annotator.preannotate.sentiment.model import Judgement, Model, shipped
from annotator.preannotate.sentiment.words import sentiment_words
from annotator.preannotate.spans import Claim, Mention, MentionIndex, Opinion, end_of, hits, string_ids

if TYPE_CHECKING:
    from spacy.tokens import Token

FACTORY = "annotator_sentiment"
EXTENSION = "annotator_sentiment"

_PRONOUNS = string_ids({"he", "she", "him", "her", "his", "hers"})
_SCORE_PRONOUN = 0.4
_POLARITIES = ("negative", "positive")


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
        for name in (EXTENSION, ACTORS, CLAIMS):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        if not doc.has_annotation("DEP") or not (self._lexicon or self._model):
            return doc
        mentions = [mention for mention in doc._.annotator_actors if mention.label == "actor"]
        if self._model is not None:
            mentions = sorted([*mentions, *_pronouns(doc, mentions)], key=lambda m: (m.start, m.end))
        if mentions:
            index = MentionIndex(mentions)
            evidence = self._lexicon.evidence(doc, index)
            if self._model is None:
                found = self._by_lexicon(doc, evidence, index)
            else:
                found = self._by_model(doc, self._model, mentions, evidence, index)
            doc._.annotator_sentiment = tuple(found)
        return doc

    def _by_lexicon(self, doc: Doc, evidence: list[Evidence], index: MentionIndex) -> list[Opinion]:
        found: list[Opinion] = []
        for each in evidence:
            holder = _holder([each], [each.word], each.target, index, doc._.annotator_claims)
            places = segments([each.word], self._lexicon, index.tokens)
            reason = _told(doc, each.polarity, places, each.target, each.how, holder)
            found.append(Opinion(places, each.polarity, each.target, holder, each.score, reason))
        return found

    def _by_model(
        self,
        doc: Doc,
        model: Model,
        mentions: list[Mention],
        evidence: list[Evidence],
        index: MentionIndex,
    ) -> list[Opinion]:
        document = Document(doc, model.vocabulary)
        targets = [(mention.first, mention.last) for mention in mentions]
        found = []
        for mention, judgement in zip(mentions, model.judge(document.features(targets)), strict=True):
            side = model.decide(judgement.chances)
            if side is not None:
                opinion = self._opinion(doc, mention, judgement, side, evidence, index)
                if opinion is not None:
                    found.append(opinion)
        return found

    def _opinion(
        self,
        doc: Doc,
        target: Mention,
        judgement: Judgement,
        side: int,
        evidence: list[Evidence],
        index: MentionIndex,
    ) -> Opinion | None:
        polarity = _POLARITIES[side]
        agreeing = [each for each in evidence if each.target == target and each.polarity == polarity]
        score = judgement.chances[2 * side]
        if agreeing:
            best = max(agreeing, key=lambda each: each.score)
            words, how = [best.word], best.how
            agreeing = [best]
        else:
            words, how = carrying_words(doc, target, judgement, side, index.tokens), ""
        if not words:
            return None
        places = segments(words, self._lexicon, index.tokens)
        holder = _holder(agreeing, words, target, index, doc._.annotator_claims)
        reason = _told(doc, polarity, places, target, how, holder)
        return Opinion(places, polarity, target, holder, score, reason)


def _pronouns(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """He and she where they are no mention yet: who is judged is often only a pronoun."""
    known = {place for mention in mentions for place in range(mention.first, mention.last + 1)}
    return [
        Mention(doc[i].idx, end_of(doc[i]), i, i, "", _SCORE_PRONOUN, "pronoun of whom something is said")
        for i in hits(doc, "LOWER", _PRONOUNS)
        if i not in known
    ]


def _told(
    doc: Doc,
    polarity: str,
    places: Sequence[tuple[int, int]],
    target: Mention,
    how: str,
    holder: Mention | None,
) -> str:
    """The reason in words."""
    text = doc.text
    name = " ".join(text[target.start : target.end].split())
    quoted = " … ".join(f"{' '.join(text[start:end].split())}" for start, end in places)
    by = f", judged by {' '.join(text[holder.start : holder.end].split())}" if holder is not None else ""
    if how:
        return f"{polarity} words '{quoted}' about {name} ({how}){by}"
    return f"the sentence sounds {polarity} towards {name}, most of all '{quoted}'{by}"


def _holder(
    evidence: Sequence[Evidence],
    words: Sequence[Token],
    target: Mention,
    index: MentionIndex,
    claims: tuple[Claim, ...],
) -> Mention | None:
    """Who judges: the subject of a judging verb, else the speaker of the claim around the words."""
    for each in evidence:
        if each.role == "verb of object":
            subject = subject_of(each.word)
            mention = index.at(subject) if subject is not None else None
            if mention is not None and mention != target:
                return mention
    around = [
        claim
        for claim in claims
        if claim.speakers
        and all(any(start <= word.idx < end for start, end in claim.segments) for word in words)
    ]
    if not around:
        return None
    innermost = min(around, key=lambda claim: claim.segments[-1][1] - claim.segments[0][0])
    return innermost.speakers[0]
