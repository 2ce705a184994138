"""The rules by which places become gold: pure functions from places to rulings.

``agreed``: gold has just what all layers that worked on the article say: an annotation with the same label,
segments, answers, actor and links.  Where anything differs the place stays open, so that no difference is
lost unseen.  ``majority``: see :func:`majority`.  ``trust``: see :func:`trust`.  The others are a person's
word on one place: what one layer says, what several say, something new, or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotator.errors import UserError
from annotator.model.annotation import Annotation
from annotator.model.layer import Layer
from annotator.model.settlement import BULK, Member, Proposal, Rule, Ruling, given
from annotator.review.aligning import Cluster
from annotator.review.differences import LinkKey, actor_of, link_keys
from annotator.review.places import Adjudication, Place


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A place that a rule does not settle, and why in words."""

    place: Place
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rule would do on one article: ``rulings``, and the places that stay open."""

    rulings: tuple[Ruling, ...]
    left_open: tuple[LeftOpen, ...]

    @property
    def taken(self) -> int:
        """How many places become an annotation of gold."""
        return sum(bool(ruling.outcome) for ruling in self.rulings)

    @property
    def nothing(self) -> int:
        """How many places are found to be nothing."""
        return len(self.rulings) - self.taken


# -- one place, by a person


def taken(place: Place, layer: Layer) -> Ruling:
    """What one layer says is gold; where it says nothing, nothing is."""
    cluster = place.cluster
    said = cluster.members.get(layer.id) if cluster is not None else None
    return _ruling("taken", place, [] if said is None else [said])


def both(place: Place, layers: Iterable[Layer] = ()) -> Ruling:
    """What several layers say is gold, one beside the other; what is the same only once.

    :param layers: none: all that say anything there.
    :raises UserError: if none of them does.
    """
    members = place.cluster.members if place.cluster is not None else {}
    wanted = [layer.id for layer in layers] or list(members)
    there = [members[key] for key in wanted if key in members]
    if not there:
        raise UserError("None of these layers says anything here.")
    return _ruling("both", place, there)


def third(place: Place, proposal: Proposal, links: Iterable[tuple[str, str]] | None = None) -> Ruling:
    """Something new is gold.

    :param proposal: with ``derived_from``, the id of an annotation of the place, the links of that one.
    :param links: other links, by name and id of an annotation of any layer to which they point.
    """
    return Ruling(
        "third",
        place.members,
        place.said,
        (proposal,),
        place.replaces,
        None if links is None else tuple(links),
    )


def none(place: Place) -> Ruling:
    """Nothing here is gold."""
    return _ruling("none", place, [])


def added(adjudication: Adjudication, proposal: Proposal) -> Ruling:
    """Something is gold where no layer says anything."""
    members = tuple(Member.of(layer) for layer in adjudication.comparison.layers)
    return Ruling("third", members, {}, (proposal,))


# -- many places at once


def plan(adjudication: Adjudication, rule: str, trusted: Sequence[Layer] = ()) -> Plan:
    """What a rule does with the open places of an article.

    A place that a person has settled and that is open again stays so: only a person may say something else
    there.  With fewer than two layers nothing is settled.

    :param rule: ``agreed`` or ``majority``.
    :param trusted: who decides on what the rule leaves open, see :func:`trust`; none: nobody.
    """
    if len(adjudication.comparison.layers) < 2:
        return Plan((), ())
    voting = _Voting(adjudication)
    rulings, left = [], []
    for place in adjudication.open:
        ruled = _by_rule(voting, place, rule)
        if isinstance(ruled, LeftOpen) and trusted and _free(place):
            ruled = trust(place, adjudication, trusted) or ruled
        if isinstance(ruled, LeftOpen):
            left.append(ruled)
        else:
            rulings.append(ruled)
    return Plan(tuple(rulings), tuple(left))


def trust(place: Place, adjudication: Adjudication, trusted: Sequence[Layer]) -> Ruling | None:
    """What the first of those says that has worked on the article is gold; its silence counts as well.

    None where none of them has worked on it.
    """
    there = {layer.id for layer in adjudication.comparison.layers}
    first = next((layer for layer in trusted if layer.id in there), None)
    if first is None or place.cluster is None:
        return None
    said = place.cluster.members.get(first.id)
    return _ruling("trust", place, [] if said is None else [said])


def majority(place: Place, voting: _Voting) -> Ruling | LeftOpen:
    """What more than half of the layers say that worked on the article is gold.

    One label, or that nothing is there, needs more than half of the layers.  Of those that say this label the
    most frequent segments are taken; an answer, an actor or a link needs more than half of them.  Where two
    are equally frequent, or nothing has more than half, the place stays open.
    """
    cluster = place.cluster
    assert cluster is not None
    says = [cluster.members.get(layer) for layer in voting.layers]
    labels = Counter(None if each is None else each.label for each in says)
    label, votes = labels.most_common(1)[0]
    if 2 * votes <= len(says):
        return LeftOpen(place, f"no majority for a label: {_votes(labels, lambda name: name or 'nothing')}")
    if label is None:
        return _ruling("majority", place, [])
    voters = [each for each in says if each is not None and each.label == label]
    segments = Counter(each.segments for each in voters).most_common(2)
    if len(segments) == 2 and segments[0][1] == segments[1][1]:
        return LeftOpen(place, "two boundaries are equally frequent")
    answers: dict[str, Hashable] = {}
    for name in dict.fromkeys(name for each in voters for name in each.attributes):
        most = _most(given(each.attributes).get(name) for each in voters)
        if most is None:
            return LeftOpen(place, f"no majority for {name}")
        answers[name] = most[0]
    actor = _most(actor_of(each, voting.actors) for each in voters)
    if actor is None:
        return LeftOpen(place, "no majority for an actor")
    wanted = Counter(key for each in voters for key in voting.links.get(each.id, ()))
    halves = [name for (name, _), count in wanted.items() if 2 * count == len(voters)]
    if halves:
        return LeftOpen(place, f"no majority for a {halves[0]} link")

    def unlike(each: Annotation) -> tuple[int, str]:
        own = given(each.attributes)
        differing = sum(own.get(name) != value for name, value in answers.items())
        return differing + (actor_of(each, voting.actors) != actor[0]), each.id

    base = min((each for each in voters if each.segments == segments[0][0]), key=unlike)
    values = {
        name: next(each.attributes[name] for each in voters if given(each.attributes).get(name) == value)
        for name, value in answers.items()
        if value is not None
    }
    proposal = Proposal(label, base.segments, values, actor[0], "", base.id)
    return Ruling("majority", place.members, place.said, (proposal,), place.replaces)


class _Voting:
    """What the votes on one article are counted with."""

    def __init__(self, adjudication: Adjudication) -> None:
        comparison = adjudication.comparison
        self.layers = [layer.id for layer in comparison.layers]
        self.actors = comparison.actors
        self.links: Mapping[str, frozenset[LinkKey]] = link_keys(comparison.clusters, comparison.links)


def _by_rule(voting: _Voting, place: Place, rule: str) -> Ruling | LeftOpen:
    if not _free(place):
        return LeftOpen(place, "settled by a person, and changed since")
    if place.cluster is None:
        return _ruling("none", place, [])
    if place.difference is None:
        return _agreed(place, place.cluster, voting)
    if rule == "majority":
        return majority(place, voting)
    return LeftOpen(place, place.difference.text)


def _free(place: Place) -> bool:
    """Whether a rule may settle it: not where a person's word has been."""
    return all(settlement.rule in BULK for settlement in place.earlier)


def _agreed(place: Place, cluster: Cluster, voting: _Voting) -> Ruling:
    said = min(cluster.members.values(), key=lambda annotation: annotation.id)
    proposal = Proposal(
        said.label, said.segments, said.attributes, actor_of(said, voting.actors), "", said.id
    )
    return Ruling("agreed", place.members, place.said, (proposal,), place.replaces)


def _ruling(rule: Rule, place: Place, taken: Iterable[Annotation]) -> Ruling:
    """What was said is taken as it is; of what says the same on the same words the first."""
    proposals = {annotation.key: annotation for annotation in reversed(list(taken))}
    outcome = tuple(Proposal.of(annotation) for annotation in reversed(proposals.values()))
    return Ruling(rule, place.members, place.said, outcome, place.replaces)


_T = TypeVar("_T", bound=Hashable)


def _most(values: Iterable[_T]) -> tuple[_T] | None:
    """What more than half of them are; None where nothing is."""
    counts = Counter(values)
    value, count = counts.most_common(1)[0]
    return (value,) if 2 * count > counts.total() else None


def _votes(counts: Counter[_T], name: Callable[[_T], str]) -> str:
    return ", ".join(f"{count} {name(value)}" for value, count in counts.most_common())
