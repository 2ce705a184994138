from annotator.gui.article_view.links import End, plan
from annotator.gui.article_view.marks import Arc

GUTTER = -18.0
PLACES = {
    "claim": [End(0, 0, 300, 540), End(0, 1, 0, 540), End(0, 2, 0, 100)],
    "said": [End(0, 0, 260, 290)],
    "speaker": [End(0, 0, 100, 200)],
    "inside": [End(0, 1, 200, 260)],
    "earlier": [End(0, -1, 50, 90)],
    "later": [End(4, 0, 400, 450)],
    "nowhere": [],
}
STARTS = {
    "earlier": 0,
    "speaker": 10,
    "said": 20,
    "claim": 30,
    "inside": 50,
    "later": 500,
    "nowhere": 900,
}


def routes(focus: str, *arcs: Arc):  # type: ignore[no-untyped-def]
    return plan(focus, arcs, PLACES.__getitem__, STARTS.__getitem__, lambda name: 40.0, GUTTER)


def arc(child: str, head: str = "claim") -> Arc:
    return Arc(f"{head}-{child}", "speaker", head, child)


def test_two_ends_on_a_line_are_joined_directly() -> None:
    (route,), depths = routes("claim", arc("speaker"))
    assert route.direct
    assert route.near_x == 312
    assert route.far_x == 188
    assert depths == {(0, 0): 1}


def test_a_line_on_which_both_lie_is_preferred() -> None:
    (route,), _ = routes("claim", arc("inside"))
    assert route.direct
    assert route.near is not None
    assert route.near.line == 1


def test_the_longer_of_two_links_runs_higher() -> None:
    (near, far), depths = routes("claim", arc("said"), arc("speaker"))
    assert (near.far_level, far.far_level) == (0, 1)
    assert depths == {(0, 0): 2}


def test_upwards_it_leaves_from_the_first_line_and_downwards_from_the_last() -> None:
    (up,), _ = routes("claim", arc("earlier"))
    (down,), depths = routes("claim", arc("later"))
    assert up.near == PLACES["claim"][0]
    assert down.near == PLACES["claim"][2]
    assert down.far == PLACES["later"][0]
    assert depths == {(0, 2): 1, (4, 0): 1}


def test_links_through_the_margin_share_the_way_there() -> None:
    other = Arc("second", "about", "claim", "later")
    _, depths = routes("claim", arc("later"), other)
    assert depths[0, 2] == 1
    assert depths[4, 0] == 2


def test_seen_from_the_child_it_is_the_same_link() -> None:
    (route,), _ = routes("speaker", arc("speaker"))
    assert route.direct
    assert route.near_x == 188
    assert route.far_x == 312


def test_an_end_without_a_place_is_left_open() -> None:
    (route,), depths = routes("claim", arc("nowhere"))
    assert route.far is None
    assert not route.direct
    assert depths == {(0, 2): 1}
    (route,), _ = routes("nowhere", arc("nowhere"))
    assert route.near is None


def test_a_name_near_the_margin_stands_beside_the_arrow() -> None:
    PLACES["at the edge"] = [End(7, 0, 0, 20)]
    STARTS["at the edge"] = 700
    (route,), _ = routes("claim", arc("at the edge"))
    assert route.pill_x > route.far_x
