"""Articles and layers into a project: reading, which may run beside the window, and taking in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from annotator.articles.duplicates import fingerprint
from annotator.articles.reading import FORMATS as ARTICLE_FORMATS
from annotator.articles.reading import ReadFailure, find_files, read_articles
from annotator.errors import UserError
from annotator.exchange.brat import BratReader
from annotator.exchange.foreign import READERS
from annotator.exchange.foreign_import import ForeignReader
from annotator.exchange.importer import Importer, Item, ReadArticle
from annotator.exchange.jsonl_in import read_layers
from annotator.exchange.taking.judging import PLAIN, Choices
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.exchange.taking.recognising import recognised
from annotator.exchange.taking.survey import Survey
from annotator.model.article import IncomingArticle
from annotator.model.codebook import Codebook
from annotator.model.incoming import Noted

__all__ = [
    "FOREIGN",
    "FORMATS",
    "Importer",
    "Item",
    "ReadArticle",
    "Steps",
    "in_language",
    "read_all",
    "read_file",
    "steps",
    "survey",
]

FORMATS = (*ARTICLE_FORMATS, "brat", *READERS)
"""How files may be read; those of other programs: articles as they stand, with the layers on them."""

FOREIGN = ("brat", *READERS)
"""Those of them that are other programs'."""

_JSONL_SUFFIXES = (".jsonl", ".ndjson")


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
    choices: Choices = PLAIN,
) -> Steps:
    """What :func:`read_all` reads, file by file.

    :param book: the project's codebook, in whose words layers in foreign labels come.
    :param annotator: whose layers to read of other programs' files; None: everybody's.
    :param known: the project's articles, for files that have layers without texts.
    :param choices: what their names are here, and what is done where something does not fit.
    :raises UserError: if there is no file of the format, brat's files don't say whose they are, or the
        mapping names what the codebook lacks.
    """
    if format == "brat" or format in READERS:
        return _foreign(list(paths), format, book, annotator, known, choices)
    files = find_files(paths)
    others: dict[str, list[Path]] = {}
    if format == "auto":
        for path in files:
            name = recognised(path)
            if name is not None:
                others.setdefault(name, []).append(path)
    if not others and choices != PLAIN:
        raise UserError(
            "A mapping and repairs are for annotations of other programs: say with the format which one's."
        )
    theirs = {path for found in others.values() for path in found}
    own = [path for path in files if path not in theirs]
    every = [
        Steps(len(own), ((path, read_file(path, format=format, raw=raw)) for path in own)),
        *(_told(name, found) for name, found in others.items()),
        *(_foreign(found, name, book, annotator, known, choices) for name, found in others.items()),
    ]
    return Steps(sum(each.total for each in every), chain.from_iterable(each.files for each in every))


def survey(
    paths: Iterable[Path],
    book: Codebook,
    format: str,
    annotator: str | None,
    known: KnownArticles | None,
    choices: Choices = PLAIN,
    stopped: Callable[[], bool] = lambda: False,
) -> Survey:
    """What files of another program hold, counted; nothing is taken.

    :param stopped: asked now and then whether to break off.
    :raises UserError: if they are not of one format of another program; else as :func:`steps`.
    """
    files = list(paths)
    if format == "auto":
        names = {name for path in find_files(files) if (name := recognised(path)) is not None}
        if len(names) != 1:
            raise UserError(
                "These are not annotations of one other program: say with the format which one's."
            )
        format = names.pop()
    if format == "brat":
        return BratReader(files, book, annotator, choices).look(stopped)
    if format not in READERS:
        raise UserError("A mapping is for annotations of other programs: say with the format which one's.")
    return ForeignReader(files, book, annotator, READERS[format], known, choices).look(stopped)


def _foreign(
    paths: list[Path],
    format: str,
    book: Codebook,
    annotator: str | None,
    known: KnownArticles | None,
    choices: Choices,
) -> Steps:
    reader: BratReader | ForeignReader = (
        BratReader(paths, book, annotator, choices)
        if format == "brat"
        else ForeignReader(paths, book, annotator, READERS[format], known, choices)
    )
    return Steps(len(reader), ((path, map(_marked, items)) for path, items in reader.steps()))


def _told(name: str, files: list[Path]) -> Steps:
    """Says what files were taken for."""
    what = "It was" if len(files) == 1 else f"It and {len(files) - 1} more were"
    note: Item = Noted(str(files[0]), f"{what} read as {READERS[name].title}.")
    return Steps(1, iter([(files[0], iter([note]))]))


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
