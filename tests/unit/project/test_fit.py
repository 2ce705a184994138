from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.article import IncomingArticle
from annotator.model.codebook_edits import (
    change_label,
    rename_attribute,
    rename_label,
    rename_link,
    rename_option,
)
from annotator.model.codebook_toml import parse_codebook
from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.places import resource
from annotator.project.fit import fit, holds_any
from annotator.project.operations import articles, suggestions
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.projects import MODEL, SUGGESTED, TEXT

SUGGESTIONS = Suggestions(
    (
        SuggestedAnnotation("a", "actor", ((0, 3),), {"kind": "person"}, 0.9, "because", "k"),
        SuggestedAnnotation("c", "claim", ((4, 9),), {"kind": "states"}, 0.8, "because"),
        SuggestedAnnotation("s", "sentiment", ((4, 6),), {"polarity": "negative"}, 0.7, "because"),
    ),
    (SuggestedLink("speaker", "c", "a", 0.8), SuggestedLink("target", "s", "a", 0.7)),
)


def test_the_default_codebook_holds_everything() -> None:
    codebook = parse_codebook(resource("codebooks", "actor-claim-sentiment.toml").read_text("utf-8"))
    assert fit(SUGGESTIONS, codebook) == SUGGESTIONS


def test_unknown_labels_attributes_answers_and_links_fall_away() -> None:
    codebook = parse_codebook(
        """
        name = "Small"
        [[labels]]
        name = "actor"
        [[labels]]
        name = "claim"
        [[labels.attributes]]
        name = "kind"
        kind = "choice"
        options = ["demands"]
        default = "demands"
        """
    )
    fitted = fit(SUGGESTIONS, codebook)
    assert [(a.key, dict(a.attributes)) for a in fitted.annotations] == [
        ("a", {}),
        ("c", {"kind": "demands"}),
    ]
    assert fitted.links == ()


def test_without_a_required_answer_there_is_no_annotation() -> None:
    codebook = parse_codebook(
        """
        name = "Strict"
        [[labels]]
        name = "sentiment"
        [[labels.attributes]]
        name = "polarity"
        kind = "choice"
        options = ["good", "bad"]
        required = true
        """
    )
    assert fit(SUGGESTIONS, codebook) == Suggestions()


def test_what_a_model_calls_otherwise_is_found_by_its_alias() -> None:
    codebook = parse_codebook(resource("codebooks", "discourse-network.toml").read_text("utf-8"))
    fitted = fit(SUGGESTIONS, codebook)
    assert [(a.label, dict(a.attributes)) for a in fitted.annotations] == [
        ("person", {}),
        ("statement", {"agreement": True}),
    ]
    assert [(link.label, link.head, link.child) for link in fitted.links] == [("person", "c", "a")]


def test_renamed_labels_links_and_answers_are_still_suggested() -> None:
    codebook = parse_codebook(resource("codebooks", "actor-claim-sentiment.toml").read_text("utf-8"))
    codebook = rename_label(codebook, "sentiment", "judgement")
    codebook = rename_attribute(codebook, "judgement", "polarity", "tone")
    codebook = rename_option(codebook, "judgement", "tone", "negative", "bad")
    codebook = rename_link(codebook, "target", "towards")
    fitted = fit(SUGGESTIONS, codebook)
    assert dict(fitted.annotations[2].attributes) == {"tone": "bad"}
    assert fitted.annotations[2].label == "judgement"
    assert [link.label for link in fitted.links] == ["speaker", "towards"]


def test_nothing_is_suggested_for_a_retired_label() -> None:
    codebook = parse_codebook(resource("codebooks", "actor-claim-sentiment.toml").read_text("utf-8"))
    codebook = change_label(codebook, "claim", retired=True)
    assert [a.label for a in fit(SUGGESTIONS, codebook).annotations] == ["actor", "sentiment"]


def test_what_is_stored_fits_the_codebook_of_that_moment(tmp_path: Path) -> None:
    codebook = parse_codebook('name = "Small"\n[[labels]]\nname = "actor"\n')
    with Project.create(tmp_path / "a.annotator", codebook, "Robin") as project:
        with project.transact("Import", undoable=False):
            articles.add(project, IncomingArticle(TEXT))
        assert suggestions.store(project, 1, MODEL, SUGGESTED) == 2
        assert {a.label for a in project.sheet(1).suggestions} == {"actor"}
        assert project.sheet(1).suggested_links == ()
        assert check(project.db) == []


@pytest.mark.parametrize(
    ("book", "holds"),
    [("actor-claim-sentiment", True), ("discourse-network", True), ("framing-and-tone", False)],
)
def test_whether_a_codebook_holds_anything_that_a_model_says(book: str, holds: bool) -> None:
    codebook = parse_codebook(resource("codebooks", f"{book}.toml").read_text("utf-8"))
    assert holds_any(codebook, ("actor", "claim")) is holds
    assert not holds_any(codebook, ("nothing of the kind",))
    retired = codebook
    for label in codebook.labels:
        retired = change_label(retired, label.name, retired=True)
    assert not holds_any(retired, ("actor", "claim"))
