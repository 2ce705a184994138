from __future__ import annotations

from typing import get_args

import pytest

from annotator.model.presets import BROAD, CAUTIOUS
from annotator.preannotate.claims import scoring
from annotator.preannotate.claims.cues import Strength


def test_what_is_said_outright_is_surer_than_what_is_thought_or_done() -> None:
    assert (
        scoring.base("speech", "quote") > scoring.base("speech", "clause") > scoring.base("thought", "clause")
    )
    assert (
        scoring.base("speech", "clause") > scoring.base("speech", "object") > scoring.base("stance", "object")
    )


@pytest.mark.parametrize("strength", get_args(Strength))
def test_every_cue_has_a_score_in_every_frame(strength: str) -> None:
    for frame in ("quote", "clause", "infinitive", "gerund", "object", "description", "of", "über"):
        assert scoring.WORTHLESS < scoring.base(strength, frame) < scoring.MOST


def test_scores_stay_within_bounds() -> None:
    assert scoring.bounded(2.0) == scoring.MOST
    assert scoring.bounded(-1.0) == scoring.LEAST
    assert scoring.bounded(0.5004) == 0.5


def test_the_presets_part_direct_speech_from_claims_within_claims() -> None:
    assert scoring.base("speech", "quote") >= CAUTIOUS
    assert scoring.base("speech", "clause") + scoring.WITHIN < BROAD
    assert scoring.base("speech", "clause") + scoring.STACKED >= BROAD
