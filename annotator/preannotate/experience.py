"""What was decided before changes what is suggested next: scores, answers, and the reasons in words."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.model.annotation import quote_of
from annotator.model.knowledge import Experience, alike
from annotator.model.suggestion import SuggestedAnnotation, Suggestions

_WEIGHT = 2.0
"""How many decisions a score weighs against those on the same words: after four rejections of four, 0.85 is
0.28 and no longer suggested."""

_WEIGHT_BY_LINK = 6.0
"""The same against decisions by a cue, which say less about one claim."""

_MOST = 20
"""More decisions than these count as so many: a score never becomes quite certain."""

_FEWEST = 2


class Remembered:
    """Applies experience to suggestions; without any, they stay as they are."""

    def __init__(self, experience: Iterable[Experience] = ()) -> None:
        self._known = {(each.label, each.by, each.words): each for each in experience}
        self._by = sorted({by for _, by, _ in self._known if by})

    def apply(self, suggestions: Suggestions, text: str, offset: int = 0) -> Suggestions:
        """The suggestions with the scores, answers and reasons that experience gives them.

        A score ``s`` becomes ``(w s + kept) / (w + kept + rejected)``: the mean of a Beta distribution whose
        prior has mean ``s`` and the weight of ``w`` decisions (Gelman et al. 2013, chapter 2).

        :param text: what was processed, which begins at ``offset`` (code points) of the article.
        """
        if not self._known:
            return suggestions
        words = {a.key: alike(_quote(a, text, offset)) for a in suggestions.annotations}
        linked: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for link in suggestions.links:
            if link.label in self._by:
                linked[link.head].setdefault(link.label, words[link.child])
        found = tuple(self._changed(a, words[a.key], linked.get(a.key, {})) for a in suggestions.annotations)
        return Suggestions(found, suggestions.links)

    def _changed(
        self, suggestion: SuggestedAnnotation, words: str, linked: Mapping[str, str]
    ) -> SuggestedAnnotation:
        score, said, answers = suggestion.score, [suggestion.reason], dict(suggestion.attributes)
        for known in self._about(suggestion.label, words, linked):
            decided = known.kept + known.rejected
            if score is not None and decided >= _FEWEST:
                score = _posterior(score, known)
                said.append(_in_words(known, decided))
            for name, value in known.answers.items():
                if answers.get(name) != value:
                    answers[name] = value
                    said.append(f"{name} as you answered before: {_shown(value)}")
        if len(said) == 1:
            return suggestion
        rounded = None if score is None else round(score, 3)
        return dataclasses.replace(
            suggestion, score=rounded, attributes=answers, reason="; ".join(filter(None, said))
        )

    def _about(self, label: str, words: str, linked: Mapping[str, str]) -> Iterator[Experience]:
        keys = [(label, by, linked[by]) for by in self._by if by in linked]
        for key in (*keys, (label, "", words)):
            known = self._known.get(key)
            if known is not None:
                yield known


def _quote(suggestion: SuggestedAnnotation, text: str, offset: int) -> str:
    return quote_of(text, ((start - offset, end - offset) for start, end in suggestion.segments))


def _posterior(score: float, known: Experience) -> float:
    weight = _WEIGHT_BY_LINK if known.by else _WEIGHT
    decided = known.kept + known.rejected
    share = min(1.0, _MOST / decided)
    return (weight * score + known.kept * share) / (weight + decided * share)


def _in_words(known: Experience, decided: int) -> str:
    what = f"with the {known.by} “{known.words}”" if known.by else "with the same words"
    if known.rejected > known.kept:
        return f"you rejected {known.rejected} of {decided} {what}"
    return f"you kept {known.kept} of {decided} {what}"


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
