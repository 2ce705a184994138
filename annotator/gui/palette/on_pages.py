"""What is done on pages, as those of actors, codebook and comparing: the palette leads there and says how."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.palette.entries import Entry
from annotator.gui.palette.ranking import folded

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_ACTORS, _CODEBOOK, _PATTERNS = "actors.page", "codebook.open", "patterns.page"
_COMPARE = "compare.page"
_TEAM = "team.page"
_STATISTICS = "review.statistics"

_TOLD = (
    (_ACTORS, "Merge actors", "Mark two actors or more with Space, then press M."),
    (
        _ACTORS,
        "Split off an actor",
        "Choose an actor; each name merged into it is a button that splits it off.",
    ),
    (_ACTORS, "Rename an actor", "Choose an actor and press Enter to write its name."),
    (_ACTORS, "Remove an actor", "Choose an actor without mentions and press Del."),
    (
        _ACTORS,
        "Move mentions to another actor",
        "Choose an actor, mark its mentions with Space, then press M.",
    ),
    (_COMPARE, "Take what one layer says", "Go to a difference and press the letter of the layer."),
    (
        _COMPARE,
        "Make a third for gold",
        "Go to a difference and press T; then tag as you would in the article.",
    ),
    (_COMPARE, "Open a settled difference again", "Go to it and press X."),
    (_COMPARE, "Say why a difference is settled so", "Go to it and press W."),
    (_CODEBOOK, "Rename a label or link", "Choose it in the list and press F2."),
    (_CODEBOOK, "Merge labels", "Choose a label in the list, then press “Merge into …” in its form."),
    (_CODEBOOK, "Retire a label", "Choose a label in the list, then press “Retire” in its form."),
    (_CODEBOOK, "Remove a label, link or question", "Choose it in the list and press Del."),
    (_CODEBOOK, "Change the key or colour of a label", "Choose a label in the list; its form has both."),
    (_TEAM, "Assign articles to annotators", "Choose who and how, then press Ctrl+Return."),
    (_TEAM, "Switch blind mode", "Press B: it hides what colleagues said until you are done."),
    (_STATISTICS, "Who claims what about whom", "Press W: Enter leads to the claims behind a number."),
    (_STATISTICS, "Sentiment over time and by source", "Press T: Enter leads to the words behind a bar."),
    (_STATISTICS, "Network of actors and claims", "Press N: arrows go to neighbours, + and − zoom."),
    (_STATISTICS, "Save a drawing or its table", "Press G for SVG, P for PNG, V for the table as CSV."),
    (_TEAM, "Name supervisors", "Write the names below Blind mode and press Enter."),
)
"""The command that opens the page, what is wanted, and how it is done there."""


def on_pages(window: MainWindow) -> list[Entry]:
    """An entry for each, which says why not where the page can't be opened now."""

    def tell(opening: str, how: str) -> None:
        window.commands.run(opening)
        window.hint(how)

    found = [_entry(window, opening, title, partial(tell, opening, how)) for opening, title, how in _TOLD]
    done: tuple[tuple[str, str, Callable[[], None]], ...] = (
        (_ACTORS, "New actor", partial(_new_actor, window)),
        (_CODEBOOK, "Add a label", partial(_add, window, "label")),
        (_CODEBOOK, "Add a link", partial(_add, window, "link")),
        (_CODEBOOK, "Add a question about the article", partial(_add, window, "question")),
        (_CODEBOOK, "Import a codebook", partial(_codebook_file, window, read=True)),
        (_CODEBOOK, "Export the codebook", partial(_codebook_file, window, read=False)),
        (_PATTERNS, "Add a pattern", partial(_pattern, window, "Ins")),
        (_PATTERNS, "Import patterns", partial(_pattern, window, "I")),
        (_PATTERNS, "Export the patterns", partial(_pattern, window, "X")),
    )
    return found + [_entry(window, *each) for each in done]


def _entry(window: MainWindow, opening: str, title: str, run: Callable[[], None]) -> Entry:
    commands = window.commands
    where = commands.command(opening).title
    return Entry(
        f"page {title}",
        "command",
        title,
        run,
        f"on the page {where}",
        reason=commands.why_not(opening) or "",
        words=folded(f"{title} {where}"),
    )


def _new_actor(window: MainWindow) -> None:
    from annotator.gui.actors.page import ActorsPage

    page = window.moving.open_page("actors")
    assert isinstance(page, ActorsPage)
    page.changes.add()


def _add(window: MainWindow, kind: str) -> None:
    from annotator.gui.codebook_page.page import CodebookPage

    page = window.moving.open_page("codebook")
    assert isinstance(page, CodebookPage)
    {"label": page.add_label, "link": page.add_link, "question": page.add_question}[kind].click()


def _pattern(window: MainWindow, key: str) -> None:
    from annotator.gui.patterns.page import PatternsPage

    page = window.moving.open_page("patterns")
    assert isinstance(page, PatternsPage)
    page.press(key)


def _codebook_file(window: MainWindow, *, read: bool) -> None:
    from annotator.gui.codebook_page.page import CodebookPage

    page = window.moving.open_page("codebook")
    assert isinstance(page, CodebookPage)
    (page.import_button if read else page.export_button).click()
