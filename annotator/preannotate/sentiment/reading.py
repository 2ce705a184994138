"""The model's opinions on the mentions of one document: the words, who judges, how sure, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.annotation import Segments
from annotator.model.presets import BROAD
from annotator.preannotate.actors.words import PLACE
from annotator.preannotate.sentiment.bearing import Evidence, Lexicon
from annotator.preannotate.sentiment.carrying import Carrying, able, carrying_words, segments
from annotator.preannotate.sentiment.features import Document
from annotator.preannotate.sentiment.model import Judgement, Model
from annotator.preannotate.sentiment.telling import holder_of, judge_of, told, told_together
from annotator.preannotate.spans import Claim, Mention, MentionIndex, Opinion, TokenStarts, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_POLARITIES = ("negative", "positive")

# The chances are those of single sentences that were chosen because something is said in them.  How far they
# hold in an article, estimated from reading: best where a known word bears on the target, worst for places.
_TRUST_NAMED = 0.95
_TRUST_CLEAR = 0.85
_TRUST_SOUND = 0.6
_TRUST_PLACE = 0.8

_LEAST = 0.4
"""What is less sure is not said: in whole articles most of that is neutral, and it is every sixth opinion."""


class Reading:
    """Reads one parsed document, whose claims are known.

    :param mentions: in reading order, at least one.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, model: Model, mentions: list[Mention]) -> None:
        self._doc = doc
        self._text = text_of(doc)
        self._lexicon = lexicon
        self._model = model
        self._mentions = mentions
        self._index = MentionIndex(mentions)
        self._claims: tuple[Claim, ...] = doc._.annotator_claims
        self._starts = TokenStarts(doc)
        self._said: dict[tuple[int, int], set[int]] = {}
        for claim in self._claims:
            words = {place for segment in claim.segments for place in self._tokens(*segment)}
            for speaker in claim.speakers:
                self._said.setdefault((speaker.start, speaker.end), set()).update(words)
        self._judging: dict[tuple[int, int], set[int]] = {}
        self._document = Document(doc, model.vocabulary)
        # The words of a name are no judgement, and of "the reckless minister" only the last is not.
        self._named = {
            place
            for mention in mentions
            for place in range(mention.first if mention.named else mention.last, mention.last + 1)
            if mention.named or not self._document.leaning[place]
        }
        cues = {place for claim in self._claims for segment in claim.cues for place in self._tokens(*segment)}
        self._places: dict[tuple[int, ...], Segments] = {}
        self._able = able(doc)
        self._able[list(self._named)] = False
        # What announces a claim judges only where it is known to: "accused", but not "argued".
        self._able[[place for place in cues if not self._document.leaning[place]]] = False

    def _tokens(self, start: int, end: int) -> range:
        return range(self._starts.at(start), self._starts.from_(end))

    def opinions(self) -> list[Opinion]:
        """One at most for each mention, in reading order."""
        evidence = self._lexicon.evidence(self._doc, self._index)
        bearing: dict[tuple[Mention, str], Evidence] = {}
        for each in evidence:
            judge = judge_of(each, self._index)
            if judge is not None:  # "Kim praised Li" is praise of Li
                self._judging.setdefault((judge.start, judge.end), set()).add(each.word.i)
            known = bearing.get((each.target, each.polarity))
            if known is None or each.score > known.score:
                bearing[each.target, each.polarity] = each
        judgements = self._model.judge(self._document.features(self._mentions, evidence))
        found = []
        for mention, judgement in zip(self._mentions, judgements, strict=True):
            side = self._model.decide(judgement.chances)
            if side is None:
                continue
            polarity = _POLARITIES[side]
            if polarity == "positive" and self._opposed(mention):
                continue
            best = bearing.get((mention, polarity))
            carrying = (
                Carrying([best.word], True) if best is not None else self._carrying(mention, judgement, side)
            )
            if carrying.words:
                opinion = self._opinion(mention, judgement.chances[2 * side], polarity, carrying, best)
                if opinion.score >= _LEAST:
                    found.append(opinion)
        return told_together(self._text, found)

    def _opposed(self, mention: Mention) -> bool:
        """Whether something is done against them, which is not for them however good it is."""
        before = self._doc[mention.first - 1] if mention.first else None
        return before is not None and before.lower_ == "against"

    def _carrying(self, mention: Mention, judgement: Judgement, side: int) -> Carrying:
        """What somebody says judges others: it tells of the speaker only where nothing else does."""
        args = self._doc, mention, judgement, side, self._able, self._document.leaning
        place = mention.start, mention.end
        taken = self._judging.get(place, set())
        said = self._said.get(place)
        outside = carrying_words(*args, taken | said if said else taken)
        if outside.words or not said:
            return outside
        return Carrying(carrying_words(*args, taken).words, False)

    def _opinion(
        self, target: Mention, chance: float, polarity: str, carrying: Carrying, evidence: Evidence | None
    ) -> Opinion:
        key = tuple(word.i for word in carrying.words)
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = segments(carrying.words, self._lexicon, self._named)
        holder = holder_of(evidence, carrying.words, self._index, self._claims)
        trust = _TRUST_NAMED if evidence is not None else _TRUST_CLEAR if carrying.clear else _TRUST_SOUND
        if target.kind == PLACE:
            trust *= _TRUST_PLACE
        how = evidence.how if evidence is not None else ""
        reason = told(self._text, polarity, places, target, how, holder)
        return Opinion(places, polarity, target, holder, BROAD + (chance - BROAD) * trust, reason)
