from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.errors import UserError
from annotator.exchange import importing
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer, steps
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.foreign_files import READER, span, write
from tests.support.projects import TEXT, new_project


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(importing.READERS, "plain", READER)


@pytest.fixture
def project(tmp_path: Path) -> Any:
    with new_project(tmp_path / "p.annotator") as opened:
        yield opened


def take(project: Project, *paths: Path, annotator: str | None = None) -> ImportReport:
    known = KnownArticles(project.path, project.annotator)
    with Importer(project, annotator) as importer:
        reading = steps(paths, project.codebook, format="plain", annotator=annotator, known=known)
        for _, items in reading.files:
            for item in items:
                importer.take(item)
    assert check(project.db) == []
    return importer.report


def said(project: Project, name: str = "Robin") -> list[tuple[str, str, dict[str, Any]]]:
    layer = project.find_layer(name)
    return [
        (each.label, each.quote, dict(each.attributes))
        for number in project.article_ids()
        for each in project.annotations(number, layer.id)
    ]


SPANS = [
    span("1", "Actor", TEXT, "Mira Sand"),
    span("2", "Remark", TEXT, "will fail", attributes={"sure": True, "weight": 2, "tone": "dry"}),
    span("3", "Place", TEXT, "Tolm Harbour", actor="Tolm Harbour"),
]


def test_what_the_codebook_lacks_is_made_from_what_the_file_says(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.plain",
        {"text": TEXT, "annotator": "Kim", "spans": SPANS, "links": [["by", "2", "1"]], "title": "Levy"},
        {"text": "Another 😀 text.", "annotator": "Kim", "answers": {"frame": "cost", "length": 3}},
    )
    report = take(project, path)
    assert report.failures == []
    assert report.layers == 2
    assert report.links == 1
    assert said(project, "Kim") == [
        ("actor", "Mira Sand", {}),
        ("Remark", "will fail", {"sure": True, "weight": 2, "tone": "dry"}),
        ("Place", "Tolm Harbour", {}),
    ]
    remark = project.codebook.check_label("Remark")
    assert [(each.name, each.kind, each.options) for each in remark.attributes] == [
        ("sure", "yes/no", ()),
        ("weight", "number", ()),
        ("tone", "choice", ("dry",)),
    ]
    assert project.codebook.check_label("Place").mention
    assert not remark.mention
    assert [actor.name for actor in project.actors()] == ["Tolm Harbour"]
    frame, length = (project.codebook.question(name) for name in ("frame", "length"))
    assert frame is not None
    assert frame.options == ("cost",)
    assert length is not None
    assert length.kind == "number"
    assert take(project, path).layers_already == 2


def test_kinds_of_answers_that_differ(project: Project, tmp_path: Path) -> None:
    values: list[Any] = [["a", "b"], "c", 4]
    spans = [
        span(
            str(n),
            "Thing",
            TEXT,
            word,
            attributes={"mixed": value, "long": f"{n} {'words ' * 20}", "is": None},
        )
        for n, (word, value) in enumerate(zip(("Mira", "Sand", "said"), values, strict=True))
    ]
    take(project, write(tmp_path / "a.plain", {"text": TEXT, "spans": spans, "annotator": "Kim"}))
    kinds = [(each.name, each.kind) for each in project.codebook.check_label("Thing").attributes]
    assert kinds == [("mixed", "several"), ("long", "text"), ("is", "yes/no")]
    assert [answers["mixed"] for _, _, answers in said(project, "Kim")] == [["a", "b"], ["c"], ["4"]]
    assert all(answers["is"] is True for _, _, answers in said(project, "Kim"))


def test_a_span_that_does_not_fit_refuses_its_record_and_no_other(project: Project, tmp_path: Path) -> None:
    wrong = {"id": "9", "label": "Odd", "pieces": [[0, 4]], "quote": "Sand"}
    far = {"id": "10", "label": "Odd", "pieces": [[5, 500]]}
    path = write(
        tmp_path / "a.plain",
        {"text": TEXT, "annotator": "Kim", "spans": [*SPANS, wrong, far], "links": [["by", "1", "77"]]},
        {"text": "Second text.", "annotator": "Kim", "spans": [span("1", "actor", "Second text.", "Second")]},
    )
    report = take(project, path)
    assert [failure.reason for failure in report.failures] == [
        "9 says “Sand”, but at 0–4 stands “Mira”.",
        f"10 (5–500) does not lie in a text of {len(TEXT)} characters.",
        "A link (by) has an end that is not there: “77”.",
        "Nothing of its annotations was taken: mend it, or take the repairs (1 of 3).",
    ]
    assert len(report.imported) == 2
    assert said(project, "Kim") == [("actor", "Second", {})]
    assert project.codebook.label("Remark") is None
    assert project.codebook.label("Odd") is None


def test_white_space_and_quotation_marks_may_be_written_otherwise(project: Project, tmp_path: Path) -> None:
    text = "He said \u201cno\u00a0more\r\nof it\u201d then."
    start, end = text.index("\u201c"), text.index(" then")
    quoted = {"id": "1", "label": "claim", "pieces": [[start, end]], "quote": '"no more of it"'}
    report = take(project, write(tmp_path / "a.plain", {"text": text, "annotator": "Kim", "spans": [quoted]}))
    assert report.failures == []
    assert [quote for _, quote, _ in said(project, "Kim")] == [text[start:end]]


def test_several_records_on_one_text_are_one_layer(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.plain",
        {"text": TEXT, "annotator": "Kim", "spans": SPANS[:2]},
        {"text": TEXT, "annotator": "Kim", "spans": SPANS[1:], "note": "odd"},
        {"text": TEXT, "annotator": "Ada", "spans": SPANS[:1]},
    )
    report = take(project, path)
    assert report.failures == []
    assert report.layers == 2
    assert report.already == []
    assert len(said(project, "Kim")) == 3
    assert len(said(project, "Ada")) == 1


def test_whose_layers_are_taken(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.plain",
        {"text": TEXT, "annotator": "kim", "spans": SPANS[:1]},
        {"text": TEXT, "annotator": "Ada", "spans": SPANS[1:]},
    )
    report = take(project, path, annotator="Kim")
    assert report.by_annotator == {"Kim": 1}
    assert [each.reason for each in report.skipped] == ["1 layer was left out, as they are not Kim's."]
    assert project.codebook.label("Remark") is None
    torn = take(project, path, annotator="Robin")
    assert "can't all be Robin" in torn.failures[0].reason
    assert torn.layers == 0


def test_who_is_named_by_nobody_gets_all(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.plain",
        {"text": TEXT, "annotator": "4b22", "spans": SPANS[:1]},
        {"text": "Second text.", "spans": [span("1", "actor", "Second text.", "Second")]},
    )
    assert take(project, path, annotator="Robin").by_annotator == {"Robin": 2}


def test_offsets_without_a_text_find_their_article(project: Project, tmp_path: Path) -> None:
    with project.transact("Import", undoable=False):
        for title, text in (("Levy", TEXT), ("Twice", "One text."), ("Twice", "Another text.")):
            articles.add(project, IncomingArticle(text, Metadata(title=title)))
    path = write(
        tmp_path / "a.plain",
        {"article": "Levy", "annotator": "Kim", "spans": SPANS[:1]},
        {"article": "Twice", "annotator": "Kim", "spans": SPANS[:1]},
        {"article": "Nothing", "annotator": "Kim", "spans": SPANS[:1]},
        {"annotator": "Kim", "spans": SPANS[:1]},
    )
    report = take(project, path)
    assert report.layers == 1
    assert report.imported == []
    assert report.already == []
    assert [failure.reason for failure in report.failures] == [
        "It has no text, and 2 articles of this project are “Twice”: name the article by its SHA-256.",
        "It has no text, and no article of this project is “Nothing”: import the article first.",
        "It has no text and does not say which article it is about: add a title or URL.",
    ]


def test_a_bad_record_and_suggestions_are_told(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.plain",
        {"bad": "It is no record."},
        {"text": TEXT, "annotator": "Kim", "spans": SPANS[:1], "suggested": 2},
        {"text": " ", "annotator": "Kim"},
    )
    report = take(project, path)
    assert report.layers == 1
    assert report.skipped[0].annotations == 2
    assert [each.reason.split(":")[0] for each in report.failures] == ["It is no record.", "It has no text"]


def test_a_folder_without_such_files_is_one_sentence(project: Project, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="There is no file of Plain"):
        take(project, tmp_path / "folder")


def test_where_no_repair_is_offered_leaving_out_is_named(project: Project, tmp_path: Path) -> None:
    far = {"id": "10", "label": "Odd", "pieces": [[5, 500]]}
    report = take(
        project, write(tmp_path / "a.plain", {"text": TEXT, "annotator": "Kim", "spans": [*SPANS, far]})
    )
    assert report.failures[-1].reason == (
        "Nothing of its annotations was taken: mend it, or leave out what does not fit."
    )
