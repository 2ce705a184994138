"""Working together in the real window: the page of the team, one's to-do list, what becomes visible."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.annotator import AnnotatorDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.team.page import TeamPage
from annotator.model.assigning import Wish
from annotator.project.operations import annotations, articles, assigning, blindness
from annotator.project.project import Project
from annotator.project.team import assigned, assignments_by_article, draw
from tests.support.keys import Press
from tests.support.projects import new_project

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Ten articles; Kim is done with the second, with two annotations, and has begun the third."""
    path = tmp_path / "press.annotator"
    with new_project(
        path, *(f"Article {n}: Mira Sand spoke." for n in range(1, 11)), annotator="Kim"
    ) as made:
        for start, end in ((0, 7), (11, 15)):
            annotations.add(made, article_id=2, label="actor", segments=[(start, end)])
        articles.set_state(made, 2, "done")
        annotations.add(made, article_id=3, label="actor", segments=[(0, 7)])
    return path


@pytest.fixture
def page(window: MainWindow, press: Press, qtbot: QtBot) -> TeamPage:
    press((KEYS.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier))
    found = window.pages.page("team")
    assert isinstance(found, TeamPage)
    qtbot.waitUntil(lambda: len(found.people.buttons) == 2 and found.form.apply.isEnabled())
    return found


def numbers(page: TeamPage, row: int) -> list[str]:
    return [made.text() for made in page.people.buttons[row]]


def shown(window: MainWindow) -> list[int]:
    return window.workspace.articles.model.shown_ids()


def test_the_page_says_how_far_everybody_is(page: TeamPage) -> None:
    assert numbers(page, 0) == ["Kim", "1", "0", "1", "8"]
    assert numbers(page, 1) == ["Robin (you)", "0", "0", "0", "10"]
    assert page.people.buttons[1][0].hasFocus()


def test_a_number_leads_to_its_articles(
    window: MainWindow, page: TeamPage, press: Press, qtbot: QtBot
) -> None:
    press(KEYS.Key_Up, KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Return)
    assert window.pages.shown is None
    assert shown(window) == [3]
    chip = window.workspace.articles.whose
    assert chip.text() == "Kim, in progress: 1 ✕"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(shown(window)) == 10
    assert chip.isHidden()


def test_an_overlap_is_previewed_assigned_and_undone(
    window: MainWindow, page: TeamPage, press: Press, qtbot: QtBot, project: Project
) -> None:
    form = page.form
    assert form.who.chosen() == ("Kim", "Robin")
    assert form.percent.value() == 20
    assert [(each.name, each.articles, each.shared) for each in form.bars.portions] == [
        ("Kim", 6, 2),
        ("Robin", 6, 2),
    ]
    assert form.said.text() == "2 of 10 articles by two or more. 12 new, 0 taken away."
    previewed = page._drawn
    press((KEYS.Key_Return, CTRL))
    assert previewed is not None
    assert assignments_by_article(project) == {n: set(names) for n, names in previewed.plan.readers.items()}
    assert {2, 3} <= assigned(project, "Kim")
    qtbot.waitUntil(lambda: form.said.text().endswith("This is how it is already."))
    assert not form.apply.isEnabled()
    assert window.messages.text.text() == "10 articles assigned to 2 people. Ctrl+Z undoes it."
    qtbot.waitUntil(lambda: numbers(page, 1) == ["Robin (you)", "0", "0", "0", "6"])
    press((KEYS.Key_Z, CTRL))
    assert assignments_by_article(project) == {}
    qtbot.waitUntil(lambda: numbers(page, 1)[-1] == "10")


def test_many_assignments_are_saved_while_the_window_says_so(
    window: MainWindow,
    page: TeamPage,
    press: Press,
    qtbot: QtBot,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotator.gui.team.page._LONG", 5)
    press((KEYS.Key_Return, CTRL))
    assert not window.progress.isHidden()
    assert assignments_by_article(project) == {}
    qtbot.waitUntil(lambda: len(assignments_by_article(project)) == 10)
    assert window.progress.isHidden()


def test_each_way_has_its_key_and_what_it_needs(page: TeamPage, press: Press, qtbot: QtBot) -> None:
    form = page.form
    press("s")
    assert form.how == "share"
    assert form.percent.isHidden()
    qtbot.waitUntil(lambda: form.said.text().startswith("0 of 10 articles"))
    press("a")
    assert form.seed.isHidden()
    qtbot.waitUntil(lambda: form.said.text().startswith("10 of 10 articles"))
    press("o")
    form.percent.setFocus()
    press(KEYS.Key_Right)
    assert form.percent_said.text() == "21 % by"


def test_another_draw_gives_other_articles(page: TeamPage, press: Press, qtbot: QtBot) -> None:
    drawn = set()
    for seed in range(1, 6):
        qtbot.waitUntil(lambda s=seed: page._drawn is not None and page._drawn.plan.wish.seed == s)  # type: ignore[misc]
        assert page._drawn is not None
        drawn.add(page._drawn.plan.shared)
        press("d")
    assert len(drawn) > 1


def test_a_new_name_may_be_added_and_somebody_left_out(page: TeamPage, press: Press, qtbot: QtBot) -> None:
    form = page.form
    form.who.field.setFocus()
    press(*"Alex, Sam", KEYS.Key_Return)
    assert form.who.chosen() == ("Kim", "Robin", "Alex", "Sam")
    assert [form.readers.itemText(n) for n in range(form.readers.count())] == [
        "all of them",
        "2 people each",
        "3 people each",
    ]
    qtbot.mouseClick(form.who.chips["Robin"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.who.chips["Kim"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.who.chips["Sam"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.said.text().startswith("Shares are for two or more"))
    assert not form.apply.isEnabled()


def test_what_is_assigned_to_nobody_can_be_given_out_alone(
    page: TeamPage, project: Project, qtbot: QtBot
) -> None:
    assigning.assign(project, range(1, 8), ["Kim"])
    form = page.form
    qtbot.waitUntil(lambda: form.articles.count() == 2)
    assert form.articles.itemText(1) == "Those assigned to nobody (3)"
    form.articles.setCurrentIndex(1)
    form.articles.activated.emit(1)
    assert form.only == (8, 9, 10)
    qtbot.waitUntil(lambda: "of 3 articles" in form.said.text())


def test_the_switch_makes_the_project_blind_and_supervisors_keep_it(
    window: MainWindow, page: TeamPage, press: Press, qtbot: QtBot, project: Project
) -> None:
    press("b")
    assert project.blind
    qtbot.waitUntil(page.blind.switch.isChecked)
    page.blind.names.setFocus()
    press(*"Kim", KEYS.Key_Return)
    assert project.supervisors == ("Kim",)
    qtbot.waitUntil(lambda: not page.blind.switch.isEnabled())
    assert page.blind.why.text() == "Only Kim may change this."
    page.people.buttons[0][0].setFocus()
    press("b")
    assert project.blind


def test_a_switch_that_was_refused_goes_back(window: MainWindow, page: TeamPage, project: Project) -> None:
    with project.transact("Elsewhere", undoable=False):
        project.remember("supervisors", '["Kim"]')
    page.blind.switch.click()
    assert not page.blind.switch.isChecked()
    assert "Only Kim may change this" in window.messages.text.text()


# -- one's own to-do list


def test_the_list_and_the_next_article_stay_in_what_is_assigned_to_me(
    window: MainWindow, press: Press, project: Project
) -> None:
    panel = window.workspace.articles
    assert panel.mine.isHidden()
    assigning.assign(project, [2, 5, 9], ["Robin"])
    assert panel.mine.text() == "Assigned to me: 3 (Shift+J)"
    press((KEYS.Key_J, Qt.KeyboardModifier.ShiftModifier))
    assert panel.mine.isChecked()
    assert shown(window) == [2, 5, 9]
    assert panel.filter.itemText(0) == "All articles (3)"
    opened = []
    assert window.session is not None
    window.session.article_opened.connect(lambda article: opened.append(article.id if article else 0))
    press("j", "j", "m", "k")
    assert opened == [2, 5, 9, 5]
    assert window.session.state_of(5) == "done"
    press((KEYS.Key_J, Qt.KeyboardModifier.ShiftModifier))
    assert len(shown(window)) == 10


def test_without_an_assignment_it_says_where_to_assign(window: MainWindow, press: Press) -> None:
    press((KEYS.Key_J, Qt.KeyboardModifier.ShiftModifier))
    assert window.messages.text.text() == "No article is assigned to you; to assign some, press Ctrl+Shift+L."
    assert len(shown(window)) == 10


def test_the_filter_follows_what_is_assigned(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    assigning.assign(project, [2, 5], ["Robin"])
    qtbot.mouseClick(window.workspace.articles.mine, Qt.MouseButton.LeftButton)
    assigning.unassign(project, [2], ["Robin"])
    assert shown(window) == [5]
    assigning.unassign(project, [5], ["Robin"])
    assert len(shown(window)) == 10
    assert window.workspace.articles.mine.isHidden()


# -- what becomes visible


def test_the_header_says_who_else_is_to_annotate(window: MainWindow, project: Project) -> None:
    header = window.workspace.header
    assigning.assign(project, [1], ["Alex", "Robin"])
    assert header.colleagues.text().endswith("Alex")
    assert header.colleagues.toolTip() == "Alex: assigned, not begun"
    assert window.session is not None
    assigning.assign(project, [2], ["Alex", "Kim"])
    window.session.open_article(2)
    assert "Kim" in header.colleagues.text()
    assert header.colleagues.toolTip() == "Kim: 2 annotations\nAlex: assigned, not begun"
    blindness.switch(project, True)
    assert header.colleagues.toolTip() == "Kim: hidden until you are done\nAlex: assigned, not begun"


def test_what_is_visible_when_one_is_done_is_said(
    window: MainWindow, project: Project, press: Press, qtbot: QtBot
) -> None:
    blindness.switch(project, True)
    assert window.session is not None
    window.session.open_article(2)
    press("m")
    said = window.messages.text.text()
    assert said.startswith("Kim's layer on article 2 is now visible: K goes back")
    assert window.session.article is not None
    assert window.session.article.id == 3
    window.session.mark("done")
    qtbot.waitUntil(lambda: "Kim's layer on this article is now visible" in window.messages.text.text())
    assert window.workspace.header.colleagues.toolTip() == "Kim: 1 annotation"


def test_nothing_is_said_where_nothing_was_hidden(window: MainWindow, press: Press) -> None:
    assert window.session is not None
    window.session.open_article(2)
    press("m")
    QApplication.processEvents()
    assert not window.messages.isVisible()


def test_another_project_has_another_list(window: MainWindow, project: Project, tmp_path: Path) -> None:
    assigning.carry_out(project, draw(project, Wish(("Robin", "Kim"), "share")))
    window.workspace.articles.show_mine(True)
    new_project(tmp_path / "other.annotator", "One.", annotator="Robin").close()
    window.projects.open(tmp_path / "other.annotator")
    assert window.workspace.articles.mine.isHidden()
    assert shown(window) == [1]


# -- under whose name


def test_the_dialog_says_what_a_name_means_here(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.run("project.annotator")
    dialog = window.findChild(AnnotatorDialog)
    assert dialog is not None
    assert dialog.says.text() == "You go on as Robin, who is known in this project."
    for typed, said in (
        ("kim", "This begins a layer of its own: the one that is there is written “Kim”."),
        ("Kim", "You go on as Kim, who is known in this project."),
        ("Sam", "Nobody has worked here under this name: you begin a layer of your own."),
        ("", "Known here: Kim, Robin."),
    ):
        dialog.name.setText(typed)
        assert dialog.says.text() == said
    dialog.name.setText("Kim")
    qtbot.keyClick(dialog.name, KEYS.Key_Return)
    assert window.session is not None
    assert window.session.project.annotator == "Kim"


def test_another_annotator_has_another_list(window: MainWindow, project: Project) -> None:
    assigning.assign(project, [2, 5], ["Robin"])
    assigning.assign(project, [2, 3, 4], ["Kim"])
    window.projects.annotate_as("Kim")
    panel = window.workspace.articles
    assert panel.mine.text() == "Assigned to me: 3 (Shift+J)"
    assert window.session is not None
    window.session.open_article(5)
    assert window.workspace.header.colleagues.toolTip() == "Robin: assigned, not begun"
