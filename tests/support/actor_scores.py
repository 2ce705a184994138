"""How well actors are found: suggested spans and kinds beside those of a gold layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.articles.reading import ReadFailure, find_files, read_articles
from annotator.exchange.layer_toml import read_layer_toml, resolve
from annotator.model.suggestion import Suggestions
from annotator.places import example_project

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = frozenset[tuple[int, int, str]]
"""Start and end in code points, and the kind."""

# What a bare pipeline's types of entities come to in our words, with nothing else done to them.
_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "state or place",
    "LOC": "state or place",
    "NORP": "group",
}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over articles: how many were found, how many are right, how many there are."""

    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.1%} R {self.recall:.1%} F {self.f1:.1%} ({self.right} of {self.wanted})"


def score(pairs: Iterable[tuple[Found, Found]], *, typed: bool = True) -> Score:
    """Exact spans (and kinds) over articles, given as ``(found, gold)``."""
    found = right = wanted = 0
    for suggested, gold in pairs:
        mine, theirs = (set(each) if typed else {item[:2] for item in each} for each in (suggested, gold))
        found, right, wanted = found + len(mine), right + len(mine & theirs), wanted + len(theirs)
    return Score(found, right, wanted)


def example_gold() -> Iterator[tuple[str, Found]]:
    """The text and the gold actors of each example article."""
    folder = example_project()
    layer = read_layer_toml(folder / "layer-gold.toml")
    texts = {}
    for path in find_files([folder / "articles"]):
        for item in read_articles(path):
            assert not isinstance(item, ReadFailure)
            texts[path.name] = item.text
    for article in layer.articles:
        text = texts[article.file]
        yield (
            text,
            frozenset(
                (*resolve(text, item)[0], str(item.attributes["kind"]))
                for item in article.annotations
                if item.label == "actor"
            ),
        )


def of_entities(doc: Doc) -> Found:
    """The entities of a bare pipeline, untouched but for the names of their types."""
    return frozenset((e.start_char, e.end_char, _KINDS[e.label_]) for e in doc.ents if e.label_ in _KINDS)


def of_suggestions(suggestions: Suggestions) -> Found:
    """The suggested actors; one without a kind has the kind ""."""
    return frozenset(
        (*annotation.segments[0], str(annotation.attributes.get("kind", "")))
        for annotation in suggestions.annotations
        if annotation.label == "actor"
    )
