"""What an annotator sees of the suggestions that are there."""

from __future__ import annotations

import random
from pathlib import Path

from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.model.threshold import at_least
from annotator.project.operations import settings, suggestions
from tests.support.projects import MODEL, TEXT, new_project


def made(key: str, label: str, start: int, score: float | None) -> SuggestedAnnotation:
    return SuggestedAnnotation(key, label, ((start, start + 2),), {}, score)


FOUND = Suggestions(
    (
        made("claim", "claim", 10, 0.8),
        made("cue", "cue", 4, 0.4),
        made("speaker", "actor", 0, 0.35),
        made("other", "actor", 20, 0.6),
        made("unscored", "actor", 30, None),
        made("poor", "actor", 40, 0.2),
    ),
    (SuggestedLink("cue", "claim", "cue"), SuggestedLink("speaker", "claim", "speaker")),
)


def test_a_claim_that_is_sure_enough_keeps_its_frame_and_the_rest_is_hidden_and_counted_alike(
    tmp_path: Path,
) -> None:
    with new_project(tmp_path / "p.annotator", TEXT) as project:
        suggestions.store(project, 1, MODEL, FOUND)
        assert sorted(a.start for a in project.sheet(1).suggestions) == [0, 4, 10, 20, 30]  # not the poor one
        settings.choose_least_score(project, 0.7)
        assert sorted(a.start for a in project.sheet(1).suggestions) == [0, 4, 10, 30]
        assert len(project.sheet(1).suggested_links) == 2
        assert project.undecided_counts() == {1: 4}
        settings.choose_least_score(project, 0.9)
        assert [a.start for a in project.sheet(1).suggestions] == [30]
        assert project.undecided_counts() == {1: 1}


def test_what_is_stored_follows_the_least_score_of_the_run(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", TEXT) as project:
        assert suggestions.store(project, 1, MODEL, FOUND, least=0.7) == 4
        assert suggestions.store(project, 1, MODEL, FOUND, least=0.0) == 6


def test_the_file_is_asked_by_the_same_rule_as_suggestions_are(tmp_path: Path) -> None:
    chance = random.Random(4)
    keys = "abcdefghij"
    with new_project(tmp_path / "p.annotator", TEXT) as project:
        for _ in range(25):
            found = Suggestions(
                tuple(
                    SuggestedAnnotation(
                        key,
                        "claim" if key < "e" else "actor",
                        ((place, place + 2),),
                        {},
                        chance.choice((None, 0.1, 0.3, 0.5, 0.7, 0.9)),
                    )
                    for place, key in enumerate(keys)
                ),
                tuple(
                    dict.fromkeys(
                        SuggestedLink("speaker", chance.choice("abcd"), chance.choice("efghij"))
                        for _ in range(6)
                    )
                ),
            )
            suggestions.store(project, 1, MODEL, found, least=0.0)
            for least in (0.31, 0.5, 0.71, 0.95):
                settings.choose_least_score(project, least)
                wanted = {keys.index(a.key) for a in at_least(found, least).annotations}
                assert {a.start for a in project.sheet(1).suggestions} == wanted
                assert project.undecided_counts() == ({1: len(wanted)} if wanted else {})
