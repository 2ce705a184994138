"""Files to articles.  Every bad file is a sentence in a ReadFailure, so that it never stops the good ones."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

from annotator.articles.documents import Found, article_of
from annotator.articles.failure import ReadFailure
from annotator.articles.formats import ANY, LABELS, PRESS
from annotator.articles.formats import FORMATS as BY_NAME
from annotator.articles.kinds import kind_of
from annotator.articles.press.exports import MAY_HOLD_EXPORTS, NOT_ONE, split_page, split_text
from annotator.articles.source import LARGEST_FILE, Source, of_file
from annotator.errors import UserError
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted

__all__ = ["FORMATS", "LABELS", "LARGEST_FILE", "ReadFailure", "find_files", "read_articles"]

FORMATS = tuple(LABELS)
"""What can be asked for, by name."""

Item = IncomingArticle | Noted | ReadFailure

_HEAD = 1 << 18
_LAYERS = regex.compile(rb'"(?:spans|entities|labels?|annotations|relations)"\s*:\s*\[\s*[\[{]')
"""Annotations in a record of JSONL, which come in with the file itself only."""


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files given, and those in the folders given with all their folders, sorted; each once.

    Hidden files and folders, and the lock files of word processors, are passed over.  A path that does not
    exist, and a folder that can't be opened, stay in the list: ``read_articles`` says so of each.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_below(path) if path.is_dir() else [path]))
    return list(found)


def read_articles(path: Path, *, format: str = "auto", raw: bool = False) -> Iterator[Item]:
    """The article of a file, or those in it one by one; a failure for what can't be read.

    What was left out or is otherwise than expected is Noted, once a file.

    ``format``: one of FORMATS; "auto" goes by the file's first bytes, its structure and its suffix.  ``raw``:
    the text exactly as decoded or extracted, nothing removed, no white space stripped (CSV and JSONL are
    always so); a text is then not looked at for exports of press databases.
    Raises UserError only for a format that does not exist.
    """
    if format not in FORMATS:
        raise UserError(f"There is no format '{format}': choose one of {', '.join(FORMATS)}.")
    yield from _guarded(str(path), _read_file(path, format, raw=raw))


def _files_below(folder: Path) -> list[Path]:
    files: list[Path] = []

    def unreadable(error: OSError) -> None:
        files.append(Path(error.filename))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        files += [
            Path(root, name) for name in names if not name.startswith((".", "~$")) and name != "Thumbs.db"
        ]
    return sorted(files)


def _guarded(origin: str, items: Iterator[Item]) -> Iterator[Item]:
    """The same; what stops them is told as one more failure."""
    try:
        yield from items
    except UserError as error:
        yield ReadFailure(origin, str(error))
    except FileNotFoundError:
        yield ReadFailure(origin, "There is no such file: check its name and folder.")
    except PermissionError:
        yield ReadFailure(
            origin, "It may not be read: change its permissions or copy it to a folder of yours."
        )
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield ReadFailure(origin, f"It can't be read ({reason}): copy it to another place and try again.")


def _read_file(path: Path, format: str, *, raw: bool) -> Iterator[Item]:
    if path.is_dir():
        os.listdir(path)  # says why, if it may not be opened
        raise UserError("It is a folder: give the files in it.")
    source = of_file(path)
    if not path.is_file():
        raise UserError("It is not a file but a device or pipe: save what it gives to a file first.")
    yield from _read(source, format, raw=raw)


def _read(source: Source, format: str, *, raw: bool) -> Iterator[Item]:
    if not source.size:
        raise UserError("It is empty: save the article's text in it, or leave it out.")
    kind = kind_of(source, format, raw=raw)
    may_hold = kind in MAY_HOLD_EXPORTS and (format == PRESS or (format == ANY and not raw))
    if may_hold and kind == "html" and (split := split_page(source.data())):
        yield from _articles(split, source.origin, raw=raw)
        return
    if source.depth and kind == "jsonl" and _LAYERS.search(source.head(_HEAD)):
        yield Noted(source.origin, "The layers in it were left out: unpack it and import the file itself.")
    for piece in BY_NAME[kind].read(source):
        match piece:
            case Source():
                # What is in an archive is told by its content, whatever the archive was asked to be read as.
                yield from _guarded(piece.origin, _read(piece, ANY, raw=raw))
            case (str(origin), Found() as found):
                if may_hold and (split := split_text(found.text)):
                    yield from _articles(split, origin, raw=raw)
                elif format == PRESS:
                    yield ReadFailure(origin, NOT_ONE)
                else:
                    yield from _article(found, origin, raw=raw)
            case IncomingArticle() | Noted() | ReadFailure():
                yield piece


def _articles(split: Iterable[Found | str], origin: str, *, raw: bool) -> Iterator[Item]:
    for number, found in enumerate(split, 1):
        place = f"{origin}, article {number}"
        if isinstance(found, Found):
            yield from _article(found, place, raw=raw)
        else:
            yield ReadFailure(place, found)


def _article(found: Found, origin: str, *, raw: bool) -> Iterator[Item]:
    try:
        yield article_of(found, origin, raw=raw)
    except UserError as error:
        yield ReadFailure(origin, str(error))
