"""A spaCy pipeline with our components at its end, from texts to suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex
import spacy

from annotator.model.knowledge import Found, Knowledge
from annotator.model.offsets import paragraphs
from annotator.model.suggestion import ModelName, Suggestions
from annotator.preannotate import actors, claims, glue, lines, models, norms, patterns, sentiment
from annotator.preannotate.experience import Remembered
from annotator.preannotate.extract import extract, joined
from annotator.preannotate.finding import find
from annotator.preannotate.learned import component as learned
from annotator.preannotate.repertoire import Repertoire, code_of
from annotator.preannotate.spans import text_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIECE = 100_000
"""Code points given to spaCy at once; a longer article is cut between paragraphs (bounds memory)."""

_BATCH = 8
_BATCH_SIZE = 40_000
"""Code points that go together at most, unless one piece is longer: no short text waits for a long one."""

LOADED_AT_ONCE = 2
"""Pipelines kept in memory: an article in a third language makes one of them go."""

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Processed:
    """What came of one text; ``words`` counts tokens that are not white space, ``model`` suggested it."""

    suggestions: Suggestions
    words: int
    model: ModelName


@dataclass(frozen=True, slots=True)
class _Reader:
    """``pipeline`` reads and ``model`` signs; if it is not one that ``loads``, it is a language."""

    pipeline: str
    loads: bool
    model: ModelName


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a piece of a text begins (code points), whether it is the last one, and who read it."""

    offset: int
    last: bool
    model: ModelName
    nlp: Language


class Suggester:
    """Loads a pipeline and suggests for texts, in other languages with the pipelines for those.

    :param pipeline: name or folder; None is the default one.
    :raises UserError: if it can't be loaded.
    """

    def __init__(self, pipeline: str | None = None) -> None:
        pipeline = pipeline or models.default_pipeline()
        self._use(models.load(pipeline), pipeline)

    @classmethod
    def of(cls, nlp: Language) -> Suggester:
        """A suggester of a pipeline that is loaded already; our components are added to it."""
        suggester = cls.__new__(cls)
        suggester._use(nlp, models.model_name(nlp).name)
        return suggester

    def _use(self, nlp: Language, pipeline: str) -> None:
        self.model: ModelName = models.model_name(nlp)
        self.pipeline = pipeline
        self.language: str = nlp.lang
        self._knowledge = Knowledge()
        self._remembered = Remembered()
        self._repertoire = Repertoire(pipeline, nlp.lang, self.model)
        self._readers: dict[str, _Reader] = {}
        self._loaded = {pipeline: _with_components(nlp)}
        self._blank: dict[str, Language] = {}

    def know(self, knowledge: Knowledge) -> None:
        """Use what the project knows from now on: told to each component that has a method ``know``."""
        self._knowledge = knowledge
        self._remembered = Remembered(knowledge.experience)
        self._repertoire = Repertoire(self.pipeline, self.language, self.model, knowledge.pipelines)
        self._readers.clear()
        for nlp in (*self._loaded.values(), *self._blank.values()):
            _tell(nlp, knowledge)

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Forget at the end the words that were read meanwhile, so that memory does not grow with the texts.

        See spaCy's memory zones: no document from within may be used afterwards.
        """
        with ExitStack() as zones:
            for nlp in (*self._loaded.values(), *self._blank.values()):
                zones.enter_context(nlp.memory_zone())
            yield

    def find(self, text: str, language: str = "") -> Found:
        """Where the patterns of what is known stand in one text; nothing else is looked for."""
        nlp = self._language(self._reader(code_of(language)))
        return find(nlp, cut(_SURROGATE.sub("\ufffd", text), min(PIECE, nlp.max_length)), language)

    def suggest(self, text: str, language: str = "") -> Suggestions:
        """Suggestions for one text; see :meth:`process_many`."""
        return next(self.process_many([(text, language)])).suggestions

    def suggest_many(self, texts: Iterable[str]) -> Iterator[Suggestions]:
        """Suggestions for texts in the pipeline's language, in order."""
        return (processed.suggestions for processed in self.process_many((text, "") for text in texts))

    def process_many(
        self, texts: Iterable[tuple[str, str]], worked: Callable[[int], None] = lambda _read: None
    ) -> Iterator[Processed]:
        """Results for ``(text, language)`` in order, worked on in batches.

        ``language`` is ISO 639-1, or empty where it is not known.  Each is read by the pipeline for its
        language (see :class:`Repertoire`); without one it still gets its quotations and what the project
        knows.  Texts in one language should follow each other: of many pipelines only
        :data:`LOADED_AT_ONCE` are kept.

        :param worked: told after each piece how many code points of the present text have been read.
        """
        parts: list[Suggestions] = []
        words = 0
        for doc, piece in self._docs(texts):
            found = _revised(piece, doc, extract(doc, piece.offset))
            text = text_of(doc)
            parts.append(self._remembered.apply(found, text, piece.offset))
            words += len(doc) - int(doc.to_array("IS_SPACE").sum())
            worked(piece.offset + len(text))
            if piece.last:
                yield Processed(joined(parts), words, piece.model)
                parts, words = [], 0

    def read(
        self, texts: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[Doc, int, bool, Suggestions, Suggestions]]:
        """For training: documents with their offset, whether they end their text, and what is suggested.

        That is first without what was learned before, then with it: the same object where nothing was.
        """
        for doc, piece in self._docs(texts):
            raw = extract(doc, piece.offset)
            yield doc, piece.offset, piece.last, raw, _revised(piece, doc, raw)

    @property
    def nlp(self) -> Language:
        """The pipeline itself, with our components."""
        return self._nlp(self.pipeline)

    def speaks(self, language: str) -> bool:
        """Whether the pipeline itself is for texts in this language (ISO 639-1; empty: not known)."""
        return code_of(language) in ("", self.language) or self.language == "xx"

    def _docs(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Doc, _Piece]]:
        """Documents with what piece of their text they are."""
        nlp: Language | None = None
        using = ""
        waiting: list[tuple[str, _Piece]] = []
        for text, language in texts:
            reader = self._reader(code_of(language))
            if nlp is None or reader.pipeline != using:
                if nlp is not None:
                    yield from nlp.pipe(waiting, as_tuples=True, batch_size=_BATCH)
                waiting, using = [], reader.pipeline
                nlp = self._language(reader)
            # A lone surrogate can't be encoded; the replacement has the same length, so offsets hold.
            pieces = cut(_SURROGATE.sub("\ufffd", text), min(PIECE, nlp.max_length))
            for number, (offset, piece) in enumerate(pieces):
                if len(waiting) >= _BATCH or sum(len(p) for p, _ in waiting) + len(piece) > _BATCH_SIZE:
                    yield from nlp.pipe(waiting, as_tuples=True, batch_size=_BATCH)
                    waiting = []
                last = number == len(pieces) - 1
                waiting.append((piece, _Piece(offset, last, reader.model, nlp)))
        if nlp is not None:
            yield from nlp.pipe(waiting, as_tuples=True, batch_size=_BATCH)

    def _reader(self, language: str) -> _Reader:
        """Who reads texts in a language; asked for each text, and the answer is kept."""
        if language not in self._readers:
            pipeline = self._repertoire.pipeline_for(language)
            model = self._repertoire.model_for(language)
            self._readers[language] = _Reader(pipeline or language, pipeline is not None, model)
        return self._readers[language]

    def _language(self, reader: _Reader) -> Language:
        return self._nlp(reader.pipeline) if reader.loads else self._plain(reader.pipeline)

    def _nlp(self, pipeline: str) -> Language:
        """A loaded pipeline; the one that was used least recently goes if there are too many."""
        nlp = self._loaded.pop(pipeline, None)
        if nlp is None:
            while len(self._loaded) >= LOADED_AT_ONCE:
                del self._loaded[next(iter(self._loaded))]
            nlp = _with_components(models.load(pipeline))
            _tell(nlp, self._knowledge)
        self._loaded[pipeline] = nlp
        return nlp

    def _plain(self, language: str) -> Language:
        """A pipeline that knows how a language is written, if spaCy does, and nothing else of it."""
        if language not in self._blank:
            try:
                nlp = spacy.blank(language)
            except ImportError:  # no such language, or one that needs another package for its words
                nlp = spacy.blank("xx")
            self._blank[language] = _with_components(nlp)
            _tell(nlp, self._knowledge)
        return self._blank[language]


def cut(text: str, longest: int) -> list[tuple[int, str]]:
    """Pieces of at most ``longest`` code points with their offsets; together they are the text.

    Cuts between paragraphs; within one only where it alone is longer (then at white space if there is some).
    Always at least one piece, which is empty for an empty text.
    """
    if len(text) <= longest:
        return [(0, text)]
    pieces: list[tuple[int, str]] = []
    start = reached = 0
    for paragraph in paragraphs(text):
        if paragraph.next - start > longest and reached > start:
            pieces.append((start, text[start:reached]))
            start = reached
        while paragraph.next - start > longest:
            space = text.rfind(" ", start + longest // 2, start + longest)
            end = space + 1 if space >= 0 else start + longest
            pieces.append((start, text[start:end]))
            start = end
        reached = paragraph.next
    if start < len(text):
        pieces.append((start, text[start:]))
    return pieces


def _with_components(nlp: Language) -> Language:
    if glue.FACTORY not in nlp.pipe_names:
        nlp.add_pipe(glue.FACTORY, first=True)
    if nlp.lang != "en" and norms.FACTORY not in nlp.pipe_names:
        nlp.add_pipe(norms.FACTORY, after=glue.FACTORY)
    if lines.FACTORY not in nlp.pipe_names and "parser" in nlp.pipe_names:
        nlp.add_pipe(lines.FACTORY, before="parser")
    for factory in (actors.FACTORY, patterns.FACTORY, claims.FACTORY, sentiment.FACTORY):
        if factory not in nlp.pipe_names:
            nlp.add_pipe(factory)
    return nlp


def _revised(piece: _Piece, doc: Doc, found: Suggestions) -> Suggestions:
    """What was found, as what was learned would have it."""
    if learned.FACTORY not in piece.nlp.pipe_names:
        return found
    revised: Suggestions = piece.nlp.get_pipe(learned.FACTORY).revise(doc, found, piece.offset)
    return revised


def _tell(nlp: Language, knowledge: Knowledge) -> None:
    for _, component in nlp.pipeline:
        if hasattr(component, "know"):
            component.know(knowledge)
