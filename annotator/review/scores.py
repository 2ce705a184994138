"""Precision, recall and F1 of one layer against another, by label, link and attribute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.link import Link
from annotator.review.matching import How, match, match_links, same_answer

Kind = Literal["label", "link", "attribute"]

ACTOR = "which actor"
"""Stands among the attributes of a mention: the entry of the registry that it points to."""


class Subject(NamedTuple):
    """What a figure is about.  An empty ``name`` stands for all labels, or all links, taken together.

    Of an attribute ``name`` is the label.
    """

    kind: Kind
    name: str = ""
    attribute: str = ""

    @property
    def shown(self) -> str:
        """As it stands in a table."""
        if self.kind == "attribute":
            return f"{self.name} · {self.attribute}"
        return self.name or f"all {self.kind}s"

    @property
    def said(self) -> str:
        """As it stands in a sentence, where a link may have the name of a label."""
        if self.kind == "link":
            return f"{self.name} link".strip()
        return self.shown


ALL_LABELS, ALL_LINKS = Subject("label"), Subject("link")


class Counts(NamedTuple):
    """How often both layers say so, only the first one does, only the second one does.

    The first is the one that is evaluated, the second the one against which that is done: true positives,
    false positives and false negatives.
    """

    both: int = 0
    only_a: int = 0
    only_b: int = 0

    @property
    def precision(self) -> float | None:
        """``both / (both + only_a)``: how much of what the first says the second says as well.

        None where the first says nothing.
        """
        said = self.both + self.only_a
        return self.both / said if said else None

    @property
    def recall(self) -> float | None:
        """``both / (both + only_b)``: how much of what the second says the first says as well.

        None where the second says nothing.
        """
        said = self.both + self.only_b
        return self.both / said if said else None

    @property
    def f1(self) -> float | None:
        """``2 both / (2 both + only_a + only_b)``, the harmonic mean of precision and recall.

        0 where only one of them says anything; None where neither does (van Rijsbergen 1979, chapter 7).
        """
        said = 2 * self.both + self.only_a + self.only_b
        return 2 * self.both / said if said else None

    def plus(self, other: Counts) -> Counts:
        return Counts(*map(sum, zip(self, other, strict=True)))


NOTHING = Counts()

Scores = dict[Subject, Counts]

Verdict = Literal["both", "only a", "only b", "differ"]
"""Who says it.  ``differ``: both answer an attribute, but not the same; that is one of only a and one of only
b."""


class Outcome(NamedTuple):
    """One thing that was compared.  Of an attribute both annotations are there, whoever answers it."""

    subject: Subject
    verdict: Verdict
    a: Annotation | Link | None
    b: Annotation | Link | None


@dataclass(frozen=True, slots=True)
class Said:
    """What one layer says of one article."""

    annotations: tuple[Annotation, ...]
    links: tuple[Link, ...]


def outcomes(a: Said, b: Said, how: How) -> Iterator[Outcome]:
    """Compare two layers on one article, thing by thing.

    Annotations are paired off by :func:`annotator.review.matching.match` with equal labels, links by their
    ends.  Attributes are compared on annotations that were paired off, and only where one of them answers.
    """
    matching = match(a.annotations, b.annotations, how)
    for x, y in matching.pairs:
        yield Outcome(Subject("label", x.label), "both", x, y)
        yield from _answers(x, y)
    for x in matching.only_a:
        yield Outcome(Subject("label", x.label), "only a", x, None)
    for y in matching.only_b:
        yield Outcome(Subject("label", y.label), "only b", None, y)
    if not (a.links or b.links):
        return
    links = match_links(a.links, b.links, matching)
    for one, other in links.pairs:
        yield Outcome(Subject("link", one.label), "both", one, other)
    for one in links.only_a:
        yield Outcome(Subject("link", one.label), "only a", one, None)
    for other in links.only_b:
        yield Outcome(Subject("link", other.label), "only b", None, other)


def answers(annotation: Annotation) -> dict[str, object]:
    """All that an annotation answers, the actor it points to among them."""
    given = {name: value for name, value in annotation.attributes.items() if value not in (None, "", [], ())}
    if annotation.actor_id is not None:
        given[ACTOR] = annotation.actor_id
    return given


def _answers(x: Annotation, y: Annotation) -> Iterator[Outcome]:
    one, other = answers(x), answers(y)
    if not (one or other):
        return
    for name in {**one, **other}:
        verdict: Verdict
        if name not in other:
            verdict = "only a"
        elif name not in one:
            verdict = "only b"
        else:
            verdict = "both" if same_answer(one[name], other[name]) else "differ"
        yield Outcome(Subject("attribute", x.label, name), verdict, x, y)


def tally(found: Iterable[Outcome]) -> Scores:
    """Count outcomes by what they are about, and all labels and all links together."""
    numbers = Counter((outcome.subject, outcome.verdict) for outcome in found)
    scores: Scores = {}
    for (subject, verdict), number in numbers.items():
        differ = number if verdict == "differ" else 0
        counts = Counts(
            number if verdict == "both" else 0,
            number if verdict == "only a" else differ,
            number if verdict == "only b" else differ,
        )
        add(scores, {subject: counts})
        if subject.kind != "attribute":
            add(scores, {Subject(subject.kind): counts})
    return scores


def add(to: Scores, more: Scores) -> None:
    """Add the counts of ``more`` to those of ``to``."""
    for subject, counts in more.items():
        to[subject] = to.get(subject, NOTHING).plus(counts)


def in_order(scores: Scores, codebook: Codebook, labels: Iterable[str] = ()) -> Scores:
    """All labels and links of the codebook, also those that nobody used, then the attributes that were
    answered; in the codebook's order, what it does not hold last.

    :param labels: only these labels, and links that may join them; none: all.
    """
    wanted = set(labels)
    known = [Subject("label", label.name) for label in codebook.labels if not wanted or label.name in wanted]
    links = [
        Subject("link", link.name)
        for link in codebook.links
        if not wanted or (wanted.intersection(link.heads) and wanted.intersection(link.children))
    ]
    asked = [
        subject
        for label in codebook.labels
        for name in [*(attribute.name for attribute in label.attributes), ACTOR]
        if (subject := Subject("attribute", label.name, name)) in scores
    ]
    others = sorted(subject for subject in scores if subject.name)

    def whole(kind: Kind, some: list[Subject]) -> list[Subject]:
        all_of_them = list(dict.fromkeys([*some, *(each for each in others if each.kind == kind)]))
        if kind == "attribute" or not all_of_them:
            return all_of_them
        return [*all_of_them, Subject(kind)]

    order = [*whole("label", known), *whole("link", links), *whole("attribute", asked)]
    return {subject: scores.get(subject, NOTHING) for subject in order}


def undefined(subject: Subject, counts: Counts, a: str, b: str) -> dict[str, str]:
    """Figure -> why it can't be given, for those of :data:`FIGURES` that can't.

    :param a: the name of the layer that is evaluated; ``b`` of the one against which.
    """
    what = f"no {subject.said}" if subject.name or subject.kind == "link" else "no annotation"
    if subject.kind == "attribute":
        what = f"no answer to {subject.attribute} on a paired {subject.name}"
    if counts.f1 is None:
        return dict.fromkeys(FIGURES, f"{what} in either layer")
    reasons = {}
    if counts.precision is None:
        reasons["precision"] = f"{what} in {a}"
    if counts.recall is None:
        reasons["recall"] = f"{what} in {b}"
    return reasons


FIGURES = ("precision", "recall", "f1")
"""The names of the figures, as in :class:`Counts`."""
