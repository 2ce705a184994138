"""One loaded pipeline for all tests here."""

from __future__ import annotations

import pytest

from annotator.preannotate.pipeline import Suggester


@pytest.fixture(scope="session")
def suggester() -> Suggester:
    return Suggester()
