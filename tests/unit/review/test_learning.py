"""Old and new beside each other: which parts are better."""

from __future__ import annotations

from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.model.training import Told
from annotator.review.learning import as_report, compare
from tests.support.projects import default_codebook

RIGHT = {1: (Told("actor", ((0, 4),), {"kind": "person"}), Told("cue", ((5, 9),)))}


def actor(start: int, end: int, kind: str, score: float = 0.8) -> SuggestedAnnotation:
    return SuggestedAnnotation(f"a{start}", "actor", ((start, end),), {"kind": kind}, score)


CUE = SuggestedAnnotation("c", "cue", ((5, 9),), {}, 0.8)
OLD = {1: Suggestions((actor(0, 6, "group"), actor(10, 14, "person"), CUE))}


def test_only_what_is_better_is_used() -> None:
    new = {1: Suggestions((actor(0, 4, "person"), actor(10, 14, "person")))}
    parts = (("actor", ""), ("actor", "kind"), ("cue", ""))
    found = compare(default_codebook(), RIGHT, OLD, new, parts)
    assert found.used == (("actor", ""), ("actor", "kind"))  # exact borders count as well
    lines = {line.subject.shown: line for line in found.lines}
    assert lines["actor"].old == lines["actor"].new == (1, 1, 0)
    assert (lines["actor"].old_exact.both, lines["actor"].new_exact.both) == (0, 1)
    assert lines["actor · kind"].new == (1, 0, 0)
    assert lines["cue"].gain < 0


def test_where_nothing_differs_the_old_one_stays() -> None:
    assert compare(default_codebook(), RIGHT, OLD, OLD, (("actor", ""), ("cue", ""))).used == ()


def test_a_part_that_was_not_trained_is_not_used() -> None:
    new = {1: Suggestions((actor(0, 4, "person"), CUE))}
    assert compare(default_codebook(), RIGHT, OLD, new, (("cue", ""),)).used == ()


def test_what_would_not_be_shown_does_not_count() -> None:
    new = {1: Suggestions((actor(0, 4, "person", 0.29), CUE))}
    line = next(x for x in compare(default_codebook(), RIGHT, OLD, new, ()).lines if x.part == ("actor", ""))
    assert line.new == (0, 0, 1)


def test_the_report_has_figures_and_counts() -> None:
    new = {1: Suggestions((actor(0, 4, "person"), CUE))}
    found = compare(default_codebook(), RIGHT, OLD, new, (("actor", ""),))
    report = as_report(found, compare(default_codebook(), RIGHT, OLD, new, ()), layer="Robin")
    line = next(each for each in report["lines"] if (each["label"], each["attribute"]) == ("actor", ""))
    assert line["old"] == {
        "right": 1,
        "wrong": 1,
        "missed": 0,
        "precision": 0.5,
        "recall": 1.0,
        "f1": 0.6667,
        "exact_f1": 0.0,
    }
    assert (line["new"]["f1"], line["together"]["f1"], line["trained"], line["used"]) == (
        1.0,
        1.0,
        True,
        True,
    )
    assert (report["articles_held_out"], report["layer"], report["parts"]) == (1, "Robin", [["actor", ""]])
