"""Articles and layers into a project: reading, which may run beside the window, and taking in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from annotator.articles.duplicates import fingerprint, near_duplicate
from annotator.articles.reading import FORMATS as ARTICLE_FORMATS
from annotator.articles.reading import ReadFailure, find_files, read_articles
from annotator.errors import ReadOnlyError, UserError
from annotator.exchange.brat import BratReader
from annotator.exchange.foreign import READERS
from annotator.exchange.foreign_import import ForeignReader
from annotator.exchange.import_report import Imported, ImportReport, Twin
from annotator.exchange.jsonl_in import Skipped, read_layers
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.model.article import IncomingArticle
from annotator.model.codebook import Codebook
from annotator.model.incoming import IncomingCodebook, IncomingLayer, Noted
from annotator.places import default_annotator
from annotator.project.operations import articles, codebook, layers
from annotator.project.project import Project
from annotator.store.faults import RefusedRow, UnusableFile

FORMATS = (*ARTICLE_FORMATS, "brat", *READERS)
"""How files may be read; those of other programs: articles as they stand, with the layers on them."""

_JSONL_SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class ReadArticle(IncomingArticle):
    """An article with its fingerprint, worked out where it was read so that taking it in is quick."""

    fingerprint: int = 0


Item = IncomingArticle | IncomingCodebook | IncomingLayer | Noted | Skipped | ReadFailure
"""What reading yields and an :class:`Importer` takes."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Files to be read one by one: how many, and each with what is in it."""

    total: int
    files: Iterator[tuple[Path, Iterator[Item]]]


def steps(
    paths: Iterable[Path],
    book: Codebook,
    *,
    format: str = "auto",
    raw: bool = False,
    annotator: str | None = None,
    known: KnownArticles | None = None,
) -> Steps:
    """What :func:`read_all` reads, file by file.

    :param book: the project's codebook, in whose words layers in foreign labels come.
    :param annotator: whose layers to read of other programs' files; None: everybody's.
    :param known: the project's articles, for files that have layers without texts.
    :raises UserError: if there is no file of the format, or brat's files don't say whose they are.
    """
    if format == "brat" or format in READERS:
        reader: BratReader | ForeignReader = (
            BratReader(paths, book, annotator)
            if format == "brat"
            else ForeignReader(paths, book, annotator, READERS[format], known)
        )
        return Steps(len(reader), ((path, map(_marked, items)) for path, items in reader.steps()))
    files = find_files(paths)
    return Steps(len(files), ((path, read_file(path, format=format, raw=raw)) for path in files))


def read_all(paths: Iterable[Path], *, format: str = "auto", raw: bool = False) -> Iterator[Item]:
    """Everything in these files and folders: articles, and after those of a file the layers in it.

    Only reads; may run in a thread of its own.

    :param format: one of :data:`annotator.articles.reading.FORMATS`.
    :param raw: keep texts exactly as they stand.
    """
    for path in find_files(paths):
        yield from read_file(path, format=format, raw=raw)


def read_file(path: Path, *, format: str = "auto", raw: bool = False) -> Iterator[Item]:
    """As :func:`read_all`, of one file."""
    failed = set()
    for item in read_articles(path, format=format, raw=raw):
        if isinstance(item, ReadFailure):
            failed.add(item.origin)
            yield item
        else:
            yield _marked(item)
    is_jsonl = format == "jsonl" or (format == "auto" and path.suffix.lower() in _JSONL_SUFFIXES)
    if is_jsonl and str(path) not in failed:
        try:
            yield from (item for item in read_layers(path) if item.origin not in failed)
        except OSError as error:
            yield ReadFailure(str(path), f"It can't be read to its end ({error.strerror}): try it again.")


def _marked(item: Item) -> Item:
    """The same; an article with its fingerprint."""
    if not isinstance(item, IncomingArticle):
        return item
    return ReadArticle(
        item.text, item.metadata, item.removed, item.origin, fingerprint=fingerprint(item.text)
    )


def in_language(item: Item, language: str) -> Item:
    """The same, if it is an article, in this language (ISO 639-1), whatever it said itself."""
    if not isinstance(item, IncomingArticle):
        return item
    return replace(item, metadata=replace(item.metadata, language=language))


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
        self._fingerprints = project.fingerprints()

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
                self.flush()  # its article may be among those that wait
                self._take_layer(item)
            case IncomingCodebook():
                self._widen(item)
            case Noted():
                self.report.noted.append(item)
            case Skipped():
                self.report.skipped.append(item)
            case ReadFailure():
                self.report.failures.append(item)

    def flush(self) -> None:
        """Save the articles that wait.  Errors as :meth:`take`."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
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
        near = near_duplicate(mark, self._fingerprints)
        if near is not None:
            self.report.near_duplicates.append(Twin(near, article.origin))
        self._fingerprints[number] = mark

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

    def _take_layer(self, layer: IncomingLayer) -> None:
        annotator = self._annotator or layer.annotator or default_annotator()
        owned = replace(layer, annotator=annotator)
        try:
            taken = layers.take(self._project, owned)
        except ReadOnlyError:
            raise
        except UnusableFile as error:
            raise _unwritable(self._project, error) from error
        except (UserError, RefusedRow, UnicodeError) as error:
            self.report.failures.append(ReadFailure(layer.origin, _sentence(error, layer.origin)))
            return
        if taken.already:
            self.report.layers_already += 1
            return
        if taken.unasked:
            reason = f"The codebook does not ask for {', '.join(taken.unasked)}, so that was left out."
            self.report.skipped.append(Skipped(layer.origin, reason))
        self.report.layers += 1
        self.report.annotations += taken.annotations
        self.report.by_annotator[annotator] += taken.annotations
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
