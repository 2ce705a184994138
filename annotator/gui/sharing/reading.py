"""Reading a shared file beside the window, and looking at what a merge of it would do."""

from __future__ import annotations

import dataclasses
import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.errors import UserError
from annotator.exchange.sharing_in import Origin, opened
from annotator.gui.background import Background
from annotator.model.merge_mapping import MergeMapping
from annotator.project.merge_lines import Line, article_lines, layer_lines, seen_refusals
from annotator.project.operations import merging
from annotator.project.project import Project
from annotator.project.queries import Queries, reader


@dataclass(frozen=True, slots=True)
class Looked:
    """What a merge would do, in the lines that the annotator may see."""

    origin: Origin
    plan: merging.Plan
    same_project: bool
    layers: list[Line]
    articles: list[Line]
    refusals: list[str]


class Reading(QObject):
    """Reads one file, and looks anew when the mapping changes; one at a time."""

    looked = Signal(object)
    """A :class:`Looked`."""
    failed = Signal(str)
    progressed = Signal(int, int)

    def __init__(self, project: Project, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._source, self._annotator = project.path, project.annotator
        self._background = background
        self._stopped = threading.Event()
        self._last: Looked | None = None
        self.running = False

    def read(self, path: Path) -> None:
        """Read a file and look what a merge of it would do."""

        def work() -> Looked:
            with reader(self._source, self._annotator) as queries, opened(path, self._watch) as shared:
                mapping = MergeMapping(codebook=shared.origin.codebook)
                plan = merging.plan(
                    queries, shared.entries(), mapping, coming=shared.articles(), watch=self._watch
                )
                return _looked(queries, shared.origin, plan)

        self._run(work)

    def look_again(self, mapping: MergeMapping) -> None:
        """With another mapping."""
        last = self._last
        assert last is not None

        def work() -> Looked:
            with reader(self._source, self._annotator) as queries:
                book = dataclasses.replace(mapping, codebook=last.origin.codebook)
                return _looked(queries, last.origin, last.plan.again(queries, book, self._watch))

        self._run(work)

    def stop(self) -> None:
        """Nothing more is wanted."""
        self._stopped.set()
        if not self.running:
            self._close()

    # -- inside

    def _run(self, work: object) -> None:
        self.running = True
        assert callable(work)
        self._background.run(work, self._done, self._failed)

    def _watch(self, done: int, total: int) -> None:
        """In the thread."""
        if self._stopped.is_set():
            raise UserError("It was stopped: nothing was merged.")
        self.progressed.emit(done, total)

    def _done(self, looked: Looked) -> None:
        self.running = False
        self._last = looked
        if self._stopped.is_set():
            self._close()
        else:
            self.looked.emit(looked)

    def _failed(self, error: Exception) -> None:
        self.running = False
        if self._stopped.is_set():
            self._close()
            return
        known = isinstance(error, UserError)
        self.failed.emit(str(error) if known else f"The file can't be read by the program ({error}).")

    def _close(self) -> None:
        last, self._last = self._last, None
        if last is not None:
            last.plan.close()


def _looked(queries: Queries, origin: Origin, plan: merging.Plan) -> Looked:
    return Looked(
        origin,
        plan,
        origin.project == queries.about("project_id"),
        layer_lines(queries, plan.account),
        article_lines(queries, plan.account, origin.titles),
        [refusal.sentence for refusal in seen_refusals(queries, plan.account)],
    )
