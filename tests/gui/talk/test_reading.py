"""The list, its filters, what waits, the bubbles beside the article, and what is hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import bubbles
from annotator.gui.article_view.bubbles import Bubble
from annotator.gui.main_window import MainWindow
from annotator.gui.talk.listing import Which
from annotator.gui.talk.page import TalkPage
from annotator.project import comments as talk
from annotator.project.operations import articles, comments
from annotator.project.project import Project
from annotator.project.visibility import BLIND
from tests.support.keys import press_keys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key
LIST, WAITING = (KEYS.Key_C, CTRL | SHIFT), (KEYS.Key_M, CTRL)


def article(window: MainWindow) -> int | None:
    assert window.session is not None
    return window.session.article.id if window.session.article is not None else None


def project_of(window: MainWindow) -> Project:
    assert window.session is not None
    return window.session.project


def texts(page: TalkPage) -> list[str]:
    return [row.text for row in page.list.rows.rows]


def test_the_status_bar_says_what_waits_and_leads_there(
    asked: MainWindow, page: TalkPage, qtbot: QtBot
) -> None:
    button = asked.status.findChild(QPushButton, "waiting-comments")
    assert isinstance(button, QPushButton)
    qtbot.waitUntil(button.isVisible)
    assert button.text() == "1 comment waits for you (Ctrl+M)"
    assert asked.commands.title("talk.waiting") == "1 comment waits for you"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: texts(page) == ["@Robin is this an actor?"])
    assert page.filters.which == "waiting"
    assert page.list.rows.rows[0].below.startswith("names you · actor “Tolm Harbour” · Sam")
    comments.reply(project_of(asked), page.list.rows.rows[0].target.thread_id or "", "yes")
    qtbot.waitUntil(lambda: texts(page) == [])
    qtbot.waitUntil(button.isHidden)
    assert page.empty.text() == "Nothing waits for you."


def test_what_waits_is_answered_from_the_list_by_key(asked: MainWindow, page: TalkPage, qtbot: QtBot) -> None:
    press_keys(qtbot, WAITING)
    qtbot.waitUntil(lambda: page.list.row is not None)
    assert page.list.hasFocus()
    assert page.conversation.about.full.startswith("About actor “Tolm Harbour”")
    press_keys(qtbot, (KEYS.Key_R, CTRL), "yes", (KEYS.Key_Return, CTRL))
    asked.show_current()
    said = talk.threads(project_of(asked), 1)[0].said
    assert [each.text for each in said] == ["@Robin is this an actor?", "yes"]
    qtbot.waitUntil(lambda: texts(page) == [])


@pytest.mark.parametrize(
    ("which", "found"),
    [
        ("waiting", ["@Robin is this an actor?"]),
        ("mine", ["mine"]),
        ("open", ["mine", "@Robin is this an actor?", "strike or strikes?"]),
        ("resolved", ["fine"]),
        ("all", ["mine", "@Robin is this an actor?", "strike or strikes?", "fine"]),
        ("here", ["mine", "@Robin is this an actor?"]),
    ],
)
def test_each_filter_shows_its_threads(
    asked: MainWindow, page: TalkPage, qtbot: QtBot, which: Which, found: list[str]
) -> None:
    comments.say(project_of(asked), 1, "mine")
    press_keys(qtbot, LIST)
    qtbot.mouseClick(page.filters.chips[which], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: texts(page) == found)


def test_filters_by_annotator_and_label(asked: MainWindow, page: TalkPage, qtbot: QtBot) -> None:
    comments.say(project_of(asked), 1, "mine")
    press_keys(qtbot, LIST)
    page.filters.choose("all")
    qtbot.waitUntil(lambda: len(texts(page)) == 4)
    page.filters.annotator.setFocus()
    qtbot.keyClicks(page.filters.annotator, "Robin")
    page.filters.annotator.activated.emit(page.filters.annotator.currentIndex())
    qtbot.waitUntil(lambda: texts(page) == ["mine"])
    page.filters.choose("all")
    page.filters.label.setCurrentText("actor")
    page.filters.label.activated.emit(page.filters.label.currentIndex())
    qtbot.waitUntil(lambda: texts(page) == ["@Robin is this an actor?"])
    page.filters.label.setCurrentText("claim")
    page.filters.label.activated.emit(page.filters.label.currentIndex())
    qtbot.waitUntil(lambda: page.empty.text() == "No comment is so.")


def test_the_list_is_walked_over_articles_and_left_by_enter(
    asked: MainWindow, page: TalkPage, qtbot: QtBot
) -> None:
    press_keys(qtbot, WAITING)
    page.filters.choose("all")
    qtbot.waitUntil(lambda: len(texts(page)) == 3)
    page.list.setFocus()
    press_keys(qtbot, KEYS.Key_Home, KEYS.Key_Down)
    assert article(asked) == 2
    assert page.list.hasFocus()
    assert page.conversation.about.full == "About “harbour”"
    press_keys(qtbot, KEYS.Key_Return)
    assert asked.workspace.view.hasFocus()
    assert asked.workspace.view.caret() == 4
    press_keys(qtbot, LIST)
    press_keys(qtbot, LIST)
    assert asked.workspace.drawer.isHidden()


def test_answering_from_the_list_goes_back_to_it(asked: MainWindow, page: TalkPage, qtbot: QtBot) -> None:
    press_keys(qtbot, WAITING)
    qtbot.waitUntil(lambda: len(texts(page)) == 1)
    page.list.setFocus()
    press_keys(qtbot, KEYS.Key_Home, KEYS.Key_Up)
    press_keys(qtbot, (KEYS.Key_R, CTRL), "yes", (KEYS.Key_Return, CTRL))
    qtbot.waitUntil(lambda: texts(page) == [])
    assert page.filters.chips["waiting"].hasFocus()


def test_semicolon_walks_the_open_ones_in_all_articles(asked: MainWindow, qtbot: QtBot) -> None:
    press_keys(qtbot, ";")
    assert "Sam: @Robin is this an actor? (1 of 1)" in asked.messages.text.text()
    press_keys(qtbot, ";")
    qtbot.waitUntil(lambda: article(asked) == 2)
    assert "strike or strikes?" in asked.messages.text.text()
    press_keys(qtbot, ";")
    qtbot.waitUntil(lambda: article(asked) == 1)
    press_keys(qtbot, ":")
    qtbot.waitUntil(lambda: article(asked) == 2)


def test_without_any_it_says_how_to_begin_one(window: MainWindow, qtbot: QtBot) -> None:
    press_keys(qtbot, ";")
    qtbot.waitUntil(lambda: "no open comment. Shift+C begins one" in window.messages.text.text())
    press_keys(qtbot, (KEYS.Key_R, CTRL))
    assert "No comment is shown" in window.messages.text.text()
    press_keys(qtbot, LIST)
    assert "Nothing was said about this article" in window.talk.page.empty.text()


def test_a_bubble_stands_beside_the_line_and_opens_its_thread(
    asked: MainWindow, page: TalkPage, qtbot: QtBot
) -> None:
    view = asked.workspace.view
    (bubble,) = view.painter.bubbles
    assert bubble == Bubble(48, asked.talk.here.threads[0].id, waits=True)
    height = view.viewport().height()
    (place,) = bubbles.places(view.article_layout, view.painter.bubbles, 0, height)
    assert place.rect.left() > view.article_layout.left + view.article_layout.width
    top = view.to_document(QPointF(0, 0)).y()
    point = QPoint(round(place.rect.center().x()), round(place.rect.center().y() - top))
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert "is this an actor?" in QToolTip.text()
    caret = view.caret()
    qtbot.mouseMove(view.viewport(), point)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.talk.shown()
    assert page.conversation.about.full == "About actor “Tolm Harbour” · of Sam"
    assert view.hasFocus()
    assert caret != 48 or view.caret() == 48
    picture = view.grab().toImage()
    ratio = picture.devicePixelRatio()
    inside = place.rect.topLeft() + QPointF(4, 3 - top)
    colour = picture.pixelColor(round(inside.x() * ratio), round(inside.y() * ratio))
    assert colour.name() == asked.theme.accent


def test_a_click_on_a_bubble_makes_its_annotation_the_current_one(asked: MainWindow, qtbot: QtBot) -> None:
    session, view = asked.session, asked.workspace.view
    assert session is not None
    comments.resolve(session.project, asked.talk.here.threads[0].id)
    suggestion = session.project.suggested(1)[0]
    comments.say(session.project, 1, "sure?", annotation_id=suggestion.id)
    qtbot.waitUntil(lambda: [b.position for b in view.painter.bubbles] == [0])
    (place,) = bubbles.places(view.article_layout, view.painter.bubbles, 0, view.viewport().height())
    top = view.to_document(QPointF(0, 0)).y()
    point = QPoint(round(place.rect.center().x()), round(place.rect.center().y() - top))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert session.current_id == suggestion.id
    session.set_current(None)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert session.current_id == suggestion.id
    assert view.selected_span() is None


def test_threads_of_one_line_share_a_bubble_and_clicks_go_through_them(
    asked: MainWindow, page: TalkPage, qtbot: QtBot
) -> None:
    comments.say(project_of(asked), 1, "and this word?", span=(44, 47))
    view = asked.workspace.view
    qtbot.waitUntil(lambda: len(view.painter.bubbles) == 2)
    (place,) = bubbles.places(view.article_layout, view.painter.bubbles, 0, view.viewport().height())
    assert len(place.bubbles) == 2
    top = view.to_document(QPointF(0, 0)).y()
    point = QPoint(round(place.rect.center().x()), round(place.rect.center().y() - top))
    read = []
    for _ in range(3):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        read.append(page.conversation.about.full)
    assert read[0] == read[2] != read[1]


def test_the_status_bar_says_what_was_done(asked: MainWindow, qtbot: QtBot) -> None:
    asked.workspace.view.select_span(32, 36)
    press_keys(qtbot, (KEYS.Key_C, SHIFT), "which one?", (KEYS.Key_Return, CTRL))
    assert asked.status.says().startswith("Commented on words “which one?” · Saved")
    press_keys(qtbot, (KEYS.Key_D, CTRL | SHIFT))
    assert asked.status.says().startswith("Resolved a comment")
    asked.commands.run("edit.undo")
    assert asked.status.says().startswith("Undone: resolve a comment")


def test_the_header_counts_open_threads_and_goes_to_the_next(asked: MainWindow, qtbot: QtBot) -> None:
    header = asked.workspace.header
    asked.resize(1900, 900)  # words have room beside the rest of the header, whatever the font
    qtbot.waitUntil(header.talk.isVisible)
    qtbot.waitUntil(lambda: header.talk.text() == "1 open (;)")
    qtbot.mouseClick(header.talk, Qt.MouseButton.LeftButton)
    assert "is this an actor?" in asked.messages.text.text()
    comments.resolve(project_of(asked), asked.talk.here.threads[0].id)
    qtbot.waitUntil(header.talk.isHidden)


def test_what_is_hidden_is_counted_and_shown_when_one_is_done(
    asked: MainWindow, page: TalkPage, qtbot: QtBot
) -> None:
    project, header = project_of(asked), asked.workspace.header
    asked.resize(1900, 900)
    with project.transact("Blind", undoable=False):
        project.remember(BLIND, "yes")
    asked.talk.look()
    assert asked.talk.here.threads == ()
    assert not asked.workspace.view.painter.bubbles
    qtbot.waitUntil(lambda: header.talk.text() == "1 hidden")
    qtbot.mouseClick(header.talk, Qt.MouseButton.LeftButton)
    assert page.hidden.text() == "1 comment of colleagues is hidden until this article is done (M)."
    articles.set_state(project, 1, "done")
    qtbot.waitUntil(lambda: texts(page) == ["@Robin is this an actor?"])
    assert page.hidden.isHidden()


def test_the_list_follows_the_annotation_that_is_picked_in_the_article(
    asked: MainWindow, page: TalkPage, qtbot: QtBot
) -> None:
    press_keys(qtbot, KEYS.Key_Tab, (KEYS.Key_C, SHIFT), "why?", (KEYS.Key_Return, CTRL))
    press_keys(qtbot, ";")
    assert page.conversation.about.full == "About actor “Tolm Harbour” · of Sam"
    asked.workspace.view.setFocus()
    press_keys(qtbot, KEYS.Key_Escape, KEYS.Key_Tab, KEYS.Key_Tab, (KEYS.Key_Tab, SHIFT))
    assert asked.session is not None
    if asked.session.current is not None and asked.session.current.quote == "Mira Sand":
        assert page.conversation.about.full == "About actor “Mira Sand” · suggested"
