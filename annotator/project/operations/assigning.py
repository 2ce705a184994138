"""Say who is to annotate what.  Only lists change: what somebody has annotated stays where it is."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.errors import UserError
from annotator.model.assigning import Plan
from annotator.model.clock import now
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.store import assignments

Pair = tuple[int, str]
"""An article's id and the name of who is to annotate it."""


def assign(project: Project, article_ids: Iterable[int], annotators: Iterable[str]) -> int:
    """Assign articles to people, besides what they have; one step to undo.

    :returns: how many assignments are new.
    :raises UserError: if there is no such article, or nobody is named.
    """
    names = _checked(annotators)
    wanted = {(project.article(number).id, name) for number in article_ids for name in names}
    return change(project, wanted, (), _title("Assign", len({number for number, _ in wanted})))[0]


def unassign(project: Project, article_ids: Iterable[int], annotators: Iterable[str]) -> int:
    """Take assignments away from people; one step to undo.

    :returns: how many there were.
    :raises UserError: if nobody is named.
    """
    gone = there(project, article_ids, annotators)
    return change(project, (), gone, _title("Take away", len({number for number, _ in gone})))[1]


def there(queries: Queries, article_ids: Iterable[int], annotators: Iterable[str]) -> set[Pair]:
    """What of these articles is assigned to these people.

    :raises UserError: if nobody is named.
    """
    numbers, names = set(article_ids), set(_checked(annotators))
    return {pair for pair in assignments.load(queries.db) if pair[0] in numbers and pair[1] in names}


def changes_of(queries: Queries, plan: Plan) -> tuple[set[Pair], set[Pair]]:
    """What carrying out a plan adds and takes away: its people have its articles as it says afterwards.

    Other people and other articles stay as they are.
    """
    wanted = {(number, name) for number, names in plan.readers.items() for name in names}
    people, now_there = set(plan.wish.annotators), set(assignments.load(queries.db))
    concerned = {(number, name) for number, name in now_there if name in people and number in plan.readers}
    return wanted - now_there, concerned - wanted


def carry_out(project: Project, plan: Plan, *, initiator: str = "") -> tuple[int, int]:
    """Let a plan hold; one step to undo.

    :returns: how many assignments are new, and how many were taken away.
    """
    new, gone = changes_of(project, plan)
    return change(project, new, gone, _title("Assign", len(plan.readers)), initiator=initiator)


def change(
    project: Project, new: Iterable[Pair], gone: Iterable[Pair], title: str, *, initiator: str = ""
) -> tuple[int, int]:
    """Write these assignments and delete those; what is so already stays as it is."""
    before = set(assignments.load(project.db))
    added, taken = sorted(set(new) - before), sorted(set(gone) & before)
    if added or taken:
        at = now()
        with project.transact(title, initiator=initiator):
            for pair in taken:
                project.rows.delete("assignments", pair)
            project.rows.insert_each(
                "assignments",
                [
                    {
                        "article_id": number,
                        "annotator": name,
                        "created_by": project.annotator,
                        "created_at": at,
                    }
                    for number, name in added
                ],
            )
    return len(added), len(taken)


def _checked(annotators: Iterable[str]) -> list[str]:
    names = [name.strip() for name in annotators]
    if not names or not all(names):
        raise UserError("Name who is to annotate.")
    return list(dict.fromkeys(names))


def _title(verb: str, number: int) -> str:
    return f"{verb} 1 article" if number == 1 else f"{verb} {number} articles"
