"""``annotator adjudicate``"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from annotator.cli.lists import layers_named, names, numbers
from annotator.cli.output import counted, need_writable, print_json, progress
from annotator.cli.table import cut, table
from annotator.errors import UserError
from annotator.model.layer import GOLD, Layer
from annotator.project.concordance.lines import shown_title
from annotator.project.project import Project
from annotator.review.adjudicating import LeftOpen
from annotator.review.differences import short
from annotator.review.settling import ArticlePlan, carry_out, plan_project

_RULES = ("agreed", "majority")


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--layers",
    metavar="A,B,…",
    required=True,
    callback=names,
    help="Out of whose layers: annotators, models or “model” (the newest model's).",
)
@click.option(
    "--rule",
    type=click.Choice(_RULES),
    required=True,
    help="agreed: what all say alike. majority: also what more than half of them say.",
)
@click.option(
    "--trust",
    metavar="A,B,…",
    callback=names,
    help="Who decides on what is then still open: the first of these who has worked on the article.",
)
@click.option("--articles", metavar="1-20,25", help="Only these. Default: all.")
@click.option("--all-states", is_flag=True, help="Also articles that somebody has not marked as done.")
@click.option("--why", metavar="TEXT", default="", help="Kept with each settlement.")
@click.option(
    "-o", "--output", metavar="LAYER", default=GOLD, show_default=True, help="The layer to write: gold."
)
@click.option("--dry-run", is_flag=True, help="Say it, and change nothing.")
@click.option("--json", "as_document", is_flag=True, help="One JSON document.")
def command(
    project: Path,
    layers: tuple[str, ...],
    rule: str,
    trust: tuple[str, ...],
    articles: str | None,
    all_states: bool,
    why: str,
    output: str,
    dry_run: bool,
    as_document: bool,
) -> None:
    """Settle by a rule what layers say, and write it into the gold layer.

    What nobody differs in becomes gold; with the majority also what more than half of the layers say that
    have worked on the article, ties left open. What a person has settled stays as it is. What is left open
    is settled in the window. Running it again settles what is new.

    \b
    Examples:
      annotator adjudicate press.annotator --layers Kim,Robin --rule agreed -o gold
      annotator adjudicate press.annotator --layers Kim,Robin,Alex --rule majority --dry-run
      annotator adjudicate press.annotator --layers Kim,Robin --rule agreed --trust Robin --why "pilot"
    """
    if output != GOLD:
        raise UserError(
            f"Adjudication writes the gold layer and no other: give -o {GOLD} instead of -o {output}."
        )
    with Project.open(project, read_only=dry_run) as opened:
        if not dry_run:
            need_writable(opened)
        chosen, trusted = layers_named(opened, layers), layers_named(opened, trust)
        wanted = numbers(articles) if articles is not None else []
        done = _Done()
        with progress("Settling") as step:
            for each in plan_project(
                opened,
                chosen,
                rule,
                trusted=trusted,
                articles=wanted,
                all_states=all_states,
                progress=step,
            ):
                if not dry_run:
                    carry_out(opened, [each], f"Settle by {rule}", why=why, undoable=False)
                done.add(each)
        titles = {
            each.id: shown_title(each.metadata.title, each.origin, each.id) for each in opened.articles()
        }
    if as_document:
        facts = {"project": str(project), "rule": rule, "trust": list(trust), "output": output}
        print_json(facts | {"dry_run": dry_run} | _facts(done, chosen, titles))
        return
    for line in _told(done, chosen, rule, titles, dry_run):
        click.echo(line)


@dataclass(slots=True)
class _Article:
    """What is told about one article."""

    taken: int
    nothing: int
    settled: int
    open: list[tuple[int, int, str, str, str]]
    """Start, end, label and quote of a place, and why it stays open."""


@dataclass(slots=True)
class _Done:
    """What was settled so far; of the articles only what is told about them."""

    articles: dict[int, _Article] = field(default_factory=dict)
    unfinished: dict[int, tuple[str, ...]] = field(default_factory=dict)
    hidden: int = 0

    def add(self, each: ArticlePlan) -> None:
        if each.hidden:
            self.hidden += 1
        elif each.skipped:
            self.unfinished[each.article_id] = tuple(layer.name for layer in each.unfinished)
        else:
            open_ = [_open(each, left) for left in each.left_open]
            plan = each.plan
            self.articles[each.article_id] = _Article(plan.taken, plan.nothing, each.settled, open_)

    def total(self) -> _Article:
        every = self.articles.values()
        return _Article(
            sum(each.taken for each in every),
            sum(each.nothing for each in every),
            sum(each.settled for each in every),
            [left for each in every for left in each.open],
        )


def _open(each: ArticlePlan, left: LeftOpen) -> tuple[int, int, str, str, str]:
    cluster = left.place.cluster
    members = cluster.members if cluster is not None else {}
    first = next((members[layer.id] for layer in each.comparison.layers if layer.id in members), None)
    if cluster is None or first is None:
        return left.place.start, left.place.start, "", "", left.why
    return cluster.start, cluster.end, first.label, first.quote, left.why


# -- as text


def _told(
    done: _Done, layers: Sequence[Layer], rule: str, titles: Mapping[int, str], dry_run: bool
) -> Iterator[str]:
    total = done.total()
    yield f"{', '.join(layer.name for layer in layers)} by {rule}{': nothing is written' if dry_run else ''}"
    yield f"articles: {len(done.articles)}, of which {_finished(done)} have nothing left open"
    yield f"gold: {total.taken} taken, {counted(total.nothing, 'place')} found to be nothing"
    yield f"left open: {counted(len(total.open), 'place')}; settled before: {total.settled}"
    for who, count in Counter(done.unfinished.values()).most_common():
        yield (
            f"left as they are: {counted(count, 'article')} not marked as done by {', '.join(who)}; "
            "--all-states takes them too"
        )
    if done.hidden:
        yield f"left as they are: {counted(done.hidden, 'article')} of which you may not see all layers yet"
    if not done.articles:
        return
    yield ""
    rows: list[tuple[str, ...]] = [("article", "taken", "nothing", "open", "before")]
    rows += [_row(f"{key}: {cut(titles[key])}", each) for key, each in done.articles.items()]
    yield from table([*rows, _row("all", total)])
    reasons = Counter(why.partition(":")[0] for *_, why in total.open)
    if reasons and rule == "majority":
        yield ""
        yield from table([("left open, because", ""), *((why, str(n)) for why, n in reasons.most_common())])


def _row(first: str, each: _Article) -> tuple[str, ...]:
    return first, str(each.taken), str(each.nothing), str(len(each.open)), str(each.settled)


def _finished(done: _Done) -> int:
    return sum(not each.open for each in done.articles.values())


# -- as JSON


def _facts(done: _Done, layers: Sequence[Layer], titles: Mapping[int, str]) -> dict[str, Any]:
    total = done.total()
    return {
        "layers": [{"name": layer.name, "kind": layer.kind} for layer in layers],
        "articles": {
            "settled": len(done.articles),
            "nothing_left_open": _finished(done),
            "not_done": {str(key): who for key, who in done.unfinished.items()},
            "hidden": done.hidden,
        },
        "taken": total.taken,
        "nothing": total.nothing,
        "left_open": len(total.open),
        "settled_before": total.settled,
        "by_article": [
            {
                "id": key,
                "title": titles[key],
                "taken": each.taken,
                "nothing": each.nothing,
                "settled_before": each.settled,
                "left_open": [
                    {"start": start, "end": end, "label": label, "quote": short(quote), "why": why}
                    for start, end, label, quote, why in each.open
                ],
            }
            for key, each in done.articles.items()
        ],
    }
