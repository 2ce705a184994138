"""What the concordance finds is what a plain scan finds; “Everywhere” and undo leave no trace."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.annotation import quote_of
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.concordance.elsewhere import Wanted, elsewhere
from annotator.project.concordance.lines import Line
from annotator.project.concordance.query import Query
from annotator.project.concordance.search import search
from annotator.project.operations import annotations, suggestions
from annotator.project.operations.everywhere import Spot, Tagging, suggest, tag
from annotator.project.project import Project
from tests.support.projects import MODEL, new_project
from tests.support.texts import texts

WORDS = (
    *(
        "Kim",
        "kim",
        "KIM",
        "Kim’s",
        "Kim's",
        "é",
        "e\u0301",
        "Jong-un",
        "Jong\u2011un",
        "ıI",
        "straße",
        "İst",
    ),
    *("ſ", "\u212a", "日本", "語", "😀", "👩\u200d🔬", "שלום", "3.5"),
)
GAPS = (" ", "\n", "\u00a0", " ", ", ", "", "’s ", "-", "。")

article = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
TABLES = ("annotations", "links", "decisions", "article_states")


@contextmanager
def project_of(bodies: list[str]) -> Iterator[Project]:
    # A text is in a project only once.
    with (
        tempfile.TemporaryDirectory() as folder,
        new_project(Path(folder) / "p.annotator", *dict.fromkeys(bodies)) as made,
    ):
        yield made


def found(project: Project, query: Query) -> list[Line]:
    return [line for batch in search(project, query) for line in batch.lines]


def plain_places(text: str, wanted: str, case: bool) -> list[tuple[int, int]]:
    """Where a text stands, by the simplest means; for texts whose lower case is as long as they are."""
    haystack, needle = (text, wanted) if case else (text.lower(), wanted.lower())
    places, at = [], haystack.find(needle)
    while at >= 0:
        places.append((at, at + len(needle)))
        at = haystack.find(needle, at + len(needle))
    return places


def stored(project: Project) -> dict[str, list[Any]]:
    return {
        table: sorted(project.db.conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in TABLES
    }


@settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    bodies=st.lists(st.one_of(article, texts(min_size=1)), min_size=1, max_size=3),
    wanted=st.sampled_from(WORDS),
    case=st.booleans(),
)
def test_nothing_is_lost_that_a_plain_scan_finds(bodies: list[str], wanted: str, case: bool) -> None:
    with project_of(bodies) as project:
        query = Query(wanted, "exactly", case=case, whole=False, possessive=False)
        lines = found(project, Query(wanted, "exactly", case=case, whole=False))
        for line in lines:
            text = project.article(line.article_id).text
            assert text[line.start : line.end] == line.hit
            assert text[: line.start].endswith(line.left)
            assert text[line.end :].startswith(line.right)
        covered = {(line.article_id, at) for line in lines for at in range(line.start, line.end)}
        base = wanted[:-2] if wanted.endswith(("’s", "'s")) else wanted
        for article_id in project.article_ids():
            text = project.article(article_id).text
            if len(text.lower()) != len(text):
                continue
            for start, end in plain_places(text, base, case):
                assert {(article_id, at) for at in range(start, end)} <= covered, (text, start)
        assert {(line.article_id, line.start) for line in found(project, query)} <= covered


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies=st.lists(article, min_size=1, max_size=3), wanted=st.sampled_from(WORDS))
def test_whole_words_are_those_hits_with_no_letter_beside_them(bodies: list[str], wanted: str) -> None:
    with project_of(bodies) as project:
        whole = {(line.article_id, line.segments) for line in found(project, Query(wanted, "exactly"))}
        every = {
            (line.article_id, line.segments): line
            for line in found(project, Query(wanted, "exactly", whole=False))
        }
        assert whole <= every.keys()
        for key, line in every.items():
            lone = (line.left[-1:] or " ").isspace() and (line.right[:1] or " ").isspace()
            assert not lone or key in whole


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.data(),
    bodies=st.lists(article, min_size=1, max_size=3),
    word=st.sampled_from(WORDS),
    label=st.sampled_from(("actor", "claim")),
    asked=st.booleans(),
)
def test_everywhere_and_undo_leave_it_as_it_was(
    data: st.DataObject, bodies: list[str], word: str, label: str, asked: bool
) -> None:
    with project_of([*bodies, f"{word} first"]) as project:
        for article_id in project.article_ids():
            text = project.article(article_id).text
            if text and data.draw(st.booleans()):
                start = data.draw(st.integers(0, len(text) - 1))
                piece = (start, data.draw(st.integers(start + 1, len(text))))
                if data.draw(st.booleans()):
                    annotations.add(project, article_id=article_id, label=label, segments=[piece])
                else:
                    made = Suggestions((SuggestedAnnotation("s", label, (piece,)),))
                    suggestions.store(project, article_id, MODEL, made)
        origin = (project.article_ids()[-1], (0, len(word)))
        wanted = Wanted(word, origin, label, case=False, reach="project")
        before = stored(project)
        waiting = project.undecided_counts()
        lines = [line for batch in elsewhere(project, wanted) for line in batch.lines]
        spots = [Spot(line.article_id, line.segments[0], line.hit) for line in lines]
        run = (
            suggest(project, Tagging(label), spots, reason="same")
            if asked
            else tag(project, Tagging(label), spots)
        )
        assert run <= len(lines)
        for article_id in project.article_ids():
            sheet = project.sheet(article_id)
            for annotation in (*sheet.annotations, *sheet.suggestions):
                assert annotation.quote == quote_of(sheet.article.text, annotation.segments)
            assert project.undecided_counts().get(article_id, 0) == len(sheet.suggestions)
        if not asked:
            assert not [b for b in elsewhere(project, wanted) if b.lines], "nothing is left to tag"
        after = stored(project)
        if run:
            assert after != before
            assert project.undo() is not None
            assert project.undecided_counts() == waiting
            assert stored(project) == before
            project.redo()
        assert stored(project) == after
