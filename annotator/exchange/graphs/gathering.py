"""Statements gathered from records, and the network that they make as the options ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from annotator.analysis.networks import (
    CLAIM_ITSELF,
    LABEL,
    Network,
    NetworkKind,
    NetworkSettings,
    Slices,
    as_graph,
    network,
    slices,
)
from annotator.analysis.parties import Sentiment
from annotator.analysis.periods import Every, day_of
from annotator.analysis.roles import Roles, roles_of
from annotator.analysis.statements import Statement, sentiments, statements
from annotator.errors import UserError
from annotator.exchange.formats import Context, Option
from annotator.exchange.losses import Holds, Loss, Losses, common_losses
from annotator.exchange.statements.standing import Shown, Standing, standing
from annotator.exchange.xml_text import fit_for_xml
from annotator.model.record import Record

if TYPE_CHECKING:
    import networkx as nx

KIND = Option("kind", "What is joined", ("actor-claim", "actor-actor", "congruence", "conflict", "subtract"))
WEIGHT = Option("weight", "What an edge weighs", ("count", "articles", "agreement"))
CLAIMS = Option("claims", "What makes claims one node", ("as the codebook says", "kind", "label", "claim"))
PERSONS = Option(
    "persons", "Persons who belong to organisations", ("as themselves", "as their organisations")
)
SLICES = Option("slices", "Slices of time", ("none", "week", "month", "year"))
OPTIONS = (KIND, WEIGHT, CLAIMS, PERSONS, SLICES)

NO_EDGE = Loss(
    "annotation that makes no edge", "annotations that make no edge", "not in the network", drops="annotation"
)
NO_TIE = Loss("link that makes no edge", "links that make no edge", "not in the network", drops="link")
TEXTS = Loss(
    "annotation's words and place", "annotations' words and places", "a network counts, it doesn't quote"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What network the options ask for."""

    settings: NetworkSettings
    every: Every | None
    roles: Roles
    shown: Shown
    signed: bool
    """Whether edges weigh what agrees less what doesn't."""

    @classmethod
    def by(cls, context: Context) -> Asked:
        def chosen(option: Option) -> str:
            return context.options.get(option.name, option.values[0])

        roles = roles_of(context.codebook)
        kind, claims = cast(NetworkKind, chosen(KIND)), chosen(CLAIMS)
        if claims == CLAIMS.values[0]:
            claims = "concept" if roles.concepts else "kind" if roles.kinds else CLAIM_ITSELF
        weight = chosen(WEIGHT)
        settings = NetworkSettings(
            kind,
            "articles" if weight == "articles" else "count",
            {"label": LABEL, "claim": CLAIM_ITSELF}.get(claims, claims),
            organisations=chosen(PERSONS) != PERSONS.values[0],
        )
        every = chosen(SLICES)
        shown = Shown(roles, whole=kind == "actor-actor")
        return cls(
            settings, None if every == "none" else cast(Every, every), roles, shown, weight == "agreement"
        )

    def said(self, record: Record) -> tuple[list[Statement], list[Sentiment]]:
        """What a record gives the network: statements and sentiments; in slices of time only with a date."""
        if self.every is not None and day_of(record.article.metadata.published) is None:
            return [], []
        opinions = sentiments(record, self.roles) if self.settings.kind == "actor-actor" else []
        return statements(record, self.roles), opinions

    def standing(self, record: Record) -> Standing:
        """What of a record is behind an edge (in the kinds that compare actors: behind a stand)."""
        said, opinions = self.said(record)
        settings = self.settings
        if settings.kind not in ("actor-claim", "actor-actor"):
            settings = NetworkSettings(claims_as=settings.claims_as, organisations=settings.organisations)
        made = network(said, settings, opinions)
        behind = {claim for edge in made.edges for claim in edge.claims}
        apart = [each for each in opinions if each.annotation_id in behind]
        return standing(record, [each for each in said if each.claim_id in behind], self.shown, apart)


class Gathering:
    """Takes in records, and makes the graph of all of them."""

    def __init__(self, context: Context) -> None:
        self.asked = Asked.by(context)
        if self.asked.roles.problem is not None:
            raise UserError(self.asked.roles.problem)
        self._said: list[Statement] = []
        self._felt: list[Sentiment] = []

    def add(self, record: Record) -> tuple[int, int]:
        said, felt = self.asked.said(record)
        self._said += said
        self._felt += felt
        return self.asked.standing(record).counted

    def network(self) -> Network:
        return network(self._said, self.asked.settings, self._felt)

    def slices(self) -> Slices | None:
        """One network for each window of time, where that is asked for."""
        if self.asked.every is None:
            return None
        return slices(self._said, self.asked.settings, self.asked.every, self._felt)

    def graph(self, made: Network) -> nx.Graph:
        """A network as networkx writes it: ids and texts that XML can hold, weights as asked for."""
        import networkx as nx

        graph = as_graph(made)
        for _, data in graph.nodes(data=True):
            _dated(data)
        for _, _, data in graph.edges(data=True):
            _dated(data)
            if self.asked.signed:
                data["weight"] = float(data["positive"] - data["negative"])
        return nx.relabel_nodes(graph, {node: fit_for_xml(node) for node in graph})

    def with_all(self, slices: Iterable[Network]) -> nx.Graph:
        """The whole network, and what is only in a window of it (actors who agree in one and not in all)."""
        whole = self.graph(self.network())
        for each in map(self.graph, slices):
            for node, data in each.nodes(data=True):
                if node not in whole:
                    whole.add_node(node, **data)
            for one, other, data in each.edges(data=True):
                if not whole.has_edge(one, other):
                    whole.add_edge(one, other, **data)
        return whole


def network_losses(record: Record, context: Context) -> Losses:
    """What is in no edge, and what a network doesn't tell of what is."""
    asked = Asked.by(context)
    held = asked.standing(record)
    holds = Holds(links=True, attributes=True, actors=True, segments=True)
    found: Losses = Counter(common_losses(record, holds))
    found[NO_EDGE] = len(record.annotations) - len(held.annotations)
    found[NO_TIE] = len(record.links) - len(held.links)
    found[TEXTS] = len(held.annotations)
    return +found


def window(made: Network, every: Every) -> str:
    """The name of a slice: 2025, 2025-03, or the Monday of a week."""
    return made.start[: {"year": 4, "month": 7}.get(every, 10)]


def said_of(graph: nx.Graph) -> str:
    """The first nodes and edges as text, for people who look before they export."""
    nodes = list(graph.nodes(data="label"))
    names = dict(nodes)
    edges: Sequence[tuple[str, str, dict[str, object]]] = list(graph.edges(data=True))[:20]
    lines = [f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges", ""]
    lines += [f"{names[one]} — {names[other]}: weight {data['weight']}" for one, other, data in edges]
    return "\n".join(lines)


def _dated(data: dict[str, object]) -> None:
    """GEXF takes “start” and “end” for the time in which something is there; here they are only told."""
    if "start" in data:
        data["first"], data["last"] = data.pop("start"), data.pop("end")
