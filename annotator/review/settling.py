"""Carry rulings out: on one place by a person, or by a rule article by article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.model.clock import new_id
from annotator.model.layer import Layer
from annotator.model.settlement import Ruling
from annotator.project.gold import gold_layer
from annotator.project.operations import adjudication as operation
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.review.adjudicating import LeftOpen, Plan, plan
from annotator.review.comparing import Cancelled, Comparison, Progress, comparisons, need_two
from annotator.review.places import Adjudication, Place, adjudication, check_layers, hidden_from

# -- one place


def settle(
    project: Project,
    found: Adjudication,
    place: Place | None,
    ruling: Ruling,
    *,
    title: str = "",
    why: str = "",
    initiator: str = "",
) -> None:
    """Settle one place; where it was the last that was open, gold is done on the article.

    :param place: the place that the ruling is about; None where it adds something beside the places.
    :raises UserError: see :func:`annotator.project.operations.adjudication.settle`.
    """
    operation.settle(
        project,
        found.comparison.article_id,
        [ruling],
        title=title or title_of(ruling, place),
        finished=all(each is place for each in found.open),
        why=why,
        initiator=initiator,
    )


def reopen(project: Project, found: Adjudication, place: Place, *, initiator: str = "") -> None:
    """Take back how a place was settled, with what came of it in gold."""
    operation.reopen(project, found.comparison.article_id, place.replaces, initiator=initiator)


def title_of(ruling: Ruling, place: Place | None) -> str:
    """What the step is called for people."""
    if not ruling.outcome:
        return "Settle: nothing here"
    labels = ", ".join(dict.fromkeys(proposal.label for proposal in ruling.outcome))
    names = {
        member.annotation: member.annotator for member in ruling.members if member.annotation is not None
    }
    of = ", ".join(
        dict.fromkeys(
            names[proposal.derived_from] for proposal in ruling.outcome if proposal.derived_from in names
        )
    )
    if ruling.rule in ("taken", "both") and of:
        return f"Settle {labels}: {of}"
    return f"Settle {labels}" if place is not None else f"Add {labels} to gold"


# -- by a rule


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """What a rule does on one article.

    ``skipped``: it is left as it is, as not all of the layers that worked on it are done with it
    (``unfinished`` names these), or not all may be seen (``hidden``).
    """

    comparison: Comparison
    plan: Plan
    again: int
    settled: int
    unfinished: tuple[Layer, ...] = ()
    hidden: tuple[Layer, ...] = ()
    skipped: bool = False

    @property
    def article_id(self) -> int:
        return self.comparison.article_id

    @property
    def left_open(self) -> tuple[LeftOpen, ...]:
        return self.plan.left_open


def plan_project(
    queries: Queries,
    layers: Sequence[Layer],
    rule: str,
    *,
    trusted: Sequence[Layer] = (),
    articles: Collection[int] = (),
    all_states: bool = False,
    progress: Progress = lambda _done, _in_all: None,
    cancelled: Cancelled = lambda: False,
) -> Iterator[ArticlePlan]:
    """What a rule does, article by article; those on which fewer than two of the layers worked are left out.

    Only reads: it may run beside the window.

    :param articles: only these; empty: all.
    :param all_states: also where one of the layers has begun an article and not marked it as done.
    :raises UserError: if there are fewer than two layers, gold is among them, a trusted one is not, or an
        article is missing.
    :raises ComparisonCancelledError: if ``cancelled`` said so.
    """
    need_two(layers)
    check_layers(layers)
    strangers = [layer.name for layer in trusted if layer not in layers]
    if strangers:
        raise UserError(f"{strangers[0]} is trusted but not among the layers: name it among them as well.")
    for comparison in comparisons(queries, layers, progress, cancelled, articles=articles):
        if len(comparison.layers) + len(comparison.hidden) < 2:
            continue
        hidden = hidden_from(queries, comparison)
        if hidden:
            yield ArticlePlan(comparison, Plan((), ()), 0, 0, hidden=hidden, skipped=True)
            continue
        found = adjudication(queries, comparison)
        skipped = bool(comparison.unfinished) and not all_states
        settled = len(found.places) - len(found.open)
        made = Plan((), ()) if skipped else plan(found, rule, trusted)
        yield ArticlePlan(comparison, made, len(found.again), settled, comparison.unfinished, skipped=skipped)


def carry_out(
    project: Project,
    plans: Iterable[ArticlePlan],
    title: str,
    *,
    why: str = "",
    initiator: str = "",
    joins: str | None = None,
    undoable: bool = True,
) -> int:
    """Write what was planned; each article is saved whole, and all of it is one undo step.

    :param joins: one undo step with what was written before under the same.
    :param undoable: False: without an undo step, where there are many articles and nobody will take it back.
    :returns: how many places were settled.
    """
    joins, count = joins or new_id(), 0
    for each in plans:
        if each.skipped:
            continue
        rulings = each.plan.rulings
        if rulings or _to_mark(project, each):
            operation.settle(
                project,
                each.article_id,
                rulings,
                title=title,
                finished=not each.left_open,
                why=why,
                initiator=initiator,
                joins=joins,
                undoable=undoable,
            )
        count += len(rulings)
    return count


def _to_mark(project: Project, each: ArticlePlan) -> bool:
    """Whether all that is to be written is how far gold is."""
    layer = gold_layer(project)
    state = project.stored_states(layer.id).get(each.article_id) if layer is not None else None
    return state != ("in progress" if each.left_open else "done")
