"""Claims announced by a phrase, an adverb or a mark: "according to", "allegedly", "Kim: tax will stay"."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from typing import TYPE_CHECKING

import regex

from annotator.model.offsets import paragraphs
from annotator.preannotate.claims import contents, speakers
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.claims.incises import InciseClaims
from annotator.preannotate.claims.quotes import Quote
from annotator.preannotate.spans import Claim, Mention, end_of, segments_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_SCORE_PHRASE = 0.85
_THINKERS = ("person", "group")
_SCORE_STANDPOINT = 0.35
_SCORE_POSSESSED = 0.6
_SCORE_HEADLINE = 0.7
_SCORE_SIGNED = 0.85
_SCORE_COLON = 0.45
_SCORE_ADVERB = 0.4

_SIGNED = regex.compile(r"[^\S\r\n]*(?:―|—|–|--)[^\S\r\n]*(?=\p{Lu})")
_HEADLINE = regex.compile(
    r"[\"“]?(?P<name>\p{Lu}[^:\r\n“”\"?!]{1,40}?)(?P<colon>:)[^\S\r\n]+(?=[\p{L}‘'“\"\d$€£])"
)
_MOST_NAME = 5
_OWNING = ("of", "for", "from", "at")
_TOWARDS = ("on", "to")
_QUOTED = ("‘", "'", "“", '"', "«")


class PhraseClaims:
    """Reads the fixed phrases of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = context.grammar

    def find(self) -> Iterator[Draft]:
        """All claims of this sort."""
        context = self._context
        pattern = _phrases(tuple(sorted(context.cues.phrases)))
        if pattern is not None:
            for match in pattern.finditer(context.text):
                first = context.starts.at(match.start())
                last = context.starts.from_(match.end()) - 1
                draft = self._phrase(context.doc[first], context.doc[last], match.group().lower())
                if draft is not None:
                    yield draft
        yield from self._possessed()
        yield from self._standpoints()
        for i, words in context.adverbs.items():
            draft = self._adverb(context.doc[i], next(iter(words[0].frames.values())).kind)
            if draft is not None:
                yield draft

    def _phrase(self, opening: Token, to: Token, words: str) -> Draft | None:
        """According to X, ...: what is left of the clause."""
        context = self._context
        source = self._grammar.behind(opening, to)
        if source is None or source.lower_ in speakers.AUTHOR:
            return None
        head = self._grammar.governing_verb(
            source.head if opening.i > source.left_edge.i - 1 else opening.head
        )
        if head in (opening, source) or (
            words in context.cues.listed("opinion") and not self._heads_sentence(opening, source)
        ):
            return None
        speaker = speakers.mention_of(source, context.index, self._grammar)
        if speaker is None:
            return None
        hole = (
            min(opening.left_edge.i, source.left_edge.i),
            max(opening.right_edge.i, to.right_edge.i, source.right_edge.i),
        )
        if hole[1] + 1 < len(context.doc):  # "Pour Anne Roy, économiste, ...": not a part of what she says
            hole = hole[0], max(hole[1], InciseClaims(context).beside_name(hole[1] + 1, speaker)[0])
        pieces = contents.without(context.doc, head.left_edge.i, head.right_edge.i, [hole])
        segments = segments_of(context.text, contents.stretched(pieces, context.quotes, opening))
        if not segments:
            return None
        reason = f"'{words}' with speaker {context.name((speaker,))}"
        cue = ((opening.idx, end_of(to)),)
        kind = context.cues.phrases[" ".join(words.split())]
        claim = Claim(segments, kind, _SCORE_PHRASE, reason, cue, (speaker,), rule="phrase")
        return Draft(claim, opening.i, stacks=True)

    def _possessed(self) -> Iterator[Draft]:
        """In X's view, ...; in his own words, ...: the speaker owns the noun."""
        context = self._context
        for i in context.found_listed("possessed"):
            noun = context.doc[i]
            opening = noun.head
            owner = self._grammar.of_noun(noun).subject
            if owner is None or opening.lower_ not in ("in", "by") or owner.lower_ in speakers.AUTHOR:
                continue
            head = self._grammar.governing_verb(opening.head)
            who = speakers.mention_of(owner, context.index, self._grammar)
            closed = noun.i + 1 < len(context.doc) and context.doc[noun.i + 1].text == ","
            hole = (opening.left_edge.i, noun.i if closed else opening.right_edge.i)
            if who is None or head == opening or hole[0] <= head.i <= hole[1]:
                continue
            pieces = contents.without(context.doc, head.left_edge.i, head.right_edge.i, [hole])
            segments = segments_of(context.text, contents.stretched(pieces, context.quotes, opening))
            if not segments or context.is_short(segments):
                continue
            reason = f"'{opening.lower_} … {noun.text}' with speaker {context.name((who,))}"
            cue = context.segments([opening, noun])
            claim = Claim(segments, "states", _SCORE_POSSESSED, reason, cue, (who,), rule="possessed")
            yield Draft(claim, opening.i)

    def _standpoints(self) -> Iterator[Draft]:
        """For Kim, the tax is a mistake: a name behind a preposition that opens the sentence, and a comma."""
        context = self._context
        for i in context.found_listed("standpoint"):
            opening = context.doc[i]
            if not opening.text[:1].isupper() or not opening.is_sent_start:
                continue
            source = next(iter(opening.rights), None)
            end = opening.right_edge.i + 1
            head = self._grammar.governing_verb(opening.head)
            who = context.index.at(source) if source is not None else None
            if who is None or who.kind not in _THINKERS or end >= len(context.doc) or head.i <= end:
                continue
            if context.doc[end].text != ",":
                continue
            pieces = contents.without(context.doc, end + 1, head.right_edge.i, [])
            segments = segments_of(context.text, contents.stretched(pieces, context.quotes, opening))
            if not segments or context.is_short(segments):
                continue
            reason = f"'{opening.lower_} {context.name((who,))},' opens the sentence"
            cue = context.segments([opening])
            claim = Claim(segments, "states", _SCORE_STANDPOINT, reason, cue, (who,), rule="standpoint")
            yield Draft(claim, opening.i)

    def _heads_sentence(self, opening: Token, source: Token) -> bool:
        """Whether a preposition of many uses here says whose opinion follows: "Pour Anne Roy, la loi ..."."""
        doc = opening.doc
        known = self._context.index.at(source)
        if known is None or known.kind not in ("person", "organisation"):
            return False
        first = (
            opening.i == 0 or doc[opening.i - 1].is_space or doc[opening.i - 1].text in (".", "!", "?", "»")
        )
        return first and known.last + 1 < len(doc) and doc[known.last + 1].text == ","

    def _adverb(self, adverb: Token, kind: str) -> Draft | None:
        context = self._context
        head = self._grammar.governing_verb(adverb.head)
        if head == adverb:
            return None
        hole = (adverb.i, adverb.i)
        pieces = contents.without(context.doc, head.left_edge.i, head.right_edge.i, [hole])
        segments = segments_of(context.text, pieces)
        if not segments:
            return None
        reason = f"'{adverb.text}' says that others say so"
        claim = Claim(segments, kind, _SCORE_ADVERB, reason, context.segments([adverb]), rule="adverb")
        return Draft(claim, adverb.i)

    def signed(self, quote: Quote) -> Draft | None:
        """A quote with its speaker behind a dash on the same line: “...” — Kim, mayor."""
        context = self._context
        match = _SIGNED.match(context.text, quote.outer_end)
        if match is None:
            return None
        first = context.starts.from_(match.end())
        named = (
            context.index.within(first, min(first + 2, len(context.doc) - 1))
            if first < len(context.doc)
            else None
        )
        if named is None or "\n" in context.text[quote.outer_end : named.start]:
            return None
        dash = context.text[match.start() : match.end()]
        start = match.start() + len(dash) - len(dash.lstrip())
        cue = ((start, start + len(dash.strip())),)
        segments = segments_of(context.text, [(quote.outer_start, quote.outer_end)])
        reason = f"quotation marks, and behind a dash who says it: {context.name((named,))}"
        claim = Claim(segments, "states", _SCORE_SIGNED, reason, cue, (named,), rule="signed")
        return Draft(claim, first) if segments else None

    def led_in(self, quote: Quote) -> Draft | None:
        """A quote behind a colon without a verb of saying: Kim was less sure: “...”."""
        context = self._context
        before = context.text[: quote.outer_start].rstrip()
        if not before.endswith(":") or not context.parsed:
            return None
        colon = len(before) - 1
        cue = context.doc[context.starts.at(colon)]
        subject = next((t for t in cue.sent if t.dep_ == "nsubj" and t.i < cue.i), None)
        if subject is None or subject.lower_ in speakers.AUTHOR or context.inside[subject.i]:
            return None
        who = speakers.mention_of(subject, context.index, self._grammar, things=False)
        segments = segments_of(context.text, [(quote.outer_start, quote.outer_end)])
        if who is None or not segments:
            return None
        reason = f"quotation marks behind a colon, and {context.name((who,))} is the subject before it"
        claim = Claim(segments, "states", _SCORE_COLON, reason, ((colon, colon + 1),), (who,), rule="colon")
        return Draft(claim, cue.i)

    def headlines(self) -> Iterator[Draft]:
        """A line that opens with a speaker and a colon: a headline, or a turn in an interview."""
        context = self._context
        lines = [
            (match, line.end)
            for line in paragraphs(context.text)
            if (match := _HEADLINE.match(context.text, line.start, line.end)) is not None
            and len(match["name"].split()) <= _MOST_NAME
        ]
        said = {(match["name"], context.text[match.end() : end].strip()) for match, end in lines}
        turns = Counter(name for name, _ in said)  # a headline that stands twice is no conversation
        again = [name for name, count in turns.items() if count > 1]
        talk = bool(again) and len(turns) > 1
        for match, end in lines:
            name = match["name"]
            first, last = context.starts.from_(match.start("name")), context.starts.at(match.end("name") - 1)
            who = self._opens(first, last, match.end()) or self._surname(first, last)
            told = "a line that opens with"
            if talk and (name.isupper() or (name in again and (who is not None or len(again) > 1))):
                told = "a turn in a conversation: a line that opens with"
                who = who or speakers.whole(context.doc, first, last)
            elif name.lower() in context.cues.listed("heads"):
                who = who or speakers.whole(context.doc, first, last)
            segments = segments_of(context.text, [(match.end(), end)])
            if who is None or not segments or context.is_short(segments):
                continue
            reason = f"{told} {context.name((who,))} and a colon"
            colon = (match.start("colon"), match.end("colon"))
            claim = Claim(segments, "states", _SCORE_HEADLINE, reason, (colon,), (who,), rule="headline")
            yield Draft(claim, last)

    def _opens(self, first: int, last: int, content: int) -> Mention | None:
        """The actor that the words before a colon name; a topic is none ("War in Norvia", "Norvia talks").

        A name stands alone, behind its title, or before "on", "to", a comma or a bracket; a noun with no more
        than what says whose it is ("head of the union").  Before a colon a place is the topic, or says where:
        it speaks only if a quotation follows.
        """
        context = self._context
        who = context.index.within(first, last)
        if who is None:
            return None
        inner = context.doc[first : who.first if who.named else last + 1]
        if any(token.pos_ == "ADP" and (who.named or token.lower_ not in _OWNING) for token in inner):
            return None
        if any(token.pos_ == "ADP" for token in context.doc[first : who.first]):
            return speakers.whole(context.doc, first, last)
        behind = context.doc[who.last + 1] if who.last < last else None
        if behind is not None and behind.lower_ not in (*_TOWARDS, ",", "("):
            return None
        quoted = context.text[content : content + 1] in _QUOTED
        return who if quoted or who.kind != "state or place" else None

    def _surname(self, first: int, last: int) -> Mention | None:
        """One capitalised word that ends a person's name elsewhere in the article."""
        context = self._context
        word = context.doc[first]
        if first != last:
            return None
        for known in context.index.mentions():
            if known.kind == "person" and context.text[known.start : known.end].split()[-1:] == [word.text]:
                reason = f"surname of {context.name((known,))}"
                start, end = word.idx, end_of(word)
                return dataclasses.replace(
                    known, start=start, end=end, first=first, last=first, reason=reason, score=_SCORE_HEADLINE
                )
        return None


@functools.cache
def _phrases(words: tuple[str, ...]) -> regex.Pattern[str] | None:
    if not words:
        return None
    joined = "|".join(r"\s+".join(map(regex.escape, phrase.split())) for phrase in words)
    return regex.compile(rf"\b(?:{joined})\b", regex.IGNORECASE)
