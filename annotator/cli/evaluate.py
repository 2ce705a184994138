"""``annotator evaluate``"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from annotator.cli.output import counted, print_json_with, progress
from annotator.errors import UserError
from annotator.model.layer import Layer
from annotator.model.presets import BROAD, CAUTIOUS
from annotator.project.concordance.lines import shown_title
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.review.evaluating import HOWS, Evaluation, Question, evaluate
from annotator.review.report import articles_as_json, as_json, because, figures, hidden
from annotator.review.scores import (
    ALL_LABELS,
    ALL_LINKS,
    NOTHING,
    Counts,
    Scores,
    in_order,
)

_PRESETS = {"broad": BROAD, "cautious": CAUTIOUS}
_TITLE = 40
_UNDEFINED = "–"
_HEADINGS = {"label": "labels", "link": "links", "attribute": "attributes of paired annotations"}


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--layer",
    metavar="NAME",
    default="model",
    show_default=True,
    help="Whose layer is evaluated: “model” (the newest model's), a model, an annotator or “gold”.",
)
@click.option("--against", metavar="NAME", help="Against whose layer; named in the same way.")
@click.option(
    "--preset",
    type=click.Choice(list(_PRESETS)),
    help="Only a model's suggestions with at least the score that this preset asks for.",
)
@click.option(
    "--least-score", metavar="SCORE", type=click.FloatRange(0, 1), help="The same with a score of your own."
)
@click.option("--label", "labels", metavar="NAME", multiple=True, help="Only this one; may be repeated.")
@click.option(
    "--article", "articles", metavar="ID", type=int, multiple=True, help="Only this one; may be repeated."
)
@click.option("--all-states", is_flag=True, help="Also articles that are begun but not marked as done.")
@click.option("--json", "as_document", is_flag=True, help="One JSON document.")
def command(
    project: Path,
    layer: str,
    against: str | None,
    preset: str | None,
    least_score: float | None,
    labels: tuple[str, ...],
    articles: tuple[int, ...],
    all_states: bool,
    as_document: bool,
) -> None:
    """Say how well one layer agrees with another.

    Precision, recall and F1 by label, link and attribute, for exactly equal and for overlapping
    annotations, over all and by article; and of a model how often suggestions of each score were accepted.
    Articles count on which both have worked: that the model has covered, and that the person has marked as
    done.

    \b
    Examples:
      annotator evaluate press.annotator --against Robin
      annotator evaluate press.annotator --layer model --against gold --preset cautious
      annotator evaluate press.annotator --layer Kim --against Robin --label claim --json
    """
    if preset is not None and least_score is not None:
        raise click.UsageError("Give either --preset or --least-score.")
    with Project.open(project, read_only=True) as opened:
        question = Question(
            opened.find_layer(layer),
            _against(opened, against),
            _PRESETS[preset] if preset is not None else least_score or 0.0,
            frozenset(opened.codebook.check_label(label).name for label in labels),
            frozenset(articles),
            all_states,
        )
        with progress("Evaluating") as step:
            found = evaluate(opened, question, progress=step)
        titles = {
            each.id: shown_title(each.metadata.title, each.origin, each.id) for each in opened.articles()
        }
        if as_document:
            print_json_with(
                {"project": str(project), **as_json(found, opened.codebook)},
                "by_article",
                articles_as_json(found, opened.codebook, titles),
            )
        else:
            for line in _told(found, opened, titles):
                click.echo(line)


def _against(queries: Queries, name: str | None) -> Layer:
    if name is not None:
        return queries.find_layer(name)
    there = ", ".join(f"“{layer.name}”" for layer in queries.layers()) or "none yet"
    raise UserError(f"Say against whom with --against; the layers of this project are: {there}.")


def _told(found: Evaluation, queries: Queries, titles: dict[int, str]) -> Iterator[str]:
    question, counted_ = found.question, found.counted
    a, b = question.layer.name, question.against.name
    yield f"{a} against {b}"
    if question.least_score:
        yield f"suggestions with a score of at least {question.least_score:g}"
    yield f"articles: {len(counted_.articles)} of {counted_.in_all} ({because(found)})"
    if counted_.not_done:
        yield f"  {counted_.not_done} more begun but not done; --all-states counts them too"
    if said := hidden(found):
        yield f"  {said} (the project is blind)"
    if not counted_.articles:
        yield f"undefined: there is no article on which both {a} and {b} have worked"
    else:
        yield ""
        yield from _by_subject(found, queries)
        yield ""
        yield from _by_article(found, titles)
    yield from _reliability(found)


def _by_subject(found: Evaluation, queries: Queries) -> Iterator[str]:
    question = found.question
    exact, overlapping = (in_order(found.totals[how], queries.codebook, question.labels) for how in HOWS)
    # Whatever is exact is overlapping as well, so that nothing is only in the former.
    used = {subject: counts for subject, counts in overlapping.items() if counts.f1 is not None}
    rows: list[Sequence[str]] = [_head("")]
    kind = ""
    for subject, counts in used.items():
        if subject.kind != kind:
            kind = subject.kind
            rows.append((_HEADINGS[kind],))
        rows.append(_row(f"  {subject.shown}", exact.get(subject, NOTHING), counts))
    yield from _aligned(rows)
    yield ""
    yield f"P precision, R recall; 1st: {question.layer.name}, 2nd: {question.against.name}; the counts are"
    yield "those of the overlapping ones"
    yield from _reasons(found, overlapping)


def _reasons(found: Evaluation, scores: Scores) -> Iterator[str]:
    """Why a figure is a dash, or a row is not there."""
    lacks: dict[str, list[str]] = {}
    a, b = found.question.layer.name, found.question.against.name
    for subject, counts in scores.items():
        if subject.name and counts.f1 is None:
            lacks.setdefault("neither has", []).append(subject.said)
        elif subject.name and counts.precision is None:
            lacks.setdefault(f"{a} has no", []).append(subject.said)
        elif subject.name and counts.recall is None:
            lacks.setdefault(f"{b} has no", []).append(subject.said)
    for who, what in lacks.items():
        yield f"undefined, because {who}: {', '.join(what)}"


def _by_article(found: Evaluation, titles: dict[int, str]) -> Iterator[str]:
    for subject in (ALL_LABELS, ALL_LINKS):
        if not found.totals["overlapping"].get(subject):
            continue
        rows = [_head(f"by article, {subject.shown}")]
        for article in found.counted.articles:
            counts = (
                found.by_article[how].get(article, {}).get(subject, NOTHING)
                for how in ("exact", "overlapping")
            )
            rows.append(_row(f"{article}: {_cut(titles[article])}", *counts))
        yield from _aligned(rows)
        yield ""


def _reliability(found: Evaluation) -> Iterator[str]:
    seen = found.reliability
    if found.decided_by is None or not (seen.decided or seen.unscored):
        return
    name = found.decided_by.name
    yield f"reliability: {counted(seen.decided, 'decision')} of {name} by the score of the suggestion"
    rows = [("score", "accepted", "corrected", "rejected", "kept", "95 %")]
    for each in seen.bins:
        if each.interval is None:
            continue
        low, high = each.interval
        numbers = (str(each.accepted), str(each.corrected), str(each.rejected), _figure(each.share))
        rows.append((f"{each.low:.1f}–{each.high:.1f}", *numbers, f"{low:.2f}–{high:.2f}"))
    yield from _aligned(rows)
    if seen.unscored:
        yield f"without a score: {counted(seen.unscored, 'decision')}"


def _head(first: str) -> tuple[str, ...]:
    return (first, "P", "R", "F1", "P", "R", "F1", "both", "only 1st", "only 2nd")


def _row(first: str, exact: Counts, overlapping: Counts) -> tuple[str, ...]:
    shown = [_figure(each) for counts in (exact, overlapping) for each in figures(counts)]
    return (first, *shown, *map(str, overlapping))


def _figure(figure: float | None) -> str:
    return _UNDEFINED if figure is None else f"{figure:.2f}"


def _cut(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right; a row of one cell is a heading."""
    full = [row for row in rows if len(row) > 1]
    widths = [max(len(cell) for cell in column) for column in zip(*full, strict=True)]
    if rows[0][1] == "P":
        indent, wide = " " * (widths[0] + 2), sum(widths[1:4]) + 4
        yield f"{indent}{'exact':<{wide}}  overlapping"
    for row in rows:
        first, *others = (
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        )
        yield "  ".join([first, *others]).rstrip()
