"""A .qdpx or .qde file opened as one that strangers made: its XML element by element, its texts by name."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.source import LARGEST_FILE, Allowance, Source, of_file
from annotator.articles.xml import Element, local, refuse_entities
from annotator.articles.zips import check, opened, part
from annotator.errors import UserError

_BROKEN = "It is damaged: export it again with the program it comes from."
_NO_PROJECT = "There is no project in it (a file .qde): export it again as a REFI-QDA project."
_ENTITIES = "Its XML has a document type, which may make it endless or read other files: export it again."
_MISSING = "Its text ({name}) is not there: export the project with its sources in it."
_HEAD = 1 << 16
_INTERNAL = "internal:"


class Package:
    """An open project; use :func:`opened_package`."""

    def __init__(self, path: Path, source: Source, archive: zipfile.ZipFile | None) -> None:
        self._path, self._source, self._archive = path, source, archive
        self._allowance = Allowance()
        self._texts = _texts(archive.namelist()) if archive is not None else {}

    def elements(self, tags: Collection[str]) -> Iterator[Element]:
        """Each element of one of these names when all of it has been read; it is emptied afterwards.

        :raises UserError: if the XML is damaged, too deep, or has a document type.
        """
        from lxml import etree  # type: ignore[import-untyped]

        with self._project() as head:
            refuse_entities(head.read(_HEAD))
        with self._project() as file:
            reading = etree.iterparse(
                file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
                huge_tree=False, remove_comments=True,
            )  # fmt: skip
            path: list[str] = []
            try:
                for event, found in reading:
                    name = local(found)
                    if event == "start":
                        if not path and found.getroottree().docinfo.doctype:
                            raise UserError(_ENTITIES)
                        path.append(name)
                        continue
                    path.pop()
                    wanted = name in tags and not (set(path) & set(tags))
                    if wanted:
                        yield found
                    if wanted or len(path) == 2:
                        found.clear()
            except (etree.LxmlError, zipfile.BadZipFile) as error:
                raise UserError(_BROKEN) from error

    def attributes(self) -> dict[str, str]:
        """Those of the project itself."""
        from lxml import etree

        with self._project() as file:
            try:
                reading = etree.iterparse(
                    file, events=("start",), resolve_entities=False, no_network=True, load_dtd=False,
                    huge_tree=False,
                )  # fmt: skip
                for _, root in reading:
                    if local(root) != "Project":
                        raise UserError(_NO_PROJECT)
                    return {str(key): str(value) for key, value in root.attrib.items()}
            except (etree.LxmlError, zipfile.BadZipFile) as error:
                raise UserError(_BROKEN) from error
        raise UserError(_NO_PROJECT)

    def text(self, place: str) -> bytes:
        """The bytes of a text that a project names (``internal://….txt``).

        :raises UserError: if it lies elsewhere, is missing, too large or damaged.
        """
        name = PurePosixPath(place.replace("\\", "/")).name
        if not place.lower().startswith(_INTERNAL) or not name:
            raise UserError(_MISSING.format(name=_shown(place)))
        if self._archive is not None:
            member = self._texts.get(name.lower())
            found = part(self._archive, member, self._allowance, _BROKEN) if member is not None else None
        else:
            found = self._beside(name)
        if found is None:
            raise UserError(_MISSING.format(name=_shown(name)))
        return found

    def _beside(self, name: str) -> bytes | None:
        """A text in the folder “sources” beside a .qde file."""
        for folder in ("sources", "Sources"):
            file = self._path.parent / folder / name
            if file.is_file() and not file.is_symlink():
                if file.stat().st_size > LARGEST_FILE:
                    raise UserError(f"{name} is larger than {LARGEST_FILE // 1024**2} MB: split it.")
                return file.read_bytes()
        return None

    @contextmanager
    def _project(self) -> Iterator[IO[bytes]]:
        if self._archive is None:
            with self._source.open() as file:
                yield file
            return
        names = [name for name in self._archive.namelist() if name.lower().endswith(".qde")]
        name = min(names, key=lambda each: (each != "project.qde", each.count("/"), each), default=None)
        if name is None:
            raise UserError(_NO_PROJECT)
        member = self._archive.getinfo(name)
        check(member, Allowance())
        try:
            with self._archive.open(member) as packed:
                yield packed
        except (zipfile.BadZipFile, *ACCIDENTS) as error:
            raise UserError(_BROKEN) from error


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    """A project, open for reading.

    :raises UserError: if it is damaged.
    """
    source = of_file(path)
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".qdpx":
            raise UserError(_BROKEN)
        yield Package(path, source, None)
        return
    with opened(source, _BROKEN) as archive:
        yield Package(path, source, archive)


def _texts(names: list[str]) -> dict[str, str]:
    """Name in small letters -> member; those in “sources” count before others."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda each: not each.lower().startswith("sources/")):
        found.setdefault(PurePosixPath(name.replace("\\", "/")).name.lower(), name)
    return found


def _shown(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name)[:120]
