"""The data card of a training set: what somebody who did not make it has to know, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator import __version__
from annotator.exchange.formats import Format
from annotator.exchange.splitting.drawing import Drawn
from annotator.exchange.writing import ExportReport
from annotator.model.clock import now
from annotator.model.codebook import Codebook
from annotator.model.layer import Layer
from annotator.model.selection import Selection
from annotator.project.pseudonyms import Pseudonyms
from annotator.project.queries import Queries

CARD = "data-card.md"

_MOST_SOURCES = 20


@dataclass(slots=True)
class _Part:
    articles: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    first: str = ""
    last: str = ""


def card(
    queries: Queries,
    layers: Sequence[Layer],
    kind: Format,
    selection: Selection,
    drawn: Drawn,
    report: ExportReport,
    agreement: Sequence[str],
    licence: str,
) -> str:
    """The card as Markdown.

    :param agreement: lines that say how far the annotators agree; none: nobody measured it.
    :param licence: of the annotations; empty: nothing was decided.
    """
    parts = _parts(queries, drawn)
    names = Pseudonyms(queries, selection)
    lines = [
        "# Data card",
        "",
        f"Made with Annotator {__version__} on {now()[:10]}, as {kind.title} (`{kind.name}`).",
        f"Whose annotations: {', '.join(names.layer(layer) for layer in layers)}.",
        "",
        *_counts(parts),
        f"Annotations: {report.annotations_in:,} in, {report.annotations_out:,} out; "
        f"links: {report.links_in:,} in, {report.links_out:,} out.",
        *_suggestions(report),
        *(f"- left out or changed: {sentence}" for sentence in report.left_out),
        "",
        "## How it was divided",
        "",
        f"{drawn.split.said} by article, seed {drawn.split.seed}; `parts.csv` names each article's part.",
        "Articles of which one is a copy of another, or has half of it in it, are in the same part: "
        f"{len(drawn.copies)} such groups, with {sum(map(len, drawn.copies))} articles.",
        "Labels and sources are as alike in the parts as whole groups allow (iterative stratification).",
        "",
        *_sources(parts),
        "## Agreement",
        "",
        *(agreement or ["Not measured: it takes the layers of two people on the same articles."]),
        "",
        *_codebook(queries.codebook),
        "## Licence",
        "",
        f"Annotations: {licence or 'not stated; ask who made them'}.",
        "Texts: the articles belong to those who published them, and this card gives nobody leave to pass "
        "them on. Where they may not be passed on, give away offsets and SHA-256 without the texts.",
        "",
    ]
    return "\n".join(lines)


def _parts(queries: Queries, drawn: Drawn) -> dict[str, _Part]:
    found = {name: _Part() for name, _ in drawn.split.shares}
    for each in queries.articles():
        part = found.get(drawn.parts.get(each.id, ""))
        if part is None:
            continue
        part.articles += 1
        part.labels.update(drawn.labels[each.id])
        part.sources[each.metadata.source] += 1
        part.languages[each.metadata.language] += 1
        if published := each.metadata.published[:10]:
            part.first = min(part.first or published, published)
            part.last = max(part.last, published)
    return found


def _suggestions(report: ExportReport) -> Iterator[str]:
    if report.suggestions:
        yield (
            f"Among them {report.suggestions:,} suggestions, which are marked as such and not counted in the "
            "table."
        )


def _counts(parts: dict[str, _Part]) -> Iterator[str]:
    labels = sorted({label for part in parts.values() for label in part.labels})
    yield from _table(
        ("", *parts, "all"),
        [
            ("articles", *_with_sum([part.articles for part in parts.values()])),
            *(
                (f"annotations: {label}", *_with_sum([part.labels[label] for part in parts.values()]))
                for label in labels
            ),
            (
                "published",
                *(f"{part.first} – {part.last}" if part.first else "–" for part in parts.values()),
                "",
            ),
            ("languages", *(_listed(part.languages) for part in parts.values()), ""),
        ],
    )


def _sources(parts: dict[str, _Part]) -> Iterator[str]:
    whole: Counter[str] = Counter()
    for part in parts.values():
        whole.update(part.sources)
    yield "## Sources"
    yield ""
    rows = [
        (source or "not known", *_with_sum([part.sources[source] for part in parts.values()]))
        for source, _ in sorted(whole.most_common(_MOST_SOURCES), key=lambda item: (-item[1], item[0]))
    ]
    if len(whole) > _MOST_SOURCES:
        rows.append((f"{len(whole) - _MOST_SOURCES} others", *("" for _ in parts), ""))
    yield from _table(("source", *parts, "all"), rows)


def _codebook(book: Codebook) -> Iterator[str]:
    yield "## Codebook"
    yield ""
    yield f"{book.name}, version {book.version}; all of it, with its examples, is in `codebook.toml`."
    yield ""
    yield from _table(
        ("label", "attributes", "guideline"),
        [
            (label.name, ", ".join(each.name for each in label.attributes), label.guideline)
            for label in book.labels
        ],
    )


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(heading)
    yield "|" + " --- |" * len(heading)
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def _with_sum(numbers: Sequence[int]) -> list[str]:
    return [f"{number:,}" for number in (*numbers, sum(numbers))]


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name or 'not known'} {number:,}" for name, number in counts.most_common())
