"""What was learned, put together with what the rules suggest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy

from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.preannotate.learned.features import Describer
from annotator.preannotate.learned.recipe import BOTH, RULES, SPANS, Learned, Recipe, recipe_from_json
from annotator.preannotate.learned.revising import revise
from tests.support.projects import default_codebook

NLP = spacy.blank("en")
TEXT = "The Silver Tern left. Ada Moor said it sank."
TERN = SuggestedAnnotation("t", "actor", ((4, 15),), {"kind": "group"}, 0.5, "a name")
WIDE = SuggestedAnnotation("m", "actor", ((18, 30),), {"kind": "person"}, 0.6, "a name")
CLAIM = SuggestedAnnotation("c", "claim", ((36, 43),), {"kind": "states"}, 0.7, "a clause")
SHARES = {SPANS: 0.7, RULES: 0.2, BOTH: 0.9}


def ask(name: str, descriptions: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """A judge that dislikes claims, an answerer that calls every actor a state."""
    if name == "kinds":
        return [{"person": 0.1, "state or place": 0.9} for _ in descriptions]
    return [{"keep": 0.1, "drop": 0.9} for _ in descriptions]


def revised(learned: Learned, found: dict[str, frozenset[tuple[int, int]]], offset: int = 0) -> Suggestions:
    given = Suggestions((TERN, WIDE, CLAIM), (SuggestedLink("speaker", "c", "m"),))
    return revise(NLP(TEXT), given, found, Recipe((learned,)), default_codebook(), ask, offset)


def by_key(suggestions: Suggestions) -> dict[str, SuggestedAnnotation]:
    return {a.key: a for a in suggestions.annotations}


def test_scores_say_how_a_span_came() -> None:
    found = by_key(revised(Learned("actor", "finder", "", SHARES), {"actor": frozenset({(4, 15)})}))
    assert found["t"].score == 0.9
    assert found["m"].score == 0.2
    assert found["t"].reason == "a name; surer by what was learned from your annotations"
    assert found["m"].reason == "a name; less sure by what was learned from your annotations"
    assert found["c"] == CLAIM


def test_what_was_found_stands_beside_and_the_likelier_of_two_takes_the_links() -> None:
    suggestions = revised(Learned("actor", "finder", "", SHARES), {"actor": frozenset({(22, 30)})})
    found = by_key(suggestions)
    assert "m" not in found
    moor = found["learned:actor:22-30"]
    assert (moor.score, moor.segments) == (0.7, ((22, 30),))
    assert suggestions.links == (SuggestedLink("speaker", "c", moor.key),)


def test_a_judge_changes_the_score_and_nothing_else() -> None:
    found = by_key(revised(Learned("claim", "", "judge"), {}))
    assert found["c"].score == 0.1
    assert found["c"].segments == CLAIM.segments
    assert found["t"] == TERN


def test_judge_and_finder_together() -> None:
    learned = Learned("actor", "finder", "judge", SHARES, 0.5)
    assert learned.score(BOTH, 0.5) == pytest.approx(0.9)
    assert learned.score(RULES, 0.8) == pytest.approx(0.5)
    assert learned.score(RULES, None) == 0.2
    assert Learned("actor").score(RULES, None) is None


def test_answers_are_changed_where_they_are_likely() -> None:
    found = by_key(revised(Learned("actor", answers={"kind": "kinds"}), {}))
    assert found["t"].attributes == {"kind": "state or place"}
    assert found["t"].reason == "a name; kind as learned from your answers: state or place"


def test_a_required_answer_that_nobody_gave_is_the_usual_one() -> None:
    learned = Learned("sentiment", "finder", "", SHARES, usual={"polarity": "negative"})
    found = by_key(revised(learned, {"sentiment": frozenset({(16, 20)})}))
    assert found["learned:sentiment:16-20"].attributes == {"polarity": "negative"}


def test_places_are_those_of_the_article() -> None:
    moved = SuggestedAnnotation("t", "actor", ((104, 115),), {"kind": "group"}, 0.5, "a name")
    recipe = Recipe((Learned("actor", "finder", "", SHARES),))
    found = revise(
        NLP(TEXT),
        Suggestions((moved,)),
        {"actor": frozenset({(4, 15), (22, 30)})},
        recipe,
        default_codebook(),
        ask,
        100,
    )
    assert [(a.segments, a.score) for a in found.annotations] == [(((104, 115),), 0.9), (((122, 130),), 0.7)]


def test_a_recipe_is_kept_as_text_and_may_lose_parts() -> None:
    recipe = Recipe(
        (Learned("actor", "f", "j", SHARES, 0.4, {"kind": "k"}, {"kind": "person"}),), "{}", "r", 3
    )
    assert recipe_from_json(recipe.to_json()) == recipe
    assert recipe.components == ("f", "j", "k")
    assert recipe.without({("actor", "")}).components == ("k",)
    assert recipe.without({("actor", ""), ("actor", "kind")}).labels == ()


def test_a_description_is_of_the_span_its_neighbours_and_its_links() -> None:
    given = Suggestions((TERN, WIDE, CLAIM), (SuggestedLink("speaker", "c", "m"),))
    words = Describer(NLP(TEXT), given).describe(CLAIM)
    assert {"first=it", "before1=said", "says=clause", "kind=states", "score=7"} <= set(words)
    assert any(word.startswith("speaker>") for word in words)
    assert "<speaker" in Describer(NLP(TEXT), given).describe(WIDE)
