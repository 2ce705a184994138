"""The suggestions of a pipeline, as what was learned would have them: the same in training and at work."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.model.annotation import Segment, Segments
from annotator.model.codebook import Codebook
from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.preannotate.learned.features import Describer
from annotator.preannotate.learned.recipe import BOTH, RULES, SPANS, Learned, Recipe

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = Mapping[str, frozenset[Segment]]
"""Label -> the spans that a finder found, in code points of the document."""

Classify = Callable[[str, Sequence[Sequence[str]]], list[dict[str, float]]]
"""Asks the classifier of this name about descriptions: the probability of each answer."""

KEEP = "keep"
"""The answer of a judge that a suggestion is right."""

_SURE = 0.5
"""An answer is changed to one that is at least so likely."""


def revise(
    doc: Doc,
    fitted: Suggestions,
    found: Found,
    recipe: Recipe,
    codebook: Codebook,
    ask: Classify,
    offset: int = 0,
) -> Suggestions:
    """Suggestions with what the finders found beside them, new scores, and new answers.

    Of two annotations of one label that overlap, where that label has a finder, the likelier one stays and
    takes over the links of the other.

    :param fitted: in the codebook's names (see :func:`annotator.project.fit.fit`).
    """
    for learned in recipe.labels:
        revision = _Revision(doc, fitted, learned, ask, offset)
        fitted = revision.spans(found.get(learned.label, frozenset()), codebook)
        fitted = _Revision(doc, fitted, learned, ask, offset).answers(codebook)
    order = sorted(fitted.annotations, key=lambda a: (a.segments[0], a.label, a.segments))
    return Suggestions(tuple(order), fitted.links)


class _Revision:
    """One label of one document."""

    def __init__(self, doc: Doc, fitted: Suggestions, learned: Learned, ask: Classify, offset: int) -> None:
        self._doc = doc
        self._all = fitted
        self._learned = learned
        self._ask = ask
        self._offset = offset
        self._mine = [a for a in fitted.annotations if a.label == learned.label]

    def spans(self, found: frozenset[Segment], codebook: Codebook) -> Suggestions:
        """Score what is there, and add what the finder found beside it."""
        learned = self._learned
        if not learned.finder and not learned.judge:
            return self._all
        moved = {((start + self._offset, end + self._offset),) for start, end in found}
        judged = self._judged() if learned.judge else {}
        scored = []
        for suggestion in self._mine:
            how = (BOTH if suggestion.segments in moved else RULES) if learned.finder else ""
            scored.append(_scored(suggestion, learned, how, judged.get(suggestion.key)))
        there = {suggestion.segments for suggestion in self._mine}
        required = {
            a.name for a in (codebook.label(learned.label) or codebook.labels[0]).attributes if a.required
        }
        usual = {name: value for name, value in learned.usual.items() if name in required}
        for segments in sorted(moved - there):
            score = round(learned.score(SPANS, None) or learned.rules, 3)
            key = f"learned:{learned.label}:{segments[0][0]}-{segments[0][1]}"
            reason = f"like the {learned.label} annotations it was trained on"
            scored.append(SuggestedAnnotation(key, learned.label, segments, usual, score, reason))
        others = [a for a in self._all.annotations if a.label != learned.label]
        if not learned.finder:
            return Suggestions((*others, *scored), self._all.links)
        kept, taken = _without_overlaps(scored)
        return Suggestions((*others, *kept), _relinked(self._all.links, taken))

    def answers(self, codebook: Codebook) -> Suggestions:
        """Answer the attributes that were learned."""
        label = codebook.label(self._learned.label)
        changed = {a.key: a for a in self._mine}
        describer = Describer(self._doc, self._all, self._offset)
        descriptions = [describer.describe(a) for a in self._mine]
        for name, component in self._learned.answers.items():
            attribute = label.attribute(name) if label is not None else None
            if attribute is None or not self._mine:
                continue
            for suggestion, said in zip(self._mine, self._ask(component, descriptions), strict=True):
                answer, probability = best(said)
                value = answer == "yes" if attribute.kind == "yes/no" else answer
                before = changed[suggestion.key]
                sure = attribute.problem_with(value) is None and probability >= _SURE
                if sure and before.attributes.get(name) != value:
                    changed[suggestion.key] = dataclasses.replace(
                        before,
                        attributes={**before.attributes, name: value},
                        reason=f"{before.reason}; {name} as learned from your answers: {answer}",
                    )
        return Suggestions(tuple(changed.get(a.key, a) for a in self._all.annotations), self._all.links)

    def _judged(self) -> dict[str, float]:
        describer = Describer(self._doc, self._all, self._offset)
        said = self._ask(self._learned.judge, [describer.describe(a) for a in self._mine])
        return {a.key: each.get(KEEP, 0.5) for a, each in zip(self._mine, said, strict=True)}


def best(said: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest answer; of equal ones the first by name."""
    return min(said.items(), key=lambda item: (-item[1], item[0]))


def _scored(
    suggestion: SuggestedAnnotation, learned: Learned, how: str, judged: float | None
) -> SuggestedAnnotation:
    score = learned.score(how, judged)
    if score is None or score == suggestion.score:
        return suggestion
    said = "surer" if score > (suggestion.score or 0) else "less sure"
    reason = f"{suggestion.reason}; {said} by what was learned from your annotations"
    return dataclasses.replace(suggestion, score=round(score, 3), reason=reason)


def _without_overlaps(
    scored: Iterable[SuggestedAnnotation],
) -> tuple[list[SuggestedAnnotation], dict[str, str]]:
    """The likelier of each two that overlap; and by the keys of the others, which stands for them."""
    ranked = sorted(scored, key=lambda a: (-(a.score or 0), a.segments, a.key))
    kept: list[SuggestedAnnotation] = []
    by_place: defaultdict[int, list[SuggestedAnnotation]] = defaultdict(list)
    taken: dict[str, str] = {}
    for suggestion in ranked:
        places = range(suggestion.segments[0][0] >> 8, (suggestion.segments[-1][1] >> 8) + 1)
        rival = next(
            (
                other
                for place in places
                for other in by_place[place]
                if _overlap(other.segments, suggestion.segments)
            ),
            None,
        )
        if rival is None:
            kept.append(suggestion)
            for place in places:
                by_place[place].append(suggestion)
        else:
            taken[suggestion.key] = rival.key
    return kept, taken


def _overlap(one: Segments, other: Segments) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _relinked(links: Iterable[SuggestedLink], taken: Mapping[str, str]) -> tuple[SuggestedLink, ...]:
    moved: dict[tuple[str, str, str], SuggestedLink] = {}
    for link in links:
        head, child = taken.get(link.head, link.head), taken.get(link.child, link.child)
        if head != child:
            moved.setdefault((link.label, head, child), dataclasses.replace(link, head=head, child=child))
    return tuple(moved.values())
