"""The articles as the pipeline sees them: their tokens, what the rules suggest, and what people said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from annotator.model.annotation import Segment, Segments
from annotator.model.codebook import Codebook
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.model.training import Told, TrainingArticle
from annotator.preannotate.extract import joined
from annotator.preannotate.pipeline import Suggester
from annotator.project.fit import fit

if TYPE_CHECKING:
    from spacy.tokens import Doc

ALIKE = 0.5
"""Two annotations of which more than so much is common mean the same, with other borders."""


@dataclass(slots=True)
class Piece:
    """An article, or a piece of a very long one, of which all positions count from ``offset``.

    ``raw`` is what the rules suggest and ``old`` what the pipeline suggests that is in use (the same, unless
    that was trained itself), both in the codebook's names.
    """

    article: TrainingArticle
    doc: Doc
    offset: int
    raw: Suggestions
    old: Suggestions
    told: tuple[Told, ...]

    def spans(self, label: str) -> dict[Segment, Told]:
        """Annotations of a label in one segment, by their place in the document."""
        return {
            (told.segments[0][0] - self.offset, told.segments[0][1] - self.offset): told
            for told in self.told
            if told.label == label and len(told.segments) == 1
        }

    def outcome(self, suggestion: SuggestedAnnotation, *, exact: bool) -> bool | None:
        """Whether a suggestion is right; None where nobody said.

        :param exact: only with the borders it has; else if more than half is common with an annotation.
        """
        key = (suggestion.label, suggestion.segments)
        if not self.article.finished:
            return True if key in self.article.kept else False if key in self.article.rejected else None
        if key in {told.key for told in self.told}:
            return True
        return not exact and self.counterpart(suggestion) is not None

    def counterpart(self, suggestion: SuggestedAnnotation) -> Told | None:
        """The annotation that means the same as a suggestion."""
        best, most = None, ALIKE
        for told in self.told:
            if told.label == suggestion.label:
                likeness = (
                    1.0
                    if told.segments == suggestion.segments
                    else common(told.segments, suggestion.segments)
                )
                if likeness > most:
                    best, most = told, likeness
        return best


@dataclass(slots=True)
class Material:
    """All that was read, and what of it can't be learned from: sentences by why, with how often."""

    pieces: list[Piece]
    left_out: Counter[str]

    def of(self, articles: frozenset[int]) -> list[Piece]:
        """The pieces of these articles, in order."""
        return [piece for piece in self.pieces if piece.article.id in articles]


def read(
    suggester: Suggester,
    articles: Sequence[TrainingArticle],
    codebook: Codebook,
    told: Callable[[int, int], None],
) -> Material:
    """Let the pipeline read all articles.

    :param told: called with the articles read and their number.
    """
    pieces: list[Piece] = []
    left_out = Counter[str]()
    mine = []
    for article in articles:
        if suggester.speaks(article.language):
            mine.append(article)
        else:
            left_out["articles in another language than the pipeline's"] += 1
    number = 0
    for doc, offset, last, raw, old in suggester.read((a.text, a.language) for a in mine):
        article = mine[number]
        end = offset + len(doc.text)
        inside = tuple(
            a for a in article.annotations if offset <= a.segments[0][0] and a.segments[-1][1] <= end
        )
        doc.tensor = numpy.zeros((0,), dtype="float32")  # as large as all the rest, and needed no more
        fitted = fit(raw, codebook)
        pieces.append(
            Piece(article, doc, offset, fitted, fitted if old is raw else fit(old, codebook), inside)
        )
        if last:
            left_out.update(_hard(article, [p for p in pieces if p.article.id == article.id]))
            number += 1
            told(number, len(mine))
    return Material(pieces, left_out)


def _hard(article: TrainingArticle, pieces: Sequence[Piece]) -> Iterator[str]:
    """Why an annotation can't be learned from as it stands, for each."""
    starts = {piece.offset + token.idx for piece in pieces for token in piece.doc}
    ends = {piece.offset + token.idx + len(token.text) for piece in pieces for token in piece.doc}
    seen = {told.key for piece in pieces for told in piece.told}
    for told in article.annotations:
        if told.key not in seen:
            yield f"{told.label} annotations across the cut of a very long article"
        elif len(told.segments) > 1:
            yield f"{told.label} annotations of several pieces (not found word by word, but judged)"
        elif told.segments[0][0] not in starts or told.segments[0][1] not in ends:
            yield f"{told.label} annotations that begin or end within a token"


def common(one: Segments, other: Segments) -> float:
    """``|a ∩ b| / |a ∪ b|`` in code points (Jaccard 1901)."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return both / (sum(b - a for a, b in one) + sum(d - c for c, d in other) - both)


def by_article(found: Iterable[tuple[Piece, Suggestions]]) -> dict[int, Suggestions]:
    """Suggestions for pieces as those for whole articles, by id."""
    pieces: dict[int, list[Suggestions]] = {}
    for piece, suggestions in found:
        pieces.setdefault(piece.article.id, []).append(suggestions)
    return {number: joined(parts) for number, parts in pieces.items()}
