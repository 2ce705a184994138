"""``annotator assign``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.lists import names, numbers
from annotator.cli.output import counted, print_json
from annotator.cli.team_output import plan_facts, plan_lines
from annotator.model.assigning import SEED, How, Plan, Wish
from annotator.project.operations import assigning
from annotator.project.project import Project
from annotator.project.team import assignments_by_article, draw


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--annotators", metavar="A,B,…", required=True, callback=names, help="Who; names with commas between."
)
@click.option("--all", "everything", is_flag=True, help="Everybody annotates all articles.")
@click.option("--share", is_flag=True, help="Each article is annotated by one of them.")
@click.option(
    "--overlap",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="So many per cent are annotated by several of them, the other articles by one.",
)
@click.option(
    "--readers",
    metavar="NUMBER",
    type=click.IntRange(min=2),
    help="By how many people each article of the overlap is annotated. Default: all of them.",
)
@click.option(
    "--seed", metavar="NUMBER", type=int, default=SEED, show_default=True, help="Another one, another draw."
)
@click.option("--by-length", is_flag=True, help="Balance the length of the articles, not only their number.")
@click.option(
    "--articles",
    metavar="1-20,25",
    help="Only these; “unassigned”: those that are assigned to nobody. Default: all.",
)
@click.option("--take-away", is_flag=True, help="Take these people's assignments away instead.")
@click.option("--dry-run", is_flag=True, help="Say it, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(
    project: Path,
    annotators: tuple[str, ...],
    everything: bool,
    share: bool,
    overlap: float | None,
    readers: int | None,
    seed: int,
    by_length: bool,
    articles: str | None,
    take_away: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say who annotates what.

    Draws by chance who gets which articles, in equal numbers, from each source alike; the same seed draws
    the same. Afterwards these people have these articles as drawn, but everybody keeps what they have begun.
    Nothing that was annotated changes.

    \b
    Examples:
      annotator assign press.annotator --annotators Robin,Kim --share
      annotator assign press.annotator --annotators Robin,Kim,Alex --overlap 20 --dry-run
      annotator assign press.annotator --annotators Robin,Kim,Alex --overlap 30 --readers 2 --seed 7
      annotator assign press.annotator --annotators Robin,Kim --share --articles unassigned
      annotator assign press.annotator --annotators Alex --articles 1-20,25 --take-away
    """
    if sum((everything, share, overlap is not None, take_away)) != 1:
        raise click.UsageError("Give one of --all, --share, --overlap and --take-away.")
    if readers is not None and overlap is None:
        raise click.UsageError("--readers goes with --overlap.")
    with Project.open(project, read_only=dry_run) as opened:
        wanted = None if articles is None else _wanted(opened, articles)
        if take_away:
            _take_away(opened, annotators, wanted, dry_run, as_json)
            return
        how: How = "all" if everything else "share" if share else "overlap"
        plan = draw(opened, Wish(annotators, how, overlap or 0.0, readers or 0, seed, by_length), wanted)
        new, gone = assigning.changes_of(opened, plan)
        if not dry_run:
            assigning.carry_out(opened, plan)
        _say(plan, len(new), len(gone), dry_run, as_json)


def _wanted(project: Project, text: str) -> list[int]:
    if text.strip() != "unassigned":
        return numbers(text)
    there = assignments_by_article(project)
    return [number for number in project.article_ids() if number not in there]


def _take_away(
    project: Project, annotators: tuple[str, ...], wanted: list[int] | None, dry_run: bool, as_json: bool
) -> None:
    ids = project.article_ids() if wanted is None else wanted
    gone = assigning.there(project, ids, annotators) if dry_run else None
    number = len(gone) if gone is not None else assigning.unassign(project, ids, annotators)
    if as_json:
        print_json({"dry_run": dry_run, "new": 0, "taken_away": number})
    else:
        click.echo(f"{counted(number, 'assignment')} {'would be ' if dry_run else ''}taken away.")


def _say(plan: Plan, new: int, gone: int, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json({"dry_run": dry_run, "new": new, "taken_away": gone, **plan_facts(plan)})
        return
    for line in plan_lines(plan):
        click.echo(line)
    seed = "" if plan.wish.how == "all" else f" (seed {plan.wish.seed})"
    changes = f"{counted(new, 'new assignment')}, {gone} taken away{seed}"
    click.echo(f"dry run, nothing was changed: {changes}" if dry_run else changes)
