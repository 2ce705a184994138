"""Claims announced by a noun ("Berlin's claim that ...", "issued a warning of ...") or by an adjective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.annotation import Segment
from annotator.preannotate.claims import contents, scoring, speakers
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.claims.cues import Reading, Word
from annotator.preannotate.claims.grammar import Arguments, Prepositional
from annotator.preannotate.spans import Claim, Mention, segments_of

if TYPE_CHECKING:
    from spacy.tokens import Token


class NounClaims:
    """Reads the nouns and adjectives of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = context.grammar
        self.light: set[int] = set()
        """The verbs that only utter a noun: "made" of "made the claim"."""

    def of_noun(self, noun: Token) -> Draft | None:
        """The warning that ..., its promise to ...; the speaker owns the noun or utters it."""
        context = self._context
        word = context.nouns[noun.i][0]
        arguments = self._grammar.of_noun(noun)
        found = _content(word, arguments)
        if found is None:
            return None
        frame, reading, head, extra = found
        verb = self._grammar.object_of(noun)
        light = verb is not None and verb.lemma_ in context.cues.listed("light")
        owner = arguments.subject
        uttered = False
        if light and verb is not None:
            around = self._grammar.of_verb(verb)
            arguments.negated = arguments.negated or around.negated
            if around.subject is not None:  # "The union repeated its demand": who utters it, not what owns it
                owner, uttered = around.subject, True
        who = self._who(owner)
        if who is None:
            return None
        pieces = _pieces(head, noun, extra, self._grammar, context)
        cue = [noun, *extra]
        uttered = uttered and bool(who)
        if uttered and verb is not None:
            cue.append(verb)
            self.light.add(verb.i)
        words = " … ".join(token.text for token in sorted(cue, key=lambda token: token.i))
        reason = f"reporting noun '{words}'"
        reason += f" with speaker {context.name(who)}" if who else ", but nobody is named who says so"
        rule = f"{'light' if uttered else 'noun'} {frame}"
        return self._draft(noun, cue, pieces, reading, frame, who, arguments, reason, rule)

    def of_adjective(self, adjective: Token) -> Draft | None:
        """Kim is confident that ..., the union was critical of ..."""
        context = self._context
        word = context.adjectives[adjective.i][0]
        arguments = self._grammar.of_adjective(adjective)
        found = _content(word, arguments)
        if found is None or arguments.subject is None:
            return None
        frame, reading, head, extra = found
        who = self._who(arguments.subject)
        if not who:
            return None
        pieces = _pieces(head, adjective, extra, self._grammar, context)
        words = " ".join([adjective.text, *(token.text for token in extra)])
        reason = f"'{words}' tells what {context.name(who)} thinks"
        return self._draft(
            adjective,
            [adjective, *extra],
            pieces,
            reading,
            frame,
            who,
            arguments,
            reason,
            f"adjective {frame}",
        )

    def _who(self, owner: Token | None) -> tuple[Mention, ...] | None:
        if owner is None:
            return ()
        if owner.lower_ in speakers.AUTHOR:
            return None
        return tuple(speakers.mentions_of(owner, self._context.index, self._grammar, things=True)) or None

    def _draft(
        self,
        cue: Token,
        cues: list[Token],
        pieces: list[Segment],
        reading: Reading,
        frame: str,
        who: tuple[Mention, ...],
        arguments: Arguments,
        reason: str,
        rule: str,
    ) -> Draft | None:
        context = self._context
        segments = segments_of(context.text, contents.stretched(pieces, context.quotes, cue))
        if not segments:
            return None
        score = scoring.base(reading.strength, frame) + context.evidence(who)
        score += scoring.NOUN if rule.startswith("noun") else 0.0
        score += scoring.NEGATED if arguments.negated else 0.0
        score += scoring.HYPOTHETICAL if arguments.hypothetical else 0.0
        score += scoring.SHORT if context.is_short(segments) else 0.0
        claim = Claim(segments, reading.kind, score, reason, context.segments(cues), who, rule=rule)
        return Draft(claim, cue.i)


def _content(word: Word, found: Arguments) -> tuple[str, Reading, Token, tuple[Token, ...]] | None:
    """Frame, reading, head of the content and what of it belongs to the cue."""
    for frame, head in (("clause", found.clause), ("infinitive", found.infinitive)):
        if head is not None and frame in word.frames:
            return frame, word.frames[frame], head, ()
    for behind in found.prepositions:
        if behind.word in word.frames:
            return behind.word, word.frames[behind.word], behind.inner, (behind.preposition,)
    return None


def _pieces(
    head: Token, cue: Token, extra: tuple[Token, ...], grammar: object, context: Context
) -> list[Segment]:
    if extra:
        return [Prepositional("", extra[0], head).piece]
    return contents.around(head, cue, context.grammar)
