"""Claims announced by a verb: directly quoted, told in a clause, or held by its object or preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.annotation import Segment, Segments
from annotator.preannotate.claims import contents, repairs, scoring, speakers
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.claims.cues import Word, chosen
from annotator.preannotate.claims.grammar import Arguments
from annotator.preannotate.claims.quotes import Quote
from annotator.preannotate.claims.verb_contents import Content, VerbContents
from annotator.preannotate.spans import Claim, Mention, segments_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEED_WORDS = ("clause", "around", "as clause", "rest", "infinitive", "object", "gerund")
_STACKABLE = ("clause", "around", "rest")
_SAYING = ("speech", "evidence")


class VerbClaims:
    """Reads the verbs of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = context.grammar
        self._contents = VerbContents(context)
        self._handed: dict[int, tuple[Mention, ...]] = {}

    def direct(self, verb: Token, quotes: list[Quote]) -> Draft | None:
        """The claim of a verb to which quotes belong."""
        context = self._context
        word = next((word for word in context.verbs[verb.i] if "quote" in word.frames), None)
        pieces = [(quote.outer_start, quote.outer_end) for quote in quotes]
        arguments = self._grammar.of_verb(verb) if context.parsed else Arguments()
        who = self._quoted_speakers(verb, arguments, quotes)
        if word is None or (not who and arguments.subject is not None):
            return None
        clause = arguments.clause
        if clause is not None and clause.i > verb.i:
            pieces = self._mixed(pieces, contents.around(clause, verb, self._grammar))
        segments = segments_of(context.text, pieces)
        if not segments:
            return None
        reading = word.frames["quote"]
        score = scoring.base(reading.strength, "quote") + context.evidence(who)
        cue = self._cue(verb, arguments)
        reason = f"quotation marks and {self._reason(cue, arguments, who, '')}"
        to = self._addressees(verb, arguments)
        return Draft(Claim(segments, reading.kind, score, reason, cue, who, to, rule="direct"), verb.i, True)

    def _mixed(self, quotes: list[Segment], clause: list[Segment]) -> list[Segment]:
        """Quotes within a longer clause that the verb reports: the clause as a whole."""
        text = self._context.text
        start, end = clause[0][0], clause[-1][1]
        within = all(start <= a + 1 and b <= end + 3 for a, b in quotes)
        more = len(text[start : quotes[0][0]].split()) > 1
        return [*clause, *quotes] if within and more else quotes

    def _quoted_speakers(self, verb: Token, found: Arguments, quotes: list[Quote]) -> tuple[Mention, ...]:
        context = self._context
        if not context.parsed:
            mention = speakers.beside(context.doc, verb, context.index)
            return (mention,) if mention is not None else ()
        subject = found.subject
        if verb.i in self._handed:
            return self._handed[verb.i]
        if subject is not None and not context.inside[subject.i] and subject.lower_ not in speakers.AUTHOR:
            who = speakers.mentions_of(subject, context.index, self._grammar, things=True)
            if who:
                return tuple(who if found.relative is None else speakers.relative(found.relative, who))
        mention = None
        if quotes[0].outer_start < verb.idx:
            mention = speakers.after(context.doc, verb, context.index, self._grammar)
        mention = mention or speakers.before(context.doc, verb, context.index, self._grammar)
        if mention is None or context.inside[mention.first]:
            return ()
        return (mention,)

    def indirect(self, verb: Token) -> Draft | None:
        """The claim of a verb without quotes of its own."""
        context = self._context
        arguments = self._grammar.of_verb(verb)
        word = chosen(context.verbs[verb.i], [token.lower_ for token in arguments.particles])
        if word is None:
            return None
        content = self._contents.of(verb, word, arguments)
        if content is None:
            return None
        who = self._speakers(verb, word, arguments)
        if who is None:
            return None
        pieces = content.pieces
        if content.frame in _STACKABLE and content.reading.strength == "speech":
            pieces = self._own_part(verb, pieces, who)
        segments = segments_of(context.text, contents.stretched(pieces, context.quotes, verb))
        if not segments or (content.frame in _NEED_WORDS and context.is_one_word(segments)):
            return None
        score = scoring.base(content.reading.strength, content.frame)
        score += context.evidence(who, content.reading.strength if arguments.passive else "")
        if content.frame == "clause" and verb.i + 1 < len(context.doc):
            score += scoring.THAT if self._grammar.opens(context.doc[verb.i + 1]) else 0.0
        kind = content.reading.kind
        if arguments.negated:
            score += scoring.NEGATED
            kind = "denies" if kind in ("states", "promises") else kind
        score += scoring.HYPOTHETICAL if arguments.hypothetical else 0.0
        score += scoring.IN_PASSING if arguments.in_passing else scoring.TOLD
        score += scoring.SHORT if context.is_short(segments) else 0.0
        cue = self._cue(verb, arguments, *content.also_cue)
        reason = self._reason(cue, arguments, who, content.how)
        claim = Claim(
            segments,
            kind,
            score,
            reason,
            cue,
            who,
            self._addressees(verb, arguments),
            self._about(arguments, content, who),
            rule=f"{content.reading.strength} {content.frame}{' passive' if arguments.passive else ''}",
        )
        return Draft(claim, verb.i, content.reading.strength == "speech" and content.frame in _STACKABLE)

    def _own_part(self, verb: Token, pieces: list[Segment], who: tuple[Mention, ...]) -> list[Segment]:
        """What is left of a content without the speaker's next verb of saying; he speaks there too."""
        following = repairs.handed_back(self._context, verb, pieces)
        if following is None or not who:
            return pieces
        self._handed[following] = who
        return repairs.clipped(pieces, self._context.doc[following - 1].idx)

    def _speakers(self, verb: Token, word: Word, found: Arguments) -> tuple[Mention, ...] | None:
        """Who says it; empty where the sentence hides it, None where nobody can."""
        context = self._context
        subject = found.subject
        if verb.i in self._handed:
            return self._handed[verb.i]
        if subject is None:
            if found.passive:
                return ()
            mention = speakers.before(context.doc, verb, context.index, self._grammar)
            return (mention,) if mention is not None else ()
        if subject.lower_ in speakers.AUTHOR:
            return None
        things = word.strength in _SAYING
        who = speakers.mentions_of(subject, context.index, self._grammar, things)
        if found.relative is not None:
            who = speakers.relative(found.relative, who)
        return tuple(who) or None

    def _cue(self, verb: Token, found: Arguments, *extra: Token) -> Segments:
        return self._context.segments([verb, *found.particles, *extra])

    def _addressees(self, verb: Token, found: Arguments) -> tuple[Mention, ...]:
        target = found.addressee
        if target is None:
            target = next((p.inner for p in found.prepositions if p.word == "to"), None)
        named = self._context.index.at(target) if target is not None else None
        return (named,) if named is not None else ()

    def _about(self, found: Arguments, content: Content, who: tuple[Mention, ...]) -> tuple[Mention, ...]:
        places = [found.object] if found.object is not None and content.frame != "clause" else []
        if found.patient is not None:
            places.append(found.patient)
        places += [
            child for child in content.head.lefts if child.dep_ in ("nsubj", "nsubjpass", "nsubj:pass")
        ]
        named = (self._context.index.at(token) for token in places)
        return tuple(mention for mention in named if mention is not None and mention not in who)[:1]

    def _reason(self, cue: Segments, found: Arguments, who: tuple[Mention, ...], how: str) -> str:
        """Why it is a claim, in words: the cue, who is its subject, and what follows it."""
        words = " … ".join(self._context.text[start:end] for start, end in cue)
        reason = f"reporting verb '{words}'"
        name = self._context.name(who)
        if who and found.relative is not None and found.subject is not None:
            meant = speakers.mention_of(found.subject, self._context.index, self._grammar)
            name += f" ({self._context.name((meant,))})" if meant is not None else ""
        if who and found.passive:
            reason += f" by {name}"
        elif who:
            reason += f" with subject {name}"
        else:
            reason += "; who does so is left open" if found.passive else ", but nobody is found who does so"
        return f"{reason}, followed by {how}" if how else reason
