"""Every menu opens by a letter of its own."""

import re

from annotator.gui.commands.menu_letters import with_letter
from annotator.gui.main_window import MainWindow


def letters(titles: list[str]) -> list[str]:
    return [found.group(1).casefold() for title in titles if (found := re.search(r"&([^&])", title))]


def test_menus_beside_each_other_have_different_letters(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    found = letters(titles)
    assert len(found) == len(titles) == len(set(found))
    assert dict(zip((t.replace("&", "") for t in titles), found, strict=True))["Annotate"] == "a"
    for menu in ("Annotate", "View"):
        inner = letters([action.text() for action in window.commands.menu(menu).actions() if action.menu()])
        assert len(inner) == len(set(inner)) > 1


def test_no_letter_of_a_menu_is_the_key_of_a_command(window: MainWindow) -> None:
    keys = {key for command in window.commands.all() for key in window.commands.keys(command.id)}
    found = letters([action.text() for action in window.menuBar().actions()])
    assert not {f"Alt+{letter.upper()}" for letter in found} & keys


def test_where_all_letters_are_taken_a_menu_has_none() -> None:
    assert with_letter("Tag as", ["&Talk", "A&x"]) == "T&ag as"
    assert with_letter("At", ["&Away", "&Tag"]) == "At"
    assert with_letter("At", ["This && that"]) == "&At"
