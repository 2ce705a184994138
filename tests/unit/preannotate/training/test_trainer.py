"""A training from invented articles to a pipeline that is loaded again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.model.annotation import quote_of
from annotator.model.training import TrainingArticle
from annotator.preannotate.pipeline import Suggester
from annotator.preannotate.training.protocol import Begin, Compared, Progress, Saved
from annotator.preannotate.training.trainer import Trainer
from annotator.project.training import layer_to_learn_from, material
from tests.support.harbour_news import harbour_project
from tests.support.projects import default_codebook

NEW = "The Stormy Razorbill left the pier on Monday. Ada Moor said that the harbour was safe."
"""A ship of which no article speaks."""


class Done:
    """One whole training."""

    def __init__(self, folder: Path, articles: list[TrainingArticle]) -> None:
        self.told: list[Progress] = []
        begin = Begin("", str(folder), "1.0", default_codebook().to_json())
        trainer = Trainer(begin, articles, self.told.append)
        self.compared: Compared = trainer.compare()
        self.existed_before = folder.exists()
        self.saved: Saved = trainer.save([("actor", ""), ("actor", "kind")])
        self.folder = folder


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[TrainingArticle]:
    with harbour_project(tmp_path_factory.mktemp("news") / "news.annotator", 24) as project:
        return list(material(project, layer_to_learn_from(project)))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, articles: list[TrainingArticle]) -> Done:
    return Done(tmp_path_factory.mktemp("trained") / "model", articles)


@pytest.mark.slow
def test_it_learns_what_no_pipeline_knows(done: Done) -> None:
    suggester = Suggester(str(done.folder))
    assert suggester.model == done.saved.model
    assert suggester.model.name == "en_core_web_sm_learned"
    assert suggester.model.version.startswith("1.0+")
    found = {quote_of(NEW, a.segments): a for a in suggester.suggest(NEW).annotations if a.label == "actor"}
    assert set(found) == {"Stormy Razorbill", "Ada Moor"}
    assert found["Stormy Razorbill"].attributes == {"kind": "group"}
    assert found["Ada Moor"].attributes == {"kind": "person"}
    assert "learned" in found["Stormy Razorbill"].reason or "trained" in found["Stormy Razorbill"].reason
    # An article in another language is none of its business.
    assert (
        suggester.suggest("« Nous partons », a dit Ada.", "fr").annotations
        == Suggester().suggest("« Nous partons », a dit Ada.", "fr").annotations
    )


@pytest.mark.slow
def test_links_of_what_the_rules_found_stay(done: Done) -> None:
    suggestions = Suggester(str(done.folder)).suggest(NEW)
    by_key = {a.key: a for a in suggestions.annotations}
    (speaker,) = [link for link in suggestions.links if link.label == "speaker"]
    assert quote_of(NEW, by_key[speaker.child].segments) == "Ada Moor"


@pytest.mark.slow
def test_old_and_new_are_compared_on_articles_held_out(done: Done, articles: list[TrainingArticle]) -> None:
    assert set(done.compared.old) == set(done.compared.new) == set(done.saved.final)
    assert len(done.compared.old) == done.compared.counts["articles held out"] >= 4
    assert (
        sum(done.compared.counts[f"articles {name}"] for name in ("trained on", "set aside", "held out"))
        == 24
    )
    assert ("actor", "") in done.compared.parts
    assert not done.existed_before
    right = {a.id: {told.key for told in a.annotations if told.label == "actor"} for a in articles}
    for number in done.compared.old:
        found = {(a.label, a.segments) for a in done.saved.final[number].annotations if a.label == "actor"}
        assert found == right[number]


@pytest.mark.slow
def test_it_says_how_far_it_is_and_what_was_left_out(done: Done) -> None:
    steps = [progress.done for progress in done.told]
    assert steps == sorted(steps)
    assert all(0 <= progress.done <= progress.total for progress in done.told)
    epochs = [progress for progress in done.told if progress.part == "what finds spans"]
    assert [progress.epoch for progress in epochs] == list(range(1, len(epochs) + 1))
    assert epochs[-1].score > 0.9
    assert any(note.startswith("sentiment: 0 of 100 annotations") for note in done.compared.notes)


@pytest.mark.slow
def test_the_same_articles_give_the_same_model(
    done: Done, articles: list[TrainingArticle], tmp_path: Path
) -> None:
    again = Done(tmp_path / "again", articles)
    assert again.compared == done.compared
    assert again.saved == done.saved
    for part in ("learned_ner/model", "learned_classifier_1/model", "annotator_learned/recipe.json"):
        assert (again.folder / part).read_bytes() == (done.folder / part).read_bytes()


@pytest.mark.slow
def test_no_words_of_the_articles_are_in_the_folder(done: Done) -> None:
    known = json.loads((done.folder / "vocab" / "strings.json").read_text("utf-8"))
    assert "Kittiwake" not in known
    assert (done.folder / "LICENSE").is_file()
