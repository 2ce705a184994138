"""Selecting by unit and moving the ends of annotations in the window, by real keys and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.gui.article_view.handles import handles
from annotator.gui.main_window import MainWindow
from annotator.gui.saying import Saying
from annotator.gui.session import Session
from annotator.model.article import IncomingArticle
from annotator.project.operations import articles
from tests.support.article_view import left_of, on_bar
from tests.support.keys import Press
from tests.support.mouse import LEFT, drag

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key

STORY = (
    "Mr. Levy said: “The old pier (built in 1902) will go. Nobody asked us!” Mira Sand-Boe's aide denied it, "
    "but the U.S. embassy in Tolm agreed.\r\n\r\n"
    "The Ministry of Defence kept silent. It always does.\r\n"
    "Kim e\u0301crit 👩‍🔬 a letter."
)
SECOND = STORY.index("The Ministry")
THIRD = STORY.index("Kim")


@pytest.fixture
def story(window: MainWindow, session: Session) -> MainWindow:
    """The window with :data:`STORY` open."""
    with session.project.transact("Import", undoable=False):
        article_id, _new = articles.add(session.project, IncomingArticle(STORY))
    session.open_article(article_id)
    window.workspace.view.setFocus()
    return window


def selected(window: MainWindow) -> str:
    span = window.workspace.view.selected_span()
    return window.workspace.view.units.text[slice(*span)] if span is not None else ""


def quote(session: Session) -> str:
    assert session.current is not None
    stored = session.project.annotation(session.current.id)
    return stored.quote if stored is not None else "(a suggestion)"


def tag(window: MainWindow, words: str, label: str = "claim") -> None:
    start = window.workspace.view.units.text.index(words)
    assert window.session is not None
    window.session.tag(label, (start, start + len(words)))
    window.workspace.view.select_span(start, start)


# -- the caret and the selection


def test_the_caret_goes_by_sentence_and_paragraph(story: MainWindow, press: Press) -> None:
    view = story.workspace.view
    seen = []
    for _ in range(4):
        press((KEY.Key_Right, ALT))
        seen.append(view.caret())
    assert seen == [STORY.index("Nobody"), STORY.index("Mira"), SECOND, STORY.index("It always")]
    press((KEY.Key_Left, ALT))
    assert view.caret() == SECOND
    press((KEY.Key_Down, CTRL))
    assert view.caret() == THIRD
    press((KEY.Key_Down, CTRL))
    assert view.caret() == len(STORY)
    press((KEY.Key_Up, CTRL), (KEY.Key_Up, CTRL))
    assert view.caret() == SECOND


def test_shift_selects_by_sentence_and_paragraph(story: MainWindow, press: Press) -> None:
    press((KEY.Key_Right, ALT | SHIFT), (KEY.Key_Right, ALT | SHIFT))
    assert selected(story) == STORY[: STORY.index("Mira")]
    press((KEY.Key_Down, CTRL | SHIFT))
    assert selected(story) == STORY[:SECOND]
    press((KEY.Key_Up, CTRL | SHIFT))
    assert selected(story) == ""


def test_one_key_selects_sentence_and_paragraph(story: MainWindow, press: Press) -> None:
    story.workspace.view.select_span(SECOND + 3, SECOND + 3)
    press((KEY.Key_S, SHIFT))
    assert selected(story) == "The Ministry of Defence kept silent."
    press((KEY.Key_S, ALT))
    assert selected(story) == "It always does.".join((STORY[SECOND : STORY.index("It always")], ""))
    press("1")
    assert story.session is not None
    assert quote(story.session) == "The Ministry of Defence kept silent. It always does."


@pytest.mark.parametrize(
    ("at", "steps"),
    [
        ("Ministry", ["Ministry", "Ministry of Defence", "The Ministry of Defence kept silent"]),
        ("Boe", ["Sand-Boe", "Mira Sand-Boe", "Mira Sand-Boe's aide denied it"]),
        ("built", ["built", "built in 1902", "(built in 1902)"]),
        ("asked", ["asked", "Nobody asked us", "Nobody asked us!”"]),
    ],
)
def test_w_selects_more_and_shift_w_less(story: MainWindow, press: Press, at: str, steps: list[str]) -> None:
    view = story.workspace.view
    place = STORY.index(at) + 1
    view.select_span(place, place)
    seen = []
    for _ in steps:
        press("w")
        seen.append(selected(story))
    assert seen == steps
    part = ["Boe"] if at == "Boe" else []  # a part of the word comes last
    for wanted in (*reversed(steps[:-1]), *part, ""):
        press((KEY.Key_W, SHIFT))
        assert selected(story) == wanted
    assert view.caret() in (place - 1, place)


def test_selecting_all_ends_with_a_hint(story: MainWindow, press: Press) -> None:
    press((KEY.Key_A, CTRL), "w")
    assert "whole article" in story.messages.text.text()


def test_less_of_what_was_selected_otherwise(story: MainWindow, press: Press) -> None:
    story.workspace.view.select_span(SECOND, STORY.index("It always") + 4)
    press((KEY.Key_W, SHIFT))
    assert selected(story) == "The Ministry of Defence kept silent."


# -- the ends of the current annotation


def test_brackets_move_the_ends_by_words(story: MainWindow, session: Session, press: Press) -> None:
    tag(story, "old pier")
    press("]")
    assert quote(session) == "old pier (built"
    press("}", "[")
    assert quote(session) == "The old pier"
    press("{", "{")
    assert quote(session) == "pier"
    press("{")
    assert quote(session) == "pier"
    assert "one word" in story.messages.text.text()
    assert selected(story) == ""


def test_ctrl_and_brackets_move_them_by_characters(story: MainWindow, session: Session, press: Press) -> None:
    tag(story, "Kim")
    right, left = (KEY.Key_BracketRight, CTRL), (KEY.Key_BraceRight, CTRL)
    press(right)
    assert quote(session) == "Kim e\u0301"  # never half of it, and no white space at the end
    for _ in range(5):
        press(right)
    assert quote(session).endswith("👩‍🔬")
    press(left)
    assert quote(session) == "Kim e\u0301crit"
    press((KEY.Key_BraceLeft, CTRL))
    assert quote(session) == "im e\u0301crit"
    press((KEY.Key_BracketLeft, CTRL), (KEY.Key_BracketLeft, CTRL))
    assert quote(session) == "does.\r\nKim e\u0301crit"[4:]


def test_held_keys_are_one_undo_step(story: MainWindow, session: Session, press: Press) -> None:
    tag(story, "old pier")
    press("]", "]", "]", "]")
    assert quote(session) == "old pier (built in 1902) will"
    press("[")
    assert session.project.undo_title == "Adjust claim"
    press((KEY.Key_Z, CTRL))
    assert quote(session) == "old pier (built in 1902) will"
    press((KEY.Key_Z, CTRL))
    assert quote(session) == "old pier"
    press((KEY.Key_Y, CTRL))
    assert quote(session) == "old pier (built in 1902) will"


def test_nudging_a_suggestion_takes_it_over_in_one_step(
    window: MainWindow, session: Session, press: Press
) -> None:
    press(KEY.Key_Tab)
    assert session.current_is_suggestion
    press("]", "]")
    assert not session.current_is_suggestion
    assert quote(session) == "Mira Sand said 😀 that"
    press((KEY.Key_Z, CTRL))
    assert session.sheet is not None
    assert session.sheet.own == {}
    assert len(session.sheet.suggestions) == 4


def test_the_caret_and_the_panels_follow(story: MainWindow, session: Session, press: Press) -> None:
    tag(story, "old pier")
    press("]")
    assert story.workspace.view.caret() == STORY.index("built") + len("built")
    story.show_current()
    assert "old pier (built" in session.current.quote  # type: ignore[union-attr]
    assert story.status.says().startswith("Adjusted claim")


def test_a_nudge_goes_past_words_that_are_tagged_so_already(
    story: MainWindow, session: Session, press: Press
) -> None:
    tag(story, "The old pier")
    tag(story, "old pier")
    press("[")
    assert quote(session) == "said: “The old pier"


def test_of_several_pieces_the_one_at_the_caret_is_nudged_or_taken_out(
    story: MainWindow, session: Session, press: Press
) -> None:
    tag(story, "will go")
    place = STORY.index("asked us")
    story.workspace.view.select_span(place, place + 8)
    press("+")
    assert quote(session) == "will go … asked us"
    story.workspace.view.select_span(place, place)
    press("[")
    assert quote(session) == "will go … Nobody asked us"
    press("[")
    assert quote(session) == "will go … Nobody asked us"
    assert "can't reach further" in story.messages.text.text()
    press("-")
    assert quote(session) == "will go"
    press("-")
    assert "one piece" in story.messages.text.text()


def test_a_selection_is_taken_out_of_the_annotation(
    story: MainWindow, session: Session, press: Press
) -> None:
    tag(story, "old pier (built in 1902) will go")
    start = STORY.index("(built")
    story.workspace.view.select_span(start, start + len("(built in 1902)"))
    press("-")
    assert quote(session) == "old pier … will go"
    story.workspace.view.select_span(SECOND, SECOND + 3)
    press("-")
    assert "not in this claim" in story.messages.text.text()
    story.workspace.view.select_span(0, SECOND)
    press("-")
    assert "Nothing would be left" in story.messages.text.text()
    press((KEY.Key_Escape, NONE))
    assert quote(session) == "old pier … will go"


def handle(window: MainWindow, edge: str) -> QPoint:
    """A viewport point on an end of the current annotation."""
    view = window.workspace.view
    found = next(one for one in handles(view) if one.edge == edge)
    return QPoint(round(found.point.x()), round(found.point.y()) - view.verticalScrollBar().value())


@pytest.mark.parametrize(
    ("edge", "to", "held", "words"),
    [
        ("end", "2) w", NONE, "old pier (built in 1902"),
        ("end", "lt in", ALT, "old pier (bui"),
        ("start", "he old", NONE, "The old pier"),
        ("start", "d pier", ALT, "d pier"),
        ("start", "will go", NONE, "old pier"),  # behind its own end: nothing
    ],
)
def test_an_end_is_dragged_with_the_mouse(
    story: MainWindow, session: Session, edge: str, to: str, held: Qt.KeyboardModifier, words: str
) -> None:
    view = story.workspace.view
    tag(story, "old pier")
    steps = len(session.project.steps.done)
    drag(view, handle(story, edge), left_of(view, STORY.index(to)), held)
    assert quote(session) == words
    assert selected(story) == ""
    assert len(session.project.steps.done) == steps + (words != "old pier")
    assert not view.gestures.busy


def test_a_drag_of_an_end_shows_what_it_would_cover_and_esc_ends_it(
    qtbot: QtBot, story: MainWindow, session: Session, press: Press
) -> None:
    view = story.workspace.view
    tag(story, "old pier")
    qtbot.mousePress(view.viewport(), LEFT, pos=handle(story, "end"))
    qtbot.mouseMove(view.viewport(), left_of(view, STORY.index("will")))
    assert view.gestures.busy
    with qtbot.assertNotEmitted(view.selection_changed):
        press(KEY.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=left_of(view, STORY.index("will")))
    assert quote(session) == "old pier"
    assert selected(story) == ""


def test_no_handles_where_nothing_can_be_changed(story: MainWindow) -> None:
    tag(story, "old pier")
    assert len(list(handles(story.workspace.view))) == 2
    story.workspace.view.adjustable = False
    assert not list(handles(story.workspace.view))


def test_a_click_on_a_bar_brings_the_caret_there(qtbot: QtBot, story: MainWindow, session: Session) -> None:
    tag(story, "old pier")
    view = story.workspace.view
    view.select_span(SECOND, SECOND)
    assert session.current is not None
    qtbot.mouseClick(view.viewport(), LEFT, pos=on_bar(view, session.current.id))
    start = STORY.index("old pier")
    assert start <= view.caret() <= start + 8


# -- snapping, and keys that lead to a field


def test_snapping_is_switched_off_in_the_menu_and_remembered(qtbot: QtBot, story: MainWindow) -> None:
    view = story.workspace.view
    start = STORY.index("Ministry")
    drag(view, left_of(view, start + 2), left_of(view, start + 5))
    assert selected(story) == "Ministry"
    saying = story.findChild(Saying)
    assert saying is not None
    qtbot.waitUntil(lambda: not saying.waits)  # of what follows at once only the way is said
    story.commands.run("select.snap")
    qtbot.waitUntil(lambda: story.status.says() == "The mouse selects letter by letter")
    assert not story.settings.flag("snap-to-words", True)
    view.clear_selection()
    drag(view, left_of(view, start + 2), left_of(view, start + 5))
    assert selected(story) == "nis"
    assert not view.snaps


def test_what_is_typed_after_a_key_that_led_to_no_field_runs_nothing(
    window: MainWindow, session: Session, press: Press
) -> None:
    window.workspace.view.select_span(26, 30)
    press("3", "r")  # a cue is no mention
    assert "Only a mention" in window.messages.text.text()
    press("Max 1", KEY.Key_Backspace, KEY.Key_Delete)
    assert session.sheet is not None
    assert [a.label for a in session.sheet.own.values()] == ["cue"]
    assert session.article is not None
    assert session.article.id == 1
    assert "press Esc" in window.messages.text.text()
    press(KEY.Key_Escape, "1")
    assert [a.label for a in session.sheet.own.values()] == ["actor"]


def test_a_command_that_nobody_types_lets_go_of_the_keyboard(
    window: MainWindow, session: Session, press: Press
) -> None:
    press("n", "max", KEY.Key_Tab, "a")
    assert session.sheet is not None
    assert [a.quote for a in session.sheet.own.values()] == ["Mira Sand"]


def test_n_without_an_annotation_holds_the_keyboard_until_an_arrow(
    window: MainWindow, session: Session, press: Press
) -> None:
    press("n", "max")
    assert session.sheet is not None
    assert session.sheet.own == {}
    press(KEY.Key_Right, "1")
    assert len(session.sheet.own) == 1 or session.current is not None


def test_alt_and_down_goes_on_from_the_note(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press
) -> None:
    press(KEY.Key_Tab, "a", "n")
    note = window.workspace.inspector.note
    qtbot.waitUntil(note.hasFocus)
    press("just j", (KEY.Key_Down, ALT))
    assert session.article is not None
    assert session.article.id == 2
    assert session.project.annotations(1, session.project.layer.id)[0].note == "just j"  # type: ignore[union-attr]


def test_label_keys_need_no_input_method(window: MainWindow) -> None:
    view = window.workspace.view
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert window.workspace.find_bar.words.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
