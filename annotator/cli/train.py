"""``annotator train``"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from annotator.cli.output import counted, need_writable, print_json
from annotator.model.training import Need
from annotator.preannotate.training.client import train
from annotator.preannotate.training.place import Place
from annotator.preannotate.training.protocol import Compared, Part, Progress
from annotator.preannotate.training.run import Run, check
from annotator.project.operations import training
from annotator.project.project import Project
from annotator.project.training import layer_to_learn_from, what_there_is
from annotator.review.learning import Comparison, as_report, compare

_BAR = 20


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A new folder for the model.",
)
@click.option(
    "--layer", metavar="NAME", help="Learn from this layer: an annotator or “gold”.  Default: your own."
)
@click.option("--pipeline", metavar="NAME_OR_PATH", help="Based on this pipeline.  Default: the project's.")
@click.option("--needs", is_flag=True, help="Only say how much there is to train on, and what is missing.")
@click.option("--json", "as_document", is_flag=True, help="One JSON document.")
def command(
    project: Path,
    folder: Path | None,
    layer: str | None,
    pipeline: str | None,
    needs: bool,
    as_document: bool,
) -> None:
    """Train a model on what was annotated and decided.

    It learns from the articles that are marked as done, and from decisions in others.  A fifth of the
    finished articles is held out: on these it is compared with the model in use, and each label for which it
    is not better is left to that one.  The new model is not used before you say so, with --pipeline of
    preannotate or in the window.

    \b
    Examples:
      annotator train press.annotator -o press-model
      annotator train press.annotator -o press-model --layer gold --json
      annotator train press.annotator --needs
      annotator preannotate press.annotator --pipeline press-model
    """
    if needs:
        with Project.open(project, read_only=True) as opened:
            _say_needs(what_there_is(opened, layer_to_learn_from(opened, layer)), as_document)
        return
    if folder is None:
        raise click.UsageError("Say with -o which folder the model goes into.")
    with Project.open(project) as opened:
        need_writable(opened)
        report = _train(opened, folder, layer, pipeline)
    if as_document:
        print_json(report)
    else:
        click.echo("\n".join(_lines(report)))


def _train(opened: Project, folder: Path, layer_name: str | None, pipeline: str | None) -> dict[str, Any]:
    layer = layer_to_learn_from(opened, layer_name)
    check(opened, layer)
    began = time.monotonic()
    place = Place(folder)
    try:
        place.make()
        run = Run(opened, layer, place, opened.about("pipeline") if pipeline is None else pipeline)
        found: list[tuple[Compared, Comparison]] = []

        def choose(compared: Compared) -> tuple[Part, ...]:
            comparison = compare(opened.codebook, run.told, compared.old, compared.new, compared.parts)
            found.append((compared, comparison))
            return comparison.used

        with _Line() as line:
            saved = train(run.orders(), choose, line.show)
        compared, comparison = found[0]
        final = compared.old if saved is None else saved.final
        report = as_report(
            comparison,
            compare(opened.codebook, run.told, compared.old, final, comparison.used),
            layer=layer.name,
            counts=dict(compared.counts),
            notes=list(compared.notes),
            seconds=round(time.monotonic() - began, 1),
            model=f"{saved.model.name} {saved.model.version}" if saved is not None else None,
            based_on=compared.based_on,
            folder=str(place.folder) if saved is not None else None,
        )
        if saved is not None:
            place.take()
            training.remember(opened, saved.model, place.folder, based_on=compared.based_on, report=report)
        return report
    except KeyboardInterrupt as stopped:
        traceback.clear_frames(
            stopped.__traceback__
        )  # what was being read would keep the project from closing
        raise
    finally:
        place.clear()


class _Line:
    """One line on a terminal (standard error) that says how far the training is; nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def show(self, progress: Progress) -> None:
        if self._shown:
            full = _BAR * progress.done // max(progress.total, 1)
            bar = "#" * full + "-" * (_BAR - full)
            click.echo(f"\r\033[K[{bar}] {progress.text}", nl=False, err=True)


def _say_needs(found: list[Need], as_document: bool) -> None:
    if as_document:
        print_json(
            [{"label": n.label, "attribute": n.attribute, "have": n.have, "need": n.need} for n in found]
        )
        return
    for need in found:
        missing = "enough" if need.met else f"{need.need - need.have} missing"
        click.echo(f"{need.shown}: {need.have} of {need.need} ({missing})")


def _lines(report: dict[str, Any]) -> Iterable[str]:
    if report["model"]:
        yield f"model: {report['model']}, in {report['folder']}"
    yield f"based on: {report['based_on']}"
    yield f"learned from: {report['layer']}, " + ", ".join(
        f"{number} {name}" for name, number in report["counts"].items() if number
    )
    yield f"took: {report['seconds']:.0f} s"
    yield ""
    held_out = counted(report["articles_held_out"], "article")
    yield f"On {held_out} held out (P / R / F1, in per cent; exact F1 in brackets):"
    yield f"{'':28} {'annotated':>9}  {'old model':>24}  {'trained':>24}  used"
    for line in report["lines"]:
        name = " · ".join(filter(None, (line["label"], line["attribute"]))) or "all labels"
        shown = line["together"] or line["new"] if not line["label"] else line["new"]
        used = "yes" if line["used"] else ("no: not better" if line["trained"] else "not trained")
        new = _figures(shown) if line["trained"] or not line["label"] else ""
        used = "" if not line["label"] else used
        old = _figures(line["old"])
        yield f"{name[:28]:28} {line['annotated']:>9}  {old:>24}  {new:>24}  {used}".rstrip()
    for note in report["notes"]:
        yield f"note: {note}"
    if not report["parts"]:
        yield "Nothing that was trained is better than the model in use, so no new one was saved."
    else:
        yield f"Use it with: annotator preannotate PROJECT --pipeline {report['folder']}"


def _figures(figures: dict[str, Any]) -> str:
    exact = _percent(figures["exact_f1"])
    return f"{' / '.join(_percent(figures[name]) for name in ('precision', 'recall', 'f1'))} ({exact})"


def _percent(figure: float | None) -> str:
    return "–" if figure is None else f"{figure * 100:.0f}"
