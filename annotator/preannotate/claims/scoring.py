"""How sure a found claim is: a number in [0, 1] that ranks claims and reads like a chance of being right.

Set by hand, nothing is learned.  A claim starts from the score of its rule: what the cue does (its strength
in the lexicon) and what holds the content (the frame).  Small evidence is then added or taken away.  The
values are those of a reader who sorts the rules by how often they err, rounded to twentieths; the least
scores that :mod:`annotator.model.presets` names are read against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LEAST, MOST = 0.05, 0.95

_PREPOSITION = "preposition"

_BASE: Mapping[tuple[str, str], float] = MappingProxyType(
    {
        ("speech", "quote"): 0.9,
        ("speech", "clause"): 0.8,
        ("speech", "around"): 0.85,
        ("speech", "as"): 0.75,
        ("speech", "rest"): 0.6,
        ("speech", "infinitive"): 0.55,
        ("speech", "gerund"): 0.55,
        ("speech", "description"): 0.65,
        ("speech", "object"): 0.5,
        ("speech", _PREPOSITION): 0.6,
        ("thought", "quote"): 0.8,
        ("thought", "clause"): 0.55,
        ("thought", "infinitive"): 0.4,
        ("thought", "object"): 0.35,
        ("thought", "description"): 0.5,
        ("thought", _PREPOSITION): 0.35,
        ("evidence", "clause"): 0.6,
        ("evidence", "object"): 0.35,
        ("stance", "object"): 0.45,
        ("stance", _PREPOSITION): 0.45,
        ("act", "infinitive"): 0.4,
        ("act", "clause"): 0.5,
    }
)
_OTHER = 0.35

# Small evidence.
NAMED = 0.05
"""The speaker is a named actor."""
NOBODY = -0.25
"""Nobody is found who says it."""
THAT = 0.05
"""The clause is opened by "that"."""
NEGATED = -0.15
"""It is said that somebody does not say so."""
HYPOTHETICAL = -0.2
"""Somebody would, could or may say so, or if he does."""
WITHIN = -0.4
"""The cue stands in what another one says."""
OWN_VOICE = -0.1
"""A claim within a claim whose speaker is another named actor loses only this much."""
SHORT = -0.1
"""Two words of content or fewer."""


def base(strength: str, frame: str) -> float:
    """What a rule starts from: how often a cue of this strength with a content in this frame is a claim."""
    found = _BASE.get((strength, frame))
    if found is None:
        found = _BASE.get((strength, _PREPOSITION), _OTHER)
    return found


def bounded(score: float) -> float:
    """Never quite sure, never quite hopeless."""
    return round(min(max(score, LEAST), MOST), 3)
