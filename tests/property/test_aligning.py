"""Clusters: each annotation in one, deaf to the order of layers; what all say differs in nothing."""

from __future__ import annotations

import dataclasses
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation, normalise_segments
from annotator.model.layer import Layer
from annotator.model.link import Link
from annotator.review.aligning import SAME_PLACE, Cluster, align
from annotator.review.differences import differences
from annotator.review.matching import match

LENGTH = 16
Said = dict[int, list[Annotation]]

_pieces = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6)).map(lambda p: (p[0], min(LENGTH, sum(p)))),
    min_size=1,
    max_size=2,
)
_items = st.lists(
    st.tuples(_pieces, st.sampled_from(["claim", "cue"]), st.sampled_from(["states", "denies"])), max_size=5
)


def _annotations(layer: int, items: list[tuple[list[tuple[int, int]], str, str]]) -> list[Annotation]:
    return [
        Annotation(f"{layer}.{n}", layer, 1, label, normalise_segments(pieces, LENGTH), "", {"kind": kind})
        for n, (pieces, label, kind) in enumerate(items)
    ]


def said(least: int = 0, most: int = 4) -> st.SearchStrategy[Said]:
    return st.lists(_items, min_size=least, max_size=most).map(
        lambda layers: {number: _annotations(number, items) for number, items in enumerate(layers)}
    )


def ids(clusters: tuple[Cluster, ...]) -> list[frozenset[str]]:
    return [frozenset(annotation.id for annotation in cluster.members.values()) for cluster in clusters]


@given(said())
def test_each_annotation_is_in_one_cluster_and_each_layer_once_in_each(said: Said) -> None:
    clusters = align(said)
    there = [annotation.id for cluster in clusters for annotation in cluster.members.values()]
    assert sorted(there) == sorted(annotation.id for these in said.values() for annotation in these)
    for cluster in clusters:
        assert all(annotation.layer_id == layer for layer, annotation in cluster.members.items())


@given(said())
def test_the_order_in_which_layers_are_given_decides_nothing(said: Said) -> None:
    found = ids(align(said))
    for order in list(permutations(said))[:6]:
        assert ids(align({layer: said[layer][::-1] for layer in order})) == found
    assert ids(align({-layer: these for layer, these in said.items()})) == found


@given(said(2, 2))
def test_two_layers_are_matched(said: Said) -> None:
    same = match(said[0], said[1])
    rest = match(same.only_a, same.only_b, same_label=False, least=SAME_PLACE)
    pairs = {frozenset((x.id, y.id)) for x, y in (*same.pairs, *rest.pairs)}
    alone = {frozenset((each.id,)) for each in (*rest.only_a, *rest.only_b)}
    assert set(ids(align(said))) == pairs | alone


@given(said(1, 4), _pieces)
def test_what_all_say_is_one_cluster(said: Said, pieces: list[tuple[int, int]]) -> None:
    segments = normalise_segments(pieces, LENGTH)
    for layer, these in said.items():
        these[:] = [each for each in these if each.key != ("claim", segments)]
        these.append(Annotation(f"{layer}.all", layer, 1, "claim", segments, ""))
    assert frozenset(f"{layer}.all" for layer in said) in ids(align(said))


@given(_items, st.integers(2, 4), st.data())
def test_nothing_differs_where_all_say_the_same(
    items: list[tuple[list[tuple[int, int]], str, str]], number: int, data: st.DataObject
) -> None:
    # Of two that say the same in one layer either may be meant by what says it in another.
    unique = list({(*sorted(pieces), label): (pieces, label, kind) for pieces, label, kind in items}.values())
    first = {annotation.key: annotation for annotation in _annotations(0, unique)}.values()
    ends = st.sampled_from([each.id.partition(".")[2] for each in first]) if first else st.nothing()
    joined = data.draw(st.sets(st.tuples(ends, ends), max_size=3)) if first else set()
    said, links = {}, {}
    for layer in range(number):
        said[layer] = [
            dataclasses.replace(each, id=f"{layer}.{each.id.partition('.')[2]}", layer_id=layer)
            for each in first
        ]
        links[layer] = [
            Link(f"{layer}:{a}:{b}", layer, 1, "speaker", f"{layer}.{a}", f"{layer}.{b}") for a, b in joined
        ]
    clusters = align(said)
    assert len(clusters) == len(first)
    assert differences(clusters, [Layer(n, str(n), "person") for n in said], links, {}) == ()
