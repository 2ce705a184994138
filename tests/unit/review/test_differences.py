from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.layer import Layer
from annotator.model.link import Link
from annotator.review.aligning import align
from annotator.review.differences import KINDS, Difference, differences

KIM, ROBIN, OLA, SMALL = (
    Layer(1, "Kim", "person"),
    Layer(2, "Robin", "person"),
    Layer(3, "Ola", "person"),
    Layer(4, "small", "model", "1"),
)
MIRA, TOLM, BOARD = Actor("m", "Mira Sand"), Actor("t", "Tolm Harbour"), Actor("b", "Levy Board")


def at(
    key: str,
    *segments: tuple[int, int],
    label: str = "claim",
    quote: str = "",
    attributes: Mapping[str, Any] | None = None,
    actor: str | None = None,
) -> Annotation:
    return Annotation(key, 0, 1, label, tuple(segments), quote, attributes or {}, actor)


def link(head: str, child: str, label: str = "speaker") -> Link:
    return Link(f"{head}-{child}", 0, 1, label, head, child)


def found(
    said: Mapping[Layer, list[Annotation]],
    links: Mapping[Layer, list[Link]] | None = None,
    actors: Mapping[str, Actor] | None = None,
) -> tuple[Difference, ...]:
    return differences(
        align({layer.id: these for layer, these in said.items()}),
        list(said),
        {layer.id: these for layer, these in (links or {}).items()},
        actors or {},
    )


def told(*arguments: Any) -> list[tuple[tuple[str, ...], str]]:
    return [(difference.kinds, difference.text) for difference in found(*arguments)]


def test_layers_that_say_the_same_do_not_differ() -> None:
    said = [
        at("{}1", (0, 5), attributes={"a": ["x", "y"], "b": None}),
        at("{}2", (7, 9), label="actor", actor="m"),
    ]
    other = [at("b1", (0, 5), attributes={"a": ["y", "x"]}), at("b2", (7, 9), label="actor", actor="m")]
    assert told({KIM: said, ROBIN: other}, {KIM: [link("{}1", "{}2")], ROBIN: [link("b1", "b2")]}) == []


def test_only_in_one_and_not_in_one() -> None:
    assert told({KIM: [at("a", (0, 5))], ROBIN: []}) == [(("missing",), "not in Robin")]
    assert told({KIM: [at("a", (0, 5))], ROBIN: [], OLA: []}) == [(("missing",), "only in Kim")]
    said = {KIM: [at("a", (0, 5))], ROBIN: [at("b", (0, 5))], OLA: [], SMALL: []}
    assert told(said) == [(("missing",), "not in Ola, small 1")]


def test_boundaries() -> None:
    said = {
        KIM: [at("a", (3, 20))],
        ROBIN: [at("b", (6, 20))],
        OLA: [at("c", (6, 21))],
        SMALL: [at("d", (6, 20))],
    }
    assert told(said) == [
        (("boundary",), "Kim: start 3 characters earlier; Ola: end 1 character later"),
    ]
    (difference,) = found(said)
    assert difference.layers == {KIM.id, OLA.id}
    assert [detail.layers for detail in difference.details] == [(KIM.id,), (OLA.id,)]


def test_boundaries_of_pieces() -> None:
    assert told({KIM: [at("a", (0, 9))], ROBIN: [at("b", (0, 3), (5, 9))]}) == [
        (("boundary",), "Robin: in 2 pieces")
    ]
    assert told({KIM: [at("a", (0, 3), (5, 9))], ROBIN: [at("b", (0, 12))]}) == [
        (("boundary",), "Robin: end 3 characters later, in one piece")
    ]
    assert told({KIM: [at("a", (0, 3), (5, 9))], ROBIN: [at("b", (0, 4), (5, 9))]}) == [
        (("boundary",), "Robin: another gap")
    ]


def test_of_two_that_differ_the_first_is_what_the_other_is_held_against() -> None:
    a, b = at("a", (0, 5)), at("b", (0, 5), label="cue")
    assert told({KIM: [a], ROBIN: [b]}) == [(("label",), "Robin: cue, not claim")]
    assert told({ROBIN: [b], KIM: [a]}) == [(("label",), "Kim: claim, not cue")]


def test_attributes_are_compared_where_the_label_is_the_usual_one() -> None:
    said = {
        KIM: [at("a", (0, 5), attributes={"verb": "says", "denied": True})],
        ROBIN: [at("b", (0, 5), attributes={"verb": "warns", "denied": True})],
        OLA: [at("c", (0, 5), attributes={"verb": "says"})],
        SMALL: [at("d", (0, 5), label="cue", attributes={"kind": "verb"})],
    }
    ((kinds, text),) = told(said)
    assert kinds == ("label", "attribute")
    assert text == "small 1: cue, not claim; Robin: verb warns, not verb says; Ola: no denied, not denied yes"
    (difference,) = found(said)
    assert [detail.what for detail in difference.details] == ["", "verb", "denied"]


def test_actors_count_as_those_that_they_were_merged_into() -> None:
    actors = {"m": MIRA, "m2": MIRA, "t": TOLM}
    one, same, other, none = (
        [at(key, (0, 4), label="actor", actor=actor)]
        for key, actor in (("a", "m"), ("b", "m2"), ("c", "t"), ("d", None))
    )
    assert told({KIM: one, ROBIN: same}, None, actors) == []
    said = {KIM: one, ROBIN: same, OLA: other, SMALL: none}
    text = "Ola: Tolm Harbour, not Mira Sand; small 1: no actor, not Mira Sand"
    assert told(said, None, actors) == [(("actor",), text)]


class TestLinks:
    SAID = {
        layer: [
            at(f"{layer.id}h", (10, 20)),
            at(f"{layer.id}x", (0, 4), label="actor", quote="Mira"),
            at(f"{layer.id}y", (5, 9), label="actor", quote="Tolm"),
        ]
        for layer in (KIM, ROBIN, OLA)
    }

    def test_the_same_ends_are_the_same_link_though_the_child_has_other_boundaries(self) -> None:
        said = {**self.SAID, OLA: [at("3h", (10, 20)), at("3x", (0, 3), label="actor"), self.SAID[OLA][2]]}
        links = {layer: [link(f"{layer.id}h", f"{layer.id}x")] for layer in said}
        assert told(said, links) == [(("boundary",), "Ola: end 1 character earlier")]

    def test_a_link_that_is_missing_more_or_to_another(self) -> None:
        links = {KIM: [link("1h", "1x")], ROBIN: [link("2h", "2y")], OLA: [link("3h", "3x")]}
        assert told(self.SAID, links) == [(("link",), "Robin: speaker link to “Tolm”, not to “Mira”")]
        links = {KIM: [link("1h", "1x")], OLA: [link("3h", "3x")]}
        assert told(self.SAID, links) == [(("link",), "Robin: no speaker link to “Mira”")]
        assert told(self.SAID, {KIM: [link("1h", "1x")]}) == [(("link",), "Kim: speaker link to “Mira”")]
        links |= {ROBIN: [link("2h", "2x"), link("2h", "2y")]}
        assert told(self.SAID, links) == [(("link",), "Robin: speaker link to “Tolm”")]

    def test_the_name_counts(self) -> None:
        links = {KIM: [link("1h", "1x")], ROBIN: [link("2h", "2x", "target")], OLA: [link("3h", "3x")]}
        ((kinds, text),) = told(self.SAID, links)
        assert (kinds, text) == (
            ("link",),
            "Robin: no speaker link to “Mira”; Robin: target link to “Mira”",
        )

    def test_a_child_that_one_lacks_is_missing_and_so_is_the_link(self) -> None:
        said = {KIM: self.SAID[KIM], ROBIN: self.SAID[ROBIN][:1] + self.SAID[ROBIN][2:]}
        assert told(said, {KIM: [link("1h", "1x")]}) == [
            (("missing",), "not in Robin"),
            (("link",), "Robin: no speaker link to “Mira”"),
        ]


def test_several_kinds_are_one_difference_in_their_order() -> None:
    said = {
        KIM: [at("a", (0, 5), label="actor", actor="m", attributes={"kind": "x"})],
        ROBIN: [at("b", (0, 6), label="actor", actor="t")],
        OLA: [at("c", (0, 5), label="cue")],
        SMALL: [],
    }
    (difference,) = found(said, {KIM: [link("a", "a")]})
    assert difference.kinds == KINDS


def test_they_come_in_reading_order() -> None:
    said = {KIM: [at("z", (0, 5)), at("a", (8, 9))], ROBIN: [at("m", (6, 7))]}
    assert [difference.cluster.id for difference in found(said)] == ["z", "m", "a"]
