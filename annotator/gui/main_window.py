"""The main window: start screen or open project, theme, panels, messages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from annotator.errors import UserError
from annotator.gui import layout_memory
from annotator.gui import theme as themes
from annotator.gui.commands.command import HintError
from annotator.gui.guards import guarded
from annotator.gui.settings import LARGEST_ZOOM, SMALLEST_ZOOM, Settings, ThemeChoice

if TYPE_CHECKING:
    from annotator.gui.actors.desk import ActorDesk
    from annotator.gui.annotating import Annotating
    from annotator.gui.background import Background
    from annotator.gui.commands.key_store import KeyStore
    from annotator.gui.commands.registry import Commands
    from annotator.gui.frame.desk import FrameDesk
    from annotator.gui.linking import LinkMode
    from annotator.gui.moving import Moving
    from annotator.gui.pages import FullPages, Page
    from annotator.gui.palette.desk import PaletteDesk
    from annotator.gui.panels.message_bar import MessageBar, Tone
    from annotator.gui.panels.progress import ProgressPanel
    from annotator.gui.panels.start import StartScreen
    from annotator.gui.panels.status import StatusBar
    from annotator.gui.problems.desk import ProblemDesk
    from annotator.gui.project_desk import ProjectDesk
    from annotator.gui.session import Session
    from annotator.gui.talk.desk import TalkDesk
    from annotator.gui.timing import Timing
    from annotator.gui.training.desk import TrainingDesk
    from annotator.gui.widgets.link_picker import LinkPicker
    from annotator.gui.workspace import Workspace
    from annotator.model.codebook import Codebook
    from annotator.project.changes import Changes

# The window is painted before its parts are imported and made (see :meth:`MainWindow.fill`), and those
# before what opens a project: it is there at once, and the rest follows while one looks.


class MainWindow(QMainWindow):
    """One window, at most one project."""

    session_changed = Signal(object)
    """The :class:`Session` of the project that has been opened, or None where it is being closed."""

    background: Background
    commands: Commands
    messages: MessageBar
    progress: ProgressPanel
    status: StatusBar
    start: StartScreen
    workspace: Workspace
    picker: LinkPicker
    linking: LinkMode
    projects: ProjectDesk
    frames: FrameDesk
    desk: Annotating
    moving: Moving
    pages: FullPages
    palettes: PaletteDesk
    keys_kept: KeyStore
    problems: ProblemDesk
    timing: Timing
    actors: ActorDesk
    training: TrainingDesk
    talk: TalkDesk

    def __init__(
        self, settings: Settings, worker_command: Callable[[str | None], list[str]] | None = None
    ) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.worker_command = worker_command
        """What starts the suggestion worker for a pipeline; None: our own."""
        self.filled = False
        self._stack = QStackedWidget()
        self._waiting = QLabel()
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._waiting)
        self.content = QWidget()
        self._layout = QVBoxLayout(self.content)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._stack, 1)
        self.setCentralWidget(self.content)
        self.setWindowTitle("Starting Annotator")
        self.theme = themes.LIGHT
        self.apply_theme()
        layout_memory.restore_size(self)

    def fill(self) -> None:
        """Make everything in the window, and show the start screen."""
        from annotator.gui.filling import fill

        fill(self)
        self.filled = True
        self.apply_theme()
        layout_memory.restore_panels(self)
        self.show_start()

    def place(self, pages: tuple[QWidget, ...], *below: QWidget) -> None:
        """Put the parts of the window where they belong.

        What comes and goes stands below, so that the article does not jump while one reads.
        """
        for page in pages:
            self._stack.addWidget(page)
        for part in below:
            self._layout.addWidget(part)

    # -- messages

    def tell(
        self, text: str, tone: Tone = "info", *, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Say something in the window itself."""
        self.messages.tell(text, tone, action=action, run=run)

    def hint(self, text: str) -> None:
        """Say why a key did nothing just now."""
        self.messages.tell(text, "hint")

    def complain(self, text: str) -> None:
        """Say why something could not be done."""
        self.messages.tell(text, "warning")

    def complain_of(self, error: UserError) -> None:
        """As :meth:`complain`, or :meth:`hint` where that is all it is."""
        (self.hint if isinstance(error, HintError) else self.complain)(str(error))

    def attempt(self, work: Callable[[], object]) -> None:
        """Do something that a person's mistake may stop; then say why."""
        try:
            work()
        except UserError as error:
            self.complain_of(error)

    def after_commit(self, changes: Changes | None = None) -> None:
        """Something was saved: menus name what can be undone, an old complaint goes."""
        if self.session is None or self.session.project.steps.writing is None:
            self.messages.clear_trouble()
        if self.session is not None:
            project = self.session.project
            if changes is not None and not changes.bulk:
                self.messages.clear_past(replayed=changes.kind != "do")
            if changes is not None and changes.touched("codebooks"):
                self.show_labels(project.codebook)
            self.commands.set_title("edit.undo", _named("Undo", project.undo_title))
            self.commands.set_title("edit.redo", _named("Redo", project.redo_title))

    # -- what is shown

    def show_start(self) -> None:
        self.setWindowTitle("Annotator")
        self.start.show_recent(self.settings.recent())
        self._stack.setCurrentWidget(self.start)
        self.messages.float_over(self.start)
        self.start.new.setFocus()

    def show_workspace(self) -> None:
        self._stack.setCurrentWidget(self.workspace)
        self.messages.float_over(self.workspace.column, self.workspace.find_bar, self.picker)
        self.workspace.view.setFocus()
        self.after_commit()

    def show_page(self, name: str) -> Page:
        """Show a page in the article's stead."""
        self._stack.setCurrentWidget(self.pages)
        self.messages.float_over(self.pages)
        return self.pages.open(name)

    def leave_page(self, shown: str | None) -> None:
        """Where no page is shown any longer, go back to the article."""
        if shown is None:
            (self.show_start if self.session is None else self.show_workspace)()

    def show_opening(self, path: Path) -> None:
        """What stands here until the parts are made and the project is open."""
        self.setWindowTitle(f"{path.stem} – Annotator")
        self._waiting.setText(f"Opening {path.name} …")

    def show_labels(self, codebook: Codebook) -> None:
        """Give every label of the codebook its command and key."""
        from annotator.gui.commands.annotating import label_commands

        self.commands.remove("label.")
        made = label_commands(self.desk, codebook)
        self.commands.add(made)
        self.frames.link_commands(codebook)
        # The palette shows these keys, so that they work also while it has the keyboard.
        self.workspace.codebook.addActions([self.commands.action(command.id) for command in made])

    def show_next_step(self) -> None:
        """What the empty places say."""
        key = self.commands.key("project.import")
        self.workspace.articles.set_empty_text(f"No articles yet.\nImport some with {key}.")
        if self.workspace.articles.model.total() == 0:
            self.workspace.empty.say(
                "This project has no articles yet",
                "Texts, web pages, documents, books, mails, feeds, tables, press exports, archives of them; "
                "or folders. You may drop them here.",
                f"Import articles ({key})",
                lambda: self.commands.run("project.import"),
            )
        else:
            self.workspace.empty.say("No article is open", "Pick one from the list on the left.")

    def show_current(self) -> None:
        """Bring the panel about the current annotation up to date, now."""
        if self.projects.presenter is not None:
            self.projects.presenter.show_current()

    def link(self, kind: str, head_id: str, child_id: str) -> None:
        """Link two annotations."""
        if self.session is not None:
            session = self.session
            self.attempt(lambda: session.link(kind, head_id, child_id))

    # -- look

    @Slot()
    def apply_theme(self) -> None:
        """Take the chosen theme, or the system's."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        choice = self.settings.theme
        by_name = {"light": themes.LIGHT, "dark": themes.DARK}
        self.theme = by_name.get(choice) or themes.system_theme()
        themes.apply(app, self.theme)
        if not self.filled:
            return
        from annotator.gui.window_style import window_style

        self.setStyleSheet(window_style(self.theme))
        for part in (self.workspace, self.messages, self.start, self.status, self.pages):
            part.set_theme(self.theme)
        self.show_current()

    def choose_theme(self, choice: ThemeChoice) -> None:
        self.settings.theme = choice
        self.apply_theme()

    def zoom(self, step: int) -> None:
        """Larger or smaller text by ``step`` per cent; 0: back to normal."""
        percent = min(max(self.settings.zoom + step, SMALLEST_ZOOM), LARGEST_ZOOM) if step else 100
        self.settings.zoom = percent
        self.workspace.view.set_zoom(percent)

    def show_context_menu(self, place: QPoint, annotation_id: str | None) -> None:
        """The commands that suit what is under the mouse."""
        if annotation_id is not None and self.session is not None:
            self.session.set_current(annotation_id, reveal=False)
        from annotator.gui.context_menu import context_menu

        context_menu(self, annotation_id).popup(place)

    # -- help

    def show_about(self) -> None:
        from annotator.gui.dialogs.about import AboutDialog

        AboutDialog(self).open()

    # -- what Qt calls

    @guarded(None)
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.filled:
            self.projects.close()
            layout_memory.remember(self)
            self.background.stop()
        super().closeEvent(event)

    @guarded(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @guarded(None)
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.attempt(lambda: self.projects.take_dropped(paths))


def _named(verb: str, title: str | None) -> str:
    return f"{verb}: {title}" if title else verb
