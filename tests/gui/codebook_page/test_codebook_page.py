"""The codebook page by keys and mouse: what is written is saved, followed everywhere and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.codebook_page.colours import LEAST_CONTRAST, trouble_with
from annotator.gui.codebook_page.files import preview_import
from annotator.gui.codebook_page.import_dialog import ImportCodebookDialog
from annotator.gui.codebook_page.label_form import LabelForm
from annotator.gui.codebook_page.link_form import LinkForm
from annotator.gui.codebook_page.page import CodebookPage
from annotator.gui.concordance.page import ConcordancePage
from annotator.gui.main_window import MainWindow
from annotator.gui.theme import DARK, LIGHT, contrast
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.model.label_colours import PALETTE
from tests.support.colour_vision import VISIONS, distance


def codebook(window: MainWindow) -> Codebook:
    assert window.session is not None
    return window.session.project.codebook


def choose(page: CodebookPage, qtbot: QtBot, name: str) -> LabelForm:
    """Go to a label with the arrow keys."""
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    for _ in range(12):
        current = page.list.current()
        if current is not None and (current.kind, current.name) == ("label", name):
            break
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert isinstance(page.form, LabelForm)
    assert page.form.name.text() == name
    return page.form


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Write a field over and press Enter."""
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def field(page: CodebookPage, name: str) -> QWidget:
    assert page.form is not None
    found = page.form.findChild(QWidget, name)
    assert found is not None, name
    return found


def settle(page: CodebookPage, qtbot: QtBot) -> None:
    """Wait until the page shows what was saved."""
    qtbot.waitUntil(lambda: not page._refresh.isActive())


def test_a_rename_is_followed_in_article_palette_and_commands_and_undone(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    form = choose(page, qtbot, "claim")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert form.name.hasFocus()
    write(qtbot, form.name, "statement")
    settle(page, qtbot)
    assert window.session is not None
    assert window.session.project.undo_title == "Rename label claim to statement"
    assert page.list.current() is not None
    assert "statement" in window.workspace.codebook.buttons
    assert window.commands.keys("label.statement") == ("2",)
    marks = {mark.label for mark in window.workspace.view.article_layout.index.by_id.values()}
    assert "statement" in marks
    assert "claim" not in marks
    qtbot.keyClick(field(page, "name"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)
    assert codebook(window).label("claim") is not None
    assert "claim" in window.workspace.codebook.buttons


def test_a_name_is_written_over_in_the_list(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    choose(page, qtbot, "cue")
    qtbot.keyClick(page.list, Qt.Key.Key_F2)
    editor = page.list.findChild(QLineEdit)
    assert editor is not None
    write(qtbot, editor, "sign")
    qtbot.waitUntil(lambda: codebook(window).label("sign") is not None)


def test_labels_are_added_moved_and_removed_by_keys(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, qtbot, "actor")
    qtbot.keyClick(page.list, Qt.Key.Key_Insert)
    settle(page, qtbot)
    assert isinstance(page.form, LabelForm)
    assert page.form.name.hasFocus()
    write(qtbot, page.form.name, "topic")
    settle(page, qtbot)
    topic = codebook(window).label("topic")
    assert topic is not None
    assert topic.key == "5"
    assert topic.colour == PALETTE[4].light
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(page, qtbot)
    assert [label.name for label in codebook(window).labels][-2:] == ["topic", "sentiment"]
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    settle(page, qtbot)
    assert codebook(window).label("topic") is None


def test_a_label_in_use_is_not_removed_and_says_what_can_be_done(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    form = choose(page, qtbot, "claim")
    assert not form.remove.isEnabled()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert "2 annotations use “claim”" in page.ask.text.text()
    assert codebook(window).label("claim") is not None
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert not page.ask.isVisible()
    assert window.pages.shown == "codebook"
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.pages.shown is None


def test_a_retired_label_loses_its_command_and_is_shown_where_it_is_used(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    form = choose(page, qtbot, "claim")
    qtbot.mouseClick(form.retire, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert all(command.id != "label.claim" for command in window.commands.all())
    panel = window.workspace.codebook
    assert "claim" not in panel.buttons
    qtbot.waitUntil(lambda: not panel.retired["claim"].isHidden())
    assert not panel.retired["claim"].isEnabled()
    qtbot.mouseClick(field(page, "retire"), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert "claim" in panel.buttons


def test_merging_asks_with_its_counts_first(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    form = choose(page, qtbot, "claim")
    qtbot.keyClick(form.merge, Qt.Key.Key_Space)
    qtbot.waitUntil(form.merge.list.isVisible)
    qtbot.keyClick(form.merge.list, Qt.Key.Key_Down)
    qtbot.keyClick(form.merge.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.ask.isVisible)
    assert "2 annotations will follow" in page.ask.text.text()
    assert "2 to kind of claim" in page.ask.text.text()
    assert codebook(window).label("claim") is not None
    assert window.focusWidget() is page.ask.yes
    qtbot.keyClick(page.ask.yes, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert codebook(window).label("claim") is None
    assert window.session is not None
    assert {a.label for a in window.session.project.sheet(1).annotations} == {"actor"}


def test_keys_are_pressed_and_conflicts_are_said_at_once(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    form = choose(page, qtbot, "cue")
    form.key.setFocus()
    qtbot.keyClick(form.key, Qt.Key.Key_2)
    assert "2 is the key of “claim”" in page.ask.text.text()
    qtbot.keyClick(form.key, Qt.Key.Key_X)
    settle(page, qtbot)
    cue = codebook(window).label("cue")
    assert cue is not None
    assert cue.key == "X"
    assert window.commands.keys("label.cue") == ("X",)
    assert isinstance(page.form, LabelForm)
    said = [said.text() for said in page.form.findChildren(QLabel)]
    assert any("no longer “Reject”" in text for text in said)
    qtbot.keyClick(field(page, "key"), Qt.Key.Key_Backspace)
    settle(page, qtbot)
    assert window.commands.keys("label.cue") == ()


def test_colours_come_in_pairs_and_a_poor_one_says_so(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    form = choose(page, qtbot, "cue")
    qtbot.mouseClick(form.colours.buttons["green"], Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    cue = codebook(window).label("cue")
    assert cue is not None
    assert (cue.colour, cue.colour_dark) == (PALETTE[4].light, PALETTE[4].dark)
    assert isinstance(page.form, LabelForm)
    write(qtbot, page.form.colours.light, "#ffee00")
    settle(page, qtbot)
    assert isinstance(page.form, LabelForm)
    assert page.form.colours.said.text().startswith("Hard to read: contrast 1.2 on a light page")
    painted = window.workspace.view.painter.colours("cue")[0].name()
    assert painted == "#ffee00"


def test_attributes_are_written_in_their_table(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    form = choose(page, qtbot, "cue")
    qtbot.mouseClick(form.add_attribute, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    write(qtbot, field(page, "new attribute: name"), "mode")
    settle(page, qtbot)
    kind = field(page, "mode: kind")
    kind.setFocus()
    qtbot.keyClicks(kind, "choice")
    qtbot.waitUntil(lambda: codebook(window).attributes_of("cue")[0].kind == "choice")
    settle(page, qtbot)
    write(qtbot, field(page, "mode: options"), "direct, indirect")
    qtbot.waitUntil(lambda: codebook(window).attributes_of("cue")[0].options == ("direct", "indirect"))
    settle(page, qtbot)
    qtbot.mouseClick(field(page, "mode: required"), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    settle(page, qtbot)
    assert codebook(window).attributes_of("cue")[0].required


def test_an_option_that_is_written_over_is_renamed(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, qtbot, "actor")
    write(qtbot, field(page, "kind: options"), "human, organisation, state or place, group")
    settle(page, qtbot)
    assert window.session is not None
    assert window.session.project.undo_title == "Rename option person to human"
    kinds = {a.attributes.get("kind") for a in window.session.project.sheet(1).annotations}
    assert "human" in kinds


def test_an_answered_attribute_is_removed_only_after_asking(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, qtbot, "claim")
    qtbot.mouseClick(field(page, "kind: remove"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.ask.isVisible)
    assert codebook(window).attributes_of("claim")
    qtbot.waitUntil(page.ask.yes.hasFocus)
    qtbot.keyClick(page.ask.yes, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert codebook(window).attributes_of("claim") == ()
    assert window.session is not None
    claim = next(a for a in window.session.project.sheet(1).annotations if a.label == "claim")
    assert claim.note == "(claim) kind: predicts"


def test_examples_are_lines_with_brackets(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.add_label, Qt.MouseButton.LeftButton)
    settle(page, qtbot)

    def texts() -> list[str]:
        label = codebook(window).label("new label")
        assert label is not None
        return [example.text for example in label.examples]

    write(qtbot, field(page, "example 1: text"), "She [said] no.")
    settle(page, qtbot)
    write(qtbot, field(page, "example 2: text"), "They [met].")
    settle(page, qtbot)
    assert texts() == ["She [said] no.", "They [met]."]
    qtbot.mouseClick(field(page, "example 1: remove"), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert texts() == ["They [met]."]


def test_links_say_what_they_join(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    page.show_item("link", "speaker")
    assert isinstance(page.form, LinkForm)
    qtbot.mouseClick(page.form.ends["children"]["cue"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    settle(page, qtbot)
    speaker = codebook(window).link("speaker")
    assert speaker is not None
    assert speaker.children == ("actor", "cue")
    assert isinstance(page.form, LinkForm)
    qtbot.mouseClick(page.form.required, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    settle(page, qtbot)
    after = codebook(window).link("speaker")
    assert after is not None
    assert after.required != speaker.required
    assert isinstance(page.form, LinkForm)
    qtbot.mouseClick(page.form.ends["heads"]["claim"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert page.ask.text.text() == "A link needs at least one label at each end."


def test_what_is_being_typed_is_saved_when_one_leaves(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    form = choose(page, qtbot, "cue")
    form.guideline.setFocus()
    form.guideline.selectAll()
    qtbot.keyClicks(form.guideline, "The verb alone.")
    qtbot.keyClick(form.guideline, Qt.Key.Key_Escape)
    assert window.pages.shown is None
    cue = codebook(window).label("cue")
    assert cue is not None
    assert cue.guideline == "The verb alone."


def test_a_question_is_added_and_asked_of_articles(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.add_question, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    write(qtbot, field(page, "new question: name"), "tone")
    settle(page, qtbot)
    assert [question.name for question in codebook(window).questions] == ["tone"]


def test_a_codebook_is_exported_and_imported_with_a_look_first(
    page: CodebookPage, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "shared.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    assert parse_codebook(target.read_text("utf-8")) == codebook(window)
    small = 'name = "Small"\n[[labels]]\nname = "player"\nkey = "1"\nmention = true\n'
    target.write_text(small, encoding="utf-8")
    preview_import(page.desk, target)
    dialog = window.findChild(ImportCodebookDialog)
    assert dialog is not None
    assert {name for _, name in dialog.choices} >= {"actor", "claim"}
    choice = dialog.choices["label", "actor"]
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentData() == "player"
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert [(label.name, label.retired) for label in codebook(window).labels] == [
        ("player", False),
        ("claim", True),
        ("cue", True),
    ]
    assert write_codebook(codebook(window)).startswith('name = "Small"')


def test_the_palette_is_told_apart_and_read_with_any_vision() -> None:
    for number, one in enumerate(PALETTE):
        assert contrast(one.light, LIGHT.page) >= LEAST_CONTRAST
        assert contrast(one.dark, DARK.page) >= LEAST_CONTRAST
        assert trouble_with(one.light, one.dark) == ""
        for other in PALETTE[number + 1 :]:
            for vision in VISIONS:
                assert distance(one.light, other.light, vision) >= 10
                assert distance(one.dark, other.dark, vision) >= 10


def test_a_count_leads_to_what_was_counted(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    choose(page, qtbot, "claim")
    row = page.list.visualRect(page.list.currentIndex())
    qtbot.mouseClick(
        page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 60, row.center().y())
    )
    assert window.pages.shown is None
    lines = window.workspace.drawer.page("concordance")
    assert isinstance(lines, ConcordancePage)
    assert lines.query.label == "claim"
    qtbot.waitUntil(lambda: lines.lines.rowCount() > 0)
