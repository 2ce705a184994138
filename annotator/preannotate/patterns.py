"""The project's own patterns found in a text, in any pipeline, also one without a model.

Built on what spaCy's SpanRuler is built on, its PhraseMatcher and Matcher, and as a SpanRuler it fills a
group of spans (label, and the pattern's id); but in one pass for phrases in any case, as written, and by
lemma, and over line breaks.  A phrase is found whichever apostrophe it is written with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, SpanGroup

from annotator.model.knowledge import Knowledge, Pattern
from annotator.model.pattern_text import FORMS, needed, read
from annotator.model.token_patterns import needs, needs_said
from annotator.preannotate.spans import Mention

if TYPE_CHECKING:
    from spacy.vocab import Vocab

FACTORY = "annotator_patterns"
EXTENSION = "annotator_patterns"
GROUP = "annotator_patterns"
"""The group of spans (``doc.spans``) with all hits, as a SpanRuler fills one."""
LANGUAGE = "annotator_language"
"""Where a document keeps (``doc.user_data``) its language, if that is not the pipeline’s."""

PHRASE_SCORE, TOKENS_SCORE = 0.95, 0.9
"""An analyst wrote it, so it is nearly always meant; tokens reach further than one thinks."""

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_LONGEST_READ = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern stands: code points ``[start, end)``, and its outer tokens, both inclusive."""

    start: int
    end: int
    first: int
    last: int
    pattern: Pattern

    @property
    def score(self) -> float:
        return PHRASE_SCORE if isinstance(self.pattern.pattern, str) else TOKENS_SCORE

    @property
    def reason(self) -> str:
        shown = read(self.pattern.pattern)
        if len(shown) > _LONGEST_READ:
            shown = shown[: _LONGEST_READ - 2].rstrip() + " …"
        return f"pattern “{shown}”" + (f" from {self.pattern.name}" if self.pattern.name else "")


def create(nlp: Language, name: str) -> Patterns:
    return Patterns(nlp)


Language.factory(FACTORY, func=create)


class Patterns:
    """Fills ``doc._.annotator_patterns`` with hits in reading order and puts mentions among the actors.

    Stands behind the actors and before what asks for them, so that speakers and targets are found by patterns
    as well; a hit takes the place of the mentions that it overlaps.
    """

    def __init__(self, nlp: Language) -> None:
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=())
        self._nlp = nlp
        self._patterns: tuple[Pattern, ...] = ()
        self._mentions: frozenset[str] = frozenset()
        self._kinds: Mapping[str, str] = {}
        self.finder = Finder(nlp, ())

    def know(self, knowledge: Knowledge) -> None:
        """Use these patterns from now on; those that are off are passed over."""
        on = tuple(pattern for pattern in knowledge.patterns if not pattern.off)
        self._mentions = frozenset(knowledge.mentions)
        self._kinds = {actor.id: actor.kind for actor in knowledge.actors}
        if on != self._patterns:
            self._patterns = on
            self.finder = Finder(self._nlp, on)

    def __call__(self, doc: Doc) -> Doc:
        if not self._patterns:
            return doc
        hits = without_overlaps(self.finder.find(doc), self._mentions)
        doc._.annotator_patterns = tuple(hits)
        spans = [Span(doc, h.first, h.last + 1, h.pattern.label, span_id=h.pattern.id) for h in hits]
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans)
        found = [hit for hit in hits if hit.pattern.label in self._mentions]
        if found:
            doc._.annotator_actors = self._among(doc._.annotator_actors, found)
        return doc

    def _among(self, mentions: tuple[Mention, ...], hits: list[Hit]) -> tuple[Mention, ...]:
        taken = {token: number for number, hit in enumerate(hits) for token in range(hit.first, hit.last + 1)}
        replaced: dict[int, Mention] = {}
        kept = []
        for mention in mentions:
            over = {taken[i] for i in range(mention.first, mention.last + 1) if i in taken}
            if not over:
                kept.append(mention)
            for number in over:
                hit = hits[number]
                if (mention.start, mention.end) == (hit.start, hit.end):
                    replaced[number] = mention
        kept += [self._mention(hit, replaced.get(number)) for number, hit in enumerate(hits)]
        return tuple(sorted(kept, key=lambda mention: (mention.start, mention.end)))

    def _mention(self, hit: Hit, instead: Mention | None) -> Mention:
        """A hit as a mention; what it leaves open is taken from its actor, else from what stood there."""
        pattern = hit.pattern
        attributes = dict(pattern.attributes)
        actor_id = pattern.actor_id or (instead.actor_id if instead is not None else None)
        kind = attributes.get("kind") or self._kinds.get(pattern.actor_id or "", "")
        if not kind and instead is not None:
            kind = instead.kind
        if isinstance(kind, str) and kind:
            attributes.setdefault("kind", kind)
        return Mention(
            hit.start, hit.end, hit.first, hit.last, kind if isinstance(kind, str) else "",
            hit.score, hit.reason, actor_id, pattern.label, attributes,
        )  # fmt: skip


@dataclass(slots=True)
class _Of:
    """The patterns of one language, compiled."""

    lower: PhraseMatcher | None = None
    exact: PhraseMatcher | None = None
    forms: PhraseMatcher | None = None
    tokens: dict[frozenset[str], Matcher] = field(default_factory=dict)


class Finder:
    """Finds hits of patterns, each by itself: where two overlap, both are there."""

    def __init__(self, nlp: Language, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self.needs = frozenset(need for pattern in patterns for need in needed(pattern.pattern))
        """What a text must have been given for all of them to be used."""
        self._nlp = nlp
        self._by_language: dict[str, _Of] = {}
        self._by_key: dict[int, Pattern] = {}
        for number, pattern in enumerate(patterns):
            of = self._by_language.setdefault(_code(pattern.language), _Of())
            key = f"pattern {number}"  # not the pattern's id: spaCy keeps every key for ever
            self._add(of, key, pattern)
            self._by_key[int(get_string_id(key))] = pattern

    def find(self, doc: Doc) -> list[Hit]:
        """All hits in reading order, of one pattern never two that overlap."""
        languages = {"", _code(doc.user_data.get(LANGUAGE) or doc.lang_)}
        found: list[Hit] = []
        folded: _Folded | None = None
        for of in (self._by_language[code] for code in sorted(languages) if code in self._by_language):
            if of.lower or of.exact or of.forms:
                folded = folded or _Folded(doc)
                found += self._phrases(of, folded)
            for needed_here, matcher in of.tokens.items():
                if all(doc.has_annotation(name) for name in needed_here):
                    found += [self._hit(doc, key, a, b - 1) for key, a, b in matcher(doc) if b > a]
        return _longest(found)

    def unused(self, doc: Doc) -> dict[str, str]:
        """Patterns (by id) that could not be used to the full on a document, and why."""
        here = frozenset(name for name in self.needs if doc.has_annotation(name))
        told = {}
        for pattern in self.patterns if self.needs - here else ():
            lacking = needed(pattern.pattern) - here
            if lacking and _code(pattern.language) in ("", _code(doc.user_data.get(LANGUAGE) or doc.lang_)):
                told[pattern.id] = (
                    f"It needs {needs_said(lacking)}, which no pipeline gives in this language."
                )
        return told

    def _add(self, of: _Of, key: str, pattern: Pattern) -> None:
        vocab = self._nlp.vocab
        if not isinstance(pattern.pattern, str):
            words = _plain_words(pattern.pattern)
            if words:
                of.lower = of.lower or PhraseMatcher(vocab, attr="LOWER")
                of.lower.add(key, [Doc(vocab, words=words)])
                return
            wanted = needs(pattern.pattern)
            matcher = of.tokens.setdefault(wanted, Matcher(vocab))
            matcher.add(key, [[dict(token) for token in pattern.pattern]], greedy="LONGEST")
            return
        phrase = pattern.pattern.translate(_APOSTROPHES)
        if phrase.startswith(FORMS):
            phrase = phrase.removeprefix(FORMS)
            of.forms = of.forms or PhraseMatcher(vocab, attr="LEMMA")
            for words in ([t.text for t in self._doc(phrase)], [t.text for t in self._doc(phrase.lower())]):
                of.forms.add(key, [Doc(vocab, words=words, lemmas=words)])
        if pattern.pattern.startswith(FORMS) or phrase == phrase.lower():
            of.lower = of.lower or PhraseMatcher(vocab, attr="LOWER")
            of.lower.add(key, [self._doc(phrase)])
        else:
            of.exact = of.exact or PhraseMatcher(vocab, attr="ORTH")
            of.exact.add(key, [self._doc(phrase), self._doc(phrase.upper())])

    def _doc(self, phrase: str) -> Doc:
        return self._nlp.tokenizer(phrase)

    def _phrases(self, of: _Of, folded: _Folded) -> Iterator[Hit]:
        matchers = [(m, folded.doc) for m in (of.lower, of.exact) if m is not None]
        if of.forms is not None and folded.original.has_annotation("LEMMA"):
            matchers.append((of.forms, folded.lemmas(self._nlp.vocab)))
        for matcher, doc in matchers:
            for key, start, end in matcher(doc):
                first, last = folded.index[start], folded.index[end - 1]
                if not folded.paragraph_ends(first, last):
                    yield self._hit(folded.original, key, first, last)

    def _hit(self, doc: Doc, key: int, first: int, last: int) -> Hit:
        token = doc[last]
        return Hit(doc[first].idx, token.idx + len(token.text), first, last, self._by_key[key])


class _Folded:
    """A document for phrases: without white space as tokens, and with one kind of apostrophe."""

    def __init__(self, doc: Doc) -> None:
        self.original = doc
        spaces = doc.to_array("IS_SPACE").tolist() if len(doc) else []
        self._breaks = {i for i, space in enumerate(spaces) if space and doc[i].text.count("\n") > 1}
        self.index: list[int] | range = range(len(doc))
        self.doc = doc
        if any(spaces) or any(mark in doc.text for mark in "’‘ʼ"):
            self.index = [i for i, space in enumerate(spaces) if not space]
            self.doc = Doc(doc.vocab, words=[doc[i].text.translate(_APOSTROPHES) for i in self.index])

    def lemmas(self, vocab: Vocab) -> Doc:
        """The same with each lemma as it is, and without one the word itself."""
        words = [token.text for token in self.doc]
        lemmas = [self.original[i].lemma_ or word for i, word in zip(self.index, words, strict=True)]
        return Doc(vocab, words=words, lemmas=lemmas)

    def paragraph_ends(self, first: int, last: int) -> bool:
        """Whether an empty line stands between two tokens."""
        return last - first > 0 and any(i in self._breaks for i in range(first + 1, last))


def without_overlaps(hits: Iterable[Hit], mentions: frozenset[str]) -> list[Hit]:
    """Of hits with one label (or all with labels of actors) that overlap, the longest; then the first.

    Then one that names its actor, and then a phrase, which is more precise.
    """

    def rank(hit: Hit) -> tuple[int, int, bool, bool]:
        pattern = hit.pattern
        return hit.start - hit.end, hit.start, pattern.actor_id is None, not isinstance(pattern.pattern, str)

    taken: set[tuple[str, int]] = set()
    kept = []
    for hit in sorted(hits, key=rank):
        group = "" if hit.pattern.label in mentions else hit.pattern.label
        places = {(group, token) for token in range(hit.first, hit.last + 1)}
        if not places & taken:
            taken |= places
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.pattern.label))


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of each pattern the longest where its hits overlap, in reading order; none twice."""
    last: dict[str, int] = {}
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last.get(hit.pattern.id, 0):
            last[hit.pattern.id] = hit.end
            kept.append(hit)
    return kept


def _plain_words(tokens: Sequence[Mapping[str, Any]]) -> list[str]:
    """The words of tokens that each ask for one in lower case and no more; else none.

    Lists of terms for Prodigy are made of such.  As phrases thousands of them cost next to nothing, and
    spaCy's Matcher tries each at each token.
    """
    words = [token.get("LOWER") for token in tokens if len(token) == 1]
    found = [w.translate(_APOSTROPHES) for w in words if isinstance(w, str) and w == w.lower() and w]
    return found if len(found) == len(tokens) else []


def _code(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
