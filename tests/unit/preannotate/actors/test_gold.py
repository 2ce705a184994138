"""The gold layer of the example project: that it fits, and that actors are found better than without us."""

from __future__ import annotations

from annotator.exchange.layer_toml import read_actors_toml, read_layer_toml
from annotator.places import example_project
from annotator.preannotate import models
from annotator.preannotate.pipeline import Suggester
from tests.support.actor_scores import example_gold, of_entities, of_suggestions, score


def test_the_gold_layer_covers_every_article_and_agrees_with_the_registry() -> None:
    folder = example_project()
    layer = read_layer_toml(folder / "layer-gold.toml")
    assert layer.annotator == "gold"
    assert {article.file for article in layer.articles} == {
        path.name for path in (folder / "articles").iterdir() if path.is_file()
    }
    kinds = {actor.name: actor.kind for actor in read_actors_toml(folder / "actors.toml")}
    for article in layer.articles:
        for item in article.annotations:
            if item.actor:
                assert item.attributes["kind"] == kinds[item.actor], item.key
    assert sum(len(gold) for _, gold in example_gold()) > 400


def test_actors_are_found_better_than_by_the_bare_pipeline(suggester: Suggester) -> None:
    texts, gold = zip(*example_gold(), strict=True)
    bare = [of_entities(doc) for doc in models.load(None).pipe(texts)]
    ours = [of_suggestions(found) for found in suggester.suggest_many(texts)]
    for typed in (True, False):
        before = score(zip(bare, gold, strict=True), typed=typed)
        after = score(zip(ours, gold, strict=True), typed=typed)
        assert after.f1 >= before.f1 + 0.05, f"{after} beside {before}"
        assert after.precision >= before.precision
