"""What the status bar says of a commit; and of a key that only moved or switched something."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.article_view.whereabouts import lines_of_current
from annotator.gui.main_window import MainWindow
from annotator.gui.said import PAST, said_of, short
from annotator.gui.saying import Saying
from annotator.gui.theme import DARK
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.changes import Changes
from annotator.project.operations import actors, annotations, articles, decisions, links
from annotator.project.project import Project
from tests.support.projects import TEXT, suggested_project

Said = list[str]

ROOT = Path(__file__).parents[2] / "annotator"
WITH_TITLES = sorted(
    path
    for room in ("project/operations", "gui")
    for path in (ROOT / room).rglob("*.py")
    if any(word in path.read_text(encoding="utf-8") for word in ("transact(", "reshape(", "title = "))
)
NEVER_SAID = {"Work on an article"}
"""Steps beside what a person does."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with suggested_project(tmp_path / "said.annotator") as made:
        yield made


@pytest.fixture
def said(project: Project) -> Said:
    """What was said of every commit."""
    found: Said = []

    def hear(changes: Changes) -> None:
        def name(actor_id: str) -> str:
            actor = project.actor(actor_id)
            return actor.name if actor is not None else ""

        found.append(said_of(changes, project.annotation, TEXT, name))

    project.on_change(hear)
    return found


def suggested(project: Project, quote: str) -> str:
    model = project.model_layer()
    assert model is not None
    return next(a.id for a in project.annotations(1, model.id) if a.quote == quote)


def test_tagging_changing_and_deleting(project: Project, said: Said) -> None:
    made = annotations.add(project, article_id=1, label="actor", segments=[(61, 67)])
    annotations.change(project, made.id, segments=[(48, 60)])
    annotations.change(project, made.id, attributes={"kind": "organisation"})
    annotations.change(project, made.id, attributes={})
    annotations.change(project, made.id, note="who?")
    annotations.change(project, made.id, label="cue")
    annotations.delete(project, [made.id])
    assert said == [
        "Tagged actor “denied”",
        "Moved actor “Tolm Harbour”",
        "Set kind to organisation: “Tolm Harbour”",
        "Set kind to no answer: “Tolm Harbour”",
        "Wrote a note on “Tolm Harbour”",
        "Changed actor to cue “Tolm Harbour”",
        "Deleted cue “Tolm Harbour”",
    ]


def test_deciding(project: Project, said: Said) -> None:
    decisions.accept(project, [suggested(project, "Tolm Harbour")])
    decisions.accept(project, [suggested(project, TEXT[17:42])], with_linked=True)
    assert said[0] == "Accepted actor “Tolm Harbour”"
    assert said[1].startswith("Accepted claim “")
    assert said[1].endswith(("” with cue and speaker", "” with speaker and cue"))  # in no order


def test_rejecting_says_the_words_though_no_annotation_was_written(project: Project, said: Said) -> None:
    decisions.reject(project, [suggested(project, "Mira Sand")])
    assert said == ["Rejected actor “Mira Sand”"]


def test_several_at_once_are_counted(project: Project, said: Said) -> None:
    ids = [suggested(project, quote) for quote in ("Mira Sand", "Tolm Harbour")]
    decisions.accept(project, ids)
    project.undo()
    decisions.reject(project, ids)
    assert said == ["Accepted 2 suggestions", "Undone: accept 2 suggestions", "Rejected 2 suggestions"]


def test_links_and_actors(project: Project, said: Said) -> None:
    claim = annotations.add(project, article_id=1, label="claim", segments=[(31, 40)])
    who = annotations.add(project, article_id=1, label="actor", segments=[(61, 67)])
    made = links.add(project, label="speaker", head_id=claim.id, child_id=who.id)
    links.delete(project, made.id)
    actor = actors.add(project, "Kim Jong-un")
    annotations.change(project, who.id, actor_id=actor.id)
    annotations.change(project, who.id, actor_id=None)
    assert said[2:] == [
        f"Linked claim “{claim.quote}” to “denied” as speaker",
        "Deleted speaker link",
        "Added actor",
        "Set actor to Kim Jong-un: “denied”",
        "Set actor to nobody: “denied”",
    ]


def test_undoing_and_doing_again(project: Project, said: Said) -> None:
    annotations.add(project, article_id=1, label="actor", segments=[(61, 67)])
    project.undo()
    project.redo()
    articles.set_state(project, 1, "in doubt")
    assert said[1:] == ["Undone: tag actor “denied”", "Done again: tag actor “denied”", "Marked as in doubt"]


def test_a_title_with_an_unknown_verb_stands_as_it_is(project: Project, said: Said) -> None:
    with project.transact("Frobnicate it all"):
        actors.add(project, "Kim")
    assert said == ["Frobnicate it all"]


def test_long_words_are_cut_and_stand_on_one_line() -> None:
    assert short("a\n  b") == "a b"
    assert short("x" * 60) == "x" * 44 + " …"


# -- in the window


@pytest.fixture
def shows(qtbot: QtBot, window: MainWindow) -> Callable[[str], None]:
    def shown(text: str) -> None:
        qtbot.waitUntil(lambda: window.status.says() == text)

    return shown


def test_where_a_key_leads_is_said(qtbot: QtBot, window: MainWindow, shows: Callable[[str], None]) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    shows("Suggestion 1 of 4: actor “Mira Sand”")
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    shows("Suggestion 2 of 4: cue “said”")
    qtbot.keyClick(view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    shows("Suggestion 1 of 4: actor “Mira Sand”")
    qtbot.keyClicks(view, "j")
    shows("Article 2 of 3: Harbour strike")
    assert window.session is not None
    assert window.session.article is not None
    assert window.session.article.metadata.title == "Harbour strike"


def test_what_a_key_switches_is_said(qtbot: QtBot, window: MainWindow, shows: Callable[[str], None]) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    shows("Text size 110 %")
    qtbot.keyClick(view, Qt.Key.Key_F7)
    shows("Article list hidden")
    assert view.look().zoom == 110
    assert not window.workspace.articles.isVisible()
    window.commands.run("view.theme-dark")
    shows("Theme: dark")
    assert window.theme is DARK


def test_what_was_saved_is_not_hidden_by_where_it_led(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClicks(view, "a")
    with qtbot.waitSignal(window.session.current_changed, raising=False, timeout=60):  # type: ignore[union-attr]
        QApplication.processEvents()
    assert window.status.says().startswith("Accepted actor “Mira Sand” · Saved ")


def test_a_long_sentence_does_not_widen_the_window(window: MainWindow) -> None:
    before = window.minimumSizeHint().width()
    window.status.show_done("word " * 200)
    assert window.minimumSizeHint().width() == before


def test_a_sentence_that_is_cut_ends_with_an_ellipsis_and_keeps_its_words(window: MainWindow) -> None:
    window.status.show_done("word " * 200)
    shown = window.status.saved
    assert shown.text().endswith("…")
    assert shown.toolTip() == shown.accessibleName() == ("word " * 200).strip()


def test_what_is_said_has_all_the_room_there_is(window: MainWindow) -> None:
    status = window.status
    assert status.counts.x() - status.saved.geometry().right() < 40


def test_an_annotation_that_the_arrows_come_to_is_said_and_one_they_leave_is_not(
    qtbot: QtBot, window: MainWindow, shows: Callable[[str], None]
) -> None:
    view, session = window.workspace.view, window.session
    assert session is not None
    made = annotations.add(session.project, article_id=1, label="actor", segments=[(61, 67)])
    saying = window.findChild(Saying)
    assert saying is not None
    qtbot.waitUntil(lambda: not saying.waits)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    shows("Suggestion 1 of 4: actor “Mira Sand”")
    view.keyboard.caret_to(60)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert session.current_id == made.id
    shows("Actor “denied”")
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert session.current_id is None
    shows("")


def test_a_filter_says_what_is_shown(qtbot: QtBot, window: MainWindow, shows: Callable[[str], None]) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    shows("Suggestion 1 of 4: actor “Mira Sand”")
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    shows("Only actor shown")
    chips = window.workspace.filter_bar.chips
    assert len(chips) == 1
    qtbot.keyClicks(view, "f")
    shows("Only what is undecided and actor shown")
    qtbot.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    shows("Everything is shown")
    assert not window.workspace.filter_bar.chips


@pytest.mark.parametrize("path", WITH_TITLES, ids=lambda path: path.stem)
def test_every_title_of_an_operation_begins_with_a_verb_that_has_a_past(path: Path) -> None:
    for title in _titles(path):
        assert title.split(" ")[0] in PAST or title in NEVER_SAID, f"“{title}” would be said as it is"


def _titles(path: Path) -> Iterator[str]:
    """The words with which titles in this file begin: what goes to a step, or is called a title."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found = node.args[:2] if name in ("transact", "reshape", "_do", "_correct", "Plan") else []
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "title":
            found = [node.value]
        for each in found:
            for part in (each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,):
                head = part.values[0] if isinstance(part, ast.JoinedStr) else part
                text = head.value if isinstance(head, ast.Constant) else None
                if isinstance(text, str) and text[:1].isupper():
                    yield text


# -- what floats over the article


def test_what_was_said_of_a_step_goes_when_it_is_undone_or_another_follows(
    qtbot: QtBot, window: MainWindow
) -> None:
    view, messages = window.workspace.view, window.messages
    qtbot.keyClicks(view, "m")
    assert "undoes it" in messages.text.text()
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not messages.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    window.tell("2 actors merged.", action="Undo", run=lambda: None)
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not messages.isVisible()
    window.tell("Tagged 2. Ctrl+Z undoes it.")
    view.select_span(61, 67)
    qtbot.keyClicks(view, "1")
    assert not messages.isVisible()


def test_what_stays_true_stays(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    window.tell("Suggested: 20 annotations on 3 articles.")
    view.select_span(61, 67)
    qtbot.keyClicks(view, "1")
    assert window.messages.isVisible()


def test_a_hint_goes_when_something_else_is_current(qtbot: QtBot, window: MainWindow) -> None:
    view, messages = window.workspace.view, window.messages
    qtbot.keyClicks(view, "x")
    assert "Select a suggestion first" in messages.text.text()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert not messages.isVisible()


def test_a_notice_does_not_lie_on_the_annotation_it_is_about(qtbot: QtBot, window: MainWindow) -> None:
    view, session, messages = window.workspace.view, window.session, window.messages
    assert session is not None
    text = "A line of words in the harbour.\n" * 60
    with session.project.transact("Import", undoable=False):
        article, *_ = articles.add(session.project, IncomingArticle(text, Metadata(title="Long")))
    session.open_article(article)
    window.tell("Nothing is current.")
    at_the_bottom, moved = messages.geometry(), 0
    for line in range(60):
        made = annotations.add(
            session.project, article_id=article, label="actor", segments=[(32 * line, 32 * line + 6)]
        )
        session.set_current(made.id, reveal=False)
        if line % 3 == 0:
            view.show_line(made.start)
        if lines_of_current(view) is None:
            continue
        window.hint("It lacks something.")
        lines = lines_of_current(view)
        assert lines is not None
        there = QRect(window.content.mapFromGlobal(lines.topLeft()), lines.size())
        assert not messages.geometry().intersects(there)
        moved += messages.geometry().top() < at_the_bottom.top()
    assert moved
