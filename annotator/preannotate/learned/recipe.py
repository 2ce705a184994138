"""What a trained pipeline knows beside its weights: which part does what, and how far it is to be trusted."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SPANS, RULES, BOTH = "found", "suggested", "both"
"""How a span came: found by what was learned, suggested by the pipeline it is based on, or both."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of one label; each component by its name in the pipeline, empty where there is none.

    ``finder`` finds spans; ``judge`` says how likely a suggestion is right.  ``shares`` is how often a span
    was right on articles set aside, by how it came; ``rules`` the same for all that the rules suggest.
    ``answers`` is attribute -> the component that answers it; ``usual`` the most frequent answers.
    """

    label: str
    finder: str = ""
    judge: str = ""
    shares: Mapping[str, float] = field(default_factory=dict)
    rules: float = 0.5
    answers: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, Any] = field(default_factory=dict)

    def score(self, how: str, judged: float | None) -> float | None:
        """How likely a span is right.

        Where nothing was judged, the share of its like that was right.  Else the judge's odds, times what the
        finder's word changes them (Bayes' theorem, as if the two were independent given the truth).  None
        where nothing is known that is better than the score it has.
        """
        share = self.shares.get(how)
        if judged is None or share is None:
            return share if judged is None else judged
        return _probability(_logit(judged) + _logit(share) - _logit(self.rules))


@dataclass(frozen=True, slots=True)
class Recipe:
    """``codebook`` as JSON: the names in which everything was learned.  ``rules_version`` of the components
    whose suggestions were judged; ``articles`` on how many it was trained."""

    labels: tuple[Learned, ...] = ()
    codebook: str = ""
    rules_version: str = ""
    articles: int = 0

    @property
    def components(self) -> tuple[str, ...]:
        """The names of all components that take part, in a fixed order."""
        names = [
            name
            for label in self.labels
            for name in (label.finder, label.judge, *label.answers.values())
            if name
        ]
        return tuple(dict.fromkeys(names))

    def without(self, parts: set[tuple[str, str]]) -> Recipe:
        """Less some of it: ``(label, "")`` for the spans of a label, ``(label, attribute)`` for answers."""
        kept = []
        for label in self.labels:
            answers = {a: name for a, name in label.answers.items() if (label.label, a) not in parts}
            if (label.label, "") in parts:
                label = dataclasses.replace(label, finder="", judge="", shares={})
            kept.append(dataclasses.replace(label, answers=answers))
        used = tuple(label for label in kept if label.finder or label.judge or label.answers)
        return dataclasses.replace(self, labels=used)

    def to_json(self) -> str:
        """What :func:`recipe_from_json` reads."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True, indent=1)


def recipe_from_json(text: str) -> Recipe:
    """:raises KeyError, TypeError, ValueError: if it is not what :meth:`Recipe.to_json` makes."""
    data = json.loads(text)
    return Recipe(**{**data, "labels": tuple(Learned(**label) for label in data["labels"])})


def _logit(probability: float) -> float:
    bounded = min(max(probability, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
