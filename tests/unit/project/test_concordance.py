"""Searching articles and annotations line by line."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import UserError
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.incoming import IncomingAnnotation, IncomingLayer
from annotator.project.concordance import pattern
from annotator.project.concordance.lines import Line, as_csv, ordered, plain, tally
from annotator.project.concordance.query import Query
from annotator.project.concordance.search import search
from annotator.project.concordance.standing import restated
from annotator.project.operations import actors, annotations, articles, decisions, layers
from annotator.project.project import Project
from tests.support.projects import TEXT, suggested_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Article 1 has four suggestions; 2 and 3 have a source and a date."""
    with suggested_project(tmp_path / "press.annotator") as made:
        with made.transact("Import", undoable=False):
            for title, source, published, text in (
                (
                    "Strike",
                    "Herald",
                    "2025-03-01",
                    "The harbour-master said: no. Mira\nSand’s levy stays; levies rise.",
                ),
                (
                    "Milk",
                    "Gazette",
                    "2025-10-11",
                    "Ein LEVY, a café and a cafe\u0301. 高市総理がG7峰会で述べた。",
                ),
            ):
                articles.add(
                    made, IncomingArticle(text, Metadata(title=title, source=source, published=published))
                )
        yield made


def found(project: Project, text: str = "", **asked: Any) -> list[Line]:
    return [line for batch in search(project, Query(text, **asked)) for line in batch.lines]


def hits(project: Project, text: str = "", **asked: Any) -> list[tuple[int, str]]:
    return [(line.article_id, line.hit) for line in found(project, text, **asked)]


def test_words_are_found_in_every_article_with_what_stands_around(project: Project) -> None:
    lines = found(project, "levy")
    assert [(line.article_id, line.hit) for line in lines] == [(1, "levy"), (2, "levy"), (3, "LEVY")]
    first = lines[0]
    assert (first.start, first.end) == (26, 30)
    assert TEXT[first.start : first.end] == first.hit
    assert first.left.endswith("😀 that the ")
    assert first.right.startswith(" “will fail”")
    assert (lines[1].title, lines[1].source, lines[1].date) == ("Strike", "Herald", "2025-03-01")


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("levy", {"case": True}, ["levy", "levy"]),
        ("lev", {}, []),
        ("lev", {"whole": False}, ["lev", "lev", "lev", "LEV"]),
        ("lev*", {}, ["levy", "levy", "levies", "LEVY"]),
        ("mira sand", {}, ["Mira Sand", "Mira\nSand"]),
        ("sand's", {}, ["Sand’s"]),
        ("levy stays levies", {}, ["levy stays; levies"]),
        ('"levy stays levies"', {}, []),
        ('"levy stays; levies"', {}, ["levy stays; levies"]),
        ("harbour\u2011master", {}, ["harbour-master"]),
        ("café", {}, ["café", "cafe\u0301"]),
        ("cafe", {}, []),
        ("総理", {}, ["総理"]),
        ("G7", {}, ["G7"]),
        ("😀", {}, ["😀"]),
        (r"lev(y|ies)\b", {"reading": "expression", "case": True}, ["levy", "levy", "levies"]),
        ("x*", {"reading": "expression"}, []),
        ("levy", {"source": "Herald"}, ["levy"]),
        ("levy", {"since": "2025-03"}, ["levy", "LEVY"]),
        ("levy", {"until": "2025-03"}, ["levy"]),
        ("levy", {"article_id": 3}, ["LEVY"]),
        ("levy", {"label": "claim"}, ["levy"]),
        ("levy", {"label": "claim", "layers": "mine"}, []),
        ("said 😀 that the levy", {"label": "claim", "relation": "inside"}, []),
        ("said 😀 that the levy", {"label": "claim"}, ["said 😀 that the levy"]),
    ],
)  # fmt: skip
def test_how_a_text_is_read(project: Project, text: str, asked: dict[str, Any], expected: list[str]) -> None:
    assert [line.hit for line in found(project, text, **asked)] == expected


def test_without_a_text_annotations_are_listed(project: Project) -> None:
    assert hits(project, label="actor") == [(1, "Mira Sand"), (1, "Tolm Harbour")]
    assert hits(project, label="actor", attribute="kind", value="person") == [(1, "Mira Sand")]
    assert {line.kind for line in found(project, label="actor")} == {"suggestion"}
    assert hits(project, label="actor", layers="mine") == []


def test_an_actor_counts_with_those_that_were_merged_into_it(project: Project) -> None:
    one, other = actors.add(project, "Mira Sand"), actors.add(project, "M. Sand")
    annotations.add(project, article_id=1, label="actor", segments=[(0, 9)], actor_id=one.id)
    annotations.add(project, article_id=2, label="actor", segments=[(29, 38)], actor_id=other.id)
    assert hits(project, actor_id=one.id) == [(1, "Mira Sand")]
    with project.transact("Merge"):
        project.rows.update("actors", (other.id,), {"merged_into": one.id})
    for asked in (one.id, other.id):
        assert hits(project, actor_id=asked) == [(1, "Mira Sand"), (2, "Mira\nSand")]
    assert {line.actor for line in found(project, actor_id=one.id)} == {"Mira Sand"}


def test_a_discontinuous_annotation_is_one_line(project: Project) -> None:
    annotations.add(project, article_id=1, label="claim", segments=[(0, 4), (26, 30)])
    (line,) = found(project, label="claim", layers="mine")
    assert line.hit == "Mira … levy"
    assert line.segments == ((0, 4), (26, 30))
    assert line.left == ""
    assert line.right.startswith(" “will fail”")


def test_a_colleagues_annotations_are_listed_where_they_are_asked_for(project: Project) -> None:
    sha = project.article(1).sha256
    said = IncomingAnnotation("x", "actor", ((0, 9),))
    layers.take(project, IncomingLayer("Kim", sha, (said,), origin="kim.toml"))
    assert {line.kind for line in found(project, label="actor")} == {"suggestion"}
    theirs = [line for line in found(project, label="actor", layers="everyone's") if line.kind == "colleague"]
    assert [(line.hit, line.annotator) for line in theirs] == [("Mira Sand", "Kim")]


def test_a_line_says_what_stands_on_it_or_around_it(project: Project) -> None:
    annotations.add(project, article_id=1, label="claim", segments=[(22, 42)])
    (line,) = found(project, "levy", article_id=1)
    assert (line.kind, line.label, line.around) == ("text", "", "claim")
    annotations.add(project, article_id=1, label="sentiment", segments=[(26, 30)])
    (line,) = found(project, "levy", article_id=1)
    assert (line.kind, line.label, line.around) == ("own", "sentiment", "")


def test_lines_follow_what_is_done(project: Project) -> None:
    query = Query(label="actor")
    lines = found(project, label="actor")
    decisions.accept(project, [lines[0].annotation_id or ""])
    decisions.reject(project, [lines[1].annotation_id or ""])
    after = restated(project, query, lines)
    assert [line.kind for line in after] == ["own", "gone"]
    assert after[0].annotation_id != lines[0].annotation_id
    assert [line.key for line in after] == [line.key for line in lines]
    project.undo()
    assert [line.kind for line in restated(project, query, after)] == ["own", "suggestion"]


def test_the_state_of_an_article_counts(project: Project) -> None:
    articles.set_state(project, 2, "done")
    assert hits(project, "levy", state="done") == [(2, "levy")]
    assert hits(project, "levy", state="to do") == [(1, "levy"), (3, "LEVY")]


def test_more_than_the_limit_is_said(project: Project) -> None:
    batches = list(search(project, Query("lev*"), limit=2))
    assert sum(len(batch.lines) for batch in batches) == 2
    assert batches[-1].ended == "limit"
    assert list(search(project, Query("lev*"), limit=4))[-1].ended == "all"


def test_a_search_can_be_stopped(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.project.concordance.search._FIRST", -1.0)
    batches = list(search(project, Query("levy"), stopped=lambda: True))
    assert [batch.ended for batch in batches] == ["stopped"]


def test_an_expression_that_takes_too_long_is_given_up(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with project.transact("Import", undoable=False):
        articles.add(project, IncomingArticle("x" * 5000 + "!"))
    monkeypatch.setattr(pattern, "PATIENCE", 0.01)
    batches = list(search(project, Query(r"(x+x+)+(x+x+)+y|levy", reading="expression")))
    assert [line.article_id for batch in batches for line in batch.lines] == [1, 2, 3]
    assert batches[-1].slow == 1
    assert batches[-1].ended == "all"


@pytest.mark.parametrize("text", ["(", "[a", "*", r"\p{Nope}"])
def test_a_bad_expression_is_said(project: Project, text: str) -> None:
    with pytest.raises(UserError, match="not a regular expression"):
        list(search(project, Query(text, reading="expression")))


def line(left: str = "", hit: str = "x", right: str = "", **more: Any) -> Line:
    return Line(
        more.pop("article_id", 1),
        "t",
        more.pop("source", ""),
        more.pop("date", ""),
        ((0, 1),),
        left,
        hit,
        right,
        **more,
    )


def test_lines_are_ordered_by_the_words_beside_the_hit() -> None:
    lines = [line("the old ", article_id=1), line("a new ", article_id=2), line("the new ", article_id=3)]
    assert [each.article_id for each in ordered(lines, "left")] == [2, 3, 1]
    lines = [
        line(right=" Zone b", article_id=1),
        line(right=", and", article_id=2),
        line(right=" zone a", article_id=3),
    ]
    assert [each.article_id for each in ordered(lines, "right")] == [2, 3, 1]
    lines = [
        line(date="", article_id=1),
        line(date="2025-01-02", article_id=2),
        line(date="2024", article_id=3),
    ]
    assert [each.article_id for each in ordered(lines, "date")] == [3, 2, 1]
    assert [each.article_id for each in ordered(lines, "article")] == [1, 2, 3]


def test_lines_are_counted() -> None:
    lines = [line(label="actor", actor="Kim", source="Herald"), line(label="actor"), line(label="claim")]
    assert tally(lines) == {
        "Label": [("actor", 2), ("claim", 1)],
        "Actor": [("Kim", 1)],
        "Source": [("Herald", 1)],
    }
    assert tally([]) == {}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t", "\r"])
def test_a_table_holds_no_formulas(start: str) -> None:
    rows = list(
        csv.reader(io.StringIO(as_csv([line(hit=f"{start}1+1", left="a, “b”\n c", source=f"{start}x")])))
    )
    assert rows[0][7] == "hit"
    assert rows[1][6] == "a, “b” c"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


def test_a_line_is_shown_on_one_line() -> None:
    assert plain("a\r\n\r\n b\tc ") == "a b c"
