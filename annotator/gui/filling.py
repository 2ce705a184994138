"""Makes the parts of the window and their commands, and puts them in their places."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon

from annotator.gui.adjusting import Adjusting
from annotator.gui.annotating import Annotating
from annotator.gui.article_view.whereabouts import lines_of_current
from annotator.gui.background import Background
from annotator.gui.commands import (
    annotating,
    concordance,
    filtering,
    framing,
    project,
    reading,
    selecting,
    view,
)
from annotator.gui.commands import help as helping
from annotator.gui.commands.key_store import KeyStore
from annotator.gui.commands.registry import Commands
from annotator.gui.concordance.desk import ConcordanceDesk
from annotator.gui.conditions import conditions
from annotator.gui.features import add_features
from annotator.gui.filtering import FilterDesk
from annotator.gui.frame.asker import Asker
from annotator.gui.frame.desk import FrameDesk
from annotator.gui.frame.link_maker import LinkMaker
from annotator.gui.garbage import collect_here
from annotator.gui.key_texts import follow_keys
from annotator.gui.link_desk import LinkDesk
from annotator.gui.linking import LinkMode
from annotator.gui.moving import Moving
from annotator.gui.pages import FullPages
from annotator.gui.palette.desk import PaletteDesk
from annotator.gui.panels.message_bar import MessageBar
from annotator.gui.panels.progress import ProgressPanel
from annotator.gui.panels.start import StartScreen
from annotator.gui.panels.status import StatusBar
from annotator.gui.project_desk import ProjectDesk
from annotator.gui.saying import Saying
from annotator.gui.undoing import Undoing
from annotator.gui.wiring import wire
from annotator.gui.workspace import Workspace
from annotator.places import resource

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def fill(window: MainWindow) -> None:
    """Make everything that a :class:`MainWindow` declares, once."""
    collect_here(window)
    window.background = Background(window)
    window.commands = Commands(window, window.menuBar(), conditions(window), window.hint, window.complain_of)
    window.messages = MessageBar(window.content)
    window.progress = ProgressPanel()
    window.status = StatusBar()
    window.setStatusBar(window.status)
    window.start = StartScreen()
    window.workspace = Workspace(window.commands)
    window.messages.keep_clear = partial(lines_of_current, window.workspace.view)
    window.picker = window.workspace.picker
    asker = Asker(window.workspace.view, window.picker)
    asker.floating = window.workspace.floating(window.picker)
    maker = LinkMaker(window.workspace.view, window.link, window.attempt)
    window.linking = LinkMode(asker, maker, window.hint)
    window.frames = FrameDesk(window)
    window.projects = ProjectDesk(window)
    window.desk = Annotating(
        window.workspace, window.linking, window.tell, window.show_current, window.commands.key
    )
    window.moving = Moving(window)
    window.pages = FullPages()
    window.palettes = PaletteDesk(window)
    window.keys_kept = KeyStore(window.commands, window.settings.file.with_name("keys.toml"))
    window.pages.changed.connect(window.leave_page)
    window.place((window.start, window.workspace, window.pages), window.progress)
    window.setAcceptDrops(True)
    window.setWindowIcon(QIcon(str(resource("icons", "annotator.svg"))))
    _register(window)
    wire(window)


def _register(window: MainWindow) -> None:
    commands, workspace = window.commands, window.workspace
    commands.add_place("reading", workspace.articles.list)
    commands.add_place("reading", workspace.view)
    commands.add_place("reading", workspace.codebook)
    commands.add_place("article", workspace.view)
    commands.add(project.commands(window.projects, Undoing(window)))
    commands.menu("Annotate/Tag as")
    commands.menu("Annotate/Link as")
    commands.add(annotating.commands(window.desk))
    commands.add(selecting.commands(Adjusting(window)))
    commands.add(framing.commands(window.frames))
    commands.add(view.commands(window))
    # Fields keep letters for themselves, so that of these keys only Alt with an arrow works in them.
    for field in (workspace.inspector.note, workspace.find_bar.words, workspace.articles.search):
        field.addActions([commands.action("article.next"), commands.action("article.previous")])
    workspace.articles.list.addAction(commands.action("suggestion.next"))  # as the header promises
    commands.add(filtering.commands(FilterDesk(window), LinkDesk(window)))
    commands.add(reading.commands(window))
    commands.add(concordance.commands(ConcordanceDesk(window)))
    commands.add(helping.commands(window))
    add_features(window)
    follow_keys(window)
    Saying(window)
    trouble = window.keys_kept.load()
    if trouble:
        window.tell(trouble, "warning")
