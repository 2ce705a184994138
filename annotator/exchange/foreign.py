"""What a file in another program's format says: spans, links and answers in its own words.

A reader of a format is a module with ``read(path) -> Iterator[ForeignItem]``; see :data:`READERS`.  It is
called twice, first for the texts and for what the codebook needs, then for the layers, and must say the same
each time.  Whether spans fit their text, what its labels mean here and what can't be taken is judged for all
formats alike in :mod:`annotator.exchange.foreign_import`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.model.actor import Actor
from annotator.model.annotation import Origin, Segment
from annotator.model.article import Metadata, State
from annotator.model.decision import Verdict
from annotator.model.incoming import Noted


@dataclass(frozen=True, slots=True)
class ForeignSpan:
    """``id`` is unique within its document; ``pieces`` are ``(start, end)`` in code points, as the file means
    them, however odd; ``quote`` is what the file says they cover, None where it doesn't say (pieces joined
    by :data:`annotator.model.annotation.SEGMENT_JOIN`); ``where`` names it for people (“line 12”, “T3”).

    ``attributes`` hold what the file says: text, a number, true or false, a list of texts, or None for what
    is only there.
    """

    id: str
    label: str
    pieces: tuple[Segment, ...]
    quote: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)
    actor: Actor | None = None
    note: str = ""
    where: str = ""
    origin: Origin = "import"
    verdict: Verdict | None = None
    derived_from: str | None = None
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLink:
    """``head`` and ``child`` are ids of spans."""

    label: str
    head: str
    child: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """One article as one annotator sees it in a file.

    ``text`` is None where the file has only offsets; ``article`` then says which article of the project is
    meant: its SHA-256, else its title or URL.  ``annotator`` is empty where the file doesn't say.
    ``suggested`` are spans of a model that nobody decided on: they are told, and not taken.
    """

    text: str | None
    origin: str
    spans: tuple[ForeignSpan, ...] = ()
    links: tuple[ForeignLink, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    article: str = ""
    annotator: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    state: State | None = None
    suggested: int = 0


ForeignItem = ForeignDocument | ReadFailure | Noted

Read = Callable[[Path], Iterator[ForeignItem]]


@dataclass(frozen=True, slots=True)
class Reader:
    """``suffixes`` are those of its files, looked for in folders; ``module`` has ``read``."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str


READERS: dict[str, Reader] = {
    each.name: each
    for each in (
        Reader("prodigy", "Prodigy", (".jsonl",), "annotator.exchange.prodigy.into"),
        Reader("doccano", "doccano", (".jsonl",), "annotator.exchange.doccano.into"),
        Reader("label-studio", "Label Studio", (".json",), "annotator.exchange.label_studio.into"),
        Reader("spacy", "spaCy", (".spacy",), "annotator.exchange.docbin.into"),
        Reader(
            "conll2003",
            "CoNLL",
            (".conll", ".conll03", ".bio", ".iob", ".iob2"),
            "annotator.exchange.conll.into",
        ),
        Reader("hf", "Hugging Face datasets", (".jsonl",), "annotator.exchange.hugging_face.into"),
        Reader("webanno-tsv", "WebAnno TSV", (".tsv",), "annotator.exchange.webanno.into"),
        Reader("xmi", "UIMA CAS XMI", (".xmi", ".zip"), "annotator.exchange.cas.xmi_in"),
        Reader("cas-json", "UIMA CAS JSON", (".json", ".zip"), "annotator.exchange.cas.json_in"),
        Reader("qdpx", "REFI-QDA", (".qdpx", ".qde"), "annotator.exchange.qdpx.into"),
        Reader("w3c", "Web Annotation", (".jsonld", ".json"), "annotator.exchange.web_annotation.into"),
        Reader("offsets-csv", "CSV of offsets", (".csv", ".tsv"), "annotator.exchange.offsets_csv.into"),
    )
}
"""Name as given to ``--format`` -> what reads it.  brat, with several files an article, has its own."""
