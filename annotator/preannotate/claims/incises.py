"""Claims by what commas or dashes hold: "Le prix, a dit Kim, baissera", "—Es tarde —dijo Ana".

French and Spanish put the verb of saying and its subject, the other way round, into what is said or behind
it, also within quotation marks, and open each turn of a dialogue with a dash.  Parsers take the speaker for
an object there, so marks and words decide, not the parse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from annotator.model.annotation import Segment
from annotator.model.offsets import paragraphs
from annotator.preannotate.claims import scoring, speakers
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.claims.cues import Reading
from annotator.preannotate.spans import Claim, Mention, end_of, segments_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# fmt: off
_BETWEEN = frozenset(
    {
        "a", "ont", "avait", "avaient", "aurait", "ha", "han", "había", "habían", "l'", "l’", "le", "la",
        "les", "lui", "leur", "s'", "s’", "se", "me", "nous", "nos", "lo", "-t", "-il", "-elle",
        "-ils", "-elles",
    }
)
# fmt: on
_INVERTED = frozenset({"-il", "-elle", "-ils", "-elles"})
_PRONOUNS = frozenset({"él", "ella", "ellos", "ellas"})
_OPENING = frozenset({"que", "qu'", "qu’"})
_AS = frozenset({"comme", "como"})
_COMMAS = frozenset({",", "—", "–"})
_ENDS = frozenset({".", "!", "?", "…", ";", ":"})
_DASH = regex.compile(r"\s*(?:―|—|–)")
_DASHES = regex.compile(r"―|—|–")
_MOST_WORDS = 14
_FEWEST_AROUND = 3


class InciseClaims:
    """Reads one document; nothing is found in languages whose cues name no speakers."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._doc = context.doc
        self._speaking = context.cues.listed("speakers")
        text = context.text
        lines = paragraphs(text) if self._speaking else ()
        self._turns = [(p.start, p.end) for p in lines if _DASH.match(text, p.start)]
        self._times = context.cues.listed("times")

    def of_verb(self, verb: Token) -> Draft | None:
        """The claim of a verb that stands in such a place."""
        words = self._context.verbs[verb.i] if self._speaking else ()
        reading = next((word.frames["quote"] for word in words if "quote" in word.frames), None)
        if reading is None:
            return None
        turn = next(((start, end) for start, end in self._turns if start <= verb.idx < end), None)
        draft = self._turn(verb, reading, *turn) if turn else None
        return draft or self._incise(verb, reading)

    def _incise(self, verb: Token, reading: Reading) -> Draft | None:
        opening = self._opening(verb)
        if opening is None:
            return None
        last, who = self._closing(verb, free=self._doc[opening].text in _COMMAS)
        if last is None:
            return None
        first, final = self._stretch(opening, last)
        pieces = [self._piece(first, opening - 1), self._piece(last + 1, final)]
        segments = segments_of(self._context.text, [piece for piece in pieces if piece is not None])
        if sum(len(self._context.text[s:e].split()) for s, e in segments) < _FEWEST_AROUND:
            return None
        return self._draft(verb, reading, segments, who, "said within or behind what it reports")

    def _opening(self, verb: Token) -> int | None:
        """The comma before the verb's group (", a-t-il" dit), or the "as" that opens the sentence with it."""
        i = verb.i - 1
        while i >= 0 and verb.i - i <= 5 and self._doc[i].lower_ in _BETWEEN:
            i -= 1
        if i >= 0 and self._doc[i].lower_ in _AS:
            return i if i == 0 or self._ends(i - 1) else None
        return i if i > 0 and self._doc[i].text in _COMMAS else None

    def _closing(self, verb: Token, free: bool) -> tuple[int | None, tuple[Mention, ...]]:
        """The last token of what is put in, which a mark ends, and who speaks there.

        :param free: whether the speaker may be left unsaid: "El plan, explicó, estará listo".
        """
        doc = self._doc
        who: Mention | None = None
        for i in range(max(verb.i - 4, 0), verb.i):
            if doc[i].lower_ in _INVERTED:
                who = self._mention(doc[i])
        i, end = verb.i + 1, min(verb.i + _MOST_WORDS, len(doc))
        while i < end and not self._closes(i):
            if doc[i].lower_ in _OPENING:
                return None, ()
            if who is None:
                who = self._speaker(doc[i])
                if who is not None:
                    i = max(i, who.last)
                elif doc[i].pos_ in ("NOUN", "VERB") and doc[i].lower_ not in self._times:
                    return None, ()  # an object: "la ministre a écouté, annoncé la loi"
            i += 1
        if i >= len(doc):
            return (i - 1, (who,)) if who is not None else (None, ())
        if i >= end:
            return None, ()
        if who is None:
            alone = free and i == verb.i + 1 and doc[i].text in _COMMAS
            return (i - 1, ()) if alone else (None, ())
        end, named = self.beside_name(i, who)
        return end, (named,)

    def _closes(self, i: int) -> bool:
        text = self._doc[i].text
        return text in _ENDS or text in _COMMAS or text in ("»", "”", '"') or "\n" in text

    def beside_name(self, comma: int, who: Mention) -> tuple[int, Mention]:
        """The token before a comma, or the last one of an apposition behind it, and the better known of the
        two: "la maire, Claire Roux", "Paul Roux, président du syndicat"."""
        doc, index = self._doc, self._context.index
        first = comma + 1
        if doc[comma].text != "," or first >= len(doc):
            return comma - 1, who
        named = index.at(doc[first])
        name = named is not None and named.kind == "person" and named.first == first
        if named is not None and name and who.kind != "person":
            if named.last + 1 >= len(doc) or self._closes(named.last + 1):
                return named.last, named
            return comma - 1, who
        if who.kind == "person" and doc[first].lower_ in self._speaking:
            for i in range(first, min(first + _MOST_WORDS, len(doc))):
                if self._closes(i):
                    return i - 1, who
        return comma - 1, who

    def _speaker(self, token: Token) -> Mention | None:
        if token.lower_ in _INVERTED or token.lower_ in _PRONOUNS:
            return self._mention(token)
        known = self._context.index.at(token)
        if known is not None and known.kind in ("person", "organisation"):
            return known
        if token.lower_ in self._speaking:
            if token.i + 1 < len(token.doc) and token.nbor().lower_ in self._speaking:  # Premier ministre
                token = token.nbor()
            return speakers.mention_of(token, self._context.index, self._context.grammar)
        return None

    def _mention(self, pronoun: Token) -> Mention:
        start = pronoun.idx + (pronoun.text[:1] == "-")
        end, place = end_of(pronoun), pronoun.i
        return Mention(start, end, place, place, "", speakers.SCORE_PRONOUN, speakers.PRONOUN)

    def _stretch(self, opening: int, last: int) -> tuple[int, int]:
        """First and last token of the sentence, or of the quotation, around what is put in."""
        inside = self._context.inside
        first, final = opening, last + 1
        if inside[opening]:
            quote = next(q for q in self._context.quotes if q.start <= self._doc[opening].idx < q.end)
            starts = self._context.starts
            return starts.from_(quote.start), max(starts.from_(quote.end) - 1, last)
        while first > 0 and not self._ends(first - 1) and inside[first - 1] == inside[opening]:
            first -= 1
        while final < len(self._doc) and not self._ends(final) and inside[final] == inside[opening]:
            final += 1
        return first, final - 1

    def _ends(self, i: int) -> bool:
        token = self._doc[i]
        return token.text in (".", "!", "?", "…", ";") or "\n" in token.text or "\r" in token.text

    def _piece(self, first: int, last: int) -> Segment | None:
        if first > last:
            return None
        return self._doc[first].idx, end_of(self._doc[last])

    def _turn(self, verb: Token, reading: Reading, start: int, end: int) -> Draft | None:
        """A turn of a dialogue: what stands between its dashes is told, the rest is said."""
        text = self._context.text
        marks = [match.start() for match in _DASHES.finditer(text, start, end)]
        inner = [*marks[1:], end]
        for at, left in enumerate(inner[:-1]):
            right = inner[at + 1]
            if at % 2 == 0 and left < verb.idx < right:
                break
        else:
            return None
        edges = [marks[0] + 1, *marks[1:], end]
        said = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
        segments = segments_of(text, said)
        who = next(
            (
                found
                for i in range(verb.i + 1, min(verb.i + 6, len(self._doc)))
                if (found := self._speaker(self._doc[i]))
            ),
            None,
        )
        if not segments:
            return None
        return self._draft(verb, reading, segments, (who,) if who else (), "in a dialogue with dashes")

    def _draft(
        self, verb: Token, reading: Reading, segments: tuple[Segment, ...], who: tuple[Mention, ...], how: str
    ) -> Draft:
        context = self._context
        score = scoring.base(reading.strength, "around") + context.evidence(who)
        subject = f" with subject {context.name(who)}" if who else ""
        reason = f"reporting verb '{verb.text}'{subject}, {how}"
        cue = context.segments([verb])
        return Draft(
            Claim(segments, reading.kind, score, reason, cue, who, rule=f"{reading.strength} around"),
            verb.i,
            True,
        )
