"""CoNLL-2003 out: a token a line in four columns, sentences apart, flat BIO tags.

Part of speech and chunk are not known, and written as ``-X-`` and ``O``.  White space of the text is not
kept.  A sentence does not end inside an annotation, which is never cut in two therefore.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

from annotator.exchange.formats import Context
from annotator.exchange.losses import Holds, Loss, Losses, common_losses
from annotator.exchange.tagging import UNALIGNED, LastLayout, Layout, words
from annotator.model.codebook import Codebook
from annotator.model.offsets import paragraphs
from annotator.model.record import Record
from annotator.model.sentences import sentences

OPTIONS = (UNALIGNED,)

DOCUMENT = "-DOCSTART-"

INSIDE = Loss(
    "annotation that begins or ends within a token",
    "annotations that begin or end within a token",
    "left out",
    drops="annotation",
)
WHITE = Loss(
    "annotation of nothing but white space",
    "annotations of nothing but white space",
    "left out",
    drops="annotation",
)
OVERLAPPING = Loss(
    "annotation that overlaps a longer one",
    "annotations that overlap longer ones",
    "left out",
    drops="annotation",
)
SUGGESTED = Loss("suggestion", "suggestions", "left out: the tags are learned from", drops="annotation")
SPACE = Loss(
    "article's white space and line breaks",
    "articles' white space and line breaks",
    of_article=True,
)
RENAMED = Loss(
    "annotation whose label has a space in its name",
    "annotations whose labels have spaces in their names",
    "written with “_”",
)

_last = LastLayout(words)


def open_writer(path: Path, context: Context) -> _Writer:
    """:param path: a file that is not there yet."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """Tokens and tags are what the format holds."""
    found = common_losses(record, Holds(segments=True))
    placed = _last.take(record, context)
    found += placed.common_losses()
    found[INSIDE] = len(placed.inside)
    found[WHITE] = len(placed.white)
    found[OVERLAPPING] = placed.overlapping
    found[SUGGESTED] = sum(a.id in record.suggested for a in record.annotations)
    found[SPACE] = 1
    names = label_names(context.codebook)
    found[RENAMED] = sum(
        each.annotation.id in placed.flat and each.annotation.label != _name(each.annotation.label, names)
        for each in placed.placed
    )
    return +found


def label_names(codebook: Codebook) -> dict[str, str]:
    """Label -> its name in a column: white space becomes ``_``, and no two get the same."""
    names: dict[str, str] = {}
    for label in codebook.labels:
        safe = wanted = "_".join(label.name.split())
        number = 2
        while safe in names.values():
            safe, number = f"{wanted}_{number}", number + 1
        names[label.name] = safe
    return names


def _name(label: str, names: dict[str, str]) -> str:
    return names.get(label) or "_".join(label.split())


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._context = context
        self._names = label_names(context.codebook)

    def add(self, record: Record) -> tuple[int, int]:
        placed = _last.take(record, self._context)
        if not record.answered and not placed.placed:
            return 0, 0  # nobody has looked for what is not tagged in it
        text = record.article.text
        first = sentence_starts(text, placed)
        lines = [f"{DOCUMENT} -X- O O\n"]
        for number, ((start, end), tag) in enumerate(zip(placed.tokens, placed.tags(), strict=True)):
            if number in first:
                lines.append("\n")
            prefix, _, label = tag.partition("-")
            said = f"{prefix}-{_name(label, self._names)}" if label else tag
            lines.append(f"{text[start:end]} -X- O {said}\n")
        self._file.write("".join(lines) + "\n")
        return len(placed.flat), 0

    def close(self) -> None:
        self._file.close()


def sentence_starts(text: str, placed: Layout) -> frozenset[int]:
    """Numbers of the tokens that begin a sentence; none lies inside a span that is tagged."""
    starts = [start for start, _ in placed.tokens]
    inside = {
        token
        for each in placed.placed
        if each.annotation.id in placed.flat
        for first, behind in each.ranges
        for token in range(first + 1, behind)
    }
    found = {
        bisect_left(starts, begin)
        for paragraph in paragraphs(text)
        for begin, _ in sentences(text, paragraph.start, paragraph.end)
    }
    return frozenset((found | {0}) - inside)
