"""Making the nodes and edges of one network out of statements."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from annotator.analysis.network import CLAIM_ITSELF, Edge, Network, NetworkSettings, Node, Relation
from annotator.analysis.parties import Party, Sentiment
from annotator.analysis.periods import day_of
from annotator.analysis.statements import Statement

NO_DATE = "claims without a date"
NO_SPEAKER = "claims without a speaker"
OTHER_KINDS = "claims of actors of other kinds"
NOBODY_ELSE = "claims about nobody else and to nobody"
UNNAMED = "claims without a {}"
LIGHT = "edges that weigh less"

Mode = Literal["actor", "claim"]


class Behind(NamedTuple):
    """One reason for an edge: a claim (or a sentiment outside claims) in an article."""

    claim: str
    article: int
    day: str


@dataclass(slots=True)
class _Node:
    name: str
    mode: Mode
    kind: str = ""
    actor_id: str = ""
    behind: dict[Behind, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Edge:
    behind: dict[Behind, None] = field(default_factory=dict)
    signs: list[float] = field(default_factory=list)
    by: dict[str, None] = field(default_factory=dict)


def settled(settings: NetworkSettings, statements: Iterable[Statement]) -> NetworkSettings:
    """Settings that say what makes claims one node, where they leave it open."""
    if settings.claims_as:
        return settings
    kinds = False
    for statement in statements:
        if statement.concept:
            return dataclasses.replace(settings, claims_as="concept")
        kinds = kinds or bool(statement.kind)
    return dataclasses.replace(settings, claims_as="kind" if kinds else CLAIM_ITSELF)


def sign_of(statement: Statement) -> float | None:
    """1 where the speaker agrees, -1 where not; if that is not said, the mean polarity of its sentiments."""
    if statement.agreement is not None:
        return 1.0 if statement.agreement else -1.0
    return _mean([each.value for each in statement.sentiments if each.value is not None])


def behind(said: Statement | Sentiment) -> Behind:
    """What a statement or a sentiment is as the reason for an edge."""
    key = said.claim_id if isinstance(said, Statement) else said.annotation_id
    day = day_of(said.published)
    return Behind(key, said.article_id, day.isoformat() if day else "")


class Building:
    """Makes one network.

    :param settings: that say what makes claims one node (:func:`settled`).
    """

    def __init__(self, settings: NetworkSettings) -> None:
        self.settings = settings
        self.left_out: Counter[str] = Counter()
        self._nodes: dict[str, _Node] = {}
        self._edges: dict[tuple[str, str], _Edge] = {}

    # -- the two kinds that count statements

    def affiliation(self, statements: Iterable[Statement]) -> list[Edge]:
        """Who makes which claim."""
        for statement in statements:
            reason, sign = behind(statement), sign_of(statement)
            for speaker, claim in self.stands(statement):
                self._join(self.actor(speaker, reason), self._claim(claim, reason), reason, sign)
        return self._made()

    def relations(self, statements: Iterable[Statement], opinions: Iterable[Sentiment]) -> list[Edge]:
        """Who speaks about whom, to whom, and shows whom well or badly; nobody is joined to themselves."""
        asked, within = self.settings.relations, set[str]()
        for statement in statements:
            reason, speakers = behind(statement), self._speakers(statement)
            joined = "about" in asked and self._point(speakers, statement.about, reason, None, "about")
            if "addressee" in asked:
                joined |= self._point(speakers, statement.addressees, reason, None, "addressee")
            for opinion in statement.sentiments:
                within.add(opinion.annotation_id)
                if "sentiment" in asked:
                    holders = self._chosen(opinion.holders) if opinion.holders else speakers
                    joined |= self._point(holders, opinion.targets, reason, opinion.value, "sentiment")
            if speakers and not joined:
                self.left_out[NOBODY_ELSE] += 1
        for opinion in opinions:
            if "sentiment" in asked and opinion.annotation_id not in within:
                holders = self._chosen(opinion.holders)
                self._point(holders, opinion.targets, behind(opinion), opinion.value, "sentiment")
        return self._made()

    # -- what all kinds are made of

    def stands(self, statement: Statement) -> Iterator[tuple[Party, str]]:
        """Each speaker that was asked for, with the name of the claim's node."""
        claim = self._claim_name(statement)
        speakers = self._speakers(statement)
        if not claim and speakers:
            self.left_out[UNNAMED.format(self.settings.claims_as)] += 1
            return
        for speaker in speakers:
            yield speaker, claim

    def actor(self, party: Party, reason: Behind) -> str:
        """The id of an actor's node, which has one more reason now."""
        key = f"actor {party.key}"
        return self._node(key, party.name, "actor", party.kind, party.actor.id if party.actor else "", reason)

    def finished(self, edges: list[Edge], statements: Sequence[Statement]) -> Network:
        """The network of these edges that weigh enough."""
        heavy = [edge for edge in edges if abs(edge.weight) >= self.settings.least]
        self.left_out[LIGHT] += len(edges) - len(heavy)
        heavy.sort(key=lambda edge: (-abs(edge.weight), edge.source, edge.target))
        ends = dict.fromkeys(end for edge in heavy for end in (edge.source, edge.target))
        nodes = [_finished(key, self._nodes[key]) for key in ends]
        nodes.sort(key=lambda node: (-len(node.claims), node.id))
        return Network(
            self.settings,
            tuple(nodes),
            tuple(heavy),
            self.settings.kind == "actor-actor",
            len(statements),
            sum(day_of(statement.published) is None for statement in statements),
            tuple((why, count) for why, count in self.left_out.items() if count),
        )

    # -- inside

    def _speakers(self, statement: Statement) -> list[Party]:
        if not statement.speakers:
            self.left_out[NO_SPEAKER] += 1
            return []
        chosen = self._chosen(statement.speakers)
        if not chosen:
            self.left_out[OTHER_KINDS] += 1
        return chosen

    def _chosen(self, parties: Iterable[Party]) -> list[Party]:
        """Those of the kinds asked for, each once; organisations in place of their members, if so set."""
        if self.settings.organisations:
            parties = [each for party in parties for each in party.member_of or (party,)]
        kinds = self.settings.actor_kinds
        return list({party.key: party for party in parties if not kinds or party.kind in kinds}.values())

    def _claim_name(self, statement: Statement) -> str:
        match self.settings.claims_as:
            case "concept":
                return statement.concept
            case "kind":
                return statement.kind
            case "label":
                return statement.label
            case "claim":
                return statement.content
            case attribute:
                answer = statement.attributes.get(attribute)
                return "" if answer is None else str(answer)

    def _claim(self, name: str, reason: Behind) -> str:
        return self._node(f"claim {folded(name)}", name, "claim", self.settings.claims_as, "", reason)

    def _node(self, key: str, name: str, mode: Mode, kind: str, actor_id: str, reason: Behind) -> str:
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = _Node(" ".join(name.split()), mode, kind, actor_id)
        node.behind[reason] = None
        return key

    def _point(
        self,
        speakers: Iterable[Party],
        others: Iterable[Party],
        reason: Behind,
        sign: float | None,
        by: Relation,
    ) -> bool:
        """Whether anybody was joined."""
        pairs = [(one, other) for one in speakers for other in self._chosen(others) if one.key != other.key]
        for one, other in pairs:
            self._join(self.actor(one, reason), self.actor(other, reason), reason, sign, by)
        return bool(pairs)

    def _join(self, source: str, target: str, reason: Behind, sign: float | None, by: str = "") -> None:
        edge = self._edges.setdefault((source, target), _Edge())
        edge.behind[reason] = None
        if sign is not None:
            edge.signs.append(sign)
        if by:
            edge.by[by] = None

    def _made(self) -> list[Edge]:
        return [self._edge(*ends, gathered) for ends, gathered in self._edges.items()]

    def _edge(self, source: str, target: str, gathered: _Edge) -> Edge:
        told = told_by(gathered.behind)
        return Edge(
            source,
            target,
            float(len(told.articles) if self.settings.weight == "articles" else len(told.claims)),
            _mean(gathered.signs),
            len(told.claims),
            sum(sign > 0 for sign in gathered.signs),
            sum(sign < 0 for sign in gathered.signs),
            *told,
            tuple(sorted(gathered.by)),
        )


class Told(NamedTuple):
    """What is behind an edge or a node, as it is handed out."""

    claims: tuple[str, ...]
    articles: tuple[int, ...]
    first: str
    last: str


def told_by(reasons: Iterable[Behind]) -> Told:
    """Claims and articles each once, in the order of the reasons, and the first and last day."""
    listed = list(reasons)
    days = {reason.day for reason in listed}
    days.discard("")
    return Told(
        tuple(dict.fromkeys([reason.claim for reason in listed])),
        tuple(dict.fromkeys([reason.article for reason in listed])),
        min(days, default=""),
        max(days, default=""),
    )


def folded(name: str) -> str:
    """Equal for names that differ only by capitals and white space."""
    return " ".join(name.casefold().split())


def _finished(key: str, node: _Node) -> Node:
    return Node(key, node.name, node.mode, node.kind, node.actor_id, *told_by(node.behind))


def _mean(signs: Sequence[float]) -> float | None:
    return sum(signs) / len(signs) if signs else None
