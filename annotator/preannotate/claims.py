"""Claims: direct and indirect quotation and "according to", each with its cue and its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex
from spacy.language import Language
from spacy.tokens import Doc

from annotator.model.annotation import Segment
from annotator.preannotate import clauses
from annotator.preannotate.actors import EXTENSION as ACTORS
from annotator.preannotate.direct import UNATTRIBUTED, attribute
from annotator.preannotate.lexicons import ReportingVerb, ReportingWords, reporting_words
from annotator.preannotate.quotes import Quote, find_quotes
from annotator.preannotate.spans import (
    Claim,
    Mention,
    MentionIndex,
    TokenStarts,
    end_of,
    hits,
    segments_of,
    string_ids,
)
from annotator.preannotate.speakers import beside, mention_of, mentions_of, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FACTORY = "annotator_claims"
EXTENSION = "annotator_claims"

# Honest constants: how often a claim found in this way is one, estimated from reading.
_SCORE_DIRECT = 0.85
_SCORE_ACCORDING = 0.75
_SCORE_WITHOUT_SPEAKER = -0.2
_SCORE_UNATTRIBUTED = 0.25
_FEWEST_WORDS = 6
"""A quote of fewer words without a reporting verb is more often a title or irony than a claim."""

_ACCORDING = regex.compile(r"\baccording\s+to\b", regex.IGNORECASE)
_POINTING = frozenset({"this", "that", "these", "those"})
_FIRST_PERSON = frozenset({"i", "we", "you"})


def create(nlp: Language, name: str) -> Claims:
    return Claims(reporting_words(nlp.lang))


Language.factory(FACTORY, func=create)


class Claims:
    """Fills ``doc._.annotator_claims`` with a tuple of claims in reading order.

    Uses the mentions of the actors component where it ran.  Without a parser only direct quotes are found.
    """

    def __init__(self, words: ReportingWords) -> None:
        self._words = words
        self._ids = _Ids(string_ids(words.verbs), string_ids(words.nouns))
        for name in (EXTENSION, ACTORS):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        found = _Finder(doc, self._words, self._ids).find() if len(doc) else []
        doc._.annotator_claims = tuple(sorted(found, key=lambda claim: (claim.segments, claim.cues)))
        return doc


@dataclass(frozen=True, slots=True)
class _Ids:
    """String ids of the reporting words."""

    verbs: frozenset[int]
    nouns: frozenset[int]


class _Finder:
    """One pass over one document."""

    def __init__(self, doc: Doc, words: ReportingWords, ids: _Ids) -> None:
        self.doc = doc
        self.ids = ids
        self.text: str = doc.text
        self.words = words
        self.starts = TokenStarts(doc)
        self.index = MentionIndex(doc._.annotator_actors)
        self.parsed = bool(doc.has_annotation("DEP"))
        self.quotes = find_quotes(self.text)
        self.quoted = self._quoted_tokens()
        self.verbs: dict[int, ReportingVerb] = self._reporting_verbs()
        self.claims: list[Claim] = []

    def _quoted_tokens(self) -> bytearray:
        flags = bytearray(len(self.doc))
        for quote in self.quotes:
            for i in range(self.starts.from_(quote.start), self.starts.from_(quote.end)):
                flags[i] = 1
        return flags

    def _reporting_verbs(self) -> dict[int, ReportingVerb]:
        tagged = bool(self.doc.has_annotation("POS"))
        tokens = (self.doc[i] for i in hits(self.doc, "LOWER", self.ids.verbs))
        return {
            token.i: self.words.verbs[token.lower_]
            for token in tokens
            if not tagged or token.pos_ in clauses.VERBAL
        }

    def find(self) -> list[Claim]:
        outside = {i for i in self.verbs if not self.quoted[i]}
        attributed = attribute(self.doc, self.text, self.quotes, outside, self.starts)
        taken: set[Quote] = set()
        for i, quotes in attributed.items():
            if i == UNATTRIBUTED:
                continue
            claim = self._direct(self.doc[i], quotes)
            if claim is not None:
                self.claims.append(claim)
                taken.update(quotes)
        if self.parsed:
            for i, word in self.verbs.items():
                if i not in attributed:
                    self._add(self._indirect(self.doc[i], word))
            self._nouns()
            self._according()
        self._lonely(taken)
        return self.claims

    def _add(self, claim: Claim | None) -> None:
        if claim is not None:
            self.claims.append(claim)

    def _direct(self, verb: Token, quotes: list[Quote]) -> Claim | None:
        word = self.verbs[verb.i]
        segments = segments_of(self.text, [(quote.start, quote.end) for quote in quotes])
        if not segments:
            return None
        speakers = self._speakers(verb)
        score = _SCORE_DIRECT + (0 if speakers else _SCORE_WITHOUT_SPEAKER)
        reason = f"quotation marks and {_by_verb(verb, speakers, self.text)}"
        return Claim(
            segments, word.kind, score, reason, self._cue(verb), speakers, self._addressees(verb, word)
        )

    def _speakers(self, verb: Token) -> tuple[Mention, ...]:
        if not self.parsed:
            mention = beside(self.doc, verb, self.index)
            return (mention,) if mention is not None else ()
        subject = subject_of(verb)
        return tuple(mentions_of(subject, self.index)) if subject is not None else ()

    def _indirect(self, verb: Token, word: ReportingVerb) -> Claim | None:
        content = clauses.of_verb(verb, word)
        if content is None:
            return None
        subject = subject_of(verb)
        if subject is not None and (subject.lower_ in _FIRST_PERSON or (word.weak and _points(subject))):
            return None
        speakers = tuple(mentions_of(subject, self.index)) if subject is not None else ()
        if not speakers and (word.weak or subject is not None):
            return None
        if word.weak and all(s.kind == "" and self.doc[s.last].pos_ != "PRON" for s in speakers):
            score = content.score - 0.25
        else:
            score = content.score + (0 if speakers else _SCORE_WITHOUT_SPEAKER)
        segments = segments_of(self.text, self._whole_quotes(content.pieces, verb))
        if not segments or all(len(self.text[s:e].split()) < 2 for s, e in segments):
            return None
        about = self._about(verb, word, content.head, speakers)
        reason = f"{_by_verb(verb, speakers, self.text)}, followed by {content.how}"
        cues = self._cue(verb, *content.cue_extra)
        return Claim(segments, word.kind, score, reason, cues, speakers, self._addressees(verb, word), about)

    def _whole_quotes(self, pieces: tuple[Segment, ...], cue: Token) -> list[Segment]:
        """Stretch a piece that ends within a quotation to the quotation's end: parses break there."""
        stretched = []
        for start, end in pieces:
            for quote in self.quotes:
                if quote.outer_start < end <= quote.end and not quote.start <= cue.idx < quote.end:
                    end = quote.outer_end
            stretched.append((start, end))
        return stretched

    def _cue(self, verb: Token, *extra: Token) -> tuple[Segment, ...]:
        tokens = [verb, *extra]
        if self.parsed:
            tokens += [child for child in verb.rights if child.dep_ == "prt"]
        return segments_of(self.text, [(token.idx, end_of(token)) for token in tokens])

    def _addressees(self, verb: Token, word: ReportingVerb) -> tuple[Mention, ...]:
        if not self.parsed:
            return ()
        for child in verb.rights:
            if word.addressing and child.dep_ in ("dobj", "dative"):
                named = self.index.at(child)
                return (named,) if named is not None else ()
            if child.dep_ in ("prep", "dative") and child.lower_ == "to":
                target = next(iter(child.rights), None)
                named = self.index.at(target) if target is not None else None
                return (named,) if named is not None else ()
        return ()

    def _about(
        self, verb: Token, word: ReportingVerb, content: Token, speakers: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        places = [c for c in verb.rights if c.dep_ == "dobj"] if word.judging else []
        places += [child for child in content.lefts if child.dep_ in ("nsubj", "nsubjpass")]
        named = (self.index.at(token) for token in places)
        return tuple(mention for mention in named if mention is not None and mention not in speakers)[:1]

    def _nouns(self) -> None:
        """The warning that ..., its promise to ..."""
        for i in hits(self.doc, "LOWER", self.ids.nouns):
            token = self.doc[i]
            if token.pos_ != "NOUN":
                continue
            kind = self.words.nouns[token.lower_]
            content = clauses.of_noun(token)
            owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
            if content is None:
                continue
            speaker = mention_of(owner, self.index) if owner is not None else None
            segments = segments_of(self.text, self._whole_quotes(content.pieces, token))
            if speaker is None or not segments:
                continue
            reason = f"reporting noun '{token.text}' of {_name(speaker, self.text)}"
            cue = ((token.idx, end_of(token)),)
            self.claims.append(Claim(segments, kind, content.score, reason, cue, (speaker,)))

    def _according(self) -> None:
        if not self.words.verbs:
            return
        for match in _ACCORDING.finditer(self.text):
            first = self.starts.at(match.start())
            if first + 1 < len(self.doc) and not self.quoted[first]:
                self._add(self._according_to(self.doc[first], self.doc[first + 1]))

    def _according_to(self, according: Token, to: Token) -> Claim | None:
        source = next((t for t in (*to.rights, *according.rights) if t.dep_ == "pobj"), None)
        head = clauses.clause_head(according.head)
        if source is None or head == according:
            return None
        speaker = mention_of(source, self.index)
        hole = (according.left_edge.i, max(according.right_edge.i, to.right_edge.i))
        pieces = clauses.without(self.doc, head.left_edge.i, head.right_edge.i, [hole])
        segments = segments_of(self.text, pieces)
        if speaker is None or not segments:
            return None
        reason = f"'according to' {_name(speaker, self.text)}"
        cue = ((according.idx, end_of(to)),)
        return Claim(segments, "states", _SCORE_ACCORDING, reason, cue, (speaker,))

    def _lonely(self, taken: set[Quote]) -> None:
        """Longer quotes that nothing attributes and no other claim holds."""
        held = [segment for claim in self.claims for segment in claim.segments]
        for quote in self.quotes:
            if quote in taken or len(self.text[quote.start : quote.end].split()) < _FEWEST_WORDS:
                continue
            if any(start < quote.end and quote.start < end for start, end in held):
                continue
            segments = segments_of(self.text, [(quote.start, quote.end)])
            if segments:
                reason = "quotation marks, but no reporting verb near them"
                self.claims.append(Claim(segments, "states", _SCORE_UNATTRIBUTED, reason))


def _points(subject: Token) -> bool:
    """Whether the subject points back at something said before: "this move suggests that ..."."""
    return any(child.dep_ == "det" and child.lower_ in _POINTING for child in subject.lefts)


def _by_verb(verb: Token, speakers: tuple[Mention, ...], text: str) -> str:
    if not speakers:
        return f"reporting verb '{verb.text}'"
    return f"reporting verb '{verb.text}' with subject {' and '.join(_name(s, text) for s in speakers)}"


def _name(mention: Mention, text: str) -> str:
    return " ".join(text[mention.start : mention.end].split())
