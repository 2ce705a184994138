"""The drawings of the report are sound SVG, and no two things in them differ by colour alone."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from annotator.review.supervisor.charts import Colours, Line, Part, Spot, bar_chart, line_chart

SVG = "{http://www.w3.org/2000/svg}"
VALUES = st.none() | st.floats(-1, 1)


def parts(svg: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{name}"))


def test_an_undefined_point_is_a_gap() -> None:
    spots = tuple(Spot(value) for value in (0.5, 0.6, None, 0.7, 0.8))
    svg = line_chart(["a", "b", "c", "d", "e"], [Line("all", spots)], Colours())
    assert [len((line.get("points") or "").split()) for line in parts(svg, "polyline")] == [2, 2]
    assert len(parts(svg, "circle")) == 4


def test_one_and_the_rest_differ_by_dashes_and_marks_and_are_named() -> None:
    lines = [Line("Kim", (Spot(0.5), Spot(0.6))), Line("the rest", (Spot(0.5), Spot(0.61)), dashed=True)]
    svg = line_chart(["1", "2"], lines, Colours())
    assert [bool(line.get("stroke-dasharray")) for line in parts(svg, "polyline")] == [False, True]
    said = [text.text or "" for text in parts(svg, "text")]
    assert "Kim 0.60" in said
    assert "the rest 0.61" in said
    places = [float(t.get("y") or 0) for t in parts(svg, "text") if (t.text or "").endswith(("0.60", "0.61"))]
    assert abs(places[0] - places[1]) >= 12, "names never cover each other"


def test_what_is_below_nothing_is_drawn_inside() -> None:
    svg = line_chart(["1", "2"], [Line("all", (Spot(-0.3, -0.6, 0.1), Spot(0.2)))], Colours(), height=200)
    assert all(0 <= float(circle.get("cy") or -1) <= 200 for circle in parts(svg, "circle"))
    assert "-0.5" in [text.text for text in parts(svg, "text")]


def test_the_parts_of_a_bar_have_patterns_and_numbers() -> None:
    bar = [Part("done", 3, "solid"), Part("in progress", 2, "hatched"), Part("to do", 5, "empty")]
    svg = bar_chart([("Kim & Co <b>", bar)], Colours())
    said = [text.text for text in parts(svg, "text")]
    assert said == ["Kim & Co <b>", "3 done, 2 in progress, 5 to do"]
    assert parts(svg, "line"), "hatching"
    wide = [float(box.get("width") or 0) for box in parts(svg, "rect") if box.get("stroke")]
    assert wide[0] / wide[2] == 3 / 5


def test_the_numbers_beside_the_longest_bar_have_room() -> None:
    bar = [Part(name, 1_000, "solid") for name in ("done", "in progress", "in doubt", "to do")]
    svg = bar_chart([("Kim", bar)], Colours(), width=720)
    text = parts(svg, "text")[1]
    assert float(text.get("x") or 0) + 6 * len(text.text or "") < 720


@given(
    st.lists(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=3, max_size=3), max_size=5),
    st.text(max_size=12),
)
def test_every_drawing_is_sound_xml_without_odd_numbers(
    rows: list[list[tuple[float | None, float | None, float | None]]], name: str
) -> None:
    name = re.sub(r"[^\x20-\x7e\u00a0-\ud7ff]", "", name)
    lines = [
        Line(name, tuple(Spot(*spot) for spot in spots), dashed=bool(n % 2)) for n, spots in enumerate(rows)
    ]
    svg = line_chart(["x", name, "z"], lines, Colours())
    ElementTree.fromstring(svg)
    assert "nan" not in re.sub(r">[^<]*<", "><", svg)
