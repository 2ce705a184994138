"""A preset or a score as an option."""

from __future__ import annotations

import click

from annotator.model.presets import BROAD, CAUTIOUS

_PRESETS = {"broad": BROAD, "cautious": CAUTIOUS}


class LeastScore(click.ParamType[float]):
    """``cautious``, ``broad``, or a number from 0 to 1; its value is the least score."""

    name = "preset"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        if value in _PRESETS:
            return _PRESETS[value]
        try:
            score = float(value)
        except ValueError:
            score = -1.0
        if not 0 <= score <= 1:
            self.fail(f"“{value}” is neither cautious nor broad nor a score from 0 to 1.", param, ctx)
        return score
