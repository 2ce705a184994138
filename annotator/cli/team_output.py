"""How commands tell who reads what and how far everybody is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from annotator.cli.output import counted
from annotator.model.assigning import Plan
from annotator.project.team import Progress


def as_facts(progress: Progress) -> dict[str, Any]:
    """One person's progress for ``--json``; what is hidden or not known is null."""
    return asdict(progress)


def progress_line(facts: dict[str, Any]) -> str:
    """The same on one line."""
    states = ", ".join(
        f"{name} {facts[key]}"
        for name, key in (
            ("to do", "to_do"), ("in progress", "in_progress"), ("done", "done"), ("in doubt", "in_doubt"),
        )
    )  # fmt: skip
    assigned = "" if facts["assigned"] is None else f"{facts['assigned']} assigned; "
    beyond = f" ({facts['beyond']} begun besides)" if facts["beyond"] else ""
    said = "hidden" if facts["annotations"] is None else counted(facts["annotations"], "annotation")
    time = f"; {facts['seconds'] / 3600:.1f} h" if facts["seconds"] else ""
    last = f"; last on {facts['last'][:10]}" if facts["last"] else ""
    return f"{assigned}{states}{beyond}; {said}{time}{last}"


def plan_facts(plan: Plan) -> dict[str, Any]:
    """A plan for ``--json``."""
    wish = plan.wish
    return {
        "how": wish.how,
        "percent": wish.percent if wish.how == "overlap" else None,
        "readers": (wish.readers or len(wish.annotators)) if wish.how == "overlap" else None,
        "seed": None if wish.how == "all" else wish.seed,
        "by_length": wish.by_length,
        "articles": len(plan.items),
        "read_by_several": len(plan.shared),
        "annotators": [
            {
                "annotator": name,
                "articles": len(plan.articles[name]),
                "length": plan.lengths[name],
                "begun": plan.begun_by(name),
            }
            for name in wish.annotators
        ],
        "assignments": [
            {"article": item.id, "annotators": list(plan.readers[item.id])} for item in plan.items
        ],
    }


def plan_lines(plan: Plan) -> Iterator[str]:
    """A plan in words: who gets how many, and how many are read by several."""
    number = len(plan.items)
    yield f"{counted(number, 'article')}, of which {len(plan.shared)} are read by two or more"
    for name in plan.wish.annotators:
        begun = plan.begun_by(name)
        kept = f", {begun} of them begun already" if begun else ""
        length = f"{plan.lengths[name]:,} characters"
        yield f"  {name}: {counted(len(plan.articles[name]), 'article')} ({length}){kept}"
