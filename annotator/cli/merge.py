"""``annotator merge``"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from annotator.cli.merge_output import facts, lines
from annotator.cli.output import need_writable, print_json, progress, warn_of_place
from annotator.errors import UserError
from annotator.exchange.sharing_in import Origin, opened
from annotator.exchange.sharing_mapping import read_mapping
from annotator.model.codebook import Codebook
from annotator.model.merge_mapping import Instead, MergeMapping, Word
from annotator.project.operations import merging
from annotator.project.project import Project
from annotator.project.queries import Queries


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("files", metavar="FILE...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option(
    "--map",
    "maps",
    metavar="THEIRS=OURS",
    multiple=True,
    help="Their label or link is one of ours; may be repeated.",
)
@click.option("--add-labels", is_flag=True, help="Add to the codebook what it lacks.")
@click.option(
    "--mapping",
    metavar="FILE.toml",
    type=click.Path(path_type=Path),
    help="What their labels, attributes, answers, links and actors are here.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(
    project: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    maps: tuple[str, ...],
    add_labels: bool,
    mapping: Path | None,
    as_json: bool,
) -> int:
    """Take in layers that colleagues shared.

    Articles are matched by their SHA-256, rows by who changed them last: in whichever order and however
    often files are merged, the project is the same. Each file is taken in whole or not at all; one that is
    damaged stops all of them. Where the codebook lacks what a file uses, nothing is taken in: say with --map
    or --mapping what it is here, or add it with --add-labels.

    \b
    Examples:
      annotator merge press.annotator sam.annolayer kim.annolayer --dry-run
      annotator merge press.annotator sam.annolayer
      annotator merge press.annotator sam.annolayer --map Speaker=actor
      annotator merge press.annotator sam.annolayer --mapping ours.toml
    """
    with Project.open(project, read_only=dry_run) as here, ExitStack() as stack:
        if not dry_run:
            need_writable(here)
        warn_of_place(project)
        plans = []
        for file in files:
            origin, plan = stack.enter_context(_planned(here, file, maps, add_labels, mapping))
            plans.append((origin, plan))
        waits = any(plan.undecided for _, plan in plans)
        done = dry_run or waits
        reports = [(origin, plan.account if done else merging.take_in(here, plan)) for origin, plan in plans]
        if as_json:
            print_json({"dry_run": done, "files": [facts(here, o, account) for o, account in reports]})
        else:
            for origin, account in reports:
                click.echo("\n".join(lines(here, origin, account, preview=done)))
    if waits and not dry_run:
        raise UserError(
            "Nothing was taken in: say what these words are here with --map or --mapping, or add them with "
            "--add-labels."
        )
    return 1 if waits else 0


@contextmanager
def _planned(
    here: Queries, file: Path, maps: tuple[str, ...], add_labels: bool, mapping: Path | None
) -> Iterator[tuple[Origin, merging.Plan]]:
    with progress(f"Reading {file.name}") as step, opened(file, step) as shared:
        decided = _mapping(shared.origin.codebook, here.codebook, maps, add_labels, mapping)
        plan = merging.plan(here, shared.entries(), decided, coming=shared.articles())
    with plan:
        yield shared.origin, plan


def _mapping(
    theirs: Codebook, ours: Codebook, maps: tuple[str, ...], add_labels: bool, path: Path | None
) -> MergeMapping:
    """What the options say.  :raises UserError: if one can't be meant."""
    made = MergeMapping(codebook=theirs) if path is None else read_mapping(path, theirs)
    words: dict[Word, str | Instead] = dict(made.words)
    for each in maps:
        name, equals, meant = each.partition("=")
        if not equals or not name or not meant:
            raise UserError(f"“{each}” is no mapping: write their name, =, and ours.")
        if ours.label(meant) is None and ours.link(meant) is None:
            raise UserError(f"The codebook here has no label or link “{meant}”.")
        if ours.label(meant) is not None:
            words[Word("label", name)] = meant
        if ours.link(meant) is not None:
            words[Word("link", name)] = meant
    return replace(made, words=words, rest=Instead.ADD if add_labels else made.rest)
