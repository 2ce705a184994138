from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from annotator.errors import UserError
from annotator.model.knowledge import Knowledge
from annotator.model.suggestion import ModelName
from annotator.preannotate import models, pipeline
from annotator.preannotate.pipeline import Suggester
from annotator.preannotate.repertoire import NONE, RULES_MODEL, Repertoire, check_choice, code_of, with_main

MAIN = ModelName("en_main", "1")


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "installed_pipelines", lambda: ["en_main", "it_core_lg", "it_core_sm"])


@pytest.fixture
def saved(tmp_path: Path) -> dict[str, str]:
    """Blank pipelines of some languages, saved."""
    folders = {}
    for code in ("en", "fr", "es", "it"):
        spacy.blank(code).to_disk(tmp_path / code)
        folders[code] = str(tmp_path / code)
    return folders


def test_who_reads_what() -> None:
    known = Repertoire("en_main", "en", MAIN, {"fr": "/saved/fr", "pt": NONE})
    assert [known.pipeline_for(code) for code in ("en-GB", "", "fr_CA", "pt", "it", "de")] == [
        "en_main",
        "en_main",
        "/saved/fr",
        None,
        "it_core_sm",
        None,
    ]
    assert known.model_for("en") == MAIN
    assert known.model_for("de") == RULES_MODEL
    assert Repertoire("any", "xx", MAIN).pipeline_for("de") == "any"
    assert known.by_language(["de", "en-US", ""]) == {
        "fr": "/saved/fr",
        "pt": NONE,
        "de": NONE,
        "en": "en_main",
    }
    assert code_of(" FR_ca ") == "fr"


def test_the_name_of_a_model_is_told_without_loading_it(saved: dict[str, str]) -> None:
    for code, folder in saved.items():
        assert models.language_of(folder) == code
        assert models.model_named(folder) == models.model_name(models.load(folder))


def test_a_new_main_pipeline_reads_its_language_and_the_one_before_goes_on(saved: dict[str, str]) -> None:
    chosen = {"fr": "other", "es": saved["es"]}
    assert with_main(chosen, saved["en"], saved["fr"]) == {"es": saved["es"], "en": saved["en"]}
    assert with_main({}, "", saved["fr"]) == {}


def test_a_choice_that_can_not_be(saved: dict[str, str]) -> None:
    check_choice("fr", saved["fr"])
    check_choice("fr", NONE)
    with pytest.raises(UserError, match="reads es, not fr"):
        check_choice("fr", saved["es"])
    with pytest.raises(UserError, match="There is no spaCy pipeline “nothing”"):
        check_choice("fr", "nothing")


def test_texts_of_many_languages_keep_their_order_and_few_pipelines_stay_loaded(
    saved: dict[str, str],
) -> None:
    suggester = Suggester(saved["en"])
    suggester.know(Knowledge(pipelines={code: saved[code] for code in ("fr", "es", "it")}))
    languages = ["fr", "en", "es", "de", "it", "fr", "", "en"]
    texts = [(f"Text {n} abc.", code) for n, code in enumerate(languages)]
    results = list(suggester.process_many(texts))
    assert [result.model.name.split("_")[0] for result in results] == [
        *("fr", "en", "es", "rules", "it", "fr", "en", "en")
    ]
    assert len(suggester._loaded) <= pipeline.LOADED_AT_ONCE
    assert [result.words for result in results] == [4] * len(texts)


def test_a_pipeline_that_is_gone_fails_its_own_articles_only(saved: dict[str, str]) -> None:
    from annotator.preannotate.protocol import Failed, Reply, Suggest, Suggested
    from annotator.preannotate.worker import answer

    suggester = Suggester(saved["en"])
    suggester.know(Knowledge(pipelines={"fr": "gone"}))
    replies: list[Reply] = []
    answer(
        suggester,
        [Suggest(1, "One.", "en"), Suggest(2, "Deux.", "fr"), Suggest(3, "Three.", "en")],
        replies.append,
    )
    assert [type(reply) for reply in replies] == [Suggested, Failed, Suggested]
    failed = replies[1]
    assert isinstance(failed, Failed)
    assert failed.reason.startswith("There is no spaCy pipeline “gone”")
