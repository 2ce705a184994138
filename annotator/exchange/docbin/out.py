"""spaCy out: ``train.spacy``, ``dev.spacy`` and ``test.spacy`` with a ``config.cfg`` that trains on them.

One document is one article as one layer sees it.  Articles on which there are only suggestions go to
``suggestions.spacy``, from which nothing is learned.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from annotator.exchange.docbin.documents import doc_of
from annotator.exchange.docbin.packed import PackedDoc, documents
from annotator.exchange.docbin.spool import DocBinFile
from annotator.exchange.docbin.tokenizing import MANY, forgetting, language_code, tokens
from annotator.exchange.docbin.training_config import Learned, config_text
from annotator.exchange.formats import Context, Option
from annotator.exchange.losses import Loss, Losses
from annotator.exchange.tagging import UNALIGNED, Layout, layout
from annotator.model.record import Record

OWN, ONE = "own", MANY

OPTIONS = (
    UNALIGNED,
    Option("tokens", "Tokens are cut as in each article's own language, or all alike", (OWN, ONE)),
)

INSIDE = Loss(
    "annotation that begins or ends within a token of spaCy's",
    "annotations that begin or end within a token of spaCy's",
    "spaCy can't learn it; it is kept in doc.user_data",
)
WHITE = Loss(
    "annotation of nothing but white space",
    "annotations of nothing but white space",
    "spaCy can't learn it; it is kept in doc.user_data",
)
NOT_IN_ENTS = Loss(
    "annotation that overlaps a longer one",
    "annotations that overlap longer ones",
    'not in doc.ents, but in doc.spans["sc"]',
)

_SHOWN = 4_000


class _Last:
    """The record that was laid out last: what is lost of it is counted before it is written."""

    def __init__(self) -> None:
        self._record: Record | None = None
        self._options: tuple[str, str] = ("", "")
        self._found: tuple[str, Layout] = ("", Layout(()))

    def take(self, record: Record, context: Context) -> tuple[str, Layout]:
        """The language of its tokens, and the layout."""
        options = (context.options.get("tokens", OWN), context.options.get("unaligned", UNALIGNED.values[0]))
        if record is not self._record or options != self._options:
            language = MANY if options[0] == ONE else language_code(record.article.metadata.language)
            places = tokens(record.article.text, language)
            self._found = language, layout(record, places, options[1])
            self._record, self._options = record, options
        return self._found


_last = _Last()


def open_writer(path: Path, context: Context) -> _Writer:
    """:param path: an empty folder."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """Nothing is lost to our own import; counted is what spaCy itself does not learn, or learns otherwise."""
    _, placed = _last.take(record, context)
    found = placed.common_losses()
    found[INSIDE] = len(placed.inside)
    found[WHITE] = len(placed.white)
    found[NOT_IN_ENTS] = placed.overlapping
    return +found


class _Writer:
    def __init__(self, folder: Path, context: Context) -> None:
        self._folder, self._context = folder, context
        self._files: dict[str, DocBinFile] = {}
        self._languages: Counter[str] = Counter()
        self._learned = Learned()

    def add(self, record: Record) -> tuple[int, int]:
        language, placed = _last.take(record, self._context)
        part = self._context.part(record) if record.answered else "suggestions"
        if part not in self._files:
            self._files[part] = DocBinFile(self._folder / f"{part}.spacy")
        with forgetting(language):
            doc = doc_of(record, placed, language, self._context.codebook)
            self._files[part].add(doc)
            if part == "train":
                self._learned.see(placed, doc.cats)
        self._languages[language] += 1
        return len(record.annotations), len(record.links)

    def close(self) -> None:
        if "train" not in self._files:
            self._files["train"] = DocBinFile(self._folder / "train.spacy")
        for file in self._files.values():
            file.close()
        language = self._languages.most_common(1)[0][0] if self._languages else MANY
        config = config_text(self._learned, language, divided="dev" in self._files)
        (self._folder / "config.cfg").write_text(config, "utf-8", newline="\n")


def preview(path: Path) -> str:
    """The first document: its ents, span groups and cats."""
    for name in ("train", "dev", "test", "suggestions"):
        file = path / f"{name}.spacy"
        doc = next(documents(file), None) if file.is_file() else None
        if doc is not None:
            return _shown(file.name, doc)[:_SHOWN]
    return ""


def _shown(file: str, doc: PackedDoc) -> str:
    lines = [file, "", f"doc.text = {doc.text[:600]!r}", "", "doc.ents"]
    lines += [f"  {span.label}: {doc.quote(span)!r}" for span in doc.ents]
    for name, group in doc.groups.items():
        lines += ["", f"doc.spans[{name!r}]", *(f"  {span.label}: {doc.quote(span)!r}" for span in group)]
    if doc.cats:
        lines += ["", f"doc.cats = {json.dumps(doc.cats, ensure_ascii=False)}"]
    return "\n".join(lines)
