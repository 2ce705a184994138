"""One loaded pipeline for all tests here."""

from __future__ import annotations

import pytest
import spacy

from annotator.preannotate.pipeline import Suggester


@pytest.fixture(scope="session")
def suggester() -> Suggester:
    return Suggester()


@pytest.fixture(scope="session")
def plain_pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A saved pipeline that loads fast."""
    folder = tmp_path_factory.mktemp("pipeline")
    spacy.blank("en").to_disk(folder)
    return str(folder)
