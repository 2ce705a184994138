"""Which paragraphs are headings, and how they look."""

from collections.abc import Callable

import pytest

from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.headings import headings
from annotator.model.article import Article, Metadata
from annotator.model.offsets import paragraphs
from tests.support.article_view import own

BODY = (
    "The harbour stood still on Monday, and nobody could say for how long it would stay so, officials said."
)
Show = Callable[..., ArticleView]


def found(text: str, title: str = "") -> dict[str, int]:
    """Level of each heading, by its words."""
    blocks = paragraphs(text)
    return {
        text[blocks[n].start : blocks[n].end]: level for n, level in headings(text, blocks, title).items()
    }


def test_a_short_line_alone_above_text_is_a_heading() -> None:
    text = f"{BODY}\n\nWhat the union wants\n\n{BODY}\n\nWho pays?\n\n{BODY}"
    assert found(text) == {"What the union wants": 2, "Who pays?": 2}


def test_the_title_is_the_first_heading() -> None:
    text = f"Harbour  strike\n\nA day of waiting.\n\n{BODY}"
    assert found(text, "Harbour strike") == {"Harbour  strike": 1}


@pytest.mark.parametrize(
    "line",
    [
        "He said no.",
        "- An item of a list",
        "1. An item of a list",
        "“Why?”",
        "The places are:",
        "* * *",
        "2026",
        "word " * 20,
    ],
)
def test_other_short_lines_are_not(line: str) -> None:
    assert found(f"{BODY}\n\n{line}\n\n{BODY}") == {}


def test_a_last_line_and_a_line_amid_others_are_not() -> None:
    assert found(f"{BODY}\n\nTranslated by Ada") == {}
    assert found(f"{BODY}\nSecond line of an address\n\n{BODY}") == {}


def test_without_blank_lines_a_heading_stands_between_paragraphs() -> None:
    assert found(f"{BODY}\nWhat the union wants\n{BODY}") == {"What the union wants": 2}


def test_headings_are_bold_and_larger_and_stay_on_their_lines(view: ArticleView) -> None:
    text = f"Harbour strike\n\n{BODY}\n\nWhat the union wants\n\n{BODY}"
    view.set_article(Article(1, text, Metadata(title="Harbour strike"), ""))
    at = text.index("What")
    view.set_marks([own("m", "claim", (at, at + 10)), own("n", "actor", (0, 7))])
    view.grab()
    layout = view.article_layout
    for zoom in (100, 240):
        view.set_zoom(zoom)
        title, body, heading = (layout.box(number).lines[0] for number in (0, 2, 4))
        assert title.height > heading.height > body.height
        for box in (layout.box(number) for number in range(7)):
            for line, following in zip(box.lines, box.lines[1:], strict=False):
                assert line.text_bottom <= following.top
        assert title.units[0].top >= title.text_bottom
        font = view.document().findBlockByNumber(4).layout().lineAt(0).glyphRuns()[0].rawFont()
        assert font.weight() >= 600
