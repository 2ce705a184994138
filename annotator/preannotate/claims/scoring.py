"""How sure a found claim is: a number in [0, 1] that ranks claims and reads like a chance of being right.

Set by hand, nothing is fitted.  A claim starts from the score of its rule: what the cue does (its strength
in the lexicon) and what holds the content (the frame).  Small evidence is then added or taken away.  The
values are a reader's, rounded to twentieths after sorting suggestions in news by rule and seeing how often
each errs; the least scores that :mod:`annotator.model.presets` names are read against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LEAST, MOST = 0.05, 0.95
WORTHLESS = 0.15
"""What scores less is not suggested at all."""

_PREPOSITION = "preposition"

_BASE: Mapping[tuple[str, str], float] = MappingProxyType(
    {
        ("speech", "quote"): 0.9,
        ("speech", "clause"): 0.85,
        ("speech", "around"): 0.85,
        ("speech", "as clause"): 0.7,
        ("speech", "rest"): 0.55,
        ("speech", "infinitive"): 0.7,
        ("speech", "gerund"): 0.7,
        ("speech", "description"): 0.7,
        ("speech", "object"): 0.65,
        ("speech", "of"): 0.7,
        ("speech", "on"): 0.4,
        ("speech", _PREPOSITION): 0.65,
        ("thought", "quote"): 0.8,
        ("thought", "clause"): 0.6,
        ("thought", "infinitive"): 0.45,
        ("thought", "object"): 0.45,
        ("thought", "description"): 0.55,
        ("thought", "as"): 0.55,
        ("thought", _PREPOSITION): 0.4,
        ("evidence", "clause"): 0.75,
        ("evidence", "object"): 0.4,
        ("stance", "object"): 0.45,
        ("stance", _PREPOSITION): 0.45,
        ("act", "infinitive"): 0.35,
        ("act", "clause"): 0.5,
    }
)
_OTHER = 0.35

# Small evidence.
NAMED = 0.05
"""The speaker is a named actor."""
NOBODY = -0.3
"""Nobody is found who says it."""
UNSAID = -0.05
"""A passive hides who thinks so: "is expected to", "is seen as"."""
UNSAID_SPEECH = -0.35
"""A passive hides who says so: "was told to"."""
NOUN = -0.1
"""A noun announces it: nouns more often name a thing than utter it."""
THAT = 0.05
"""The clause is opened by "that"."""
NEGATED = -0.15
"""It is said that somebody does not say so."""
HYPOTHETICAL = -0.2
"""Somebody would, could or may say so, or if he does."""
WITHIN = -0.6
"""The cue stands in what another one says."""
STACKED = -0.3
"""The same, where one speaker tells what another one said: "Kim said that Li had warned of it"."""
TOLD = 0.05
"""The cue is the verb of the sentence, or of a clause of its own."""
IN_PASSING = -0.2
"""The cue is a joined or embedded verb: "stepped forward to deny it"."""
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
