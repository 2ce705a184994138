"""Any text and any span: what is selected, copied and drawn is what was meant."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import ArticleView, Mark
from annotator.model import pieces as cutting
from annotator.model.article import Article, Metadata
from annotator.model.offsets import ParagraphMap, paragraphs

PIECES = st.sampled_from(
    [
        *("a", "Word ", " ", "\t", "\n", "\r\n", "\r", "\u2029", "\u2028", "\ufdd0", "\ufdd1", "\u00a0"),
        *("e\u0301", "\u0301", "😬", "👩‍🔬", "🇫🇷", "👍🏽", "\u200d", "\u200f", "\u202e", "\ufeff", "\ufffc"),
        *("שלום", "مرحبا ", "日本", "한국", "\u0915\u094d\u0937", "\U0001d11e", "\x0b", "\x85", "\u0600"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
SAME_VIEW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ArticleView]:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    yield made
    made.set_article(None)


def show(view: ArticleView, text: str) -> None:
    view.set_article(Article(1, text, Metadata(), ""))


def boundaries(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@SAME_VIEW
@given(text=TEXTS)
def test_blocks_are_paragraphs(view: ArticleView, text: str) -> None:
    show(view, text)
    assert view.document().blockCount() == len(paragraphs(text))
    assert view.document().characterCount() == ParagraphMap(text).units + 1


@SAME_VIEW
@given(text=TEXTS, data=st.data())
def test_a_span_of_whole_graphemes_is_selected_and_copied_exactly(
    view: ArticleView, text: str, data: st.DataObject
) -> None:
    show(view, text)
    edges = boundaries(text)
    start, end = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    view.select_span(start, end)
    if start == end:
        assert view.selected_span() is None
    else:
        assert view.selected_span() == (start, end)
        # A byte order mark at the very beginning is lost on the way through Qt.
        assert view.createMimeDataFromSelection().text() == text[start:end].removeprefix("\ufeff")
    assert view.caret() == end


@SAME_VIEW
@given(text=TEXTS, data=st.data())
def test_a_selection_never_splits_a_grapheme(view: ArticleView, text: str, data: st.DataObject) -> None:
    show(view, text)
    positions = st.integers(0, len(text))
    start, end = sorted(data.draw(st.tuples(positions, positions)))
    view.select_span(start, end)
    span = view.selected_span()
    if span is not None:
        pieces = [(p.start, p.end) for p in paragraphs(text)]
        for edge in span:
            inside = next(((a, b) for a, b in pieces if a <= edge <= b), None)
            assert inside is not None
            assert edge - inside[0] in boundaries(text[inside[0] : inside[1]])
        assert span[0] <= max(start, 0)
        assert span[1] >= min(end, len(text)) or text[span[1] : end] == "\r"


@SAME_VIEW
@given(text=TEXTS.filter(bool), data=st.data())
def test_every_mark_is_drawn_on_each_of_its_lines_and_can_be_hit(
    view: ArticleView, text: str, data: st.DataObject
) -> None:
    show(view, text)
    marks = []
    for number in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        marks.append(Mark(f"m{number}", "actor", ((start, end),), "own"))
    view.set_marks(marks[:3])
    view.update_marks(marks[3:], [])
    assert not view.grab().isNull()
    layout = view.article_layout
    drawn: dict[str, int] = {}
    for number in range(view.document().blockCount()):
        box = layout.box(number)
        tops = [line.top for line in box.lines]
        assert tops == sorted(tops)
        for line in box.lines:
            assert line.bottom >= line.text_bottom or not line.units
            for unit in line.units:
                drawn[unit.mark.id] = drawn.get(unit.mark.id, 0) + 1
                assert all(bar.left < bar.right for bar in unit.bars)
    for mark in marks:
        assert mark.id in view.marks_at(mark.start)
        if text[mark.start : mark.end].strip("\ufdd0\ufdd1 \t\r\n\x0b\x85\xa0\u2028\u2029"):
            assert drawn.get(mark.id)


@SAME_VIEW
@given(
    text=st.lists(st.one_of(PIECES, st.just("He said no. "), st.just("word ")), max_size=40).map("".join),
    data=st.data(),
)
def test_pieces_of_a_paragraph_change_nothing(view: ArticleView, text: str, data: st.DataObject) -> None:
    with patch.multiple(cutting, LONGEST=20, _LEAST=5, _MOST=12):
        show(view, text)
    blocks = view.article_layout.text.map.blocks
    assert view.document().blockCount() == len(blocks)
    edges = boundaries(text)
    start, end = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    view.select_span(start, end)
    assert view.selected_span() == ((start, end) if start < end else None)
    assert view.caret() == end
    if start < end:
        assert view.createMimeDataFromSelection().text() == text[start:end].removeprefix("\ufeff")
        view.set_marks([Mark("m", "actor", ((start, end),), "own")])
        assert not view.grab().isNull()
        assert "m" in view.marks_at(start)
