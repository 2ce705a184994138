"""What another program's labels, links, attributes and annotators are here: chosen by a person.

What a mapping does not name goes by the codebook: what has the same name is the same, all else is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument, ForeignSpan
from annotator.model.codebook import Codebook
from annotator.model.codebook_aliases import label_meant
from annotator.model.codebook_needs import fit_name
from annotator.model.codebook_remap import said

NEW = "new: "
"""Before a name that the codebook need not have: it is made."""

ALL = "*"
"""Names everything that has no line of its own."""

Names = Mapping[str, str | None]
"""Foreign name -> what it is here; None: it is left out."""


@dataclass(frozen=True, slots=True)
class NameMapping:
    """``attributes`` and ``values`` go by the foreign label and, for values, the foreign attribute."""

    labels: Names = field(default_factory=dict)
    links: Names = field(default_factory=dict)
    attributes: Mapping[str, Names] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Names] = field(default_factory=dict)
    questions: Names = field(default_factory=dict)
    annotators: Names = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return self == NameMapping()

    def annotator(self, name: str) -> str | None:
        return self.annotators.get(name, self.annotators.get(ALL, name) if name else name)

    def label(self, name: str) -> str | None:
        return bare(self.labels.get(name, self.labels.get(ALL, name)))

    def applied(self, document: ForeignDocument) -> tuple[ForeignDocument, Counter[str]]:
        """The document in the names that it has here, and how much was left out, by “label PER”."""
        left: Counter[str] = Counter()
        if self.empty:
            return document, left
        spans = []
        for span in document.spans:
            label = self.label(span.label)
            if label is None:
                left[f"label {span.label}"] += 1
            else:
                spans.append(replace(span, label=label, attributes=self._answers(span, left)))
        there = {span.id for span in spans}
        links = []
        for link in document.links:
            name = bare(self.links.get(link.label, self.links.get(ALL, link.label)))
            if name is None or not {link.head, link.child} <= there:
                left[f"link {link.label}"] += 1
            else:
                links.append(replace(link, label=name))
        answers: dict[str, Any] = {}
        for question, value in document.answers.items():
            name = bare(self.questions.get(question, self.questions.get(ALL, question)))
            if name is None:
                left[f"question {question}"] += 1
            else:
                answers.setdefault(name, value)
        return replace(document, spans=tuple(spans), links=tuple(links), answers=answers), left

    def _answers(self, span: ForeignSpan, left: Counter[str]) -> dict[str, Any]:
        names = {**self.attributes.get(ALL, {}), **self.attributes.get(span.label, {})}
        answers: dict[str, Any] = {}
        for attribute, value in span.attributes.items():
            name = bare(names.get(attribute, names.get(ALL, attribute)))
            words = self.values.get((span.label, attribute), self.values.get((ALL, attribute), {}))
            meant = _word(value, words)
            if name is None or meant is _LEFT_OUT:
                left[f"attribute {attribute} of {span.label}"] += 1
            else:
                answers.setdefault(name, meant)
        return answers

    def check(self, codebook: Codebook) -> None:
        """:raises UserError: if it names a label, link, attribute or question that the codebook lacks."""
        labels = [label.name for label in codebook.labels]
        for foreign, name in self.labels.items():
            if name and not name.startswith(NEW) and label_meant(codebook, name, {}) is None:
                _need("label", foreign, name, labels)
        for foreign, name in self.links.items():
            _need("link", foreign, name, [link.name for link in codebook.links])
        for foreign, name in self.questions.items():
            _need("question", foreign, name, [question.name for question in codebook.questions])
        for owner, names in self.attributes.items():
            label = codebook.label(self.label(owner) or "") if owner != ALL else None
            for foreign, name in names.items():
                if label is not None:
                    _need(f"attribute of {label.name}", foreign, name, [a.name for a in label.attributes])

    def unknown(self, labels: Iterable[str], links: Iterable[str], annotators: Iterable[str]) -> list[str]:
        """What it names and the files do not have, as “label PER”."""
        return [
            f"{noun} {name}"
            for noun, names, there in (
                ("label", self.labels, set(labels)),
                ("link", self.links, set(links)),
                ("annotator", self.annotators, set(annotators)),
            )
            for name in names
            if name != ALL and name not in there
        ]


def bare(name: str | None) -> str | None:
    """A name without the mark that it may be new."""
    return None if not name else name.removeprefix(NEW).strip() if name.startswith(NEW) else name


_LEFT_OUT = object()


def _word(value: Any, words: Names) -> Any:
    if not words:
        return value
    if isinstance(value, list | tuple):
        kept = [word for each in value if (word := _word(each, words)) is not _LEFT_OUT]
        return kept if kept or not value else _LEFT_OUT
    word = words.get(said(value), value)
    return _LEFT_OUT if word is None and value is not None else word


def _need(noun: str, foreign: str, name: str | None, known: list[str]) -> None:
    """:raises UserError: if the name is not known and not to be made."""
    if not name or name.startswith(NEW) or name.casefold() in map(str.casefold, known):
        return
    close = get_close_matches(name, known, 1)
    hint = f"did you mean “{close[0]}”?  If not, write" if close else "write"
    raise UserError(
        f"The mapping takes “{foreign}” for the {noun} “{name}”, which the codebook does not have: {hint} "
        f"“{NEW}{fit_name(name)}” to have it made."
    )
