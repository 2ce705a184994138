"""Commands that go and come back keep their keys, at once."""

from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow


def test_a_labels_key_works_right_after_the_codebook_has_changed(window: MainWindow, qtbot: QtBot) -> None:
    session, view = window.session, window.workspace.view
    assert session is not None
    # The old command of the label goes only when the event loop comes round.
    window.show_labels(session.project.codebook)
    view.select_span(0, 9)
    qtbot.keyClicks(view, "1")
    assert session.sheet is not None
    assert [a.quote for a in session.sheet.own.values()] == ["Mira Sand"]
