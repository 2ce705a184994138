"""The best way to pair two sets off: a bipartite matching of the greatest total weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush

Edge = tuple[int, int]


def best_assignment(weights: Mapping[Edge, int]) -> list[Edge]:
    """Pairs ``(left, right)``, each left and each right at most once, with the greatest sum of weights.

    Successive shortest augmenting paths with node potentials (Edmonds and Karp 1972; for assignment Jonker
    and Volgenant 1987), each path found by Dijkstra's method over the edges that there are.  Each left node
    may also stay alone, at no gain.  Weights are integers, so that the sum is exactly the greatest; work is
    at most nodes x edges x log(nodes).

    :param weights: not negative; pairs that are missing can't be made.
    """
    if len(weights) == 1:
        return list(weights)
    most = max(weights.values(), default=0)
    costs: defaultdict[int, list[Edge]] = defaultdict(list)
    for (left, right), weight in weights.items():
        costs[left].append((right, most - weight))
    for left, edges in costs.items():
        edges.append((_alone(left), most))
    solver = _Solver(costs)
    for left in costs:
        solver.add(left)
    return [(left, right) for right, left in solver.partner_of_right.items() if right >= 0]


def _alone(left: int) -> int:
    """The right node that stands for no partner; each left node has one of its own."""
    return -1 - left


class _Solver:
    """Keeps all reduced costs ``cost - u[left] - v[right]`` at zero or more, and at zero for the pairs."""

    def __init__(self, costs: Mapping[int, list[Edge]]) -> None:
        self._costs = costs
        self._u: defaultdict[int, int] = defaultdict(int)
        self._v: defaultdict[int, int] = defaultdict(int)
        self._partner_of_left: dict[int, int] = {}
        self.partner_of_right: dict[int, int] = {}

    def add(self, start: int) -> None:
        """Give one more left node a partner, at the least cost for all that have one."""
        nearest: dict[int, int] = {}
        came_from: dict[int, int] = {}
        lefts, rights = {start: 0}, dict[int, int]()
        waiting: list[Edge] = []
        left, so_far = start, 0
        while True:
            for right, cost in self._costs[left]:
                far = so_far + cost - self._u[left] - self._v[right]
                if right not in rights and (right not in nearest or far < nearest[right]):
                    nearest[right], came_from[right] = far, left
                    heappush(waiting, (far, right))
            far, right = heappop(waiting)
            while right in rights:
                far, right = heappop(waiting)
            rights[right] = far
            if right not in self.partner_of_right:
                break
            left, so_far = self.partner_of_right[right], far
            lefts[left] = far
        for node, reached in lefts.items():
            self._u[node] += far - reached
        for node, reached in rights.items():
            self._v[node] -= far - reached
        self._turn(start, right, came_from)

    def _turn(self, start: int, right: int, came_from: Mapping[int, int]) -> None:
        """Pair off along the path from its end back to its start."""
        while True:
            left = came_from[right]
            before = self._partner_of_left.get(left)
            self._partner_of_left[left] = right
            self.partner_of_right[right] = left
            if left == start:
                return
            assert before is not None
            right = before
