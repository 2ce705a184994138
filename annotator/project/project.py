"""A project: open or create it, change it in transactions, undo, and hear of changes.

Example::

    from annotator.project.project import Project
    from annotator.project.operations import annotations

    with Project.open("press.annotator", annotator="Robin") as project:
        annotations.add(project, article_id=1, label="actor", segments=[(0, 5)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from annotator.errors import AnnotatorError, ReadOnlyError, UserError
from annotator.model.clock import new_id, now
from annotator.model.codebook import Codebook
from annotator.model.layer import Layer, LayerKind
from annotator.places import default_annotator
from annotator.project.changes import Listener, Listeners
from annotator.project.queries import Queries
from annotator.project.stamping import collect
from annotator.project.transaction import Transaction
from annotator.project.undo import Step, UndoStack
from annotator.store import codebook_use, database, history, registry
from annotator.store.database import Holder, ProjectFile
from annotator.store.faults import RefusedRow
from annotator.store.history import ChangeKind
from annotator.store.rows import Change, Row, RowChange, Rows


class Project(Queries):
    """An open project of one annotator.

    Everything that changes it stands in :meth:`transact`: committed to the file first, then one undo
    step, then one :class:`annotator.project.changes.Changes` to every listener.  Use it only in the
    thread that opened it.
    """

    def __init__(self, file: ProjectFile, annotator: str) -> None:
        super().__init__(file.db, annotator)
        self._file = file
        self.rows = Rows(file.db)
        self.steps = UndoStack()
        """What can be undone and redone; it is changed here only."""
        self._listeners = Listeners()
        self._open: Transaction | None = None

    # -- opening and closing

    @classmethod
    def create(cls, path: str | Path, codebook: Codebook, annotator: str | None = None) -> Project:
        """Make a new project file.

        :raises UserError: if something is there already or the folder can't be written.
        """
        file = database.create(Path(path))
        project = cls(file, default_annotator(annotator))
        file.begin_sitting(project.annotator)
        with project.transact("New project"):
            at = now()
            first = {"version": 1, "name": codebook.name, "body": codebook.to_json(), "created_at": at}
            project.rows.put("codebooks", first | {"created_by": project.annotator})
            for name, value in ("created_at", at), ("project_id", new_id()), ("annotator", project.annotator):
                project.remember(name, value)
        return project

    @classmethod
    def open(cls, path: str | Path, annotator: str | None = None, *, read_only: bool = False) -> Project:
        """Open a project, for reading only where another window has it (see :attr:`held_by`).

        ``annotator`` is who works in it from now on; None: the one who did last.

        :raises UserError: if it is missing, no project, damaged, or made by a newer version.
        """
        file = database.open_file(Path(path), read_only=read_only)
        last = registry.about(file.db, "annotator")
        project = cls(file, annotator or last or default_annotator())
        if not file.read_only:
            file.begin_sitting(project.annotator)
            if project.annotator != last:
                with project.transact("Change annotator"):
                    project.remember("annotator", project.annotator)
        return project

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self._file.path.stem

    @property
    def sitting_id(self) -> int:
        """Of this sitting; 0 where the project is open for reading only."""
        return self._file.sitting_id

    @property
    def read_only(self) -> bool:
        return self._file.read_only

    @property
    def closed_to_others(self) -> bool:
        """Whether something is being saved that nothing else may join."""
        return self._open is not None and bool(self._open.alone)

    @property
    def held_by(self) -> Holder | None:
        """Who has it open for writing, where that is somebody else."""
        return self._file.held_by

    # -- changing

    @contextmanager
    def transact(
        self,
        title: str,
        *,
        article_id: int | None = None,
        initiator: str = "",
        layers: Iterable[Layer] = (),
        undoable: bool = True,
        joins: str | None = None,
    ) -> Iterator[Transaction]:
        """All writes inside are saved together or not at all; inside another one, they join it.

        :param title: the operation's name for people: "Tag claim".
        :param layers: layers written besides the annotator's own (a model's, an imported one).
        :param undoable: False for imports and suggestions, which leave no undo step.
        :param joins: one undo step with the one before where that named the same: a held key.
        :raises UserError: if the project is open for reading only, or another step is being saved bit by bit.
        """
        self._check_writable()
        if self._open is not None:
            self._open.layers |= {layer.id for layer in layers}
            self.rows.allow(self._open.layers)
            yield self._open
            return
        self.steps.check_turn(joins, undoable=undoable)
        own = self.layer
        transaction = Transaction(
            title, article_id, {layer.id for layer in layers} | ({own.id} if own else set())
        )
        with self._committing(transaction, "do", initiator):
            yield transaction
        if transaction.changes and undoable:
            self.steps.push(Step(title, article_id, tuple(transaction.changes), joins))
        self._tell(transaction, "do", initiator)

    @property
    def undo_title(self) -> str | None:
        """What :meth:`undo` would take back, None if there is nothing."""
        return self.steps.undo_title

    @property
    def redo_title(self) -> str | None:
        return self.steps.redo_title

    def undo(self, initiator: str = "") -> str | None:
        """Take back the last step of this sitting and return its title; one that is being saved ends.

        :raises UserError: if something was written since, by a model or an import, that needs it.
        """
        step = self.steps.stop_for_undo()
        if step is None:
            return None
        self._replay(step, step.inverse(), "undo", initiator)
        self.steps.undone.append(self.steps.done.pop())
        return step.title

    def redo(self, initiator: str = "") -> str | None:
        """Do again what was undone last and return its title."""
        step = self.steps.next_redo()
        if step is None:
            return None
        self._replay(step, step.rows, "redo", initiator)
        self.steps.done.append(self.steps.undone.pop())
        return step.title

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every commit; returns what ends it."""
        return self._listeners.add(listener)

    # -- layers and facts

    def own_layer(self) -> Layer:
        """The annotator's own layer, made where it is missing.  Only inside a transaction."""
        return self.need_layer(self.annotator, "person")

    def need_layer(self, annotator: str, kind: LayerKind, version: str = "") -> Layer:
        """A layer by its owner, made where it is missing.  Only inside a transaction.

        A layer once made stays; undo does not take it away.
        """
        found = registry.find_layer(self.db, annotator, kind, version)
        if found is None:
            if self._open is None:
                raise AnnotatorError("a layer is made inside a transaction")
            at = now()
            row: Row = {"annotator": annotator, "kind": kind, "version": version}
            self.rows.insert_many("layers", [{**row, "created_at": at, "updated_at": at}])
            found = registry.find_layer(self.db, annotator, kind, version)
            assert found is not None
        if self._open is not None:
            self._open.layers.add(found.id)
            self.rows.allow(self._open.layers)
        return found

    def remember(self, name: str, value: str) -> None:
        """Keep a fact with the project (see :meth:`about`).  Only inside a transaction."""
        self.rows.put("about", {"name": name, "value": value})

    # -- inside

    def _check_writable(self) -> None:
        if self.read_only:
            who = f"{self.held_by} has it open" if self.held_by else "the file is write-protected"
            raise ReadOnlyError(f"This project is open for reading only: {who}.")
        if self._open is not None and self._open.alone:
            raise UserError(self._open.alone)

    @contextmanager
    def _committing(self, transaction: Transaction, kind: ChangeKind, initiator: str) -> Iterator[None]:
        self._open = transaction
        self.rows.begin(transaction.layers)
        try:
            with self.db.atomic():
                yield
                collect(self, self.rows, transaction)
                if transaction.changes or transaction.summary:
                    history.append(
                        self.db,
                        sitting_id=self._file.sitting_id,
                        annotator=self.annotator,
                        at=now(),
                        operation=transaction.title,
                        kind=kind,
                        article_id=transaction.article_id,
                        articles=transaction.touched_articles(),
                        changes=[c.to_json() for c in transaction.changes] + transaction.summary,
                    )
        finally:
            self.rows.end()
            self._open = None
            self.forget({change.table for change in transaction.changes})

    def _replay(self, step: Step, changes: tuple[Change, ...], kind: ChangeKind, initiator: str) -> None:
        """:raises UserError: if something was written since that needs it; nothing is changed then."""
        self._check_writable()
        rows = [
            row for c in changes if isinstance(c, RowChange) for row in (c.before, c.after) if row is not None
        ]
        # What the step was allowed to write, taking it back may write as well.
        layers = {row["layer_id"] for row in rows if row.get("layer_id") is not None}
        words = any(change.table == "codebooks" for change in changes)
        if words:  # the codebook is common to all layers: what follows it, follows it in each
            layers = {layer.id for layer in self.layers()}
        transaction, before = Transaction(step.title, step.article_id, layers), self.codebook
        try:
            with self._committing(transaction, kind, initiator):
                for change in changes:
                    self.rows.replay(change)
                if words:
                    self._check_fit(before, step.cant(kind))
        except UserError:
            raise
        except (AnnotatorError, RefusedRow) as error:
            why = "a model has run again, or a merge has changed it"
            raise UserError(f"{step.cant(kind)}: {why} since.") from error
        self._tell(transaction, kind, initiator)

    def _check_fit(self, before: Codebook, cant: str) -> None:
        """A model, an import or a merge may have written since what would now be unknown."""
        after = registry.codebook(self.db)
        new = codebook_use.new_misfits(self.db, self.path) if after.frame != before.frame else set()
        if new:
            raise UserError(f"{cant}: what a model, an import or a merge wrote since needs it. {min(new)}")

    def _tell(self, transaction: Transaction, kind: ChangeKind, initiator: str) -> None:
        if transaction.changes or transaction.bulk:
            self._listeners.tell(transaction.as_changes(kind, initiator))
