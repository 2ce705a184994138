"""What an annotator's decisions say about suggestions to come."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.model.codebook import Codebook
from annotator.model.knowledge import Experience, alike
from annotator.project.queries import Queries
from annotator.store import experience as store

MOST = 4000
"""Entries that are told to a model: those that rest on most decisions."""

LONGEST = 80
"""Code points: longer words hardly come twice."""

_FEWEST = 2
"""A thing that was decided once says little about the next time."""

_SAME = 0.75
"""Share of the annotator's answers that must be the same before the next one is taken to be so too."""

Key = tuple[str, str, str]


def experience_of(project: Queries) -> tuple[Experience, ...]:
    """What the annotator decided so far, by the names of labels and by the names that models use for them.

    Links to mentions do not count: whom somebody talks about is no reason for or against a claim.
    """
    own = project.layer
    if own is None:
        return ()
    codebook = project.codebook
    counts: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for label, by, words, kept, number in store.outcomes(project.db, own.id):
        if len(words) <= LONGEST and not (by and _names_actors(codebook, by)):
            counts[label, by, alike(words)][not kept] += number
    answers = _answers(store.answered(project.db, own.id))
    found = [
        Experience(*key, counts[key][0], counts[key][1], {} if key[1] else answers.get((key[0], key[2]), {}))
        for key in {**counts, **{(label, "", words): None for label, words in answers}}
        if sum(counts[key]) >= _FEWEST or (not key[1] and (key[0], key[2]) in answers)
    ]
    found.sort(key=lambda e: (-e.kept - e.rejected, e.label, e.by, e.words))
    return tuple(renamed for each in found[:MOST] for renamed in _by_all_names(each, codebook))


def _names_actors(codebook: Codebook, link: str) -> bool:
    kind = codebook.link(link)
    labels = (codebook.label(child) for child in kind.children) if kind is not None else ()
    return any(label is not None and label.mention for label in labels)


def _answers(rows: Iterable[store.Answered]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The answers that are nearly always given to annotations of these words."""
    given: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for label, words, answers, number in rows:
        for name, value in json.loads(answers).items():
            given[label, alike(words)][name, json.dumps(value, sort_keys=True)] += number
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for key, counter in given.items():
        totals = Counter[str]()
        for (name, _), number in counter.items():
            totals[name] += number
        sure = {
            name: json.loads(value)
            for (name, value), number in counter.items()
            if number >= _FEWEST and number >= _SAME * totals[name]
        }
        if sure:
            found[key] = sure
    return found


def _by_all_names(experience: Experience, codebook: Codebook) -> Iterable[Experience]:
    yield experience
    for alias in codebook.aliases:
        if alias.kind == "label" and alias.means == experience.label:
            yield dataclasses.replace(experience, label=alias.name)
