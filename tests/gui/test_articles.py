"""The article list: states, next and previous, search, filter; and ten thousand articles."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.models.articles import ROW_ROLE, ArticleListModel
from annotator.gui.panels.articles import ArticlesPanel
from annotator.gui.theme import DARK
from annotator.model.article import ArticleSummary, Metadata
from tests.support.keys import focused


def listed(window: MainWindow) -> list[tuple[str, str, int]]:
    window.show_current()
    model = window.workspace.articles.model
    rows = [model.row(n) for n in range(model.rowCount())]
    return [(row.title, row.state, row.undecided) for row in rows]


def open_id(window: MainWindow) -> int:
    assert window.session is not None
    assert window.session.article is not None
    return window.session.article.id


def test_the_list_shows_state_and_what_waits(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: listed(window)[0][2] == 4)
    assert listed(window) == [
        ("Article 1", "to do", 4),
        ("Harbour strike", "to do", 0),
        ("Milk powder", "to do", 0),
    ]
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClicks(view, "a")
    assert listed(window)[0] == ("Article 1", "in progress", 3)
    assert window.workspace.header.state.text() == "In progress"
    assert window.workspace.header.waiting.text().startswith("3 ")


def test_m_marks_as_done_and_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.workspace.view, "m")
    assert open_id(window) == 2
    assert listed(window)[0][1] == "done"
    qtbot.keyClicks(window.workspace.view, "mm")
    assert [state for _, state, _ in listed(window)] == ["done"] * 3
    assert "last article" in window.messages.text.text()
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert listed(window)[2][1] == "to do"


def test_next_and_previous_article_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    view, alt = window.workspace.view, Qt.KeyboardModifier.AltModifier
    qtbot.keyClicks(view, "j")
    qtbot.keyClick(view, Qt.Key.Key_Down, alt)
    assert open_id(window) == 3
    qtbot.keyClicks(view, "j")
    assert open_id(window) == 3
    assert window.messages.text.text() == "This is the last article in the list."
    qtbot.keyClick(view, Qt.Key.Key_Up, alt)
    qtbot.keyClicks(view, "k")
    assert open_id(window) == 1
    assert view.article_layout.text.map.units > 0


def test_keys_work_from_the_list_as_well(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.workspace.articles
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert open_id(window) == 2
    qtbot.keyClicks(panel.list, "j")
    assert open_id(window) == 3
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.workspace.view.hasFocus()


def test_a_click_opens_an_article(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.workspace.articles.list
    place = panel.visualRect(window.workspace.articles.model.index(1)).center()
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert open_id(window) == 2
    assert window.workspace.header.title.text() == "Harbour strike"


def test_search_narrows_the_list_by_words_of_text_and_title(qtbot: QtBot, window: MainWindow) -> None:
    view, panel = window.workspace.view, window.workspace.articles
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_F, both)
    qtbot.waitUntil(panel.search.hasFocus)
    qtbot.keyClicks(panel.search, "harb")
    qtbot.waitUntil(lambda: len(listed(window)) == 2)
    assert [title for title, _, _ in listed(window)] == ["Article 1", "Harbour strike"]
    panel.search.setText("no such words")
    qtbot.waitUntil(panel.empty.isVisible)
    assert "clear the search" in panel.empty.text()
    panel.search.clear()
    qtbot.waitUntil(lambda: len(listed(window)) == 3)
    assert not panel.empty.isVisible()


def test_search_by_keyboard_opens_the_first_hit_and_shows_it(qtbot: QtBot, window: MainWindow) -> None:
    view, panel = window.workspace.view, window.workspace.articles
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_F, both)
    for key in "milk":
        qtbot.keyClicks(focused(), key)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)  # sooner than the search begins by itself
    qtbot.waitUntil(lambda: open_id(window) == 3)
    assert panel.hits.text() == "1 of 3 articles"
    assert focused() is panel.list
    assert panel.list.currentIndex().row() == 0
    assert view.textCursor().selectedText() == "milk"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_F, both)
    for key in "harbour":
        qtbot.keyClicks(focused(), key)
    qtbot.waitUntil(lambda: panel.hits.text() == "2 of 3 articles")
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert open_id(window) == 1
    assert view.textCursor().selectedText() == "Harbour"
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert open_id(window) == 2
    panel.search.clear()
    qtbot.waitUntil(panel.hits.isHidden)


def test_filter_by_state(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.workspace.articles
    qtbot.keyClicks(window.workspace.view, "m")
    window.show_current()
    panel.filter.setCurrentIndex(panel.filter.findData("done"))
    assert [title for title, _, _ in listed(window)] == ["Article 1"]
    assert panel.filter.currentText() == "Done (1)"
    panel.filter.setCurrentIndex(panel.filter.findData("in doubt"))
    assert panel.empty.isVisible()
    panel.filter.setCurrentIndex(0)
    assert len(listed(window)) == 3


def test_the_state_is_set_from_the_header(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.header.state_wanted.emit("in doubt")
    assert listed(window)[0][1] == "in doubt"
    assert window.workspace.header.state.text() == "In doubt"


def test_ten_thousand_articles(qtbot: QtBot) -> None:
    panel = ArticlesPanel()
    qtbot.addWidget(panel)
    panel.set_theme(DARK)
    panel.resize(260, 800)
    panel.show()
    panel.set_articles([ArticleSummary(n, Metadata(title=f"Title {n}"), "", 10, "") for n in range(10_000)])
    panel.set_states(dict.fromkeys(range(0, 10_000, 2), "done"))
    panel.filter.setCurrentIndex(panel.filter.findData("done"))
    assert panel.model.rowCount() == 5_000
    assert panel.filter.currentText() == "Done (5000)"
    panel.set_open(9_998)
    assert panel.list.currentIndex().data(ROW_ROLE).summary.id == 9_998
    assert panel.neighbour(-1) == 9_996
    assert panel.neighbour(1) is None
    assert not panel.grab().isNull()


def test_what_a_line_says_to_a_screen_reader() -> None:
    model = ArticleListModel()
    summary = ArticleSummary(
        1, Metadata(title="Milk", source="Echo", published="2025-01-02T10:00"), "", 9, ""
    )
    model.set_articles([summary])
    model.set_undecided({1: 3})
    index = model.index(0)
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Milk, To do, 3 to decide, 2025-01-02 · Echo"
    assert model.data(model.index(5)) is None
