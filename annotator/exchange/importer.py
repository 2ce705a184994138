"""Takes what was read into a project: articles, codebook and layers, some at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import TracebackType

from annotator.articles.duplicates import Fingerprints, fingerprint
from annotator.articles.reading import ReadFailure
from annotator.errors import ReadOnlyError, UserError
from annotator.exchange.import_report import Imported, ImportReport, Twin
from annotator.exchange.jsonl_in import Skipped
from annotator.exchange.taking.repairing import Repair
from annotator.model.article import IncomingArticle
from annotator.model.incoming import IncomingCodebook, IncomingLayer, Noted
from annotator.places import default_annotator
from annotator.project.operations import articles, codebook, layers
from annotator.project.project import Project
from annotator.store.faults import RefusedRow, UnusableFile


@dataclass(frozen=True, slots=True)
class ReadArticle(IncomingArticle):
    """An article with its fingerprint, worked out where it was read so that taking it in is quick."""

    fingerprint: int = 0


Item = IncomingArticle | IncomingCodebook | IncomingLayer | Noted | Skipped | Repair | ReadFailure
"""What reading yields and an :class:`Importer` takes."""


class Importer:
    """Writes what was read into a project, some articles a transaction; use it as a context manager.

    A bad item becomes a failure in the :attr:`report` and leaves the good ones as they are.

    :param annotator: whose layers the files hold; None: as each record says.
    :param batch: articles that are saved together.
    """

    def __init__(self, project: Project, annotator: str | None = None, *, batch: int = 50) -> None:
        self.report = ImportReport()
        self._project = project
        self._annotator = annotator
        self._batch = batch
        self._waiting: list[IncomingArticle] = []
        self._layers: list[IncomingLayer] = []
        self._fingerprints = Fingerprints(project.fingerprints())

    def __enter__(self) -> Importer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Who breaks off keeps what was read so far; after an error nothing further is written.
        if kind is None or issubclass(kind, KeyboardInterrupt):
            self.flush()

    def take(self, item: Item) -> None:
        """Take in one item.

        :raises ReadOnlyError: if the project is open for reading only.
        :raises UserError: if the file of the project can't be written.
        """
        match item:
            case IncomingArticle():
                self._waiting.append(item)
                if len(self._waiting) >= self._batch:
                    self.flush()
            case IncomingLayer():
                self._layers.append(item)
                if len(self._layers) >= self._batch:
                    self.flush()
            case IncomingCodebook():
                self.flush()
                self._widen(item)
            case Noted():
                self.report.noted.append(item)
            case Skipped():
                self.report.skipped.append(item)
            case Repair():
                self.report.repairs.append(item)
            case ReadFailure():
                if self._layers:
                    self.flush()  # what failed is told in the order in which it was read
                self.report.failures.append(item)

    def flush(self) -> None:
        """Save the articles that wait, then the layers.  Errors as :meth:`take`."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._save_articles(waiting)
        layers, self._layers = self._layers, []
        if layers:
            self._save_layers(layers)

    def _save_articles(self, waiting: list[IncomingArticle]) -> None:
        taken: list[tuple[IncomingArticle, int, bool, int] | ReadFailure] = []
        try:
            with self._project.transact("Import articles", undoable=False):
                taken.extend(map(self._add, waiting))
        except UnusableFile as error:
            raise _unwritable(self._project, error) from error
        for result in taken:
            self._note(result)

    def _add(self, article: IncomingArticle) -> tuple[IncomingArticle, int, bool, int] | ReadFailure:
        mark = article.fingerprint if isinstance(article, ReadArticle) else fingerprint(article.text)
        try:
            with self._project.db.atomic():
                number, is_new = articles.add(self._project, article, fingerprint=mark)
        except (UserError, RefusedRow, UnicodeError) as error:
            if isinstance(error, ReadOnlyError):
                raise
            return ReadFailure(article.origin, _sentence(error))
        return article, number, is_new, mark

    def _note(self, result: tuple[IncomingArticle, int, bool, int] | ReadFailure) -> None:
        if isinstance(result, ReadFailure):
            self.report.failures.append(result)
            return
        article, number, is_new, mark = result
        if not is_new:
            self.report.already.append(Twin(number, article.origin))
            return
        self.report.imported.append(Imported(number, article.origin, article.metadata.title))
        near = self._fingerprints.near_duplicate(mark)
        if near is not None:
            self.report.near_duplicates.append(Twin(near, article.origin))
        self._fingerprints.add(number, mark)

    def _widen(self, item: IncomingCodebook) -> None:
        try:
            made = codebook.widen(self._project, item.needs)
        except ReadOnlyError:
            raise
        except UnusableFile as error:
            raise _unwritable(self._project, error) from error
        except UserError as error:
            self.report.failures.append(ReadFailure(item.origin, str(error)))
            return
        if made.said:
            self.report.codebook.append(f"version {self._project.codebook.version}: {made.said}")
        for name, meant in item.needs.taken_for.items():
            self.report.codebook.append(f"“{name}” is “{meant}” here")

    def _save_layers(self, waiting: list[IncomingLayer]) -> None:
        owned = [
            replace(each, annotator=self._annotator or each.annotator or default_annotator())
            for each in waiting
        ]
        results: list[layers.TakenLayer | ReadFailure]
        try:
            with self._project.transact("Import layers", undoable=False):
                results = [layers.take(self._project, each) for each in owned]
        except ReadOnlyError:
            raise
        except UnusableFile as error:
            raise _unwritable(self._project, error) from error
        except (UserError, RefusedRow, UnicodeError):
            # One that can't be taken must not take the others with it.
            results = [self._take_alone(each) for each in owned]
        for layer, result in zip(owned, results, strict=True):
            self._note_layer(layer, result)

    def _take_alone(self, layer: IncomingLayer) -> layers.TakenLayer | ReadFailure:
        try:
            return layers.take(self._project, layer)
        except ReadOnlyError:
            raise
        except UnusableFile as error:
            raise _unwritable(self._project, error) from error
        except (UserError, RefusedRow, UnicodeError) as error:
            return ReadFailure(layer.origin, _sentence(error, layer.origin))

    def _note_layer(self, layer: IncomingLayer, taken: layers.TakenLayer | ReadFailure) -> None:
        if isinstance(taken, ReadFailure):
            self.report.failures.append(taken)
            return
        if taken.already:
            self.report.layers_already += 1
            return
        if taken.unasked:
            reason = f"The codebook does not ask for {', '.join(taken.unasked)}, so that was left out."
            self.report.skipped.append(Skipped(layer.origin, reason))
        self.report.layers += 1
        self.report.annotations += taken.annotations
        self.report.by_annotator[layer.annotator] += taken.annotations
        self.report.by_label.update(each.label for each in layer.annotations)
        self.report.links += taken.links


def _sentence(error: Exception, origin: str = "") -> str:
    if isinstance(error, UserError):
        return str(error).removeprefix(f"{origin}: ")
    return f"The project can't hold it ({error}): mend the record or leave it out."


def _unwritable(project: Project, error: UnusableFile) -> UserError:
    return UserError(
        f"{project.path} can't be written ({error}): make room on the disk and import again; what was "
        "imported before stays."
    )
