"""Doing an export that was asked for, whoever asked: dividing, writing, measuring agreement for the card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotator.errors import UserError
from annotator.exchange.export import export
from annotator.exchange.formats import FORMATS, Format
from annotator.exchange.job import Job
from annotator.exchange.splitting.accompanying import Told, accompany
from annotator.exchange.splitting.dividing import DEFAULT, parse_split
from annotator.exchange.splitting.drawing import Drawn, TooLittleError, draw
from annotator.exchange.writing import Cancelled, ExportCancelledError, ExportReport, Progress
from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.review.agreement.computing import AgreementCancelledError, compute
from annotator.review.agreement.results import Figure
from annotator.review.scores import ALL_LABELS
from annotator.store import streams


def do(
    queries: Queries, job: Job, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ExportReport:
    """Export as the job says.

    :raises UserError: as :func:`annotator.exchange.export.export`; if there is too little to divide.
    """
    kind, layers = FORMATS[job.format], job.chosen(queries)
    with streams.snapshot(queries.db):
        drawn, undivided = _drawn(queries, layers, kind, job, cancelled)
        beside = None
        if drawn is not None:
            told = Told(_agreement(queries, layers, cancelled), job.licence)
            beside = partial(_accompany, queries, layers, kind, job, drawn, told)
        report = export(
            queries,
            Path(job.output),
            layers,
            job.format,
            selection=job.selection,
            options=job.options,
            parts=drawn.parts if drawn is not None else None,
            accompany=beside,
            progress=progress,
            cancelled=cancelled,
        )
    return replace(report, left_out=(*undivided, *report.left_out))


def _drawn(
    queries: Queries, layers: Sequence[Layer], kind: Format, job: Job, cancelled: Cancelled | None
) -> tuple[Drawn | None, tuple[str, ...]]:
    """The division, and what is to be told where there is none though the format has parts."""
    if not job.split and not kind.parts:
        return None, ()
    split = parse_split(job.split, job.seed) if job.split else replace(DEFAULT, seed=job.seed)
    try:
        return draw(queries, layers, kind, split, job.selection, cancelled=cancelled), ()
    except TooLittleError as error:
        if job.split:
            raise
        return None, (f"All of it is train. {error}",)


def _accompany(
    queries: Queries,
    layers: Sequence[Layer],
    kind: Format,
    job: Job,
    drawn: Drawn,
    told: Told,
    folder: Path,
    report: ExportReport,
) -> None:
    accompany(folder, queries, layers, kind, job.selection, drawn, report, told)


def _agreement(queries: Queries, layers: Sequence[Layer], cancelled: Cancelled | None) -> list[str]:
    """How far the people agree whose layers are exported, or all people; no lines where nobody can."""
    people = [layer for layer in layers if layer.kind == "person"]
    if len(people) < 2:
        people = [layer for layer in queries.layers() if layer.kind == "person"]
    if len(people) < 2:
        return []
    try:
        found = compute(queries, people, cancelled=cancelled or (lambda: False))
    except AgreementCancelledError as error:
        raise ExportCancelledError from error
    table = found.table()
    lines = [
        f"Krippendorff's alpha over tokens, of {len(people)} annotators on {len(found.frame.articles)} "
        "articles, with its 95 % interval:",
        "",
    ]
    for subject in (ALL_LABELS, *(each for each in found.subjects if each.kind == "label" and each.name)):
        lines.append(f"- {subject.shown}: {_figure(table['alpha', subject])}")
    return lines


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return figure.undefined
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f}"
    return f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f})"


def option_pairs(given: Sequence[str]) -> Mapping[str, str]:
    """What ``NAME=VALUE`` says, several times.

    :raises UserError: if one has no “=”.
    """
    pairs = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise UserError(f"“{each}” sets nothing: write NAME=VALUE.")
        pairs[name.strip()] = value.strip()
    return pairs
