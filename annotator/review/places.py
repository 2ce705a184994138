"""How far the places of an article are: settled, open, or open again because something changed since.

That is derived, never stored: a place is settled where a settlement has exactly what the layers say there
now.  So a later change in a colleague's layer opens it again by itself, and taking the change back settles
it.  Two who settle one place apart, in two copies that come together, may leave two things in gold there:
then it is open again as well, and who settles it anew leaves one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from annotator.errors import UserError
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.layer import Layer
from annotator.model.link import Link
from annotator.model.settlement import Member, Said, Settlement, layer_key, todays
from annotator.project.gold import gold_layer, settlements
from annotator.project.queries import Queries
from annotator.review.aligning import Cluster
from annotator.review.comparing import Comparison
from annotator.review.differences import Difference

State = Literal["settled", "open", "again"]
"""``again``: it was settled, and is not as it was then."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of an article, and what gold says there.

    ``cluster`` is None where no layer says anything: everybody took back what was settled there, or who
    settled it put it there.  ``difference`` is None where all say the same.  ``settlement`` is the one that
    holds; ``earlier`` are those that no longer do, the latest first.  ``gold`` is what came of the one or
    the others.
    """

    cluster: Cluster | None
    difference: Difference | None
    members: tuple[Member, ...]
    said: Mapping[str, Said]
    settlement: Settlement | None = None
    earlier: tuple[Settlement, ...] = ()
    gold: tuple[Annotation, ...] = ()

    @property
    def state(self) -> State:
        if self.settlement is not None:
            return "settled"
        return "again" if self.earlier else "open"

    @property
    def id(self) -> str:
        """Of the cluster; of the settlement where there is none."""
        if self.cluster is not None:
            return self.cluster.id
        return (self.settlement or self.earlier[0]).id

    @property
    def start(self) -> int:
        """Where it begins (code points)."""
        if self.cluster is not None:
            return self.cluster.start
        gold = [annotation.start for annotation in self.gold]
        said = [said.segments[0][0] for each in self._settlements for said in each.said.values()]
        return min([*gold, *said], default=0)

    @property
    def replaces(self) -> tuple[str, ...]:
        """The ids of the settlements that go when it is settled anew."""
        return tuple(each.id for each in self._settlements)

    @property
    def _settlements(self) -> tuple[Settlement, ...]:
        return (self.settlement, *self.earlier) if self.settlement is not None else self.earlier


@dataclass(frozen=True)
class Adjudication:
    """A comparison with what was settled; ``places`` in reading order.

    ``beside`` are annotations of gold that came of no settlement of these places: imported ones, and what was
    settled out of other layers.
    """

    comparison: Comparison
    places: tuple[Place, ...]
    beside: tuple[Annotation, ...]

    @property
    def open(self) -> tuple[Place, ...]:
        """The places that are to be settled."""
        return tuple(place for place in self.places if place.state != "settled")

    @property
    def again(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.state == "again")

    @cached_property
    def by_annotation(self) -> dict[str, Place]:
        """Annotation id -> its place; of the compared layers and of gold."""
        found: dict[str, Place] = {}
        for place in self.places:
            members = place.cluster.members.values() if place.cluster is not None else ()
            found |= {annotation.id: place for annotation in (*members, *place.gold)}
        return found


def adjudication(queries: Queries, comparison: Comparison) -> Adjudication:
    """How far the places of a compared article are.

    :raises UserError: if a layer or gold is hidden from the annotator there (blind mode), or gold itself is
        among the compared layers.
    """
    check(queries, comparison)
    layer = gold_layer(queries)
    there = settlements(queries, comparison.article_id)
    annotations = queries.annotations(comparison.article_id, layer.id) if layer is not None else []
    return _Finding(queries.codebook, comparison, there, annotations).found()


def check(queries: Queries, comparison: Comparison) -> None:
    """:raises UserError: see :func:`adjudication`."""
    check_layers((*comparison.layers, *comparison.absent, *comparison.hidden))
    hidden = hidden_from(queries, comparison)
    if hidden:
        raise UserError(
            f"What {', '.join(layer.name for layer in hidden)} said about this article is hidden from you "
            "until your own work on it is done: mark it as done first."
        )


def hidden_from(queries: Queries, comparison: Comparison) -> tuple[Layer, ...]:
    """The layers that the annotator may not see on the article, gold among them."""
    gold = gold_layer(queries)
    if gold is not None and not queries.sees(gold, comparison.article_id):
        return (*comparison.hidden, gold)
    return comparison.hidden


def check_layers(layers: Iterable[Layer]) -> None:
    """:raises UserError: if gold is among them."""
    if any(layer.kind == "gold" for layer in layers):
        raise UserError("Gold is made out of the other layers: compare it with them, but settle without it.")


class _Finding:
    """Brings clusters and settlements together."""

    def __init__(
        self,
        codebook: Codebook,
        comparison: Comparison,
        settlements: Iterable[Settlement],
        gold: Iterable[Annotation],
    ) -> None:
        self._codebook, self._comparison = codebook, comparison
        self._layers = {layer_key(layer): layer for layer in comparison.layers}
        self._absent = {layer_key(layer) for layer in comparison.absent}
        self._settlements = sorted(settlements, key=lambda each: (each.updated_at, each.id), reverse=True)
        self._gold = {annotation.id: annotation for annotation in gold}
        self._links: defaultdict[str, list[Link]] = defaultdict(list)
        for links in comparison.links.values():
            for link in links:
                self._links[link.head_id].append(link)

    def found(self) -> Adjudication:
        places = [*self._with_cluster(), *self._without_cluster()]
        places.sort(key=lambda place: place.start)
        settled = {annotation.id for place in places for annotation in place.gold}
        beside = tuple(each for each in self._gold.values() if each.id not in settled)
        return Adjudication(self._comparison, tuple(places), beside)

    def _with_cluster(self) -> Iterator[Place]:
        differences = {each.cluster.id: each for each in self._comparison.differences}
        holding: dict[str, list[Settlement]] = {}
        for settlement in self._settlements:
            for key in settlement.annotations:
                holding.setdefault(key, []).append(settlement)
        for cluster in self._comparison.clusters:
            members, said = self._members(cluster)
            near = {
                each.id: each
                for annotation in cluster.members.values()
                for each in holding.get(annotation.id, ())
            }
            about = sorted(near.values(), key=self._settlements.index)
            holds = next((each for each in about if self._holds(each, members)), None)
            loose = self._loose(members)
            if holds is not None and (loose or self._says_more(about, holds)):
                holds = None
            earlier = () if holds is not None else tuple(about)
            yield Place(
                cluster,
                differences.get(cluster.id),
                members,
                said,
                holds,
                earlier,
                self._outcome([holds] if holds is not None else about, loose if about else ()),
            )

    def _without_cluster(self) -> Iterator[Place]:
        """What was settled where no layer says anything now."""
        there = {annotation.id for each in self._comparison.clusters for annotation in each.members.values()}
        members = tuple(Member.of(layer) for layer in self._comparison.layers)
        for settlement in self._settlements:
            of_these = {
                member.annotation
                for member in settlement.members
                if member.annotation is not None and member.layer in {*self._layers, *self._absent}
            }
            if of_these & there or (settlement.annotations and not of_these):
                continue
            holds = not settlement.annotations and all(key in self._gold for key in settlement.outcome)
            yield Place(
                None,
                None,
                members,
                {},
                settlement if holds else None,
                () if holds else (settlement,),
                self._outcome([settlement]),
            )

    def _members(self, cluster: Cluster) -> tuple[tuple[Member, ...], dict[str, Said]]:
        members, said = [], {}
        for layer in self._comparison.layers:
            annotation = cluster.members.get(layer.id)
            now = Said.of(annotation, self._links.get(annotation.id, ())) if annotation is not None else None
            members.append(Member.of(layer, annotation, now))
            if now is not None:
                said[members[-1].digest] = now
        return tuple(members), said

    def _holds(self, settlement: Settlement, members: Iterable[Member]) -> bool:
        """Whether a settlement is about just what the compared layers say now.

        It may be about more layers than are compared, but not about fewer; what came of it must be there.
        """
        if any(key not in self._gold for key in settlement.outcome):
            return False
        then = {member.layer: member for member in settlement.members}
        if any(then[key].annotation is not None for key in self._absent if key in then):
            return False
        for now in members:
            before = then.get(now.layer)
            if before is None or before.annotation != now.annotation:
                return False
            if before.digest != now.digest and not self._same_today(settlement, before, now):
                return False
        return True

    def _says_more(self, about: Iterable[Settlement], holds: Settlement) -> bool:
        """Whether something else is in gold that came of another settlement of the same place."""
        came = {key for each in about for key in each.outcome if key in self._gold}
        return bool(came - set(holds.outcome))

    def _loose(self, members: Iterable[Member]) -> tuple[Annotation, ...]:
        """What is in gold and was taken from these, though no settlement says so any more."""
        there = {member.annotation for member in members if member.annotation is not None}
        return tuple(each for each in self._unsettled if each.derived_from in there)

    @cached_property
    def _unsettled(self) -> tuple[Annotation, ...]:
        settled = {key for each in self._settlements for key in each.outcome}
        return tuple(each for each in self._gold.values() if each.id not in settled and each.derived_from)

    def _same_today(self, settlement: Settlement, before: Member, now: Member) -> bool:
        """Whether only the words of the codebook are others."""
        said = settlement.said.get(before.digest)
        return said is not None and todays(self._codebook, said).digest == now.digest

    def _outcome(
        self, settlements: Iterable[Settlement], loose: Iterable[Annotation] = ()
    ) -> tuple[Annotation, ...]:
        ids = dict.fromkeys(key for each in settlements for key in each.outcome)
        return (*(self._gold[key] for key in ids if key in self._gold), *loose)
