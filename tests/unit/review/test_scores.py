from __future__ import annotations

import pytest

from annotator.review.scores import (
    ACTOR,
    ALL_LABELS,
    ALL_LINKS,
    Counts,
    Said,
    Subject,
    in_order,
    outcomes,
    tally,
    undefined,
)
from tests.support.projects import default_codebook
from tests.unit.review.test_matching import at, link

CLAIM, SPEAKER = Subject("label", "claim"), Subject("link", "speaker")
KIND = Subject("attribute", "claim", "kind")


def said(*annotations, links=()):  # type: ignore[no-untyped-def]
    return Said(annotations, tuple(links))


class TestFigures:
    def test_by_the_formulas(self) -> None:
        counts = Counts(6, 2, 4)
        assert counts.precision == pytest.approx(0.75)
        assert counts.recall == pytest.approx(0.6)
        assert counts.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)

    @pytest.mark.parametrize(
        ("counts", "figures"),
        [
            (Counts(), (None, None, None)),
            (Counts(0, 3, 0), (0, None, 0)),
            (Counts(0, 0, 3), (None, 0, 0)),
            (Counts(3, 0, 0), (1, 1, 1)),
        ],
    )
    def test_nought_by_nought_is_undefined_and_not_nought(
        self, counts: Counts, figures: tuple[float | None, ...]
    ) -> None:
        assert (counts.precision, counts.recall, counts.f1) == figures

    def test_what_is_undefined_says_why(self) -> None:
        why = undefined(CLAIM, Counts(0, 0, 3), "small 1", "Robin")
        assert why == {"precision": "no claim in small 1"}
        assert undefined(SPEAKER, Counts(0, 1, 0), "small 1", "Robin") == {
            "recall": "no speaker link in Robin"
        }
        assert undefined(ALL_LABELS, Counts(), "small 1", "Robin")["f1"] == "no annotation in either layer"
        assert not undefined(CLAIM, Counts(1, 0, 0), "small 1", "Robin")


class TestOutcomes:
    def test_labels_links_and_attributes(self) -> None:
        a = said(
            at("a1", (0, 10), attributes={"kind": "states"}),
            at("a2", (20, 25), label="actor"),
            at("a3", (30, 35)),
            links=[link("l1", "a1", "a2")],
        )
        b = said(
            at("b1", (0, 12), attributes={"kind": "denies"}),
            at("b2", (20, 25), label="actor"),
            at("b3", (40, 45), label="cue"),
            links=[link("l2", "b1", "b2"), link("l3", "b1", "b3", "cue")],
        )
        assert tally(outcomes(a, b, "overlapping")) == {
            CLAIM: Counts(1, 1, 0),
            Subject("label", "actor"): Counts(1, 0, 0),
            Subject("label", "cue"): Counts(0, 0, 1),
            ALL_LABELS: Counts(2, 1, 1),
            SPEAKER: Counts(1, 0, 0),
            Subject("link", "cue"): Counts(0, 0, 1),
            ALL_LINKS: Counts(1, 0, 1),
            KIND: Counts(0, 1, 1),
        }
        exact = tally(outcomes(a, b, "exact"))
        assert exact[CLAIM] == Counts(0, 2, 1)
        assert exact[ALL_LINKS] == Counts(0, 1, 2)
        assert KIND not in exact, "attributes are compared on pairs only"

    def test_an_answer_that_one_lacks_is_that_one_s(self) -> None:
        a = said(at("a1", (0, 10), attributes={"kind": "states", "note": ""}), at("a2", (20, 25), actor="x"))
        b = said(at("b1", (0, 10)), at("b2", (20, 25), actor="x"))
        counts = tally(outcomes(a, b, "exact"))
        assert counts[KIND] == Counts(0, 1, 0)
        assert counts[Subject("attribute", "claim", ACTOR)] == Counts(1, 0, 0)
        assert Subject("attribute", "claim", "note") not in counts

    def test_turned_round_the_counts_are_turned_round(self) -> None:
        a = said(at("a1", (0, 10), attributes={"kind": "states"}), at("a2", (9, 12)))
        b = said(at("b1", (5, 12)), at("b2", (30, 40)))
        there, back = tally(outcomes(a, b, "overlapping")), tally(outcomes(b, a, "overlapping"))
        assert {
            subject: Counts(each.both, each.only_b, each.only_a) for subject, each in back.items()
        } == there


def test_the_order_is_the_codebook_s_with_what_nobody_used() -> None:
    book = default_codebook()
    scores = {Subject("label", "gone"): Counts(1), ALL_LABELS: Counts(1), KIND: Counts(1)}
    order = list(in_order(scores, book))
    names = [label.name for label in book.labels]
    assert [s.name for s in order if s.kind == "label"] == [*names, "gone", ""]
    assert [s.name for s in order if s.kind == "link"] == [*(each.name for each in book.links), ""]
    assert order[-1] == KIND
    only = list(in_order(scores, book, ["cue"]))
    assert Subject("label", "claim") not in only
    assert SPEAKER not in only
