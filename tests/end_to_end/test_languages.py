"""A project in four languages, suggested from the command line: each article by the model of its language."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from annotator.cli.group import cli
from annotator.model.actor import Actor
from annotator.model.annotation import quote_of
from annotator.project.operations import actors
from annotator.project.project import Project
from tests.support.languages import FRENCH, GERMAN, SPANISH, need_pipeline

ENGLISH = "“The harbour will close in March,” said Mayor Claire Dunn on Monday.\n"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_each_article_is_read_by_the_model_of_its_language(tmp_path: Path) -> None:
    french, spanish = need_pipeline("fr"), need_pipeline("es")
    file, texts = tmp_path / "press.annotator", tmp_path / "texts"
    texts.mkdir()
    for name, text in (("a-en", ENGLISH), ("b-fr", FRENCH), ("c-de", GERMAN), ("d-es", SPANISH)):
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    run("new", str(file), "--annotator", "Kim")
    run("import", str(file), str(texts))
    with Project.open(file) as project:
        assert list(project.languages().values()) == ["en", "fr", "de", "es"]
        actors.add(project, name="Nadja Braun", kind="person")
    said = run("preannotate", str(file))
    assert f"  {french} " in said
    assert f"  {spanish} " in said
    assert "  rules " in said
    assert "failed: 0" in said
    with Project.open(file) as project:
        models = {n: project.suggesting_on(n)[0].annotator for n in project.languages()}
        assert models == {1: "en_core_web_sm", 2: french, 3: "rules", 4: spanish}
        for number in models:
            sheet = project.sheet(number)
            text = sheet.article.text
            assert sheet.suggestions
            assert all(quote_of(text, a.segments) == a.quote for a in sheet.suggestions)
        german = {(a.label, a.quote): a for a in project.sheet(3).suggestions}
        assert ("claim", "Wir fordern fünf Prozent mehr Lohn für alle") in german
        mention = german["actor", "Nadja Braun"]
        actor = project.actor(mention.actor_id or "")
        assert isinstance(actor, Actor)
        assert actor.name == "Nadja Braun"
        claims = [a.quote for a in project.sheet(2).suggestions if a.label == "claim"]
        assert "personne ne sera abandonné" in claims
    assert "suggested: 0 articles" in run("preannotate", str(file)), "each has its own model's suggestions"


def test_a_language_can_be_said_and_a_pipeline_chosen(tmp_path: Path) -> None:
    file, text = tmp_path / "press.annotator", tmp_path / "text.txt"
    text.write_text(GERMAN, encoding="utf-8")
    run("new", str(file), "--annotator", "Kim")
    run("import", str(file), str(text), "--language", "nl")
    with Project.open(file) as project:
        assert project.languages() == {1: "nl"}
    run("preannotate", str(file), "--pipeline", "nl=none")
    wrong = CliRunner().invoke(cli, ["preannotate", str(file), "--pipeline", "nl=en_core_web_sm"])
    assert wrong.exit_code != 0
    assert "reads en, not nl" in wrong.output
    unknown = CliRunner().invoke(cli, ["import", str(file), str(text), "--language", "dutch"])
    assert "no language code" in unknown.output
