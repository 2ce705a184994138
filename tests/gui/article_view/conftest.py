"""A shown article view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import ArticleView, Mark
from annotator.model.article import Article, Metadata
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    file = Path(__file__).parents[3] / "resources" / "codebooks" / "actor-claim-sentiment.toml"
    return parse_codebook(file.read_text(encoding="utf-8"))


@pytest.fixture
def view(qtbot: QtBot, codebook: Codebook) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.set_codebook(codebook)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def show(view: ArticleView) -> Callable[..., ArticleView]:
    def shown(text: str, *marks: Mark) -> ArticleView:
        view.set_article(Article(1, text, Metadata(title="A title"), "sha"))
        view.set_marks(marks)
        return view

    return shown
