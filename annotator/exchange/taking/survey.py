"""What files of another program hold, counted before anything is taken, and the mapping that it goes by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from annotator.exchange.foreign import ForeignDocument
from annotator.exchange.taking.fitting import Misfit
from annotator.exchange.taking.mapping import ALL, NEW, NameMapping, Names
from annotator.exchange.taking.repairing import Repair
from annotator.model.codebook import Codebook
from annotator.model.codebook_needs import Needs
from annotator.model.codebook_remap import said

_MOST_VALUES = 50
_MOST_KEPT = 2000
"""Misfits and repairs that are kept to be shown; of others, how many there are."""


@dataclass(slots=True)
class Survey:
    """Counts go by the names that the files have."""

    documents: int = 0
    texts: int = 0
    """Different ones."""
    labels: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    attributes: Counter[tuple[str, str]] = field(default_factory=Counter)
    values: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    questions: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    """Annotations by whose they are; empty where nothing says so."""
    joins: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Link, label of its head, label of its child."""
    misfits: list[tuple[str, Misfit]] = field(default_factory=list)
    """With the record in which each is; without the repairs that are taken."""
    misfit_count: int = 0
    repairs: list[Repair] = field(default_factory=list)
    refused: int = 0
    """Records of which nothing is taken."""
    left_out: Counter[str] = field(default_factory=Counter)
    """By the mapping: “label PER”."""
    counting: Counter[str] = field(default_factory=Counter)

    def met(self, document: ForeignDocument) -> None:
        self.documents += 1
        self.annotators[document.annotator] += len(document.spans)
        labels = {}
        for span in document.spans:
            labels[span.id] = span.label
            self.labels[span.label] += 1
            for name, value in span.attributes.items():
                self.attributes[span.label, name] += 1
                values = self.values[span.label, name]
                for each in value if isinstance(value, list | tuple) else (value,):
                    word = said(each)
                    if word in values or len(values) < _MOST_VALUES:
                        values[word] += 1
        for link in document.links:
            self.links[link.label] += 1
            self.joins[link.label, labels.get(link.head, ""), labels.get(link.child, "")] += 1
        self.questions.update(document.answers.keys())

    def wrong(self, origin: str, misfits: tuple[Misfit, ...], repairs: tuple[Repair, ...]) -> None:
        self.misfit_count += len(misfits)
        self.misfits += [(origin, each) for each in misfits[: max(0, _MOST_KEPT - len(self.misfits))]]
        self.repairs += repairs[: max(0, _MOST_KEPT - len(self.repairs))]

    def mapping(self, codebook: Codebook, chosen: NameMapping) -> NameMapping:
        """What becomes of every name in the files, as a mapping that does the same."""
        needs = Needs(codebook)
        labels = {name: _told(chosen.labels, name, needs.label(name), codebook.label) for name in self.labels}
        here = {name: needs.label(chosen.label(name) or name) for name in self.labels}
        links: dict[str, str | None] = {}
        for name, head, child in self.joins:
            if name not in links and head in here and child in here:
                meant = needs.link(name, here[head], here[child])
                links[name] = _told(chosen.links, name, meant, codebook.link)
        attributes: dict[str, dict[str, str | None]] = {}
        for owner, name in self.attributes:
            if labels.get(owner) is None:
                continue
            label = codebook.label(here[owner])
            meant = needs.attribute_meant(here[owner], name)
            attributes.setdefault(owner, {})[name] = _told(
                chosen.attributes.get(owner, {}), name, meant, label.attribute if label else lambda _: None
            )
        return NameMapping(
            labels,
            links,
            attributes,
            chosen.values,
            {
                name: _told(chosen.questions, name, needs.attribute_meant("", name), codebook.question)
                for name in self.questions
            },
            {name: chosen.annotator(name) for name in self.annotators if name},
        )

    def comments(self) -> dict[str, str]:
        """How often each name is in the files, for the lines of a mapping."""
        counted = {f"labels {name}": count for name, count in self.labels.items()}
        counted |= {f"links {name}": count for name, count in self.links.items()}
        counted |= {f"questions {name}": count for name, count in self.questions.items()}
        counted |= {f"annotators {name}": count for name, count in self.annotators.items()}
        return {name: f"{count:,}" for name, count in counted.items()}


def _told(chosen: Names, name: str, meant: str, known: Callable[[str], object | None]) -> str | None:
    """What a mapping says of a name, written so that it does the same without the rest of it."""
    if name in chosen or ALL in chosen:
        return chosen.get(name, chosen.get(ALL))
    return meant if known(meant) is not None else f"{NEW}{meant}"
