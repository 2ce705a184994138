"""What the hub commands do: exchange, show how far it is, and say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UserError
from annotator.gui.widgets.parts import counted

if TYPE_CHECKING:
    from annotator.gui.hubbing.run import HubRun
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.hub.exchanging import Holds
    from annotator.hub.report import Report

# What talks to the server is imported when it is first wanted: most people never do.


class HubDesk(QObject):
    """Keeps the one exchange of its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last = ""
        self._with_password: dict[str, str] = {}
        self.run: HubRun | None = None

    @property
    def busy(self) -> bool:
        return self.run is not None and self.run.running

    def sync(self) -> None:
        """Send what is new here, fetch what is new there; ask where that is if the project does not know."""
        url = self._known()
        if url:
            self._start(url)
        else:
            self.ask()

    def ask(self, trouble: str = "", *, may_join: bool = False) -> None:
        """Ask for the address and the password, then sync."""
        from annotator.gui.hubbing.dialog import HubDialog
        from annotator.hub.local import URL

        url = self._need().project.about(URL)
        dialog = HubDialog(url, self._window, trouble=trouble, may_join=may_join)
        dialog.chosen.connect(lambda chosen, joins: self._window.attempt(lambda: self._start(chosen, joins)))
        dialog.open()

    def set_session(self, session: Session | None) -> None:
        if self.run is not None:
            self.run.shut_down()

    # -- inside

    def _known(self) -> str:
        from annotator.hub.local import URL

        url = self._need().project.about(URL)
        return self._with_password.get(url, url)

    def _start(self, url: str, joins: bool = False, codebook: Holds = "") -> None:
        from annotator.gui.hubbing.run import HubRun
        from annotator.hub.connecting import without_secrets

        window, session = self._window, self._need()
        self._with_password[without_secrets(url)] = self._last = url
        if self.run is None:
            self.run = HubRun(self)
            self.run.progressed.connect(self._on_progress)
            self.run.finished.connect(self._on_finished)
            self.run.failed.connect(self._on_failed)
        window.workspace.inspector.note.save()
        self.run.start(session, url, codebook=codebook, joins=joins)
        window.messages.hide()
        window.progress.begin("Reaching the hub …", self.run.cancel)

    def _on_progress(self, text: str, done: int, total: int) -> None:
        if total:
            self._window.progress.step(f"{text} {done:,} of {total:,}", done, total)
        else:
            self._window.progress.text.setText(text)

    def _on_finished(self, report: Report, stopped: bool) -> None:
        window, session = self._window, self._window.session
        window.progress.end()
        if session is not None and window.projects.presenter is not None:
            window.projects.presenter.show_articles()
            window.show_next_step()
            if session.project.annotator in report.received_from:
                session.reload_article()  # from another machine
            if session.article is None and (ids := session.project.article_ids()):
                session.open_article(ids[0])
                window.workspace.view.setFocus()
        notes = report.all_notes()
        window.tell(" ".join([summary(report, stopped=stopped), *notes]), "warning" if notes else "info")

    def _on_failed(self, error: UserError) -> None:
        from annotator.hub.troubles import CodebookError, LoginError, OtherProjectError

        self._window.progress.end()
        match error:
            case CodebookError():
                self._ask_which()
            case OtherProjectError():
                self.ask("The hub is that of another project.", may_join=True)
            case LoginError():
                self.ask(str(error))
            case _:
                self._window.tell(
                    str(error), "error", action="Try again", run=lambda: self._start(self._last)
                )

    def _ask_which(self) -> None:
        """Which codebook holds: it was changed here and on the hub."""
        from annotator.gui.hubbing.codebook import CodebookDialog

        dialog = CodebookDialog(self._window)
        dialog.chosen.connect(
            lambda holds: self._window.attempt(lambda: self._start(self._last, False, holds))
        )
        dialog.open()

    def _need(self) -> Session:
        if self._window.session is None:
            raise UserError("Open a project first, or make a new one.")
        return self._window.session


def summary(report: Report, *, stopped: bool = False) -> str:
    """What was exchanged, in a sentence."""
    if report.nothing:
        return "Stopped before anything was exchanged." if stopped else "Synced: nothing was new."
    parts = []
    if report.articles_sent or report.articles_received:
        moved = [(report.articles_sent, "sent"), (report.articles_received, "received")]
        parts += [f"{counted(number, 'article')} {how}" for number, how in moved if number]
    if report.codebook:
        parts.append(f"the codebook {report.codebook}")
    if report.sent:
        parts.append(f"{counted(report.sent, 'change')} sent")
    if report.received:
        by = ", ".join(f"{name} {number:,}" for name, number in sorted(report.received_from.items()))
        parts.append(f"{counted(report.received, 'change')} received{f' ({by})' if by else ''}")
    what = ", ".join(parts)
    return f"Stopped after {what}; the rest comes with the next sync." if stopped else f"Synced: {what}."
