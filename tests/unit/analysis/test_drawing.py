"""Where nodes stand: in the frame, apart, the same each time."""

from __future__ import annotations

import math

from annotator.analysis.drawing import layout
from annotator.analysis.network import Edge, Network, NetworkSettings, Node


def net(*pairs: tuple[str, str], alone: tuple[str, ...] = ()) -> Network:
    names = dict.fromkeys([*(end for pair in pairs for end in pair), *alone])
    nodes = tuple(Node(name, name, "actor") for name in names)
    return Network(NetworkSettings(), nodes, tuple(Edge(one, other, 1.0) for one, other in pairs))


def test_nothing_and_one_node() -> None:
    assert layout(net()) == {}
    assert layout(net(alone=("a",))) == {"a": (0.0, 0.0)}


def test_it_is_the_same_each_time_and_another_with_another_seed() -> None:
    ring = net(*[(f"n{i}", f"n{(i + 1) % 9}") for i in range(9)], ("x", "y"), alone=("z",))
    turned = Network(ring.settings, ring.nodes[::-1], ring.edges[::-1])
    assert layout(ring, 1) == layout(turned, 1)
    assert layout(ring, 1) != layout(ring, 2)


def test_all_stand_in_the_frame_and_apart() -> None:
    found = layout(net(("a", "b"), ("b", "c"), ("d", "e"), alone=("f", "g")))
    assert found.keys() == set("abcdefg")
    assert all(-1.0001 <= axis <= 1.0001 for place in found.values() for axis in place)
    places = list(found.values())
    assert min(math.dist(one, other) for i, one in enumerate(places) for other in places[:i]) > 0.05


def test_a_large_component_has_a_place_for_all() -> None:
    pairs = [(f"hub{i % 7}", f"leaf{i}") for i in range(900)] + [(f"hub{i}", f"hub{i + 1}") for i in range(6)]
    found = layout(net(*pairs))
    assert len(found) == 907
    assert all(math.isfinite(axis) for place in found.values() for axis in place)
    assert len(set(found.values())) == 907
