"""The labels of the shipped codebooks can be told apart with any colour vision, and without colour."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from annotator.gui.article_view.bars import SHAPES
from annotator.gui.article_view.painting import Painter
from annotator.gui.theme import DARK, LIGHT, Theme, contrast
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook
from tests.support.colour_vision import VISIONS, distance

FILES = sorted((Path(__file__).parents[2] / "resources" / "codebooks").glob("*.toml"))
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
LEAST = 14.0
LEAST_OF_MANY = 9.0
"""With more than four labels there are no colours that are further apart and readable."""


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def codebook(request: pytest.FixtureRequest) -> Codebook:
    return parse_codebook(request.param.read_text(encoding="utf-8"))


def test_the_distance_is_that_of_the_paper() -> None:
    """Black and white are 100 apart; a red and a green of one lightness are alike to a deuteranope."""
    assert distance("#000000", "#ffffff", "usual") == pytest.approx(100, abs=0.1)
    assert distance("#808080", "#808080", "tritanopia") == 0
    assert distance("#c04000", "#6b7a00", "usual") > 30
    assert distance("#c04000", "#6b7a00", "deuteranopia") < distance("#c04000", "#6b7a00", "usual") / 2


@BOTH
@pytest.mark.parametrize("vision", VISIONS)
def test_labels_are_told_apart_with_any_colour_vision(theme: Theme, vision: str, codebook: Codebook) -> None:
    least = LEAST if len(codebook.labels) <= 4 else LEAST_OF_MANY
    for one, other in combinations(codebook.labels, 2):
        apart = distance(theme.label_colour(one).name(), theme.label_colour(other).name(), vision)
        assert apart >= least, f"{one.name} and {other.name} look alike with {vision}: {apart:.1f}"


@BOTH
def test_labels_stand_out_from_the_page(theme: Theme, codebook: Codebook) -> None:
    for label in codebook.labels:
        assert contrast(theme.label_colour(label), theme.page) >= 4.5, label.name


def test_labels_are_told_apart_without_colour_too(codebook: Codebook) -> None:
    """By name, and where there is no room for it by the shape of the ends of their bars."""
    painter = Painter()
    painter.set_codebook(codebook)
    shapes = [painter.shape(label.name) for label in codebook.labels]
    assert len(set(shapes)) == min(len(shapes), SHAPES)
