"""The views of a project file: readable with any SQLite, the same as what the program says."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from annotator.analysis.roles import ATTRIBUTE_WORDS, LABEL_WORDS, LINK_WORDS, Roles, roles_of
from annotator.analysis.statements import names, statements
from annotator.model import codebook_edits
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.codebook import Attribute, Codebook, Label, LinkKind
from annotator.project.operations import actors, annotations, articles, decisions, links, suggestions
from annotator.project.project import Project
from annotator.project.records import records
from annotator.store.schema import fifth
from tests.support.projects import MODEL, SUGGESTED, TEXT, default_codebook, point, suggested_project
from tests.support.said import shipped

Role = tuple[str, str, str, str]


def as_rows(roles: Roles) -> set[Role]:
    """Roles as the view ``v_roles`` has them."""
    links_of = {
        "speaker": roles.speakers, "cue": roles.cues, "addressee": roles.addressees, "about": roles.about,
        "target": roles.targets, "holder": roles.holders, "member of": roles.members,
    }  # fmt: skip
    asked = {
        "polarity": roles.polarity, "concept": roles.concepts, "agreement": roles.agreements,
        "kind": roles.kinds,
    }  # fmt: skip
    return (
        {("label", "claim", "", name) for name in roles.claims}
        | {("label", "sentiment", "", name) for name in roles.sentiments}
        | {("link", role, "", name) for role, found in links_of.items() for name in found}
        | {("attribute", r, label, each.name) for r, found in asked.items() for label, each in found}
    )


def renamed() -> Codebook:
    codebook = codebook_edits.rename_label(default_codebook(), "claim", "déclaration")
    codebook = codebook_edits.rename_link(codebook, "speaker", "locuteur")
    return codebook_edits.rename_attribute(codebook, "sentiment", "polarity", "polarité")


BY_LINK = Codebook(
    "Other",
    (
        Label("Promise", attributes=(Attribute("topic"), Attribute("Issue"), Attribute("Stance"))),
        Label("Who", mention=True),
        Label("Sentiment", attributes=(Attribute("tone"),)),
    ),
    (LinkKind("Said_by", ("Promise", "Sentiment"), ("Who",)),),
)


@pytest.mark.parametrize(
    "codebook",
    [
        *(shipped(name) for name in ("actor-claim-sentiment", "discourse-network", "framing-and-tone")),
        renamed(),
        BY_LINK,
        Codebook("Nothing", (Label("word"),)),
    ],
    ids=lambda codebook: codebook.name,
)
def test_the_views_find_the_same_roles_as_the_program(tmp_path: Path, codebook: Codebook) -> None:
    with Project.create(tmp_path / "a.annotator", codebook, "Robin") as project:
        found = set(project.db.conn.execute("SELECT what, role, label, name FROM v_roles"))
    assert found == as_rows(roles_of(codebook))


def test_the_views_know_the_same_words_as_the_program() -> None:
    known = {**LABEL_WORDS, **LINK_WORDS, **ATTRIBUTE_WORDS, "kind": ("kind",)}
    assert {role: words for (_, role), words in fifth._WORDS.items()} == known


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with two speakers, one of them merged, a cue, sentiment and suggestions."""
    path = tmp_path / "a.annotator"
    with Project.create(path, default_codebook(), "Robin") as project:
        with project.transact("Import", undoable=False):
            meta = Metadata(title="The levy", source="Island Post", published="2025-10-11")
            articles.add(project, IncomingArticle(TEXT, meta))

        def mark(label: str, start: int, end: int, **attributes: str) -> str:
            made = annotations.add(
                project, article_id=1, label=label, segments=[(start, end)], attributes=attributes
            )
            return made.id

        claim = mark("claim", 17, 42, kind="predicts")
        late, early = mark("actor", 48, 60), mark("actor", 0, 9)
        mark("sentiment", 32, 41, polarity="negative")
        mark("sentiment", 61, 67, polarity="positive")
        for name, child in (
            ("speaker", late),
            ("speaker", early),
            ("cue", mark("cue", 10, 14)),
            ("about", late),
        ):
            links.add(project, label=name, head_id=claim, child_id=child)
        point(project, early, "Mira")
        point(project, late, "Tolm Harbour")
        kept = actors.add(project, "Mira Sand")
        actors.merge(project, kept.id, [next(a.id for a in project.actors() if a.name == "Mira")])
        suggestions.store(project, 1, MODEL, SUGGESTED)
    return path


def test_sqlite_utils_reads_every_view(path: Path) -> None:
    db = sqlite_utils.Database(path)
    assert {"v_spans", "v_claims", "v_links", "v_decisions", "v_actors", "v_articles"} <= set(db.view_names())
    (row,) = db.query("SELECT * FROM v_claims WHERE layer = 'person'")
    assert (row["title"], row["source"], row["published"]) == ("The levy", "Island Post", "2025-10-11")
    assert (row["speaker"], row["speakers"], row["cue"]) == ("Mira Sand; Tolm Harbour", 2, "said")
    assert (row["content"], row["start"], row["end"]) == ("that the levy “will fail”", 17, 42)
    assert (row["about"], row["addressee"], row["sentiment"]) == ("Tolm Harbour", "", "negative")
    assert (row["kind"], json.loads(row["attributes"])) == ("predicts", {"kind": "predicts"})
    spans = list(db["v_spans"].rows_where("layer = 'person'", order_by="start"))
    assert [(row["quote"], row["actor"], row["polarity"]) for row in spans] == [
        ("Mira Sand", "Mira Sand", ""),
        ("said", None, ""),
        ("that the levy “will fail”", None, ""),
        ("will fail", None, "negative"),
        ("Tolm Harbour", "Tolm Harbour", ""),
        ("denied", None, "positive"),
    ]
    assert {
        (r["link"], r["head_label"], r["child"]) for r in db["v_links"].rows_where("layer = 'person'")
    } == {
        ("speaker", "claim", "Mira Sand"),
        ("speaker", "claim", "Tolm Harbour"),
        ("about", "claim", "Tolm Harbour"),
        ("cue", "claim", "said"),
    }
    assert {(row["name"], row["mentions"]) for row in db["v_actors"].rows} == {
        ("Mira Sand", 1),
        ("Tolm Harbour", 1),
    }
    assert [row["length"] for row in db["v_articles"].rows] == [len(TEXT)]
    db.close()


def test_decisions_have_the_words_that_were_suggested(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        decisions.reject(project, [project.sheet(1).suggestions[0].id])
        (row,) = project.db.query("SELECT * FROM v_decisions")
    assert (row["verdict"], row["annotator"], row["model"], row["model_version"]) == (
        "rejected",
        "Robin",
        "small",
        "1",
    )
    assert row["quote"] == TEXT[row["start"] : row["end"]]


def test_a_claim_in_the_view_is_the_statement_of_the_program(path: Path) -> None:
    with Project.open(path) as project:
        roles = roles_of(project.codebook)
        said = [each for record in records(project, project.layers()) for each in statements(record, roles)]
        rows = {row["id"]: row for row in project.db.query("SELECT * FROM v_claims")}
    assert len(said) == len(rows) == 2
    for each in said:
        row = rows[each.claim_id]
        assert (row["speaker"], row["about"]) == (names(each.speakers), names(each.about))
        assert row["cue"] == "; ".join(cue.quote for cue in each.cues)
        assert row["sentiment"] == "; ".join(feeling.polarity for feeling in each.sentiments)
        assert (row["content"], row["start"], row["end"]) == (each.content, each.start, each.end)


def test_one_article_is_found_by_an_index(path: Path) -> None:
    plain = sqlite3.connect(path)
    for view, table in (("v_spans", "a"), ("v_claims", "a"), ("v_links", "k"), ("v_decisions", "d")):
        plan = plain.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE article_id = 1").fetchall()
        steps = [step for *_, step in plan if f" {table} USING" in step or step == f"SCAN {table}"]
        assert any("layer_id=? AND article_id=?" in step for step in steps), (view, steps)
        assert f"SCAN {table}" not in steps
    plain.close()


def test_a_codebook_without_claims_has_no_rows(tmp_path: Path) -> None:
    codebook = shipped("framing-and-tone")
    with Project.create(tmp_path / "a.annotator", dataclasses.replace(codebook), "Robin") as project:
        assert list(project.db.query("SELECT * FROM v_claims")) == []
