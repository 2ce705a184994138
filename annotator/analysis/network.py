"""What a network of actors and claims is, and what can be asked of one.

The kinds, after Leifeld, P. (2017), “Discourse Network Analysis: Policy Debates as Dynamic Networks”, in:
The Oxford Handbook of Political Networks, and Leifeld, P., Gruber, J. and Bossner, F. R. (2019), “Discourse
Network Analyzer Manual”:

- ``actor-claim``: the affiliation network of two modes; who makes which claim.
- ``congruence``: actors are joined where they take the same stand on the same concept.
- ``conflict``: actors are joined where they take opposite stands on the same concept.
- ``subtract``: congruence less conflict; below zero where conflict prevails.

And ``actor-actor``: who speaks about whom, to whom, and shows whom well or badly (directed).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.analysis.periods import Every

NetworkKind = Literal["actor-claim", "actor-actor", "congruence", "conflict", "subtract"]
NETWORK_KINDS: tuple[NetworkKind, ...] = ("actor-claim", "actor-actor", "congruence", "conflict", "subtract")

Weight = Literal["count", "articles"]
"""What an edge weighs: how many statements are behind it (of the last three kinds: how many concepts), or how
many articles they stand in.  ``subtract`` always counts concepts."""

Relation = Literal["about", "addressee", "sentiment"]
RELATIONS: tuple[Relation, ...] = ("about", "addressee", "sentiment")

CLAIM_ITSELF = "claim"
"""Each claim is a node of its own, by its words."""

LABEL = "label"
"""Claims of one label are one node."""


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """What network is made and of what; empty filters let everything pass."""

    kind: NetworkKind = "actor-claim"
    weight: Weight = "count"
    claims_as: str = ""
    """What makes claims one node: ``concept``, ``kind``, ``label``, ``claim`` or the name of an attribute;
    empty: the concept where any claim has one, else the kind, else the claim itself."""
    relations: frozenset[Relation] = frozenset(RELATIONS)
    """What joins two actors in ``actor-actor``."""
    organisations: bool = False
    """A person who belongs to organisations speaks for them: they stand in the person's place."""
    normalised: bool = False
    """Divide congruence and conflict by the mean number of concepts of both actors (“average activity” in
    Leifeld, Gruber and Bossner 2019), so that who speaks a lot is not at the centre for that alone."""
    least: float = 0.0
    """Only edges that weigh at least this (their weight without its sign)."""
    actor_kinds: frozenset[str] = frozenset()
    """Only actors of these kinds, see :attr:`annotator.analysis.parties.Party.kind`."""
    sources: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    """Only claims with these labels."""
    since: str = ""
    until: str = ""
    """Only articles published then (ISO 8601, both days included); those without a date are left out."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or a claim; ``claims`` (ids of annotations) and ``articles`` (ids) are what is behind it."""

    id: str
    name: str
    mode: Literal["actor", "claim"]
    kind: str = ""
    """Of an actor: person, organisation ...; of a claim: what made it one node."""
    actor_id: str = ""
    """The registry's id; empty where nobody said who it is."""
    claims: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    first: str = ""
    last: str = ""
    """Days on which the first and the last of these articles were published, as far as known (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class Edge:
    """``claims`` are ids of annotations (of a claim; of a sentiment outside all claims), ``articles`` ids of
    articles: what is behind it."""

    source: str
    target: str
    weight: float
    sign: float | None = None
    """From -1 (disagrees, speaks badly) to 1 (agrees, speaks well), the mean where it is known; else None."""
    statements: int = 0
    positive: int = 0
    """How many of the statements agree or speak well."""
    negative: int = 0
    claims: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    first: str = ""
    last: str = ""
    by: tuple[str, ...] = ()
    """Relations (in ``actor-actor``) or names of the concepts behind it (in the last three kinds)."""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, heaviest first; only nodes with an edge."""

    settings: NetworkSettings
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    directed: bool = False
    statements: int = 0
    """How many statements it was made from, after the filters."""
    undated: int = 0
    """How many of these have no date."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Why something is not in it -> how many statements (or edges)."""
    start: str = ""
    end: str = ""
    """First and last day of the window, in a slice of time."""


@dataclass(frozen=True, slots=True)
class Slices:
    """A network for each window of time in which something was said, in order."""

    every: Every
    networks: tuple[Network, ...] = ()
    undated: int = 0
    """Statements that are in none of them, because their articles have no date."""
