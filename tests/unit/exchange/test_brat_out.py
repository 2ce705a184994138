"""brat files as they are written.

bioc, a parser that is not ours, reads them: labels, offsets, words, links, attributes and notes.  What
brat itself asks of a T line is checked besides: its words are those of the text, pieces joined by a space, in
one line.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import bioc.brat

from annotator.exchange.brat_out import lines_of, preview
from annotator.exchange.export import chosen_layers, export
from annotator.model.selection import Selection
from annotator.project.operations import actors, annotations, links
from annotator.project.operations import articles as project_articles
from annotator.project.project import Project
from tests.support.brat import take
from tests.support.projects import MODEL, SUGGESTED, new_project
from tests.support.rich_layers import rich_project, said

TEXT = "Mira Sand said 😀\r\nthat the levy fails.\r\nOn Monday.\r\n"


def annotated(path: Path) -> Project:
    project = rich_project(path, TEXT)
    sand = actors.add(project, "Mira Sand", kind="person", wikidata="Q7")
    who = annotations.add(
        project, article_id=1, label="actor", segments=[(0, 9)], attributes={"kind": "state or place"},
        actor_id=sand.id, note="first\nsecond",
    )  # fmt: skip
    claim = annotations.add(project, article_id=1, label="claim", segments=[(15, 26)])
    annotations.add(
        project, article_id=1, label="time span é", segments=[(43, 49)],
        attributes={"how sure": 3, "heard": True, "topics": ["cost, all", "right|left"], "said of": "a b"},
    )  # fmt: skip
    links.add(project, label="speaker", head_id=claim.id, child_id=who.id)
    return project


def written(project: Project, path: Path, **chosen: bool) -> Path:
    export(project, path, chosen_layers(project, ["Robin"]), format="brat", selection=Selection(**chosen))
    return path / "Robin"


def test_a_parser_that_is_not_ours_reads_it(tmp_path: Path) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        folder = written(project, tmp_path / "out")
    (ann,) = folder.glob("*.ann")
    document = bioc.brat.loads(TEXT, ann.read_text("utf-8"))
    entities = {
        e.id: (e.type, sorted((i.begin, i.end) for i in e.locations), e.text) for e in document.entities
    }
    assert entities == {
        "T1": ("actor", [(0, 9)], "Mira Sand"),
        "T2": ("claim", [(15, 16), (18, 26)], "😀 that the"),
        "T3": ("time_span_e", [(43, 49)], "Monday"),
    }
    assert [(r.type, dict(r.arguments)) for r in document.relations] == [
        ("speaker", {"Arg1": "T2", "Arg2": "T1"})
    ]
    assert [(a.type, a.refid, a.attributes) for a in document.attributes] == [
        ("actor_kind", "T1", {"state_or_place"}),
        ("heard", "T3", set()),
        ("topics", "T3", {"cost_all"}),
        ("topics", "T3", {"right_left"}),
    ]
    assert [(n.type, n.refid, n.text) for n in document.notes] == [
        ("AnnotatorNotes", "T1", "first second"),
        ("Answer", "T3", "how sure: 3"),
        ("Answer", "T3", "said of: a b"),
    ]


def test_the_words_of_a_line_are_those_of_the_text_as_it_is_written(
    tmp_path: Path,
) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        annotations.add(project, article_id=1, label="claim", segments=[(5, 9), (16, 40), (41, 47)])
        folder = written(project, tmp_path / "out")
    (ann,) = folder.glob("*.ann")
    text = ann.with_suffix(".txt").read_bytes().decode()
    assert text == TEXT
    for line in ann.read_bytes().decode().split("\n"):
        if match := re.fullmatch(r"T\d+\t\S+ ([0-9 ;]+)\t(.*)", line):
            pieces = [tuple(map(int, piece.split())) for piece in match[1].split(";")]
            assert " ".join(text[start:end] for start, end in pieces) == match[2]


def test_a_segment_is_cut_at_line_breaks_as_brat_cuts_it() -> None:
    assert lines_of("ab \n\n cd\u2028e", ((0, 9), (9, 10))) == ((0, 2), (6, 8), (9, 10))
    assert lines_of("ab\n", ((2, 3),)) == ((2, 3),)


def test_the_configuration_names_all_of_the_codebook(tmp_path: Path) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        folder = written(project, tmp_path / "out").parent
    conf = (folder / "annotation.conf").read_text("utf-8").split("\n")
    assert "time_span_e" in conf
    assert "same_time\tArg1:time_span_e|claim, Arg2:time_span_e" in conf
    assert "time_span_e_kind\tArg:time_span_e, Value:begin|2nd_u" in conf
    visual = (folder / "visual.conf").read_text("utf-8")
    assert "time_span_e | time span é\n" in visual
    assert "T1\tactor 0 9\tMira Sand" in preview(folder)


def test_suggestions_are_marked_and_are_not_taken_again(tmp_path: Path) -> None:
    from annotator.project.operations import suggestions

    with annotated(tmp_path / "p.annotator") as project:
        suggestions.store(project, 1, MODEL, type(SUGGESTED)(SUGGESTED.annotations[1:2]))
        folder = written(project, tmp_path / "out", undecided=True)
        before = said(project)
    (ann,) = folder.glob("*.ann")
    assert "Suggestion T2 undecided" in ann.read_text("utf-8")
    with rich_project(tmp_path / "q.annotator", annotator="Kim") as project:
        report = take(project, tmp_path / "out")
        assert said(project) == before
    assert [note.text for note in report.noted] == [
        "1 suggestion was not taken: nobody has decided for them."
    ]


def test_what_was_changed_in_brat_counts(tmp_path: Path) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        folder = written(project, tmp_path / "out")
    (ann,) = folder.glob("*.ann")
    lines = ann.read_text("utf-8").replace("T1\tactor 0 9\tMira Sand", "T1\tactor 5 9\tSand")
    lines = lines.replace("claim 15 16;18 26\t😀 that the", "claim 23 26\tthe")
    ann.write_text(lines.replace("first second", "third"), "utf-8", newline="\n")
    with rich_project(tmp_path / "q.annotator") as project:
        assert take(project, tmp_path / "out").failures == []
        layer = project.find_layer("Robin")
        who, claim, _ = project.annotations(1, layer.id)
        assert claim.segments == ((23, 26),)
        assert (who.segments, who.note, dict(who.attributes)) == (
            ((5, 9),),
            "third",
            {"kind": "state or place"},
        )


def test_another_codebook_takes_up_all_of_it(tmp_path: Path) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        project_articles.answer(project, 1, "tone", "calm")
        folder = written(project, tmp_path / "out")
        before = said(project)
    with new_project(tmp_path / "q.annotator") as project:
        assert take(project, folder.parent).failures == []
        assert said(project) == before
        label = project.codebook.check_label("time span é")
        assert {a.name: a.kind for a in label.attributes}["how sure"] == "number"


def test_what_lies_beside_and_is_damaged_is_one_sentence(tmp_path: Path) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        folder = written(project, tmp_path / "out")
    (beside,) = folder.glob("*.json")
    said_there = json.loads(beside.read_text("utf-8"))
    said_there["annotations"]["T1"]["segments"] = [[9, 0]]
    beside.write_text(json.dumps(said_there), "utf-8")
    with rich_project(tmp_path / "q.annotator") as project:
        report = take(project, tmp_path / "out", annotator="Robin")
        assert report.layers == 0
    (failure,) = report.failures
    assert failure.reason.endswith("“segments” is not what it was.): take it away.")
