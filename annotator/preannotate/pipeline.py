"""A spaCy pipeline with our components at its end, from texts to suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex
import spacy

from annotator.model.knowledge import Found, Knowledge
from annotator.model.offsets import paragraphs
from annotator.model.suggestion import ModelName, Suggestions
from annotator.preannotate import actors, claims, glue, lines, models, patterns, sentiment
from annotator.preannotate.experience import Remembered
from annotator.preannotate.extract import extract, joined
from annotator.preannotate.finding import find

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIECE = 100_000
"""Code points given to spaCy at once; a longer article is cut between paragraphs (bounds memory)."""

_BATCH = 8
_BATCH_SIZE = 40_000
"""Code points that go together at most, unless one piece is longer: no short text waits for a long one."""

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Processed:
    """What came of one text; ``words`` counts tokens that are not white space."""

    suggestions: Suggestions
    words: int


class Suggester:
    """Loads a pipeline once and suggests for texts.

    :param pipeline: name or folder; None is the default one.
    :raises UserError: if it can't be loaded.
    """

    def __init__(self, pipeline: str | None = None) -> None:
        self._use(models.load(pipeline), pipeline or models.default_pipeline())

    @classmethod
    def of(cls, nlp: Language) -> Suggester:
        """A suggester of a pipeline that is loaded already; our components are added to it."""
        suggester = cls.__new__(cls)
        suggester._use(nlp, models.model_name(nlp).name)
        return suggester

    def _use(self, nlp: Language, pipeline: str) -> None:
        self.model: ModelName = models.model_name(nlp)
        self.pipeline = pipeline
        self._nlp = _with_components(nlp)
        self._other: Language | None = None
        self._knowledge = Knowledge()
        self._remembered = Remembered()
        self._piece = min(PIECE, self._nlp.max_length)

    def know(self, knowledge: Knowledge) -> None:
        """Use what the project knows from now on: told to each component that has a method ``know``."""
        self._knowledge = knowledge
        self._remembered = Remembered(knowledge.experience)
        for nlp in (self._nlp, self._other):
            if nlp is not None:
                _tell(nlp, knowledge)

    def find(self, text: str, language: str = "") -> Found:
        """Where the patterns of what is known stand in one text; nothing else is looked for."""
        nlp = self._nlp if self._speaks(language) else self._plain()
        return find(nlp, cut(_SURROGATE.sub("\ufffd", text), self._piece), language)

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

        ``language`` is ISO 639-1, or empty where it is not known.  A text in another language than the
        pipeline's gets only its quotations: entities and clauses would be wrong.

        :param worked: told after each piece how many code points of the present text have been read.
        """
        parts: list[Suggestions] = []
        words = 0
        for doc, (offset, last) in self._docs(texts):
            parts.append(self._remembered.apply(_revised(self._nlp, doc, offset), doc.text, offset))
            words += len(doc) - int(doc.to_array("IS_SPACE").sum())
            worked(offset + len(doc.text))
            if last:
                yield Processed(joined(parts), words)
                parts, words = [], 0

    def _docs(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Doc, tuple[int, bool]]]:
        """Documents with their offset and whether they end their text."""
        own: list[tuple[str, tuple[int, bool]]] = []
        for text, language in texts:
            # A lone surrogate can't be encoded; the replacement has the same length, so offsets hold.
            pieces = cut(_SURROGATE.sub("\ufffd", text), self._piece)
            items = [
                (piece, (offset, number == len(pieces) - 1)) for number, (offset, piece) in enumerate(pieces)
            ]
            if self._speaks(language):
                for item in items:
                    if len(own) >= _BATCH or sum(len(p) for p, _ in own) + len(item[0]) > _BATCH_SIZE:
                        yield from self._nlp.pipe(own, as_tuples=True, batch_size=_BATCH)
                        own = []
                    own.append(item)
            else:
                yield from self._nlp.pipe(own, as_tuples=True, batch_size=_BATCH)
                own = []
                yield from self._plain().pipe(items, as_tuples=True)
        yield from self._nlp.pipe(own, as_tuples=True, batch_size=_BATCH)

    def _speaks(self, language: str) -> bool:
        code = language.lower().replace("_", "-").split("-")[0]
        return not code or self._nlp.lang in (code, "xx")

    def _plain(self) -> Language:
        if self._other is None:
            self._other = _with_components(spacy.blank("xx"))
            _tell(self._other, self._knowledge)
        return self._other


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
    if lines.FACTORY not in nlp.pipe_names and "parser" in nlp.pipe_names:
        nlp.add_pipe(lines.FACTORY, before="parser")
    for factory in (actors.FACTORY, patterns.FACTORY, claims.FACTORY, sentiment.FACTORY):
        if factory not in nlp.pipe_names:
            nlp.add_pipe(factory)
    return nlp


def _revised(nlp: Language, doc: Doc, offset: int) -> Suggestions:
    """What was found, as each component that has a method ``revise`` would have it."""
    found = extract(doc, offset)
    for _, component in nlp.pipeline:
        if hasattr(component, "revise"):
            found = component.revise(doc, found, offset)
    return found


def _tell(nlp: Language, knowledge: Knowledge) -> None:
    for _, component in nlp.pipeline:
        if hasattr(component, "know"):
            component.know(knowledge)
