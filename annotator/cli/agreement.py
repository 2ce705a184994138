"""``annotator agreement``"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from annotator.cli.lists import layers_named, names, numbers
from annotator.cli.output import counted, print_json_with, progress
from annotator.cli.table import cut, table
from annotator.errors import UserError
from annotator.model.layer import Layer
from annotator.project.concordance.lines import shown_title
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.review.agreement.agreement import Agreement, Table
from annotator.review.agreement.computing import compute
from annotator.review.agreement.document import (
    articles_as_json,
    as_json,
    counting,
    figure_as_json,
    pairs_as_json,
)
from annotator.review.agreement.gamma import NOT_INSTALLED
from annotator.review.agreement.gamma import gamma as gamma_of
from annotator.review.agreement.results import (
    MEASURES,
    Between,
    Confusion,
    Figure,
    Measure,
    measures_of,
)
from annotator.review.scores import ALL_LABELS, Subject

_UNDEFINED = "–"
_BY_ARTICLE: tuple[Measure, ...] = ("f1_exact", "f1_overlapping", "alpha")
_SHORT: tuple[Measure, ...] = ("percent", "f1_exact", "f1_overlapping", "cohen", "alpha", "alpha_u")


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--layers",
    metavar="A,B,…",
    callback=names,
    help="Whose layers: annotators, models, “model” (the newest model's) or “gold”. Default: all people's.",
)
@click.option("--label", metavar="NAME", help="Only this label, its attributes and links.")
@click.option("--articles", metavar="1-20,25", help="Only these. Default: all.")
@click.option("--all-states", is_flag=True, help="Also articles that are begun but not marked as done.")
@click.option("--gamma", is_flag=True, help="Also gamma, which takes long and an extra package.")
@click.option("--json", "as_document", is_flag=True, help="One JSON document.")
def command(
    project: Path,
    layers: tuple[str, ...],
    label: str | None,
    articles: str | None,
    all_states: bool,
    gamma: bool,
    as_document: bool,
) -> None:
    """Say how far layers agree.

    By label, link and attribute, pair of layers and article: percent, F1, Cohen's and Fleiss' kappa,
    Krippendorff's alpha, alpha for unitizing; with 95 % intervals, resampled over articles. Percent, kappa
    and alpha count tokens. A figure that is undefined is a dash, and below stands why. Articles count on
    which at least two of the layers have worked.

    \b
    Examples:
      annotator agreement press.annotator
      annotator agreement press.annotator --layers Kim,Robin,model --label claim
      annotator agreement press.annotator --layers Kim,Robin --articles 1-20 --json
    """
    with Project.open(project, read_only=True) as opened:
        chosen = layers_named(opened, layers) if layers else _people(opened)
        with progress("Comparing") as step:
            found = compute(
                opened,
                chosen,
                label=label,
                articles=numbers(articles) if articles is not None else (),
                all_states=all_states,
                progress=step,
            )
        titles = {
            each.id: shown_title(each.metadata.title, each.origin, each.id) for each in opened.articles()
        }
        if as_document:
            document = {"project": str(project), **as_json(found, label)}
            if gamma:
                document["gamma"] = {
                    subject.name or "all_labels": figure_as_json(figure)
                    for subject, figure in _gammas(opened, found)
                }
            document["pairs"] = [*pairs_as_json(found)]
            print_json_with(document, "by_article", articles_as_json(found, titles))
            return
        for line in _told(found, label, titles):
            click.echo(line)
        for line in _gamma(opened, found) if gamma else ():
            click.echo(line)


def _people(queries: Queries) -> list[Layer]:
    layers = [layer for layer in queries.layers() if layer.kind == "person"]
    if len(layers) < 2:
        there = ", ".join(f"“{layer.name}”" for layer in queries.layers()) or "none yet"
        raise UserError(
            f"Agreement needs the layers of two people: say whose with --layers; this project has {there}."
        )
    return layers


# -- as text


def _told(found: Agreement, label: str | None, titles: Mapping[int, str]) -> Iterator[str]:
    frame = found.frame
    yield f"agreement of {', '.join(layer.name for layer in frame.layers)}"
    number = len(frame.articles)
    yield f"articles: {number} of {frame.counted.in_all} on which two or more have worked ({counting(frame)})"
    if frame.counted.hidden:
        hidden = counted(len(frame.counted.hidden), "article")
        yield f"  what was said about {hidden} more is hidden until your own work there is done"
    whole = found.table()
    subject = Subject("label", label) if label is not None else ALL_LABELS
    if not number:
        yield whole["alpha", subject].undefined
        return
    reasons: dict[str, list[str]] = {}
    for heading in ("label", "link", "attribute"):
        subjects = [each for each in found.subjects if each.kind == heading and _there(whole, each)]
        if subjects:
            yield ""
            yield from _by_subject(whole, heading, subjects, reasons)
    if len(frame.layers) > 2:
        yield ""
        yield from _by_pair(found, subject, reasons)
    yield ""
    yield from _by_article(found, subject, titles, reasons)
    yield ""
    yield from _confused(found.confusion())
    yield ""
    yield from _notes(found, whole, reasons)


def _there(whole: Table, subject: Subject) -> bool:
    """Whether any figure of a subject has a value."""
    return any(whole[measure, subject].value is not None for measure in measures_of(subject))


def _by_subject(
    whole: Table, heading: str, subjects: Sequence[Subject], reasons: dict[str, list[str]]
) -> Iterator[str]:
    """Each with its interval below."""
    # Weights are for answers that have an order, which most have not.
    measures = [
        measure
        for measure in measures_of(subjects[0])
        if measure != "weighted_kappa" or any(whole[measure, each].value is not None for each in subjects)
    ]
    rows: list[Sequence[str]] = [(heading, *(MEASURES[measure].short for measure in measures))]
    for subject in subjects:
        figures = [whole[measure, subject] for measure in measures]
        rows.append((f"  {subject.shown}", *map(_value, figures)))
        rows.append(("", *map(_interval, figures)))
    yield from table(rows)
    _note(whole, subjects, measures, reasons)


def _by_pair(found: Agreement, subject: Subject, reasons: dict[str, list[str]]) -> Iterator[str]:
    frame = found.frame
    rows = [(f"pair, {subject.shown}", "articles", *(MEASURES[measure].short for measure in _SHORT))]
    for pair in frame.pairs:
        name = f"{frame.layers[pair.one].name} – {frame.layers[pair.other].name}"
        told = found.table(Between(pair.one, pair.other), intervals=False)
        figures = [told[measure, subject] for measure in _SHORT]
        rows.append((f"  {name}", str(len(pair.articles)), *map(_value, figures)))
        _note(told, [subject], _SHORT, reasons, name)
    yield from table(rows)


def _by_article(
    found: Agreement, subject: Subject, titles: Mapping[int, str], reasons: dict[str, list[str]]
) -> Iterator[str]:
    rows = [(f"article, {subject.shown}", *(MEASURES[measure].short for measure in _BY_ARTICLE))]
    for article, told in found.by_article(wanted=_BY_ARTICLE).items():
        name = f"{article}: {cut(titles[article])}"
        rows.append((f"  {name}", *(_value(told[measure, subject]) for measure in _BY_ARTICLE)))
        _note(told, [subject], _BY_ARTICLE, reasons, name)
    yield from table(rows)


def _gammas(queries: Queries, found: Agreement) -> Iterator[tuple[Subject, Figure]]:
    """Of each label, and of all; the first that says why there can be none ends it."""
    for subject in found.subjects:
        if subject.kind == "label":
            with progress(f"Gamma of {subject.shown}") as step:
                figure = gamma_of(queries, found, subject, progress=step)
            yield subject, figure
            if figure.because == NOT_INSTALLED:
                return


def _gamma(queries: Queries, found: Agreement) -> Iterator[str]:
    yield ""
    for subject, figure in _gammas(queries, found):
        if figure.because == NOT_INSTALLED:
            yield figure.because
        elif figure.because:
            yield f"gamma of {subject.shown}: {figure.undefined}"
        else:
            yield f"gamma of {subject.shown}: {_value(figure)}  {_interval(figure)}".rstrip()


def _confused(confusion: Confusion) -> Iterator[str]:
    last = len(confusion.labels)
    used = [n for n in range(last) if any(confusion.counts[n])]
    if not used:
        return
    shown = [*(confusion.labels[n] for n in used), "nothing"]
    rows = [("label beside label", *shown)]
    for name, row in zip(shown, [*used, last], strict=True):
        rows.append((f"  {name}", *(str(confusion.counts[row][column]) for column in [*used, last])))
    yield from table(rows)


def _note(
    told: Table,
    subjects: Sequence[Subject],
    measures: Sequence[Measure],
    reasons: dict[str, list[str]],
    where: str = "",
) -> None:
    """Keep why figures are undefined, to be told once for all that have the same reason."""
    for subject in subjects:
        for measure in measures:
            figure = told[measure, subject]
            if figure.because:
                what = where or f"{MEASURES[measure].short} of {subject.shown}"
                them = reasons.setdefault(figure.because, [])
                if what not in them:
                    them.append(what)


def _lacking(found: Agreement, whole: Table) -> Iterator[str]:
    """What nobody has, in one line."""
    lacking = [subject.said for subject in found.subjects if not _there(whole, subject)]
    if lacking:
        yield f"undefined, because none of the layers has any: {', '.join(lacking)}"


def _notes(found: Agreement, whole: Table, reasons: Mapping[str, Sequence[str]]) -> Iterator[str]:
    how = found.frame.resampling
    yield "percent, kappa and α count tokens without white space, αU characters, F1 annotations; percent, F1"
    yield "and Cohen κ of more than two layers are means of the pairs; attributes count annotations that were"
    yield f"paired off; below a figure its {how.level:.0%} interval, of {how.resamples} resamples of articles"
    yield from _lacking(found, whole)
    for why, what in reasons.items():
        shown = ", ".join(what[:6]) + (f" and {len(what) - 6} more" if len(what) > 6 else "")
        yield f"undefined, because {why}: {shown}"


def _value(figure: Figure) -> str:
    return _UNDEFINED if figure.value is None else _number(figure.value)


def _number(value: float) -> str:
    """Two places; never a zero with a sign."""
    return f"{round(value, 2) + 0.0:.2f}"


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{_number(figure.low)}–{_number(figure.high)}"
