"""Shows a session in the workspace: what it says changed is changed on screen, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial

from PySide6.QtCore import QObject, QTimer

from annotator.gui.background import Background
from annotator.gui.describing import details
from annotator.gui.hearing import HearingWatch, hearing
from annotator.gui.linking import LinkMode
from annotator.gui.loading import Loading
from annotator.gui.marks import arcs_of, mark_of
from annotator.gui.models.sheet import SheetChange
from annotator.gui.panels.status import StatusBar
from annotator.gui.said import said
from annotator.gui.session import Session
from annotator.gui.widgets.parts import counted
from annotator.gui.workspace import Workspace
from annotator.model.article import Article, State
from annotator.model.searching import first_place
from annotator.project.changes import Changes
from annotator.project.queries import reader

_FOLLOW_AFTER = 15
"""Milliseconds after which the panels follow, so that the article is painted before them."""

_COUNT_AFTER = 250
_LIST_AFTER = 300


class Presenter(QObject):
    """Lives as long as its session is open."""

    def __init__(
        self,
        session: Session,
        workspace: Workspace,
        status: StatusBar,
        linking: LinkMode,
        background: Background,
    ) -> None:
        super().__init__(session)
        self._session = session
        self._workspace = workspace
        self._status = status
        self._linking = linking
        self._background = background
        self._follow = self._timer(_FOLLOW_AFTER, self.show_current)
        self._caret = self._timer(_FOLLOW_AFTER, self._show_selection)
        self._relist = self._timer(_LIST_AFTER, self.show_articles)
        self._recount = self._timer(_COUNT_AFTER, self._count_undecided)
        self._loading = Loading(session, workspace.view, self._follow.start)
        self._generation = 0
        self._words = ""
        self._touched: set[int] = set()
        self._many_left = False
        """Whether the states of all articles are to be read anew, beside the window."""
        workspace.view.tips.more = partial(details, session)
        session.article_opened.connect(self._on_article)
        session.sheet_changed.connect(self._on_sheet)
        session.current_changed.connect(self._on_current)
        session.committed.connect(self._on_commit)
        workspace.articles.chosen.connect(self._reveal_hit)
        workspace.view.selection_changed.connect(self._follow_selection)
        workspace.view.cursorPositionChanged.connect(self._caret.start)
        self._hearing = HearingWatch(linking.asker, self._caret.start)

    def _timer(self, delay: int, run: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=delay)
        timer.timeout.connect(run)
        return timer

    def show_project(self) -> None:
        """Everything anew: codebook, list, states, the open article."""
        project = self._session.project
        self._workspace.filter_bar.all_wanted.emit()
        self._workspace.view.set_codebook(project.codebook)
        self._workspace.view.adjustable = not project.read_only
        self._workspace.codebook.set_codebook(project.codebook)
        self.show_articles()
        self._on_article(self._session.article)

    def show_articles(self) -> None:
        self._relist.stop()
        project, panel = self._session.project, self._workspace.articles
        layer = project.layer
        panel.set_articles(project.articles())
        panel.set_states(project.states(layer.id if layer else None))
        self._count_undecided()

    def search(self, words: str) -> None:
        """Show the articles with these words; the search runs beside the window."""
        panel = self._workspace.articles
        self._generation += 1
        self._words = words
        if not words:
            panel.show_found(None)
            return
        generation = self._generation
        path, annotator = self._session.project.path, self._session.project.annotator

        def work() -> list[int]:
            with reader(path, annotator) as queries:
                return queries.search(words)

        def done(found: list[int]) -> None:
            if generation == self._generation:
                panel.show_found(found)

        self._background.run(work, done)

    def show_current(self) -> None:
        """Bring the panels up to date, now."""
        self._follow.stop()
        self._count_left()
        self._count_here()
        sheet, index = self._session.sheet, self._workspace.view.article_layout.index
        if sheet is None or sheet.complete:
            self._workspace.filter_bar.show_hidden(index.hidden, len(index.by_id))
        self._workspace.inspector.show_current(self._session)
        self._show_selection()

    def stop(self) -> None:
        """Show nothing more: the project is being closed."""
        self._loading.stop()
        self._hearing.stop()
        self._caret.stop()
        self._follow.stop()
        self._recount.stop()
        self._relist.stop()

    # -- what the session says

    def _on_article(self, article: Article | None) -> None:
        workspace, session = self._workspace, self._session
        workspace.inspector.save()
        self._linking.cancel()
        workspace.show_article(article is not None)
        walking = workspace.articles.list.hasFocus() or workspace.drawer.holds_keyboard()
        if article is not None and not walking:
            workspace.view.setFocus()
        workspace.articles.set_open(article.id if article else None)
        workspace.view.set_article(article)
        if article is not None and session.sheet is not None:
            workspace.header.show_article(article)
            self._loading.begin()
            self._reveal_hit()
        self._follow.start()

    def _reveal_hit(self) -> None:
        """Select the first place in the open article with what was searched for."""
        article = self._session.article
        place = first_place(article.text, self._words) if article is not None else None
        if place is not None:
            self._workspace.view.select_span(*place)
            self._workspace.view.reveal(*place)

    def _on_sheet(self, change: SheetChange) -> None:
        session, view = self._session, self._workspace.view
        sheet = session.sheet
        assert sheet is not None
        codebook = session.project.codebook
        changed = []
        for annotation_id in change.changed:
            annotation = sheet.annotation(annotation_id)
            if annotation is not None:
                suggestion = sheet.is_suggestion(annotation_id)
                changed.append(mark_of(annotation, codebook, suggestion=suggestion))
        self._loading.show_read()  # what the change is linked with
        view.update_marks(changed, change.removed)
        if change.links:
            view.set_arcs(arcs_of(sheet))
        self._follow.start()

    def _on_current(self, annotation_id: str | None, reveal: bool) -> None:
        self._loading.show_read()
        self._workspace.view.set_current(annotation_id, reveal=reveal)
        self._follow.start()

    def _on_commit(self, changes: Changes) -> None:
        session = self._session
        assert session.saved_at is not None
        # A model writes beside the person, whose own last step is what they look for here.
        if "annotations" not in changes.bulk or changes.touched("codebooks"):
            self._status.show_saved(said(changes, session), session.saved_at)
        if "articles" in changes.bulk:
            if not self._relist.isActive():  # during a long import the list follows now and then
                self._relist.start()
        elif "annotations" in changes.bulk:
            self._recount.start()
        if changes.touched("articles"):
            self._relist.start()
            if session.article is not None:
                self._workspace.header.show_article(session.article)
        if changes.touched("codebooks"):
            self._workspace.view.set_codebook(session.project.codebook)
            self._workspace.codebook.set_codebook(session.project.codebook)
            self._loading.show_anew()
            self._follow.start()
        if changes.touched("actors"):
            self._follow.start()
        if changes.kind != "do":
            self._select_replayed(changes)
        if not changes.bulk:
            self._touched |= changes.article_ids
            self._follow.start()

    # -- inside

    def _follow_selection(self) -> None:
        if not self._caret.isActive():  # while the mouse selects, it follows now and then
            self._caret.start()

    def _show_selection(self) -> None:
        """Say in the inspector what can be done with the selected words, or the one at the caret."""
        self._caret.stop()
        article, view = self._session.article, self._workspace.view
        said = [
            article.text[slice(*span)] if article is not None and span is not None else None
            for span in (view.selected_span(), view.word_at_caret())
        ]
        heard = hearing(self._workspace, self._linking.asker)
        self._workspace.inspector.show_selection(self._session, *said, heard=heard)

    def _select_replayed(self, changes: Changes) -> None:
        """Where tagging was undone, select the words again, so that they can be tagged otherwise."""
        view = self._workspace.view
        if changes.kind == "redo":
            view.clear_selection()
        rows = [row for row in changes.rows if row.table == "annotations"]
        if changes.kind != "undo" or len(rows) != 1:
            return
        (row,) = rows
        if row.before is not None and row.after is None and row.before["origin"] == "person":
            pieces = json.loads(row.before["segments"])
            if len(pieces) == 1:
                view.select_span(*pieces[0])

    def _show_state(self, article_id: int, state: State) -> None:
        self._workspace.header.show_state(state)
        self._workspace.articles.set_state(article_id, state)

    def _count_left(self) -> None:
        """Articles that were changed and left before the panels could follow."""
        here = self._session.article
        left = self._touched - {here.id if here else 0}
        self._touched.clear()
        if len(left) == 1:
            (article_id,) = left
            self._workspace.articles.set_state(article_id, self._session.state_of(article_id))
        self._many_left = self._many_left or len(left) > 1
        if left:
            self._recount.start()

    def _count_here(self) -> None:
        """Counts of the open article."""
        sheet, workspace = self._session.sheet, self._workspace
        if sheet is None or not sheet.complete:  # a large article is counted when all of it was read
            self._status.show_counts("")
            workspace.codebook.set_counts({})
            if sheet is not None:
                workspace.header.show_waiting(0, covered=True)
                self._show_state(sheet.article.id, self._session.state())
            return
        workspace.codebook.set_counts(Counter(a.label for a in sheet.own.values()))
        waiting = len(sheet.suggestions)
        workspace.header.show_waiting(waiting, sheet.covered, self._session.project.least_score)
        workspace.articles.model.set_undecided_of(sheet.article.id, waiting)
        self._show_state(sheet.article.id, self._session.state())
        self._status.show_counts(
            f"{counted(len(sheet.own), 'annotation')}, {counted(len(sheet.links), 'link')} in this article"
        )

    def _count_undecided(self) -> None:
        """Suggestions that wait, article by article, counted beside the window; if need be the states too."""
        path, annotator = self._session.project.path, self._session.project.annotator
        with_states, self._many_left = self._many_left, False

        def work() -> tuple[dict[int, int], dict[int, State] | None]:
            with reader(path, annotator) as queries:
                own = queries.layer
                states = queries.states(own.id if own else None) if with_states else None
                return queries.undecided_counts(), states

        def done(found: tuple[dict[int, int], dict[int, State] | None]) -> None:
            counts, states = found
            if states is not None:
                self._workspace.articles.set_states(states)
            self._workspace.articles.model.set_undecided(counts)
            sheet = self._session.sheet
            if sheet is not None and sheet.complete:
                self._workspace.articles.model.set_undecided_of(sheet.article.id, len(sheet.suggestions))

        self._background.run(work, done)
