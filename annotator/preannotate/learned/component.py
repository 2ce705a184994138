"""The component at the end of a trained pipeline: it asks the trained parts and revises suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from annotator.model.annotation import Segment
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import codebook_from_json
from annotator.model.suggestion import Suggestions
from annotator.preannotate.learned.features import as_doc
from annotator.preannotate.learned.recipe import Recipe, recipe_from_json
from annotator.preannotate.learned.revising import Found, revise
from annotator.project.fit import fit

if TYPE_CHECKING:
    from spacy.pipeline import Pipe

FACTORY = "annotator_learned"
EXTENSION = "annotator_found"
SPANS_KEY = "learned"
"""Under which a span categorizer leaves what it found."""

_FILE = "recipe.json"
_AT_ONCE = 64


def create(nlp: Language, name: str) -> LearnedParts:
    return LearnedParts(nlp)


Language.factory(FACTORY, func=create)


class LearnedParts:
    """Fills ``doc._.annotator_found`` with what the finders found: label -> spans in code points.

    The trained parts are disabled components of the same pipeline: they must neither see nor change the
    entities of the others, so that this one runs them on copies.
    """

    def __init__(self, nlp: Language, recipe: Recipe | None = None) -> None:
        self._nlp = nlp
        self.recipe = recipe or Recipe()
        self._codebook: Codebook | None = None
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=None)

    def __call__(self, doc: Doc) -> Doc:
        doc._.annotator_found = self._find([doc])[0]
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """The same for many."""
        batch: list[Doc] = []
        for doc in docs:
            batch.append(doc)
            if len(batch) == batch_size:
                yield from self._filled(batch)
                batch = []
        yield from self._filled(batch)

    def revise(self, doc: Doc, suggestions: Suggestions, offset: int) -> Suggestions:
        """What was suggested for a document, with what was learned; one not seen here stays as it is."""
        found = doc._.annotator_found
        if found is None or not self.recipe.labels:
            return suggestions
        if self._codebook is None:
            self._codebook = codebook_from_json(self.recipe.codebook)
        fitted = fit(suggestions, self._codebook)
        return revise(doc, fitted, found, self.recipe, self._codebook, self.ask, offset)

    def ask(self, name: str, descriptions: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        """The probabilities that a classifier gives, one an answer, for each description."""
        return classify(self._nlp.get_pipe(name), descriptions)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        path.mkdir(parents=True, exist_ok=True)
        (path / _FILE).write_text(self.recipe.to_json(), "utf-8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> LearnedParts:
        self.recipe, self._codebook = recipe_from_json((path / _FILE).read_text("utf-8")), None
        return self

    def _filled(self, docs: list[Doc]) -> Iterator[Doc]:
        for doc, found in zip(docs, self._find(docs), strict=True):
            doc._.annotator_found = found
            yield doc

    def _find(self, docs: Sequence[Doc]) -> list[Found]:
        finders = dict.fromkeys(label.finder for label in self.recipe.labels if label.finder)
        found: list[dict[str, frozenset[Segment]]] = [{} for _ in docs]
        for name in finders:
            labels = {label.label for label in self.recipe.labels if label.finder == name}
            for into, spans in zip(found, find(self._nlp.get_pipe(name), docs), strict=True):
                into.update({label: spans.get(label, frozenset()) for label in labels})
        return list(found)


def classify(classifier: Pipe, descriptions: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """The probabilities that a text classifier gives, one an answer, for each description."""
    said: list[dict[str, float]] = []
    for start in range(0, len(descriptions), _AT_ONCE):
        docs = [as_doc(classifier.vocab, words) for words in descriptions[start : start + _AT_ONCE]]
        rows = classifier.predict(docs)
        said += [dict(zip(classifier.labels, map(float, row), strict=True)) for row in rows]
    return said


def find(finder: Pipe, docs: Sequence[Doc]) -> list[dict[str, frozenset[Segment]]]:
    """What an entity recognizer or a span categorizer finds in documents, which stay as they are."""
    copies = [bare(doc) for doc in docs]
    finder.set_annotations(copies, finder.predict(copies))
    return [_spans(copy) for copy in copies]


def bare(doc: Doc) -> Doc:
    """The words of a document without anything that was found in it."""
    return Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def _spans(doc: Doc) -> dict[str, frozenset[Segment]]:
    spans: dict[str, set[Segment]] = {}
    both: list[Any] = [*doc.ents, *doc.spans.get(SPANS_KEY, ())]
    for span in both:
        spans.setdefault(span.label_, set()).add((span.start_char, span.end_char))
    return {label: frozenset(found) for label, found in spans.items()}
