"""A suggestion described in words that a bag-of-words classifier can count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import regex
from spacy.tokens import Doc

from annotator.model.annotation import quote_of
from annotator.model.knowledge import alike
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.preannotate.spans import TokenStarts

if TYPE_CHECKING:
    from spacy.vocab import Vocab

AROUND = 3
"""Tokens before and after that count."""

_MOST_WORDS = 40
"""Of a long span the words at its ends count, half of this number each."""

_WORD = regex.compile(r"[\p{L}\p{N}'’-]+")


class Describer:
    """Describes suggestions of one document.

    :param offset: code points before the document in its article.
    """

    def __init__(self, doc: Doc, suggestions: Suggestions, offset: int = 0) -> None:
        self._doc = doc
        self._text = doc.text
        self._offset = offset
        self._starts = TokenStarts(doc)
        self._by_key = {a.key: a for a in suggestions.annotations}
        self._links: defaultdict[str, list[str]] = defaultdict(list)
        for link in suggestions.links:
            child, head = self._by_key.get(link.child), self._by_key.get(link.head)
            if child is not None and head is not None:
                words = self._words(child)
                self._links[link.head] += [
                    f"{link.label}>{words}",
                    f"{link.label}>{_shape(words, self._quote(child))}",
                ]
                self._links[link.child] += [f"<{link.label}"]

    def describe(self, suggestion: SuggestedAnnotation) -> list[str]:
        """Its own words, those around it, what was said as the reason, its score and answers, its links.

        Never empty, and the same for the same input.
        """
        quote = self._quote(suggestion)
        start, end = suggestion.segments[0][0] - self._offset, suggestion.segments[-1][1] - self._offset
        first, last = self._starts.at(start), self._starts.at(max(end - 1, start))
        found = [f"is={alike(quote)[:60]}", f"shape={_shape(alike(quote), quote)}"]
        inside = [token.lower_ for token in self._doc[first : last + 1] if not token.is_space]
        half = _MOST_WORDS // 2
        shown = inside if len(inside) <= _MOST_WORDS else [*inside[:half], *inside[-half:]]
        found += [f"w={word}" for word in dict.fromkeys(shown)]
        found += [f"first={word}" for word in inside[:1]] + [f"last={word}" for word in inside[-1:]]
        found += [f"long={len(inside).bit_length()}", f"pieces={min(len(suggestion.segments), 3)}"]
        found += [f"before{n}={word}" for n, word in enumerate(self._outside(first - 1, -1), 1)]
        found += [f"after{n}={word}" for n, word in enumerate(self._outside(last + 1, 1), 1)]
        entities = {self._doc[i].ent_type_ for i in range(first, last + 1)} - {""}
        found += [f"entity={name}" for name in sorted(entities)]
        found += [f"pos={self._doc[last].pos_}", f"dep={self._doc[last].dep_}"]
        found += [f"says={word.lower()}" for word in dict.fromkeys(_WORD.findall(suggestion.reason))]
        if suggestion.score is not None:
            found.append(f"score={round(suggestion.score * 10)}")
        found += [f"{name}={value}" for name, value in sorted(suggestion.attributes.items())]
        return found + sorted(self._links.get(suggestion.key, ()))

    def _quote(self, suggestion: SuggestedAnnotation) -> str:
        return quote_of(
            self._text, ((start - self._offset, end - self._offset) for start, end in suggestion.segments)
        )

    def _words(self, suggestion: SuggestedAnnotation) -> str:
        return alike(self._quote(suggestion))[:60]

    def _outside(self, position: int, step: int) -> Iterator[str]:
        found = 0
        while 0 <= position < len(self._doc) and found < AROUND:
            token = self._doc[position]
            if not token.is_space:
                found += 1
                yield token.lower_
            position += step


def as_doc(vocab: Vocab, description: Iterable[str]) -> Doc:
    """A description as a document whose words it is."""
    return Doc(vocab, words=[word.replace(" ", "_") for word in description])


def _shape(words: str, quote: str) -> str:
    """Pronouns and the like by themselves; names and other words by their capitals."""
    count = len(words.split())
    case = "Xx" if quote[:1].isupper() else "xx"
    return words if count == 1 and len(words) <= 4 else f"{case}{min(count, 4)}"
