from __future__ import annotations

import random

from annotator.model.annotation import Annotation, Segments
from annotator.review.aligning import Cluster, align, by_annotation

_Said = dict[int, list[Annotation]]


def at(key: str, *segments: tuple[int, int], label: str = "claim", layer: int = 1) -> Annotation:
    pieces: Segments = tuple(segments)
    return Annotation(key, layer, 1, label, pieces, "")


def ids(clusters: tuple[Cluster, ...]) -> list[set[str]]:
    return [{annotation.id for annotation in cluster.members.values()} for cluster in clusters]


def test_two_layers_pair_by_best_overlap_and_not_by_order() -> None:
    said = {1: [at("a1", (0, 5)), at("a2", (6, 30))], 2: [at("b1", (4, 28))]}
    assert ids(align(said)) == [{"a1"}, {"a2", "b1"}]


def test_the_same_label_comes_first_and_another_label_only_at_the_same_place() -> None:
    said = {
        1: [at("a1", (0, 10)), at("a2", (20, 30)), at("a3", (50, 100))],
        2: [
            at("b1", (0, 10), label="cue"),
            at("b2", (3, 10)),
            at("b3", (20, 30), label="cue"),
            at("b4", (50, 60), label="actor"),
        ],
    }
    assert ids(align(said)) == [{"a1", "b2"}, {"b1"}, {"a2", "b3"}, {"b4"}, {"a3"}]


def test_at_most_one_of_each_layer() -> None:
    said = {
        1: [at("a", (0, 10))],
        2: [at("b", (0, 10)), at("b2", (0, 10), label="cue")],
        3: [at("c", (0, 10), label="cue")],
    }
    assert ids(align(said)) == [{"a", "b"}, {"b2", "c"}]


def test_three_layers_with_three_labels_at_one_place_are_one_cluster() -> None:
    said = {n: [at(str(n), (0, 10), label=label)] for n, label in enumerate(("actor", "cue", "claim"))}
    (cluster,) = align(said)
    assert list(cluster.members) == [0, 1, 2]
    assert (cluster.id, cluster.start, cluster.end) == ("0", 0, 10)


def test_what_most_cover_is_found_though_the_first_layer_cuts_it() -> None:
    said = {
        1: [at("a1", (0, 4)), at("a2", (5, 9))],
        2: [at("b", (5, 10))],
        3: [at("c", (5, 10))],
        4: [at("d", (0, 10))],
    }
    assert ids(align(said)) == [{"a1"}, {"a2", "b", "c", "d"}]


def test_exactly_the_same_words_come_before_what_is_more_alike_on_the_whole() -> None:
    said = {
        1: [at("a", (0, 10))],
        2: [at("b1", (0, 11)), at("b2", (20, 30))],
        3: [at("c1", (0, 10)), at("c2", (0, 11))],
    }
    assert ids(align(said)) == [{"a", "c1"}, {"b1", "c2"}, {"b2"}]


def test_what_all_say_stays_together_though_another_way_is_as_good() -> None:
    for other, layer in (((0, 4), (4, 8)), ((4, 8), (0, 4))):
        said = {
            1: [at("a", (0, 8)), at("a2", other)],
            2: [at("b", (0, 8)), at("b2", layer)],
            3: [at("c", (0, 8))],
        }
        assert {"a", "b", "c"} in ids(align(said))


def test_the_pieces_count_and_not_the_gap_between_them() -> None:
    said = {1: [at("a", (0, 5), (20, 25))], 2: [at("b", (6, 19))], 3: [at("c", (21, 25))]}
    assert ids(align(said)) == [{"a", "c"}, {"b"}]


def test_neither_the_order_nor_the_numbers_of_the_layers_decide() -> None:
    chance = random.Random(7)
    labels = ("claim", "cue", "actor")
    for _ in range(60):
        said: _Said = {}
        for layer in range(chance.randint(2, 5)):
            starts = [chance.randrange(60) for _ in range(chance.randint(0, 8))]
            said[layer] = [
                at(f"{layer}.{n}", (start, start + chance.randint(1, 12)), label=chance.choice(labels))
                for n, start in enumerate(starts)
            ]
        found = ids(align(said))
        turned = {9 - layer: chance.sample(these, len(these)) for layer, these in reversed(said.items())}
        assert ids(align(turned)) == found
        assert sorted(key for each in found for key in each) == sorted(a.id for s in said.values() for a in s)


def test_nothing_and_one_layer() -> None:
    assert align({}) == ()
    assert align({1: [], 2: []}) == ()
    assert ids(align({1: [at("a", (5, 9)), at("b", (0, 9))], 2: []})) == [{"b"}, {"a"}]


def test_the_cluster_of_an_annotation() -> None:
    clusters = align({1: [at("a", (0, 5))], 2: [at("b", (0, 5))]})
    assert by_annotation(clusters) == {"a": clusters[0], "b": clusters[0]}
