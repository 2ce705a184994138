"""What a verb reports, by its frames: the clause, infinitive, object or phrase that the lexicon allows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.annotation import Segment
from annotator.preannotate.claims import contents, repairs
from annotator.preannotate.claims.context import Context
from annotator.preannotate.claims.cues import Reading, Word
from annotator.preannotate.claims.grammar import Arguments
from annotator.preannotate.claims.speakers import TIMES

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLOSERS = frozenset({",", "”", '"', "'", "’", "»", "''", "?", "!", "—", "–"})
_LABELS = {
    "clause": "a clause",
    "infinitive": "“to ...”",
    "gerund": "what follows it",
    "object": "its object",
    "description": "a description",
}


@dataclass(frozen=True, slots=True)
class Content:
    """``frame`` is one of the lexicon's, or "around", "as clause", "rest"; ``head`` governs the pieces."""

    pieces: list[Segment]
    head: Token
    frame: str
    reading: Reading
    how: str
    also_cue: tuple[Token, ...] = ()


class VerbContents:
    """Reads what stands around the verbs of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = context.grammar

    def of(self, verb: Token, word: Word, found: Arguments) -> Content | None:
        """The content that this verb reports, or None."""
        frames = word.frames
        if found.clause is not None and not _adjoins(verb, found.clause, found):
            found.clause = None
        if found.host is not None and not found.clause:
            reading = frames.get("clause") or frames.get("quote")
            around = self._around(verb, found, reading) if reading is not None else None
            if around is not None or found.as_clause:
                return around
        if found.passive:
            return self._passive(verb, word, found)
        for frame, head in (
            ("clause", found.clause),
            ("infinitive", found.infinitive),
            ("description", found.description),
        ):
            if head is not None and frame in frames and not _is_a_splinter(head):
                pieces = contents.around(head, verb, self._grammar)
                return Content(pieces, head, frame, frames[frame], _LABELS[frame])
        if found.clause is not None and "quote" in frames and not _is_a_splinter(found.clause):
            pieces = contents.around(found.clause, verb, self._grammar)
            return Content(pieces, found.clause, "clause", frames["quote"], _LABELS["clause"])
        return (
            self._behind_preposition(verb, word, found)
            or self._plain(verb, word, found)
            or self._rest(verb, word, found)
        )

    def _around(self, verb: Token, found: Arguments, reading: Reading) -> Content | None:
        host = found.host
        assert host is not None
        if found.as_clause and verb.lemma_ not in self._context.cues.listed("as"):
            return None
        if found.subject is None:
            return None
        hole = (verb.left_edge.i, verb.right_edge.i)
        pieces = contents.without(verb.doc, host.left_edge.i, host.right_edge.i, [hole])
        frame = "as clause" if found.as_clause else "around"
        return Content(pieces, host, frame, reading, "")

    def _passive(self, verb: Token, word: Word, found: Arguments) -> Content | None:
        frames = word.frames
        patient = found.patient
        if found.clause is not None and "clause" in frames:
            pieces = contents.around(found.clause, verb, self._grammar)
            return Content(pieces, found.clause, "clause", frames["clause"], _LABELS["clause"])
        if found.infinitive is not None and ("infinitive" in frames or "clause" in frames):
            reading = frames.get("infinitive") or frames["clause"]
            pieces = contents.around(found.infinitive, verb, self._grammar)
            if patient is not None and reading.kind != "demands":
                pieces = [*self._phrase_of(patient, verb), *pieces]
            return Content(pieces, found.infinitive, "infinitive", reading, _LABELS["infinitive"])
        behind = self._behind_preposition(verb, word, found)
        if behind is not None:
            return behind
        if patient is not None and "object" in frames and found.subject is not None:
            pieces = self._phrase_of(patient, verb)
            return Content(pieces, patient, "object", frames["object"], "")
        return None

    def _phrase_of(self, head: Token, verb: Token) -> list[Segment]:
        return contents.around(head, verb, self._grammar)

    def _behind_preposition(self, verb: Token, word: Word, found: Arguments) -> Content | None:
        """What follows the verb's preposition: accused him *of lying*, warned *of a flood*."""
        for behind in found.prepositions:
            reading = word.frames.get(behind.word)
            inner = behind.inner
            if reading is None or inner.ent_type_ in TIMES:
                continue
            start, end = behind.piece
            if found.agent is not None and inner.i < found.agent.i < behind.preposition.right_edge.i:
                end = found.agent.idx
            pieces: list[Segment] = [(start, end)]
            how = ""
            thing = found.object
            also: tuple[Token, ...] = (behind.preposition,)
            if behind.word in ("for", "over") and thing is not None and "object" in word.frames:
                pieces = [(min(thing.left_edge.idx, inner.left_edge.idx), end)]
                how, also = _LABELS["object"], ()
            return Content(pieces, inner, behind.word, reading, how, also)
        return None

    def _plain(self, verb: Token, word: Word, found: Arguments) -> Content | None:
        """Without a clause: what the verb has as its object."""
        frames = word.frames
        if found.gerund is not None and "gerund" in frames:
            pieces = contents.around(found.gerund, verb, self._grammar)
            return Content(pieces, found.gerund, "gerund", frames["gerund"], _LABELS["gerund"])
        thing = found.object
        if thing is not None and "description" in frames and self._holds_quote(thing):
            pieces = contents.around(thing, verb, self._grammar)
            return Content(pieces, thing, "description", frames["description"], _LABELS["description"])
        if thing is not None and "object" in frames:
            pieces = contents.around(thing, verb, self._grammar)
            return Content(pieces, thing, "object", frames["object"], _LABELS["object"])
        return None

    def _holds_quote(self, head: Token) -> bool:
        return any(self._context.inside[i] for i in range(head.left_edge.i, head.right_edge.i + 1))

    def _rest(self, verb: Token, word: Word, found: Arguments) -> Content | None:
        """Where the parse shows nothing: the rest of the sentence."""
        reading = word.frames.get("clause")
        if reading is None or found.subject is None or word.lemma not in self._context.cues.listed("plain"):
            return None
        pieces = repairs.rest_of_sentence(self._context, verb, found)
        return Content(pieces, verb, "rest", reading, "the rest of the sentence") if pieces else None


def _is_a_splinter(head: Token) -> bool:
    """Whether the parse broke a clause off behind its first words: "Kim told me he's" ..."""
    return head.dep_ == "ccomp" and bool(head.right_edge.i - head.left_edge.i < 2)


def _adjoins(verb: Token, clause: Token, found: Arguments) -> bool:
    """Whether a clause before the verb ends where who says it begins: at a comma or a quotation mark."""
    if clause.i > verb.i:
        return True
    subject = found.subject
    start = verb.i
    if subject is not None and clause.i < subject.i < verb.i:
        start = subject.left_edge.i
    return start > 0 and verb.doc[start - 1].text in _CLOSERS
