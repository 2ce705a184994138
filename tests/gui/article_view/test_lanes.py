from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article_view.lanes import Extent, stack


def extent(key: str, left: float, right: float) -> Extent:
    return Extent(key, left, right, (right - left, key))


def test_pieces_beside_each_other_share_a_lane() -> None:
    assert stack([extent("a", 0, 10), extent("b", 14, 30)], 8).lanes == {"a": 0, "b": 0}


def test_a_short_piece_lies_above_the_long_one_around_it() -> None:
    stacked = stack([extent("claim", 0, 300), extent("actor", 40, 80), extent("cue", 100, 120)], 8)
    assert stacked.lanes == {"actor": 0, "cue": 0, "claim": 1}
    assert stacked.depth == 2


def test_crossing_pieces_lie_in_two_lanes() -> None:
    assert stack([extent("a", 0, 50), extent("b", 40, 100)], 8).lanes == {"a": 0, "b": 1}


def test_what_finds_no_lane_is_folded_and_none_is_lost() -> None:
    pieces = [extent(f"p{n}", 0, 50 + n) for n in range(12)]
    stacked = stack(pieces, 8)
    assert sorted(stacked.lanes.values()) == list(range(8))
    assert [fold.keys for fold in stacked.folds] == [["p8", "p9", "p10", "p11"]]
    assert set(stacked.lanes) | set(stacked.folds[0].keys) == {p.key for p in pieces}


def test_folds_far_apart_are_two() -> None:
    pieces = [extent(f"l{n}", 0, 10 + n) for n in range(3)] + [extent(f"r{n}", 90, 100 + n) for n in range(3)]
    folds = stack(pieces, 2).folds
    assert [fold.keys for fold in folds] == [["l2"], ["r2"]]


def test_the_one_to_keep_is_never_folded() -> None:
    pieces = [extent(f"p{n:02}", 0, 50 + n) for n in range(12)]
    stacked = stack(pieces, 8, keep="p11")
    assert stacked.lanes["p11"] == 7
    assert "p07" in stacked.folds[0].keys
    assert len(stacked.lanes) + len(stacked.folds[0].keys) == 12


def test_nothing_gives_nothing() -> None:
    assert stack([], 8).depth == 0


def test_pieces_that_touch_share_a_lane() -> None:
    assert stack([extent("a", 0, 50), extent("b", 50, 100)], 8).lanes == {"a": 0, "b": 0}
    assert stack([extent("a", 0, 50.6), extent("b", 50, 100)], 8).depth == 1
    assert stack([extent("a", 0, 50), extent("b", 50, 100)], 8, apart=1.0).depth == 2


def test_a_piece_goes_on_in_its_lane_where_that_costs_nothing() -> None:
    crossing = [extent("a", 0, 40), extent("b", 30, 80)]  # two lanes are there anyhow
    goes_on = Extent("claim", 100, 300, (200, "claim"), prefer=1)
    assert stack([*crossing, goes_on], 8).lanes["claim"] == 1
    assert stack([extent("a", 0, 40), goes_on], 8).lanes["claim"] == 0  # a second lane would cost height


def test_a_piece_that_goes_on_passes_no_other() -> None:
    inner = Extent("inner", 100, 200, (100, "inner"), prefer=2)
    outer = extent("outer", 90, 300)
    deep = [extent(f"p{n}", 0, 50 + n) for n in range(4)]
    lanes = stack([inner, outer, *deep], 8).lanes
    assert lanes["inner"] < lanes["outer"]


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(4, 200), st.integers(0, 9)), min_size=1, max_size=25),
    st.integers(1, 9),
)
def test_no_two_in_a_lane_overlap_and_the_longer_lies_further_from_the_text(
    pieces: list[tuple[int, int, int]], limit: int
) -> None:
    extents = [
        Extent(f"p{n:02}", left, left + width, (width, n), prefer)
        for n, (left, width, prefer) in enumerate(pieces)
    ]
    stacked = stack(extents, limit)
    folded = [key for fold in stacked.folds for key in fold.keys]
    assert sorted([*stacked.lanes, *folded]) == [extent.key for extent in extents]
    assert stacked.depth <= limit
    for one, other in combinations(extents, 2):
        if one.key in stacked.lanes and other.key in stacked.lanes:
            overlap = one.left < other.right - 1 and other.left < one.right - 1
            above = stacked.lanes[other.key] - stacked.lanes[one.key]
            if overlap:
                assert above > 0 if one.order < other.order else above < 0
