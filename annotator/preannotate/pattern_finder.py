"""Finds patterns in a text: phrases in any case, as written and by lemma, and spaCy's token patterns.

Built on what spaCy's SpanRuler is built on, its PhraseMatcher and Matcher; but phrases are also found over
line breaks, and whichever apostrophe they are written with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spacy.matcher import Matcher, PhraseMatcher
from spacy.strings import get_string_id
from spacy.tokens import Doc

from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import FORMS, needed, read
from annotator.model.token_patterns import needs, needs_said

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

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
