"""Take a codebook from a file into a project that is annotated already."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model import codebook_edits as edits
from annotator.model.codebook import Codebook, LinkKind
from annotator.model.codebook_remap import Remap
from annotator.project.operations.relabelling import Plan, plan
from annotator.project.queries import Queries
from annotator.store import codebook_use


@dataclass(frozen=True, slots=True)
class Missing:
    """A label or link that is used and that the new codebook lacks; ``options`` could take it over.

    ``proposed`` is the one of them that the new codebook knows by the old name; empty: none.
    """

    what: str
    name: str
    count: int
    options: tuple[str, ...]
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """What a new codebook adds, changes and lacks: labels, links and questions by noun and name."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    missing: tuple[Missing, ...]


def compare(project: Queries, new: Codebook) -> Differences:
    """How ``new`` differs from the project's codebook, and what it lacks although it is used."""
    old = project.codebook
    used = codebook_use.use(project.db, None)
    added: list[str] = []
    changed: list[str] = []
    gone: list[str] = []
    missing: list[Missing] = []
    for what, before, after, counts in (
        ("label", old.labels, new.labels, used.labels + used.patterns),
        ("link", old.links, new.links, used.links),
        ("question", old.questions, new.questions, None),
    ):
        there = {item.name: item for item in before}
        then = {item.name: item for item in after}
        added += [f"{what} {name}" for name in then.keys() - there.keys()]
        changed += [f"{what} {name}" for name in there.keys() & then.keys() if there[name] != then[name]]
        for name in there.keys() - then.keys():
            if counts is not None and counts[name]:
                missing.append(
                    Missing(what, name, counts[name], tuple(then), _proposed(new, what, name, set(then)))
                )
            else:
                gone.append(f"{what} {name}")
    order = sorted(missing, key=lambda item: (item.what, item.name))
    return Differences(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(gone)), tuple(order))


def _proposed(new: Codebook, what: str, name: str, there: set[str]) -> str:
    """What the new codebook knows by this name, where it is one thing in any case."""
    means = [a for a in new.aliases if (a.kind, a.name) == (what, name) and a.means in there]
    return means[0].means if len(means) == 1 and not means[0].when else ""


def plan_import(project: Queries, new: Codebook, mapped: Mapping[tuple[str, str], str]) -> Plan:
    """What taking ``new`` over would do.

    :param mapped: ``("label" or "link", old name)`` -> the name in ``new`` that takes it over.  What is used
        and not mapped is kept: a label as a retired one, a link as it is.
    :raises UserError: if the outcome is not a sound codebook.
    """
    old = project.codebook
    labels = {name: to for (what, name), to in mapped.items() if what == "label"}
    links = {name: to for (what, name), to in mapped.items() if what == "link"}
    differences = compare(project, new)
    kept = {(item.what, item.name) for item in differences.missing if (item.what, item.name) not in mapped}
    after = new
    for label in old.labels:
        if ("label", label.name) in kept:
            # A retired label tags nothing, so it needs no key that another one may have now.
            after = dataclasses.replace(
                after, labels=(*after.labels, dataclasses.replace(label, retired=True, key=""))
            )
    known = {label.name for label in after.labels}
    for link in old.links:
        if ("link", link.name) in kept:
            moved = _ends(link, labels, known)
            if moved is not None:
                after = dataclasses.replace(after, links=(*after.links, moved))
        elif after.link(links.get(link.name, link.name)) is not None:
            after = _wide_enough(project, after, link, links.get(link.name, link.name), labels)
    return plan(
        project,
        f"Import codebook {new.name}",
        edits.checked(after),
        Remap(labels=labels, links=links),
    )


def _ends(link: LinkKind, labels: Mapping[str, str], known: set[str]) -> LinkKind | None:
    """A link that is kept, between what its ends are called now."""
    ends = [
        tuple(dict.fromkeys(now for end in names if (now := labels.get(end, end)) in known))
        for names in (link.heads, link.children)
    ]
    return dataclasses.replace(link, heads=ends[0], children=ends[1], key="") if all(ends) else None


def _wide_enough(
    project: Queries, after: Codebook, link: LinkKind, name: str, labels: Mapping[str, str]
) -> Codebook:
    """Let a link join also the kept labels that it joins in the project already."""
    kind = edits.need_link(after, name)
    heads, children = list(kind.heads), list(kind.children)
    for head, child in codebook_use.joined_by(project.db, link.name):
        for end, names in ((labels.get(head, head), heads), (labels.get(child, child), children)):
            label = after.label(end)
            if end not in names and label is not None and label.retired:
                names.append(end)
    return edits.change_link(after, name, heads=tuple(heads), children=tuple(children))
