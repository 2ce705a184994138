"""One document as the claim rules see it: text, quotations, cues, mentions and the parse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.annotation import Segment
from annotator.preannotate.claims import scoring
from annotator.preannotate.claims.cues import Cues, Variants
from annotator.preannotate.claims.grammar import Grammar
from annotator.preannotate.claims.quotes import Quote, find_quotes
from annotator.preannotate.spans import (
    Claim,
    Mention,
    MentionIndex,
    TokenStarts,
    end_of,
    hits,
    segments_of,
    string_ids,
    text_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS = ("NOUN", "PROPN")
_ADJECTIVES = ("ADJ", "VERB")
_INVERTED = ("-il", "-elle", "-ils", "-elles")
_VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before what surrounds it is known.  ``cue`` is the token that announces it."""

    claim: Claim
    cue: int
    stacks: bool = False
    """Whether it may stand as a claim of its own within what another one says."""


class Context:
    """What is computed once a document; ``inside`` flags the tokens within quotation marks."""

    def __init__(self, doc: Doc, cues: Cues, grammar: Grammar) -> None:
        self.doc = doc
        self.cues = cues
        self.grammar = grammar
        self.text = text_of(doc)
        self.starts = TokenStarts(doc)
        self.index = MentionIndex([*doc._.annotator_actors, *doc._.annotator_others])
        self.parsed = bool(doc.has_annotation("DEP"))
        self.quotes: list[Quote] = find_quotes(self.text)
        self.inside = bytearray(len(doc))
        for quote in self.quotes:
            for i in range(self.starts.from_(quote.start), self.starts.from_(quote.end)):
                self.inside[i] = 1
        self.verbs = self._found(cues.verbs, _VERBS)
        self.nouns = self._found(cues.nouns, _NOUNS)
        self.adjectives = self._found(cues.adjectives, _ADJECTIVES)
        self.adverbs = self._found(cues.adverbs, ("ADV",))

    def _found(self, table: Mapping[int, Variants], classes: tuple[str, ...]) -> dict[int, Variants]:
        tagged = bool(self.doc.has_annotation("POS"))
        verbs = classes == _VERBS and bool(self.cues.listed("speakers"))
        found = {}
        if table and (tagged or classes == _VERBS):
            values = self.doc.to_array(self.cues.match).tolist()
            for i in hits(self.doc, self.cues.match, table):
                if not tagged or self.doc[i].pos_ in classes or (verbs and self._stands_like_a_verb(i)):
                    found[i] = table[values[i]]
        return found

    def _stands_like_a_verb(self, i: int) -> bool:
        """Whether a cue that small pipelines took for a noun stands where only a verb does.

        Behind a quotation or an inverted pronoun, or before "que": «...», regrette Kim; révèle que ...
        """
        doc = self.doc
        before = doc[i - 1] if i else None
        if before is not None and before.text == "," and i > 1:
            before = doc[i - 2]
        behind = before is not None and (before.text in ("»", "”") or before.lower_ in _INVERTED)
        return behind or (i + 1 < len(doc) and doc[i + 1].lower_ in ("que", "qu'", "qu’"))

    def found_listed(self, name: str) -> list[int]:
        """Numbers of the tokens that are one of the lexicon's plain list, in any form that is listed."""
        return hits(self.doc, "LOWER", string_ids(self.cues.listed(name)))

    def name(self, speakers: Iterable[Mention]) -> str:
        """The speakers' words for a reason."""
        *names, last = [" ".join(self.text[s.start : s.end].split()) for s in speakers] or [""]
        return f"{', '.join(names)} and {last}" if names else last

    def segments(self, tokens: Iterable[Token]) -> tuple[Segment, ...]:
        """The places of tokens, neighbours joined: "called for" is one cue."""
        pieces = sorted((token.idx, end_of(token)) for token in tokens)
        joined: list[Segment] = []
        for start, end in pieces:
            if joined and not self.text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return segments_of(self.text, joined)

    def evidence(self, speakers: tuple[Mention, ...], hidden: str = "") -> float:
        """What the speaker says about the chance that a claim is one.

        :param hidden: the strength of a passive verb, whose speaker may be left unsaid.
        """
        if not speakers and hidden:
            return scoring.UNSAID if hidden == "thought" else scoring.UNSAID_SPEECH
        if not speakers:
            return scoring.NOBODY
        return scoring.NAMED if speakers[0].kind and speakers[0].named else 0.0

    def is_one_word(self, segments: Iterable[Segment]) -> bool:
        """Whether no segment has two words."""
        return all(len(self.text[start:end].split()) < 2 for start, end in segments)

    def is_short(self, segments: Iterable[Segment]) -> bool:
        """Whether the content has two words or fewer."""
        return sum(len(self.text[start:end].split()) for start, end in segments) <= 2
