"""Read a file with layers that a colleague shared: all of it as it was written, or none of it."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from annotator.articles.duplicates import fingerprint
from annotator.errors import UserError
from annotator.exchange.sharing_format import (
    ALWAYS_FINE,
    ARTICLES,
    CODEBOOK,
    FORMAT,
    LONGEST_LINE,
    MANIFEST,
    MEMBERS,
    MOST_BYTES,
    MOST_GROWTH,
    VERSION,
    seal_of,
)
from annotator.model.article import IncomingArticle, Metadata, Removed
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import codebook_from_json
from annotator.model.revision import Entry, RevisionKind

_DAMAGE = (EOFError, zlib.error, NotImplementedError, RuntimeError, LookupError, TypeError, ValueError)
"""What reading an archive or its lines raises where they are not as they were written."""

_MANIFEST_BYTES = 4 << 20

Tick = Callable[[int, int], None]
"""Called with ``(lines read, lines in all)``."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a shared file comes from, as its manifest says.

    ``layers`` are annotator and kind of each layer; ``titles`` are those of its articles by SHA-256.
    """

    path: Path
    project: str
    layers: tuple[tuple[str, str], ...]
    shared_by: str
    shared_at: str
    program: str
    with_articles: bool
    codebook: Codebook
    titles: dict[str, str]


class SharedFile:
    """An open file; use :func:`opened`.

    Read :meth:`articles` to their end, then :meth:`entries` to their end: whatever is not as the manifest
    says raises a :class:`UserError` then, so that nothing of it may be used before.
    """

    def __init__(self, path: Path, archive: zipfile.ZipFile, tick: Tick | None) -> None:
        self._path = path
        self._archive = archive
        self._tick = tick
        self._read = 0
        self._total = 0
        self._members: dict[str, dict[str, Any]] = {}
        self._layers = set[tuple[str, str]]()
        with _sound(path):
            self.origin = self._begin()

    def articles(self) -> Iterator[tuple[IncomingArticle, int]]:
        """The articles whose texts the file brings, with the fingerprints of their texts."""
        with _sound(self._path):
            for said in self._records(ARTICLES) if self.origin.with_articles else ():
                article = IncomingArticle(
                    said["text"],
                    Metadata(title=said["title"], **said["metadata"]),
                    tuple(Removed(*piece) for piece in said["removed"]),
                    str(said["origin"]),
                )
                if article.sha256 != said["sha256"]:
                    self._refuse("an article is not the one that it says it is")
                yield article, fingerprint(article.text)

    def entries(self) -> Iterator[Entry]:
        """All entries, what others point to before what points to it."""
        with _sound(self._path):
            for name, kind in MEMBERS.items():
                for said in self._records(name):
                    yield self._entry(kind, said)

    # -- inside

    def _begin(self) -> Origin:
        manifest = self._manifest()
        self._members = manifest["members"]
        self._layers = {(layer["annotator"], layer["kind"]) for layer in manifest["layers"]}
        self._total = sum(member["lines"] for member in self._members.values())
        (book,) = self._lines(CODEBOOK)
        titles = {str(said["sha256"]): str(said["title"]) for said in self._records(ARTICLES)}
        return Origin(
            self._path,
            str(manifest["project"]),
            tuple(sorted(self._layers)),
            str(manifest["shared_by"]),
            str(manifest["shared_at"]),
            str(manifest["program"]),
            manifest["with_articles"] is True,
            codebook_from_json(book),
            titles,
        )

    def _entry(self, kind: RevisionKind, said: dict[str, Any]) -> Entry:
        deleted = said.get("deleted", False)
        key, owner, layer, article, stamp = (
            said[name] for name in ("id", "owner", "layer_kind", "article", "stamp")
        )
        texts = (key, owner, layer, article, stamp)
        if not all(isinstance(text, str) for text in texts) or not isinstance(deleted, bool):
            raise TypeError(kind)
        "".join(texts).encode()  # half of a character, which nothing can hold
        body = {} if deleted else dict(said["body"])
        entry = Entry(kind, key, owner, layer, article, stamp, deleted, body)
        common = kind in ("actor", "assignment")
        if common != (not entry.owner) or not (common or (entry.owner, entry.layer_kind) in self._layers):
            self._refuse("it holds a layer that it does not name")
        return entry

    def _manifest(self) -> dict[str, Any]:
        self._check_members()
        info = self._archive.getinfo(MANIFEST)
        if info.file_size > _MANIFEST_BYTES:
            self._refuse("its manifest is too long")
        manifest = json.loads(self._archive.read(MANIFEST))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise UserError(f"{self._path} is no file with a shared layer: choose another one.")
        if not isinstance(manifest["version"], int) or manifest["version"] > VERSION:
            raise UserError(
                f"{self._path} was shared with a newer version of the program ({manifest.get('program')}): "
                "update this one; nothing was taken from it."
            )
        if manifest["seal"] != seal_of(manifest):
            self._refuse("its manifest was changed")
        names = {CODEBOOK, ARTICLES, *MEMBERS}
        if set(self._archive.namelist()) != {MANIFEST, *names} or set(manifest["members"]) != names:
            self._refuse("it does not have the parts that it should have")
        return manifest

    def _check_members(self) -> None:
        """The right parts, each once, no larger than such a file can be."""
        infos = self._archive.infolist()
        names = [info.filename for info in infos]
        known = {MANIFEST, CODEBOOK, ARTICLES, *MEMBERS}
        if MANIFEST not in names:
            raise UserError(f"{self._path} is no file with a shared layer: choose another one.")
        if len(names) != len(set(names)) or any(info.flag_bits & 1 for info in infos):
            self._refuse("it is not packed as the program packs it")
        # Members that a newer version knows are for its sentence, which comes with the manifest.
        for info in infos:
            grown = info.file_size > ALWAYS_FINE and info.file_size > MOST_GROWTH * info.compress_size
            if grown or info.file_size > MOST_BYTES or len(infos) > len(known) + 20:
                self._refuse("it would unpack to more than it can hold")

    def _records(self, name: str) -> Iterator[dict[str, Any]]:
        for line in self._lines(name):
            said = json.loads(line)
            if not isinstance(said, dict):
                raise TypeError(name)
            yield said

    def _lines(self, name: str) -> Iterator[str]:
        """The lines of a member; at its end they must be those that the manifest names."""
        digest, count, total = hashlib.sha256(), 0, self._archive.getinfo(name).file_size
        done = 0
        with self._archive.open(name) as member:
            while line := member.readline(LONGEST_LINE):
                done += len(line)
                if not line.endswith(b"\n") or done > total:
                    self._refuse("a line in it is cut off")
                digest.update(line)
                count += 1
                self._read += 1
                if self._tick is not None and self._read % 1000 == 0:
                    self._tick(min(self._read, self._total), self._total)
                yield line.decode("utf-8")
        if {"lines": count, "sha256": digest.hexdigest()} != self._members[name]:
            self._refuse("it was changed since it was shared")

    def _refuse(self, why: str) -> NoReturn:
        raise UserError(_sentence(self._path, why))


@contextmanager
def opened(path: Path, tick: Tick | None = None) -> Iterator[SharedFile]:
    """A shared file, for reading.

    :raises UserError: if it is none, from a newer version, damaged, cut off or changed since; also while it
        is read.
    """
    with _sound(path):
        archive = zipfile.ZipFile(path)
    with archive:
        yield SharedFile(path, archive, tick)


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """Says in a sentence what is wrong with a file that is read inside."""
    try:
        yield
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}: check the name.") from error
    except IsADirectoryError as error:
        raise UserError(f"{path} is a folder: name the file that was shared.") from error
    except OSError as error:
        raise UserError(f"{path} can't be read ({error.strerror}): try again.") from error
    except zipfile.BadZipFile as error:
        why = "it is no file with a shared layer, or was not copied to its end"
        raise UserError(_sentence(path, why)) from error
    except _DAMAGE as error:
        raise UserError(_sentence(path, "it is damaged")) from error


def _sentence(path: Path, why: str) -> str:
    return f"Nothing was taken from {path}: {why}. Ask for it anew."
