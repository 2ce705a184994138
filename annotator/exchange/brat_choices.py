"""What a person chose for the files of a brat collection, done to what was read: names, repairs, misfits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from annotator.exchange.brat_fit import covered, misfits
from annotator.exchange.brat_layer import edges
from annotator.exchange.brat_standoff import Problem, Span, Standoff
from annotator.exchange.foreign import ForeignDocument, ForeignLink, ForeignSpan
from annotator.exchange.taking.fitting import Misfit
from annotator.exchange.taking.judging import Choices
from annotator.exchange.taking.mapping import ALL, NameMapping, bare
from annotator.exchange.taking.repairing import Repair, repairs

_NUMBERED = re.compile(r"(\D.*?)[0-9]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fitted:
    """``problems`` are left and refuse the file, ``skipped`` were left out of it; ``counting``: see
    :func:`annotator.exchange.taking.repairing.repairs`."""

    problems: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()
    repairs: tuple[Repair, ...] = ()
    counting: str = ""


def as_document(standoff: Standoff, text: str, annotator: str, origin: str) -> ForeignDocument:
    """What a file without problems says, in the shape that all formats share."""
    answers: dict[str, dict[str, str | None]] = {}
    for answer in standoff.answers:
        target = standoff.trigger(answer.target)
        if target is not None:
            answers.setdefault(target.id, {})[answer.name] = answer.value
    spans = tuple(
        ForeignSpan(span.id, span.label, span.pieces, span.text, answers.get(span.id, {}), where=span.id)
        for span in standoff.spans.values()
    )
    links = tuple(ForeignLink(edge.name, edge.head, edge.child) for edge in edges(standoff))
    return ForeignDocument(text, origin, spans, links, annotator=annotator)


def fit(standoff: Standoff, text: str, choices: Choices, origin: str) -> Fitted:
    """Repair what is to be repaired and take out what is to be left out."""
    found = list(misfits(standoff, text))
    if not found:
        return Fitted()
    document = as_document(standoff, text, "", origin)
    by_line = {span.line: span.id for span in standoff.spans.values()}
    spans = {span.id: span for span in document.spans}
    wrong = [Misfit(problem.reason, spans[by_line[problem.line]]) for problem in found]
    offered, counting = repairs(document, text, wrong)
    offered = [replace(each, taken=choices.takes(each)) for each in offered]
    for each in offered:
        if each.taken:
            span = standoff.spans[each.span.id]
            said = covered(text, each.pieces)
            standoff.spans[span.id] = replace(span, pieces=each.pieces, text=said)
    left = tuple(misfits(standoff, text))
    if not (left and choices.skip_misfits):
        return Fitted(left, (), tuple(offered), counting)
    leave_out(standoff, {by_line[problem.line] for problem in left})
    return Fitted((), left, tuple(offered), counting)


def map_names(standoff: Standoff, mapping: NameMapping) -> Counter[str]:
    """Put the names in that a mapping says; returns what it left out, by “label PER”."""
    left: Counter[str] = Counter()
    if mapping.empty:
        return left
    _map_answers(standoff, mapping, left)
    gone = {key for key, span in standoff.spans.items() if mapping.label(span.label) is None}
    left.update(f"label {standoff.spans[key].label}" for key in gone)
    left.update(f"link {edge.name}" for edge in edges(standoff) if gone & {edge.head, edge.child})
    leave_out(standoff, gone)
    standoff.spans = {key: _named(span, mapping) for key, span in standoff.spans.items()}
    for key, event in standoff.events.items():
        roles = []
        for role, target in event.roles:
            name = _link(role, mapping)
            if name is None:
                left[f"link {role}"] += 1
            else:
                roles.append((name, target))
        standoff.events[key] = replace(event, roles=tuple(roles))
    kept = []
    for relation in standoff.relations:
        name = _link(relation.label, mapping)
        if name is None:
            left[f"link {relation.label}"] += 1
        else:
            kept.append(replace(relation, label=name))
    known = {relation.id for relation in kept}
    lost = {relation.id for relation in standoff.relations} - known - {"*"}
    standoff.relations = kept
    _forget(standoff, lost)
    return left


def leave_out(standoff: Standoff, gone: Collection[str]) -> None:
    """Take spans out, and all that hangs on them."""
    if not gone:
        return
    lost = set(gone) | {event.id for event in standoff.events.values() if event.trigger in gone}
    lost |= {relation.id for relation in standoff.relations if lost.intersection(relation.ends)} - {"*"}
    standoff.spans = {key: span for key, span in standoff.spans.items() if key not in lost}
    standoff.events = {
        key: replace(event, roles=tuple(role for role in event.roles if role[1] not in lost))
        for key, event in standoff.events.items()
        if key not in lost
    }
    standoff.relations = [each for each in standoff.relations if not lost.intersection(each.ends)]
    _forget(standoff, lost)


def _forget(standoff: Standoff, lost: set[str]) -> None:
    """Take out what is said about these lines, and what is said about that."""
    lost = lost | {item.id for item in standoff.answers if item.target in lost}
    lost |= {item.id for item in standoff.references if item.target in lost}
    standoff.answers = [item for item in standoff.answers if item.target not in lost]
    standoff.references = [item for item in standoff.references if item.target not in lost]
    standoff.remarks = [item for item in standoff.remarks if item.target not in lost]


def _named(span: Span, mapping: NameMapping) -> Span:
    return replace(span, label=mapping.label(span.label) or span.label)


def _link(name: str, mapping: NameMapping) -> str | None:
    """What a role or relation is here; a role that an event has several times goes by its name."""
    numbered = _NUMBERED.fullmatch(name)
    if name not in mapping.links and numbered is not None and numbered[1] in mapping.links:
        name = numbered[1]
    return bare(mapping.links.get(name, mapping.links.get(ALL, name)))


def _map_answers(standoff: Standoff, mapping: NameMapping, left: Counter[str]) -> None:
    kept = []
    for answer in standoff.answers:
        span = standoff.trigger(answer.target)
        if span is None:
            kept.append(answer)
            continue
        said, _ = mapping.applied(ForeignDocument(None, "", (_answered(span, {answer.name: answer.value}),)))
        if not said.spans:
            continue  # its label is left out
        found = next(iter(said.spans[0].attributes.items()), None)
        if found is None:
            left[f"attribute {answer.name} of {span.label}"] += 1
        else:
            kept.append(replace(answer, name=found[0], value=found[1]))
    standoff.answers = kept


def _answered(span: Span, answers: dict[str, str | None]) -> ForeignSpan:
    """The span with these answers, in the shape that all formats share."""
    return ForeignSpan(span.id, span.label, span.pieces, span.text, answers)
