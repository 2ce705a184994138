"""Claims announced by a verb: directly quoted, told in a clause, or held by its object or preposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.annotation import Segment, Segments
from annotator.preannotate.claims import contents, scoring, speakers
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.claims.cues import Reading, Word, chosen
from annotator.preannotate.claims.grammar import Arguments
from annotator.preannotate.claims.quotes import Quote
from annotator.preannotate.spans import Claim, Mention, end_of, segments_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYING = ("speech", "evidence")
_LABELS = {
    "clause": "a clause",
    "infinitive": "an infinitive",
    "gerund": "what follows it",
    "object": "its object",
    "description": "a description",
}


@dataclass(frozen=True, slots=True)
class _Content:
    """``frame`` is one of the lexicon's, or "around", "as", "rest"; ``head`` governs the pieces."""

    pieces: list[Segment]
    head: Token
    frame: str
    reading: Reading
    how: str
    also_cue: tuple[Token, ...] = ()


class VerbClaims:
    """Reads the verbs of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = context.grammar

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
        reason = f"quotation marks and {self._named(verb, who)}"
        cue = self._cue(verb, arguments)
        to = self._addressees(verb, arguments)
        return Draft(Claim(segments, reading.kind, score, reason, cue, who, to), verb.i, bool(who))

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
        if subject is not None and not context.inside[subject.i] and subject.lower_ not in speakers.AUTHOR:
            who = tuple(speakers.mentions_of(subject, context.index, self._grammar, things=True))
            if who:
                return who
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
        content = self._content(verb, word, arguments)
        if content is None:
            return None
        who = self._speakers(verb, word, arguments)
        if who is None:
            return None
        segments = segments_of(context.text, contents.stretched(content.pieces, context.quotes, verb))
        if not segments or all(len(context.text[s:e].split()) < 2 for s, e in segments):
            return None
        score = scoring.base(content.reading.strength, content.frame) + context.evidence(who)
        if content.frame == "clause" and verb.i + 1 < len(context.doc):
            score += scoring.THAT if context.doc[verb.i + 1].lower_ == "that" else 0.0
        kind = content.reading.kind
        if arguments.negated:
            score += scoring.NEGATED
            kind = "denies" if kind in ("states", "promises") else kind
        score += scoring.HYPOTHETICAL if arguments.hypothetical else 0.0
        score += scoring.SHORT if context.is_short(segments) else 0.0
        reason = f"{self._named(verb, who)}, followed by {content.how}"
        cue = self._cue(verb, arguments, *content.also_cue)
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
        return Draft(claim, verb.i, bool(who))

    def _speakers(self, verb: Token, word: Word, found: Arguments) -> tuple[Mention, ...] | None:
        """Who says it; empty where the sentence hides it, None where nobody can."""
        context = self._context
        subject = found.subject
        if subject is None:
            if found.passive:
                return ()
            mention = speakers.before(context.doc, verb, context.index, self._grammar)
            return (mention,) if mention is not None else ()
        if subject.lower_ in speakers.AUTHOR:
            return None
        things = word.strength in _SAYING
        who = tuple(speakers.mentions_of(subject, context.index, self._grammar, things))
        return who or None

    def _content(self, verb: Token, word: Word, found: Arguments) -> _Content | None:
        frames = word.frames
        if found.host is not None and "clause" in frames and not found.clause:
            return self._around(verb, found, frames["clause"])
        if found.passive:
            return self._passive(verb, word, found)
        for frame, head in (
            ("clause", found.clause),
            ("infinitive", found.infinitive),
            ("description", found.description),
        ):
            if head is not None and frame in frames:
                pieces = contents.around(head, verb, self._grammar)
                return _Content(pieces, head, frame, frames[frame], _LABELS[frame])
        if found.clause is not None and "quote" in frames:
            pieces = contents.around(found.clause, verb, self._grammar)
            return _Content(pieces, found.clause, "clause", frames["quote"], _LABELS["clause"])
        return self._behind_preposition(verb, word, found) or self._plain(verb, word, found)

    def _around(self, verb: Token, found: Arguments, reading: Reading) -> _Content | None:
        host = found.host
        assert host is not None
        if found.as_clause and verb.lemma_ not in self._context.cues.listed("as"):
            return None
        if found.subject is None:
            return None
        hole = (verb.left_edge.i, verb.right_edge.i)
        pieces = contents.without(verb.doc, host.left_edge.i, host.right_edge.i, [hole])
        frame = "as" if found.as_clause else "around"
        return _Content(pieces, host, frame, reading, "the clause around it")

    def _passive(self, verb: Token, word: Word, found: Arguments) -> _Content | None:
        frames = word.frames
        patient = found.patient
        if found.clause is not None and "clause" in frames:
            pieces = contents.around(found.clause, verb, self._grammar)
            return _Content(pieces, found.clause, "clause", frames["clause"], _LABELS["clause"])
        if found.infinitive is not None and ("infinitive" in frames or "clause" in frames):
            reading = frames.get("infinitive") or frames["clause"]
            pieces = contents.around(found.infinitive, verb, self._grammar)
            if patient is not None and reading.kind != "demands":
                pieces = [*self._phrase_of(patient, verb), *pieces]
            return _Content(pieces, found.infinitive, "infinitive", reading, "what is " + verb.text)
        behind = self._behind_preposition(verb, word, found)
        if behind is not None:
            return behind
        if patient is not None and "object" in frames and found.subject is not None:
            pieces = self._phrase_of(patient, verb)
            return _Content(pieces, patient, "object", frames["object"], "the subject of the passive")
        return None

    def _phrase_of(self, head: Token, verb: Token) -> list[Segment]:
        return contents.around(head, verb, self._grammar)

    def _behind_preposition(self, verb: Token, word: Word, found: Arguments) -> _Content | None:
        """What follows the verb's preposition: accused him *of lying*, warned *of a flood*."""
        for behind in found.prepositions:
            reading = word.frames.get(behind.word)
            if reading is None:
                continue
            inner = behind.inner
            pieces: list[Segment] = [(inner.left_edge.idx, end_of(behind.preposition.right_edge))]
            how = f"what follows “{behind.word}”"
            thing = found.object
            also: tuple[Token, ...] = (behind.preposition,)
            if behind.word in ("for", "over") and thing is not None and "object" in word.frames:
                pieces = [(thing.left_edge.idx, end_of(thing.right_edge)), *pieces]
                how, also = "its object", ()
            return _Content(pieces, inner, behind.word, reading, how, also)
        return None

    def _plain(self, verb: Token, word: Word, found: Arguments) -> _Content | None:
        """Without a clause: what the verb has as its object."""
        frames = word.frames
        if found.gerund is not None and "gerund" in frames:
            pieces = contents.around(found.gerund, verb, self._grammar)
            return _Content(pieces, found.gerund, "gerund", frames["gerund"], _LABELS["gerund"])
        if found.object is not None and "object" in frames:
            pieces = contents.around(found.object, verb, self._grammar)
            return _Content(pieces, found.object, "object", frames["object"], _LABELS["object"])
        return None

    def _cue(self, verb: Token, found: Arguments, *extra: Token) -> Segments:
        return self._context.segments([verb, *found.particles, *extra])

    def _addressees(self, verb: Token, found: Arguments) -> tuple[Mention, ...]:
        target = found.addressee
        if target is None:
            target = next((p.inner for p in found.prepositions if p.word == "to"), None)
        named = self._context.index.at(target) if target is not None else None
        return (named,) if named is not None else ()

    def _about(self, found: Arguments, content: _Content, who: tuple[Mention, ...]) -> tuple[Mention, ...]:
        places = [found.object] if found.object is not None and content.frame != "clause" else []
        if found.patient is not None:
            places.append(found.patient)
        places += [
            child for child in content.head.lefts if child.dep_ in ("nsubj", "nsubjpass", "nsubj:pass")
        ]
        named = (self._context.index.at(token) for token in places)
        return tuple(mention for mention in named if mention is not None and mention not in who)[:1]

    def _named(self, verb: Token, who: tuple[Mention, ...]) -> str:
        if not who:
            return f"reporting verb '{verb.text}'"
        return f"reporting verb '{verb.text}' with subject {self._context.name(who)}"
