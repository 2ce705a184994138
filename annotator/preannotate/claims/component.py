"""The spaCy component that finds claims."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.preannotate.claims.assembly import assemble, go_on
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.claims.cues import Cues, cues_of
from annotator.preannotate.claims.direct import UNATTRIBUTED, attribute
from annotator.preannotate.claims.english import English
from annotator.preannotate.claims.grammar import Grammar
from annotator.preannotate.claims.incises import InciseClaims
from annotator.preannotate.claims.nouns import NounClaims
from annotator.preannotate.claims.phrases import PhraseClaims
from annotator.preannotate.claims.quotes import Quote
from annotator.preannotate.claims.universal import Universal
from annotator.preannotate.claims.verbs import VerbClaims
from annotator.preannotate.spans import ACTORS, OTHERS, Claim, segments_of

FACTORY = "annotator_claims"
EXTENSION = "annotator_claims"

_FEWEST_WORDS = 3
"""A quote of fewer words without a reporting verb is a title, a nickname or irony."""
_A_SENTENCE = 6
"""A quote of fewer words is more often that than a claim."""
_SCORE_UNATTRIBUTED, _SCORE_FRAGMENT = 0.2, 0.15
_SCORE_UNKNOWN = 0.4
"""Without a list of reporting words it says nothing that there is none near a quote."""


def create(nlp: Language, name: str) -> Claims:
    return Claims(cues_of(nlp.lang), grammar_of(nlp.lang))


Language.factory(FACTORY, func=create)


def grammar_of(language: str) -> Grammar:
    """The reader of a language's parses: spaCy's English pipelines have labels of their own."""
    return English() if language == "en" else Universal()


class Claims:
    """Fills ``doc._.annotator_claims`` with a tuple of claims in reading order.

    Uses the mentions of the actors component where it ran.  Without a parser only direct quotes are found.
    """

    def __init__(self, cues: Cues, grammar: Grammar) -> None:
        self._cues = cues
        self._grammar = grammar
        for name in (EXTENSION, ACTORS, OTHERS):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        found = find(Context(doc, self._cues, self._grammar)) if len(doc) else []
        doc._.annotator_claims = tuple(sorted(found, key=lambda claim: (claim.segments, claim.cues)))
        return doc


def find(context: Context) -> list[Claim]:
    """The claims of one document, in no order."""
    doc, verbs, phrases = context.doc, VerbClaims(context), PhraseClaims(context)
    outside = {
        i
        for i, words in context.verbs.items()
        if not context.inside[i] and any("quote" in word.frames for word in words)
    }
    attributed = attribute(doc, context.text, context.quotes, outside, context.starts)
    drafts: list[Draft | None] = []
    taken: set[Quote] = set()
    nouns = NounClaims(context)
    if context.parsed:
        drafts += [nouns.of_noun(doc[i]) for i in context.nouns]
        drafts += [nouns.of_adjective(doc[i]) for i in context.adjectives]
        drafts += phrases.find()
        drafts += phrases.headlines()
    incises = InciseClaims(context)
    for i in context.verbs:
        draft = verbs.direct(doc[i], attributed[i]) if i in attributed else None
        if draft is not None:
            taken.update(attributed[i])
        else:
            draft = incises.of_verb(doc[i])
            if draft is not None:
                taken.update(quote for quote in context.quotes if quote.start <= doc[i].idx < quote.end)
        if draft is None and context.parsed and i not in nouns.light:
            draft = verbs.indirect(doc[i])
        drafts.append(draft)
    for quote in attributed.get(UNATTRIBUTED, ()):
        draft = phrases.signed(quote) or phrases.led_in(quote)
        if draft is not None:
            drafts.append(draft)
            taken.add(quote)
    claims = assemble(context, [draft for draft in drafts if draft is not None])
    claims = go_on(context, claims, taken)
    return claims + lonely(context, claims, taken)


def lonely(context: Context, claims: list[Claim], taken: set[Quote]) -> list[Claim]:
    """Longer quotes that nothing attributes and no other claim holds."""
    held = [segment for claim in claims for segment in claim.segments]
    found = []
    for quote in context.quotes:
        words = len(context.text[quote.start : quote.end].split())
        if quote in taken or words < _FEWEST_WORDS:
            continue
        if any(start < quote.end and quote.start < end for start, end in held):
            continue
        segments = segments_of(context.text, [(quote.start, quote.end)])
        if segments:
            reason = "quotation marks, but no reporting verb near them"
            score = _SCORE_FRAGMENT if words < _A_SENTENCE else _SCORE_UNATTRIBUTED
            if not context.cues.verbs:
                score = _SCORE_UNKNOWN if words >= _A_SENTENCE else _SCORE_FRAGMENT
                reason = "quotation marks; who speaks is not looked for in this language"
            found.append(Claim(segments, "states", score, reason, rule="lonely"))
    return found
