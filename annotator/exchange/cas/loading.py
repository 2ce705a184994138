"""CAS files read with dkpro-cassis: what is unsafe or damaged is refused before or after, in a sentence."""

from __future__ import annotations

import io
import json
import keyword
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Literal

from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi, load_typesystem
from cassis.typesystem import TypeCheckError, TypeNotFoundError
from lxml import etree  # type: ignore[import-untyped]

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.archives import in_zip
from annotator.articles.failure import ReadFailure
from annotator.articles.source import Source, of_file
from annotator.articles.text import decode
from annotator.articles.xml import local, parse_xml, refuse_entities
from annotator.errors import UserError

Kind = Literal["xmi", "json"]

TYPE_SYSTEM = "TypeSystem.xml"
_UNKNOWN = re.compile(r"Type with name \[([^\]]{1,200})\] not found")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_KNOWN_ENCODINGS = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"})
_DOCTYPE = "Its XML has a DTD, which no CAS file has: save it again with the program it comes from."
_DAMAGED = "It is damaged, or no CAS as UIMA writes it ({0}): export it again."
_ACCIDENTS = (*ACCIDENTS, RuntimeError, SyntaxError, etree.LxmlError, TypeCheckError, TypeNotFoundError)
_MOST_STEPS_UP = 3
_TYPE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Loaded:
    """``document`` and ``annotator`` are what the path says in an export of INCEpTION: “annotation”, then
    these; empty where it says nothing.  ``left`` names types that the type system does not have."""

    origin: str
    cas: Cas
    document: str = ""
    annotator: str = ""
    left: tuple[str, ...] = ()


def load(path: Path, kind: Kind) -> Iterator[Loaded | ReadFailure]:
    """The documents of a file, or of an archive that INCEpTION wrote.

    :raises OSError: if it can't be read.
    """
    source, place = of_file(path), PurePosixPath(path.absolute().as_posix())
    if source.suffix == ".zip":
        yield from _archive(source, kind, place, None)
    elif kind == "xmi":
        yield from _document(source, kind, place, _system_beside(path))
    elif not _is_project(source):
        yield from _document(source, kind, place, None)


def _system_beside(path: Path) -> bytes | None:
    for folder in list(path.absolute().parents)[:_MOST_STEPS_UP]:
        beside = folder / TYPE_SYSTEM
        if beside.is_file():
            return of_file(beside).data()
    return None


def _archive(
    source: Source, kind: Kind, place: PurePosixPath, outer: bytes | None
) -> Iterator[Loaded | ReadFailure]:
    """The documents of an archive, and of those in it: INCEpTION writes one for each annotator."""
    try:
        system = next(
            (each.data() for each in _members(source) if each.name.lower() == TYPE_SYSTEM.lower()), outer
        )
        for member in in_zip(source):
            if isinstance(member, ReadFailure):
                yield member
                continue
            inner = place / _inside(source, member)
            if member.suffix == ".zip":
                yield from _archive(member, kind, inner, system)
            elif member.suffix == f".{kind}" and not _is_project(member):
                yield from _document(member, kind, inner, system)
    except UserError as error:
        yield ReadFailure(source.origin, str(error))


def _members(source: Source) -> Iterator[Source]:
    yield from (
        each for each in in_zip(Source(source.name, source.origin, source.size, source.opener, source.depth))
        if isinstance(each, Source)
    )  # fmt: skip


def _inside(source: Source, member: Source) -> str:
    """The path of a member within its archive."""
    return member.origin.removeprefix(source.origin).lstrip(" ›")


def _is_project(member: Source) -> bool:
    """Settings of a project, which lie beside its documents."""
    return member.name in ("layers.json", "exportedproject.json") or member.name.startswith("exportedproject")


def _document(
    source: Source, kind: Kind, place: PurePosixPath, system: bytes | None
) -> Iterator[Loaded | ReadFailure]:
    document, annotator = _named(place)
    if annotator == "INITIAL_CAS":  # the document as it was before anybody annotated it
        return
    try:
        data = source.data()
        cas, left = _xmi(data, system) if kind == "xmi" else _json(data)
    except UserError as error:
        yield ReadFailure(source.origin, str(error))
        return
    yield Loaded(source.origin, cas, document, annotator, left)


def _named(place: PurePosixPath) -> tuple[str, str]:
    """Document and annotator by a path as INCEpTION makes it; the curator's layer is gold."""
    parts = place.parts
    packed = len(parts) > 1 and parts[-2].endswith(".zip")
    folder, document, owner = (parts[:-1] if packed else parts)[-3:] if len(parts) > 3 else ("", "", "")
    if folder not in ("annotation", "curation"):
        return "", ""
    stem = PurePosixPath(owner).stem
    return document, "gold" if stem == "CURATION_USER" else stem


def _xmi(data: bytes, system: bytes | None) -> tuple[Cas, tuple[str, ...]]:
    if system is None:
        raise UserError(
            f"{TYPE_SYSTEM} does not lie beside it: put it there, without it nothing can be read."
        )
    for each in (data, system):
        _check_xml(each)

    def read() -> Cas:
        return load_cas_from_xmi(io.BytesIO(data), typesystem=_types(system), lenient=True)

    return _read(read)


@lru_cache(maxsize=2)
def _types(system: bytes) -> TypeSystem:
    """A type system, which the documents of a folder share; INCEpTION's own takes long to read."""
    _check_names(_named_in(system))
    return load_typesystem(io.BytesIO(system))


def _json(data: bytes) -> tuple[Cas, tuple[str, ...]]:
    text = decode(data)
    if '"%TYPES"' not in text and '"%FEATURE_STRUCTURES"' not in text:
        raise UserError("It is no CAS in JSON as UIMA writes it: choose another format, or leave it out.")
    _check_names(_named_in_json(text))
    return _read(lambda: load_cas_from_json(text, typesystem=TypeSystem(), lenient=True))


def _read(load_it: Callable[[], Cas]) -> tuple[Cas, tuple[str, ...]]:
    """:raises UserError: if the library can't make anything of it, or an offset is none of its text."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            cas = load_it()
        except _ACCIDENTS as error:
            raise UserError(_DAMAGED.format(type(error).__name__)) from error
    said = [str(each.message) for each in told]
    if any("external offset" in each for each in said):
        raise UserError(
            "Some of its offsets lie outside the text, or between the two halves of a character as UTF-16 "
            "writes it: nothing was taken."
        )
    return cas, tuple(dict.fromkeys(match[1] for each in said if (match := _UNKNOWN.search(each))))


def _named_in(system: bytes) -> Iterator[tuple[str, bool]]:
    """Names in a type system, and whether each is that of a feature."""
    for element in parse_xml(system).iter():
        if local(element) == "name":
            of = element.getparent()
            yield (element.text or "").strip(), of is not None and local(of) == "featureDescription"


def _named_in_json(text: str) -> Iterator[tuple[str, bool]]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(_DAMAGED.format(type(error).__name__)) from error
    types = said.get("%TYPES") if isinstance(said, dict) else None
    for name, kind in types.items() if isinstance(types, dict) else ():
        yield name, False
        for feature in kind if isinstance(kind, dict) else ():
            if not feature.startswith("%"):
                yield feature, True


def _check_names(names: Iterator[tuple[str, bool]]) -> None:
    """The library makes classes of them, as Python's source: whatever else stood there would be run.

    :raises UserError: if one is no name as UIMA has them.
    """
    for name, is_feature in names:
        good = _TYPE.fullmatch(name) if not is_feature else name.isascii() and name.isidentifier()
        if not good or keyword.iskeyword(name):
            raise UserError(
                f"Its type system has the name “{name[:40]}”, which no type or feature of UIMA can have: "
                "export it again."
            )


def _check_xml(data: bytes) -> None:
    """:raises UserError: if it has a DTD, or an encoding in which that could hide."""
    if len(data) == 0:
        raise UserError("It is empty: export it again.")
    refuse_entities(data)
    plain = data.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UserError(_DOCTYPE)
    encoding = _ENCODING.search(plain[:400])
    if encoding and encoding[1].lower() not in _KNOWN_ENCODINGS:
        raise UserError("Its XML is in an encoding that CAS files don't have: save it as UTF-8.")
