"""REFI-QDA out: texts, users, codes, selections with their codings, notes, links, and actors as cases."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import IO

from annotator import __version__
from annotator.exchange.carried import METADATA, meta_values, span_values
from annotator.exchange.formats import Context
from annotator.exchange.losses import Losses
from annotator.exchange.qdpx.breaks import Offsets, breaks_of, unified
from annotator.exchange.qdpx.codes import STATE, Codes
from annotator.exchange.qdpx.elements import (
    NAMESPACE,
    element,
    guid,
    opening,
    ours,
    own_guid,
    reference,
    said,
    variable_value,
)
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.article import Article
from annotator.model.record import Record

ORIGIN = "Annotator"
"""What the attribute “origin” of a project begins with that we wrote."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of all members: the same export gives the same file."""

_IN_MEMORY = 8 * 1024 * 1024
_NAME = 80
"""Characters of the words that a selection is called by."""


class _Source:
    """One article with what all layers say of it, as the pieces of an element."""

    def __init__(self, article: Article, name: str) -> None:
        self.article, self.name = article, name
        self.key = guid("article", article.sha256)
        self.offsets = Offsets.of(article.text) if "\r" in article.text else None
        self.selections: list[str] = []
        self.codings: list[str] = []
        self.notes: list[str] = []
        self.layers: list[dict[str, object]] = []
        self.meta: dict[str, object] = {}

    def written(self) -> str:
        known = self.article.metadata
        values = {name: getattr(known, name) for name in METADATA if name != "title"} | known.extra
        about = {
            "sha256": self.article.sha256, "breaks": breaks_of(self.article.text), "layers": self.layers,
            "meta": self.meta,
        }  # fmt: skip
        content = [*self.selections, *self.codings, *self.notes]
        content += [variable_value(name, value) for name, value in values.items() if value]
        path = f"internal://{self.key}.txt"
        return element(
            "TextSource", "".join([*content, ours(about)]), guid=self.key, name=self.name, plainTextPath=path
        )


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._context = context
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._sources, self._notes, self._links = _Beside(), _Beside(), _Beside()
        self._codes = Codes(context.codebook)
        self._users: dict[str, str] = {}
        self._variables: dict[str, None] = {}
        self._cases: dict[str, tuple[Actor, list[str]]] = {}
        self._names: set[str] = set()
        self._source: _Source | None = None

    def add(self, record: Record) -> tuple[int, int]:
        source = self._source
        if source is None or source.article.id != record.article.id:
            self._finish_source()
            source = self._source = _Source(record.article, self._free_name(record.article))
            source.meta = meta_values(record)
        user = self._user(record.annotator)
        source.layers.append(
            {
                "user": user,
                "annotator": record.annotator,
                "state": record.state,
                "answers": dict(record.answers),
                "note": record.note,
            }
        )
        for annotation in record.annotations:
            self._select(source, annotation, record, user)
        keys = {annotation.id: _key(annotation, record) for annotation in record.annotations}
        for link in record.links:
            ends = {"originGUID": keys[link.head_id], "targetGUID": keys[link.child_id]}
            written = element(
                "Link",
                guid=guid("link", record.layer.id, link.id),
                name=link.label,
                direction="OneWay",
                **ends,
            )
            self._links.write(written)
        self._whole(source, record, user)
        return len(record.annotations), len(record.links)

    def close(self) -> None:
        self._finish_source()
        with self._zip, self._zip.open(_member("project.qde"), "w", force_zip64=True) as project:
            creator = next(iter(self._users.values()), None)
            root = opening(
                "Project",
                name=self._context.project or ORIGIN,
                origin=f"{ORIGIN} {__version__}",
                creatingUserGUID=creator,
                xmlns=NAMESPACE,
            )
            project.write(f'<?xml version="1.0" encoding="utf-8"?>\n{root}'.encode())
            users = "".join(element("User", guid=key, name=name) for name, key in self._users.items())
            project.write((element("Users", users) if users else "").encode())
            project.write(self._codes.written().encode())
            project.write(self._variables_written().encode())
            project.write(self._cases_written().encode())
            for tag, file in (("Sources", self._sources), ("Notes", self._notes), ("Links", self._links)):
                file.enclosed(tag, project)
            project.write(b"</Project>")

    # -- pieces

    def _select(self, source: _Source, annotation: Annotation, record: Record, user: str) -> None:
        suggested = annotation.id in record.suggested
        if suggested:
            user = self._user(f"{record.annotator}: suggestions")
        key = _key(annotation, record)
        codes = [self._codes.label(annotation.label)]
        codes += self._codes.answers(annotation.label, annotation.attributes)
        for number, piece in enumerate(annotation.segments):
            start, end = source.offsets.in_unified(piece) if source.offsets else piece
            codings = "".join(
                element(
                    "Coding",
                    reference("CodeRef", code),
                    guid=guid("coding", key, number, code),
                    creatingUser=user,
                    creationDateTime=annotation.created_at,
                )
                for code in codes
            )
            about = element("Description", said(annotation.note)) if annotation.note and not number else ""
            values = span_values(annotation, record) if not number else {"part_of": key}
            words = " ".join(source.article.text[piece[0] : piece[1]].split())
            source.selections.append(
                element(
                    "PlainTextSelection",
                    about + codings + ours(values),
                    guid=key if not number else guid("piece", key, number),
                    name=words if len(words) <= _NAME else f"{words[:_NAME]}…",
                    startPosition=str(start),
                    endPosition=str(end),
                    creatingUser=user,
                    creationDateTime=annotation.created_at,
                    modifiedDateTime=annotation.updated_at,
                )
            )
        actor = record.actor(annotation)
        if actor is not None:
            self._cases.setdefault(actor.id, (actor, []))[1].append(key)

    def _whole(self, source: _Source, record: Record, user: str) -> None:
        """What the layer says of the article as a whole: codes on the source, and a note."""
        state = {STATE: record.state} if record.state in ("done", "in doubt") else {}
        for code in [*self._codes.answers("", state), *self._codes.answers("", record.answers)]:
            coding = guid("coding", source.key, user, code)
            source.codings.append(
                element("Coding", reference("CodeRef", code), guid=coding, creatingUser=user)
            )
        if record.note:
            key = guid("note", source.key, user)
            content = element("PlainTextContent", said(record.note))
            name = f"{record.annotator} on {source.name}"
            self._notes.write(element("Note", content, guid=key, name=name, creatingUser=user))
            source.notes.append(reference("NoteRef", key))

    def _finish_source(self) -> None:
        source, self._source = self._source, None
        if source is None:
            return
        known = source.article.metadata
        named = {name for name in METADATA if name != "title" and getattr(known, name)}
        self._variables |= dict.fromkeys(
            [*sorted(named), *(key for key, value in known.extra.items() if value)]
        )
        self._zip.writestr(_member(f"sources/{source.key}.txt"), unified(source.article.text).encode())
        self._sources.write(source.written())

    def _free_name(self, article: Article) -> str:
        """Its title; programs tell sources apart by their names."""
        name = " ".join(article.metadata.title.split()) or f"article {article.id}"
        while name in self._names:
            name = f"{name} (article {article.id})"
        self._names.add(name)
        return name

    def _user(self, name: str) -> str:
        return self._users.setdefault(name, guid("user", name))

    def _variables_written(self) -> str:
        variables = "".join(
            element("Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")
            for name in dict.fromkeys([*self._variables, *(_ACTOR_VARIABLES if self._cases else ())])
        )
        return element("Variables", variables) if variables else ""

    def _cases_written(self) -> str:
        cases = []
        for actor, selections in self._cases.values():
            values = zip(
                _ACTOR_VARIABLES, (actor.kind, "; ".join(actor.aliases), actor.wikidata), strict=True
            )
            content = [variable_value(name, value) for name, value in values if value]
            content += [reference("SelectionRef", key) for key in dict.fromkeys(selections)]
            cases.append(element("Case", "".join(content), guid=guid("actor", actor.id), name=actor.name))
        return element("Cases", "".join(cases)) if cases else ""


_ACTOR_VARIABLES = ("actor's kind", "actor's aliases", "actor's Wikidata id")


def open_writer(path: Path, context: Context) -> _Writer:
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """Nothing: what the schema has no place for stands beside, where our own import finds it."""
    return Counter()


def preview(path: Path) -> str:
    """The project's XML, an element a line."""
    with zipfile.ZipFile(path) as archive, archive.open("project.qde") as file:
        beginning = file.read(100_000).decode("utf-8", "ignore")
    _, _, sources = beginning.partition("<Sources>")
    return (f"<Sources>{sources}" if sources else beginning).replace("><", ">\n<")[:4000]


def _key(annotation: Annotation, record: Record) -> str:
    """The GUID of an annotation's first selection; one suggestion may stand beside several layers."""
    if annotation.id in record.suggested:
        return guid("suggestion", record.layer.id, annotation.id)
    return own_guid(annotation.id)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


class _Beside:
    """What is gathered for later; in a nameless file where it is much."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # lives as long as this

    def write(self, text: str) -> None:
        self._file.write(text.encode())

    def enclosed(self, tag: str, into: IO[bytes]) -> None:
        """Write it as the content of an element, if there is any."""
        with self._file as file:
            if not file.tell():
                return
            file.seek(0)
            into.write(f"<{tag}>".encode())
            shutil.copyfileobj(file, into)
            into.write(f"</{tag}>".encode())
