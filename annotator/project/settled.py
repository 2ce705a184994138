"""What one annotator has settled on one article: which suggestions wait, and what became of the others."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotator.model.annotation import Annotation, Segments
from annotator.model.codebook import Codebook
from annotator.model.decision import Decision
from annotator.model.link import Link

Key = tuple[str, Segments]


class Settled:
    """Own annotations and decisions, which may come and go one by one."""

    def __init__(self, own: Iterable[Annotation] = (), decisions: Iterable[Decision] = ()) -> None:
        self.own: dict[str, Annotation] = {}
        self._own_by_key: defaultdict[Key, list[str]] = defaultdict(list)
        self._by_suggestion: defaultdict[str, list[str | None]] = defaultdict(list)
        self._by_key: defaultdict[Key, list[str | None]] = defaultdict(list)
        for annotation in own:
            self.put(annotation)
        for decision in decisions:
            self.decide(decision.suggestion_id, decision.key, decision.annotation_id)

    def put(self, annotation: Annotation) -> None:
        """Add an own annotation, in place of what it was before."""
        self.drop(annotation.id)
        self.own[annotation.id] = annotation
        self._own_by_key[annotation.key].append(annotation.id)

    def drop(self, annotation_id: str) -> Annotation | None:
        """Take an own annotation away; returns what it was."""
        before = self.own.pop(annotation_id, None)
        if before is not None:
            self._own_by_key[before.key].remove(annotation_id)
        return before

    def decide(self, suggestion_id: str, key: Key, annotation_id: str | None) -> None:
        """Add a decision; ``annotation_id`` is what came of the suggestion."""
        self._by_suggestion[suggestion_id].append(annotation_id)
        self._by_key[key].append(annotation_id)

    def undecide(self, suggestion_id: str, key: Key, annotation_id: str | None) -> None:
        """Take such a decision back."""
        self._by_suggestion[suggestion_id].remove(annotation_id)
        self._by_key[key].remove(annotation_id)

    def waits(self, suggestion: Annotation) -> bool:
        """Whether a suggestion still waits for this annotator.

        Decided are those with a decision on the same label and segments, whichever run or model suggested
        them, and those whose own layer already says the same.
        """
        key = suggestion.key
        return not (
            self._own_by_key.get(key) or self._by_key.get(key) or self._by_suggestion.get(suggestion.id)
        )

    def results(self, suggestion: Annotation) -> list[str]:
        """Ids of what came of a suggestion."""
        found = self._by_suggestion.get(suggestion.id) or self._by_key.get(suggestion.key) or ()
        return [result for result in found if result is not None]

    def counterpart(self, suggestion: Annotation) -> Annotation | None:
        """The own annotation that came of a suggestion or says the same."""
        results = self._by_suggestion.get(suggestion.id) or self._by_key.get(suggestion.key) or [None]
        if results[0] is not None:
            return self.own.get(results[0])
        same = self._own_by_key.get(suggestion.key)
        return self.own[min(same)] if same else None

    def waiting_links(
        self, links: Iterable[Link], suggestions: Mapping[str, Annotation], codebook: Codebook
    ) -> list[Link]:
        """The links of a model's layer that accepting a suggestion would make, or with it another.

        One end waits; the other one waits as well or has an own counterpart, whose id then stands in its
        place: the ends are ids of what an annotator sees.

        :param suggestions: all of that layer on the article, by id.
        """
        found = []
        for link in links:
            model_ends = suggestions.get(link.head_id), suggestions.get(link.child_id)
            waiting = [end is not None and self.waits(end) for end in model_ends]
            if not any(waiting):
                continue
            head, child = (
                end if end is None or waits else self.counterpart(end)
                for end, waits in zip(model_ends, waiting, strict=True)
            )
            if head is None or child is None:
                continue
            # An own annotation may have been corrected to a label that can't have this link.
            kind = codebook.link(link.label)
            if all(waiting) or (kind and head.label in kind.heads and child.label in kind.children):
                found.append(dataclasses.replace(link, head_id=head.id, child_id=child.id))
        return found
