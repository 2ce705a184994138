"""The formats in which layers go out: a further one is one module and one entry here.

A module is only imported when it is asked for, so that what reads and writes a format costs nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from annotator.errors import UserError
from annotator.exchange.losses import Losses
from annotator.model.codebook import Codebook
from annotator.model.record import Record


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format leaves: its name, what it means for people, its values (the first is taken
    where nothing is said)."""

    name: str
    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """``suffix`` is empty where a folder is written.  ``trains``: a training set, in which articles that
    nobody has annotated have no place.  ``parts``: it has files for train, dev and test itself.  ``extra`` is
    what has to be installed besides."""

    name: str
    title: str
    suffix: str
    module: str
    trains: bool = False
    parts: bool = False
    extra: str = ""

    @property
    def is_folder(self) -> bool:
        return not self.suffix


@dataclass(frozen=True, slots=True)
class Context:
    """What a writer knows besides the records: the project's name, its codebook, the options that were
    chosen, and how the layers are named that are written."""

    project: str
    codebook: Codebook
    options: Mapping[str, str] = field(default_factory=dict)
    layers: tuple[str, ...] = ()
    parts: Mapping[int, str] = field(default_factory=dict)
    """Id of an article -> the part of the training set that it is in, for formats that have ``parts``."""

    def part(self, record: Record) -> str:
        """“train” where nothing was divided."""
        return self.parts.get(record.article.id, "train")


class Writer(Protocol):
    """Writes records to a file or into a folder, which is put in place when all is written."""

    def add(self, record: Record) -> tuple[int, int]:
        """Write one record; returns how many annotations and links of it were written."""

    def close(self) -> None:
        """Write what is left, and close the file."""


class FormatModule(Protocol):
    """What the module of a format holds.

    It may also have ``OPTIONS``, a tuple of :class:`Option`; and ``preview(path) -> str``, the beginning of
    what was written as text, where that is no text or stands in several files.
    """

    def open_writer(self, path: Path, context: Context) -> Writer:
        """:param path: a file that is not there yet, or an empty folder."""

    def losses(self, record: Record, context: Context) -> Losses:
        """What the format can't hold of a record; those that drop an annotation or a link account for
        every one that :meth:`Writer.add` does not count."""


def _file(
    name: str, title: str, suffix: str, module: str, *, trains: bool = False, extra: str = ""
) -> Format:
    return Format(name, title, suffix, f"annotator.exchange.{module}", trains=trains, extra=extra)


def _folder(name: str, title: str, module: str, *, trains: bool = False) -> Format:
    return Format(name, title, "", f"annotator.exchange.{module}", trains=trains, parts=trains)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        _file("jsonl", "JSONL: all that is said", ".jsonl", "jsonl_out"),
        _file("prodigy", "Prodigy (JSONL)", ".jsonl", "prodigy.out"),
        _folder("spacy", "spaCy (train.spacy and dev.spacy)", "docbin.out", trains=True),
        _file("doccano", "doccano (JSONL)", ".jsonl", "doccano.out"),
        _file("label-studio", "Label Studio (JSON)", ".json", "label_studio.out"),
        _folder("hf", "Hugging Face datasets", "hugging_face.out", trains=True),
        _file("conll2003", "CoNLL-2003 (four columns)", ".conll", "conll.out", trains=True),
        _folder("brat", "brat (.txt and .ann files)", "brat_out"),
        _folder("webanno-tsv", "WebAnno TSV 3.3, for INCEpTION", "webanno.out"),
        _folder("xmi", "UIMA CAS XMI, for INCEpTION", "cas.xmi_out"),
        _folder("cas-json", "UIMA CAS JSON, for INCEpTION", "cas.json_out"),
        _file("qdpx", "REFI-QDA, for ATLAS.ti, MAXQDA, NVivo", ".qdpx", "qdpx.out"),
        _file("w3c", "Web Annotation (JSON-LD)", ".jsonld", "web_annotation.out"),
        _file("csv", "CSV: one row a claim", ".csv", "statements.csv_out"),
        _file("xlsx", "Excel: one row a claim", ".xlsx", "statements.xlsx_out"),
        _file("dna", "Discourse Network Analyzer: events (CSV)", ".csv", "statements.dna_out"),
        _file("graphml", "Network as GraphML", ".graphml", "graphs.graphml_out"),
        _file("gexf", "Network as GEXF, for Gephi", ".gexf", "graphs.gexf_out"),
        _file("parquet", "Parquet: one row an annotation", ".parquet", "parquet.out", extra="parquet"),
    )
}
"""Name as given to ``--format`` -> what it is."""


def module_of(format: Format) -> FormatModule:
    """:raises UserError: if something has to be installed first."""
    try:
        return cast(FormatModule, import_module(format.module))
    except ModuleNotFoundError as error:
        if not format.extra or (error.name or "").startswith("annotator"):
            raise
        raise UserError(
            f"For {format.title} something has to be installed first: "
            f"pip install 'annotator[{format.extra}]'."
        ) from error


def options_of(format: Format) -> tuple[Option, ...]:
    """:raises UserError: as :func:`module_of`."""
    found: tuple[Option, ...] = getattr(module_of(format), "OPTIONS", ())
    return found


def chosen_options(format: Format, given: Mapping[str, str]) -> dict[str, str]:
    """The value of every option of a format.

    :raises UserError: if it has no such option, or not that value.
    """
    known = {option.name: option for option in options_of(format)}
    for name, value in given.items():
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise UserError(f"The format {format.name} has no option “{name}”: {has}.")
        if value not in known[name].values:
            raise UserError(f"“{name}” is one of {', '.join(known[name].values)}, not “{value}”.")
    return {name: given.get(name, option.values[0]) for name, option in known.items()}
