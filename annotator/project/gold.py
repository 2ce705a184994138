"""The gold layer: what was settled on an article, and which links gold has for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.layer import GOLD, Layer
from annotator.model.settlement import Said, Settlement, layer_key, link_today
from annotator.project.queries import Queries
from annotator.store import registry
from annotator.store import settlements as settlement_store


def gold_layer(queries: Queries) -> Layer | None:
    """None until something is settled or imported as gold."""
    return registry.find_layer(queries.db, GOLD, "gold")


def settlements(queries: Queries, article_id: int) -> list[Settlement]:
    """Of an article, the oldest first.  Whoever shows them asks first whether gold may be seen there."""
    return settlement_store.load(queries.db, article_id)


def settled_articles(queries: Queries) -> dict[int, int]:
    """Article id -> how many places were settled there; articles without are missing."""
    return settlement_store.articles(queries.db)


def settled_layers(queries: Queries, article_id: int | None = None) -> list[Layer]:
    """The layers out of which gold was made, on an article or anywhere, as far as they are there."""
    wanted = set(settlement_store.layers(queries.db, article_id))
    return [layer for layer in queries.layers() if layer_key(layer) in wanted]


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A link between two annotations of gold that follows from settlements."""

    label: str
    head_id: str
    child_id: str


def gold_links(
    settlements: Iterable[Settlement], gold: Mapping[str, Annotation], codebook: Codebook
) -> list[GoldLink]:
    """The links that gold has, both ends being in gold.

    A settlement says to what its annotation links: where all agreed, what all of them link to; by majority,
    what more than half of those link to that said this label; else what the annotation links to that was
    taken, or what the one who settled it said.  It points to a place, and the link to what is gold there: to
    what was taken from the same layer, else the first.  Links that the codebook does not allow are left out.

    :param gold: the annotations of gold on the article, by id.
    """
    in_order = sorted(settlements, key=lambda each: (each.updated_at, each.id))
    at = {key: each for each in in_order for key in each.annotations}
    found: dict[GoldLink, None] = {}
    taken: set[tuple[str, str]] = set()
    for settlement in in_order:
        for head_id in settlement.outcome:
            if head_id not in gold:
                continue
            for old_name, child in _wanted(settlement, gold[head_id], at):
                name = link_today(codebook, old_name)
                child_id = _gold_at(at.get(child), child, gold)
                if child_id is None or child_id == head_id:
                    continue
                kind = codebook.link(name)
                ends = gold[head_id].label, gold[child_id].label
                if kind is None or ends[0] not in kind.heads or ends[1] not in kind.children:
                    continue
                if kind.single and (head_id, name) in taken:
                    continue
                taken.add((head_id, name))
                found[GoldLink(name, head_id, child_id)] = None
    return list(found)


def _wanted(
    settlement: Settlement, head: Annotation, at: Mapping[str, Settlement]
) -> Iterator[tuple[str, str]]:
    """The name of each link and an annotation of some layer to which it points."""
    said = settlement.by_annotation()
    if settlement.own is not None:
        yield from settlement.own.links
    elif settlement.rule in ("agreed", "majority"):
        voters = list(said.values())
        if settlement.rule == "majority" and head.derived_from in said:
            label = said[head.derived_from].label
            voters = [each for each in voters if each.label == label]
        yield from _of_most(voters, at)
    elif head.derived_from in said:
        yield from said[head.derived_from].links


def _of_most(voters: list[Said], at: Mapping[str, Settlement]) -> Iterator[tuple[str, str]]:
    votes: Counter[tuple[str, str]] = Counter()
    children: dict[tuple[str, str], str] = {}
    for said in voters:
        places = {(name, at[child].id): child for name, child in said.links if child in at}
        for key, child in places.items():
            votes[key] += 1
            children.setdefault(key, child)
    yield from ((name, children[name, place]) for (name, place), n in votes.items() if 2 * n > len(voters))


def _gold_at(settlement: Settlement | None, child: str, gold: Mapping[str, Annotation]) -> str | None:
    """What is gold at the place where an annotation of some layer stands."""
    if settlement is None:
        return None
    there = [key for key in settlement.outcome if key in gold]
    same = (key for key in there if gold[key].derived_from == child)
    return next(same, there[0] if there else None)
