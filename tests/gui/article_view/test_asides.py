"""What the import cleaned away, in grey between the paragraphs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.articles.cleaning import clean
from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.asides import places
from annotator.gui.look import Look
from annotator.model.article import Article, Metadata, Removed
from annotator.model.offsets import paragraphs
from tests.support.article_view import on_text, own

BODY = (
    "The harbour stood still on Monday, and nobody could say for how long it would stay so, officials said."
)
PAGE = f"Skip to content\n\nHarbour strike\n\n{BODY}\n\nShare\n\n{BODY[:40]} again.\n\nCookie policy\n"
CLEANED = clean(PAGE, title="Harbour strike")
SHOWN = Look(removed=True)


def shown(view: ArticleView, text: str, removed: Sequence[Removed]) -> ArticleView:
    view.set_article(Article(1, text, Metadata(), "", tuple(removed)))
    view.set_look(SHOWN)
    view.grab()
    return view


def pieces(*cuts: tuple[int, int], of: str) -> tuple[str, list[Removed]]:
    """What is left without these stretches of a text, and what was removed."""
    removed = [Removed(start, end, of[start:end], "page frame") for start, end in cuts]
    kept = "".join(
        of[end:start]
        for end, start in zip([0, *(c[1] for c in cuts)], [*(c[0] for c in cuts), len(of)], strict=True)
    )
    return kept, removed


def test_a_piece_stands_above_the_paragraph_that_followed_it() -> None:
    text = "Skip\nOne.\nShare\nTwo.\nEnd\n"
    kept, removed = pieces((0, 5), (10, 16), (21, 25), of=text)
    assert kept == "One.\nTwo.\n"
    found = places(removed, paragraphs(kept))
    assert {n: [piece.text for piece in there] for n, there in found.items()} == {
        0: ["Skip\n"],
        1: ["Share\n"],
        2: ["End\n"],
    }


def test_white_space_alone_is_not_shown() -> None:
    kept, removed = pieces((4, 6), of="One.\n\nTwo.")
    assert places(removed, paragraphs(kept)) == {}


@given(st.lists(st.tuples(st.sampled_from(["One", "Two", ""]), st.booleans()), max_size=12))
def test_every_piece_has_its_place_in_order(lines: list[tuple[str, bool]]) -> None:
    text = "".join(f"{line}\n" for line, _ in lines)
    cuts, at = [], 0
    for line, goes in lines:
        if goes:
            cuts.append((at, at + len(line) + 1))
        at += len(line) + 1
    kept, removed = pieces(*cuts, of=text)
    blocks = paragraphs(kept)
    found = places(removed, blocks)
    assert [piece for number in sorted(found) for piece in found[number]] == [
        piece for piece in removed if piece.text.strip()
    ]
    for number, there in found.items():
        for piece in there:
            before = sum(len(line) + 1 for line, goes in lines if not goes and text) if number else 0
            kept_above = sum(1 for start, end in _kept(lines) if end <= piece.start)
            assert number == kept_above or number == len(blocks)
            assert before >= 0


def _kept(lines: list[tuple[str, bool]]) -> list[tuple[int, int]]:
    """Where the kept lines stood."""
    found, at = [], 0
    for line, goes in lines:
        if not goes:
            found.append((at, at + len(line) + 1))
        at += len(line) + 1
    return found


def test_it_is_seen_only_where_it_is_wanted(view: ArticleView) -> None:
    assert CLEANED.removed
    shown(view, CLEANED.text, CLEANED.removed)
    layout = view.article_layout
    with_it, first = layout.documentSize().height(), layout.place_of(0)
    view.set_look(Look())
    assert layout.documentSize().height() < with_it
    assert layout.place_of(0)[1].top < first[1].top


def test_no_offset_counts_it(view: ArticleView) -> None:
    shown(view, CLEANED.text, CLEANED.removed)
    assert view.document().characterCount() == len(CLEANED.text) + 1
    view.selectAll()
    assert view.selected_span() == (0, len(CLEANED.text))
    assert view.createMimeDataFromSelection().text() == CLEANED.text
    for position in (3, 30, len(CLEANED.text) - 4):
        assert (
            view.article_layout.character_at(view.to_document(on_text(view, position).toPointF())) == position
        )


def test_it_is_painted_and_a_click_on_it_picks_no_text(qtbot: QtBot, view: ArticleView) -> None:
    shown(view, CLEANED.text, CLEANED.removed)
    view.set_marks([own("m", "actor", (0, 7))])
    layout = view.article_layout
    aside = layout.box(0).asides[0]
    middle = layout.block_top(0) + aside.top + aside.height / 2
    row = view.grab().toImage().convertToFormat(view.grab().toImage().Format.Format_RGB32)
    page = QColor(view.painter.theme.page)
    inked = sum(row.pixelColor(x, round(middle)) != page for x in range(round(layout.left), row.width() - 60))
    assert inked > 5
    point = QPoint(round(layout.left) + 30, round(middle))
    assert view.mark_at_point(point) is None
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.selected_span() is None
    assert view.current() is None


def test_the_last_pieces_stand_below_the_text(view: ArticleView) -> None:
    kept, removed = pieces((4, 9), of="One.\nEnd")
    shown(view, kept, removed)
    (aside,) = view.article_layout.box(view.document().blockCount() - 1).asides
    assert aside.below
    assert aside.text.text() == "End"


def test_a_very_long_piece_says_how_much_more_there_is(view: ArticleView) -> None:
    kept, removed = pieces((0, 50_001), of="x" * 50_000 + "\nOne.")
    shown(view, kept, removed)
    (aside,) = view.article_layout.box(0).asides
    assert aside.text.text().endswith("… (47,000 characters more)")


@pytest.mark.parametrize("length", [30, 400])
def test_showing_it_keeps_the_line_that_is_read(view: ArticleView, length: int) -> None:
    text = "".join(f"Share\nParagraph {n}: {BODY}\n" for n in range(length))
    lines = text.splitlines(keepends=True)
    cuts, at = [], 0
    for line in lines:
        if line == "Share\n":
            cuts.append((at, at + len(line)))
        at += len(line)
    kept, removed = pieces(*cuts, of=text)
    view.set_article(Article(1, kept, Metadata(), "", tuple(removed)))
    place = kept.index(f"Paragraph {length // 2}:")
    view.select_span(place, place)
    view.reveal(place, place)
    for look in (SHOWN, replace(SHOWN, width="wide"), Look()):
        before = _y(view, place)
        view.set_look(look)
        view.grab()
        assert abs(_y(view, place) - before) <= 1


def _y(view: ArticleView, position: int) -> float:
    """Where the text of a line begins in the view."""
    top, line = view.article_layout.place_of(position)
    return top + line.top - view.verticalScrollBar().value()


def test_a_piece_from_right_to_left_stands_at_the_right(view: ArticleView) -> None:
    kept, removed = pieces((0, 6), of="مشارك\nOne.")
    shown(view, kept, removed)
    (aside,) = view.article_layout.box(0).asides
    assert aside.right_to_left
    assert aside.text.lineAt(0).naturalTextRect().right() > aside.width - 30
