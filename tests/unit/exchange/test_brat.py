"""Collections into projects: what is taken, what is refused, and that nothing gets in half."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.importing import Importer, steps
from annotator.project.operations import codebook
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.brat import at, span, take, write
from tests.support.projects import new_project

TEXT = "Mira Sand 😀 said\nthe levy will fail.\n"
GOOD = [
    span(1, "Source", TEXT, [at(TEXT, "Mira Sand")]),
    span(2, "Cue", TEXT, [at(TEXT, "said")]),
    span(3, "Content", TEXT, [at(TEXT, "the levy"), at(TEXT, "fail")]),
    "E1\tCue:T2 Source:T1 Content:T3",
    "A1\tTone T3 loud",
]


@pytest.fixture
def project(tmp_path: Path) -> Any:
    with new_project(tmp_path / "p.annotator") as opened:
        yield opened
        assert not check(opened.db)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.txt").write_bytes(TEXT.encode())
    return path


def said(project: Project, annotator: str) -> list[tuple[str, str]]:
    layer = next(layer for layer in project.layers() if layer.annotator == annotator)
    return [
        (annotation.label, annotation.quote)
        for article in project.article_ids()
        for annotation in project.annotations(article, layer.id)
    ]


WHOLE = [("Source", "Mira Sand"), ("cue", "said"), ("Content", "the levy … fail")]


def test_everything_in_a_folder(project: Project, folder: Path) -> None:
    write(folder, "a_kim.ann", GOOD)
    write(folder, "a_robin.ann", GOOD[:1])
    before = project.codebook
    report = take(project, folder)
    assert not report.failures
    assert (report.layers, report.annotations, report.links) == (2, 4, 2)
    assert report.by_annotator == {"kim": 3, "robin": 1}
    assert project.article(1).text == TEXT
    assert said(project, "kim") == WHOLE
    assert said(project, "robin") == WHOLE[:1]
    book = project.codebook
    assert book.version == before.version + 1
    assert book.labels[: len(before.labels)] == before.labels
    assert [label.name for label in book.labels[len(before.labels) :]] == ["Source", "Content"]
    assert book.check_link("Content", "cue", "Content").name == "Content"
    assert report.codebook == [
        "version 2: new labels Source and Content; new links Source and Content; "
        "new attribute Tone of Content",
        "“Cue” is “cue” here",
    ]


def test_the_same_twice_is_there_once(project: Project, folder: Path) -> None:
    write(folder, "a_kim.ann", GOOD)
    take(project, folder)
    version = project.codebook.version
    report = take(project, folder)
    assert (report.layers, report.layers_already, len(report.already)) == (0, 1, 1)
    assert project.codebook.version == version
    assert said(project, "kim") == WHOLE


@pytest.mark.parametrize(
    "changed",
    [
        GOOD[:3],
        [*GOOD, "#1\tAnnotatorNotes T1\tx"],
        [*GOOD, "A2\tTone T1 low"],
        [*GOOD, "R1\tAbout Arg1:T1 Arg2:T2"],
    ],
)
def test_a_file_that_says_more_is_not_there_already(
    project: Project, folder: Path, changed: list[str]
) -> None:
    write(folder, "a_kim.ann", GOOD)
    take(project, folder)
    write(folder, "a_kim.ann", changed)
    report = take(project, folder)
    less = changed == GOOD[:3]
    assert (report.layers_already, len(report.failures)) == ((1, 0) if less else (0, 1))
    assert less or "has other annotations on this article already" in report.failures[0].reason
    assert said(project, "kim") == WHOLE


def test_a_label_renamed_since_is_known(project: Project, folder: Path) -> None:
    write(folder, "a_kim.ann", GOOD)
    take(project, folder)
    codebook.rename_label(project, "Content", "statement")
    assert take(project, folder).layers_already == 1
    assert project.codebook.label("Content") is None


def test_a_bad_file_is_refused_whole_and_the_others_go_on(project: Project, folder: Path) -> None:
    shifted = [line.replace("Mira Sand", "Mira Sond") for line in GOOD]
    bad = write(folder, "a_kim.ann", [*shifted, span(9, "Odd", TEXT, [(0, 4)])])
    write(folder, "a_robin.ann", GOOD)
    write(folder, "a_lou.ann", ["T1\tOdd 0 4", "x", *[f"T{n}\tOdd 0 4" for n in range(2, 40)]])
    report = take(project, folder)
    assert said(project, "robin") == WHOLE
    assert [layer.annotator for layer in project.layers() if layer.annotator in ("kim", "lou")] == []
    assert project.codebook.label("Odd") is None
    kim = [failure for failure in report.failures if "kim" in failure.origin]
    assert [failure.origin for failure in kim] == [f"{bad}, line 1", str(bad)]
    assert kim[0].reason == "T1 says “Mira Sond”, but at 0–9 stands “Mira Sand”."
    assert kim[1].reason == "Nothing of it was taken: mend it."
    lou = [failure for failure in report.failures if "lou" in failure.origin]
    assert len(lou) == 21
    assert lou[-1].reason.startswith("20 more of its lines are like that.")


def test_line_ends_and_byte_order_marks_of_windows(project: Project, folder: Path) -> None:
    (folder / "a_kim.ann").write_bytes("\ufeff".encode() + "\r\n".join([*GOOD, ""]).encode())
    (folder / "a.txt").write_bytes("\ufeff".encode() + TEXT.encode())
    assert not take(project, folder).failures
    assert project.article(1).text == TEXT
    assert said(project, "kim") == WHOLE


def test_a_text_whose_line_ends_were_changed_is_refused_with_the_reason(
    project: Project, folder: Path
) -> None:
    write(folder, "a_kim.ann", GOOD)
    (folder / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    report = take(project, folder)
    assert "fit the text with Unix line endings" in report.failures[-1].reason
    assert (len(report.imported), report.layers) == (1, 0)


def test_an_empty_file_is_noted_and_says_nothing(project: Project, folder: Path) -> None:
    write(folder, "a_kim.ann", [])
    write(folder, "a_robin.ann", ["", "\r"])
    report = take(project, folder)
    assert (len(report.imported), report.layers, report.failures) == (1, 0, [])
    assert "2 .ann files are empty" in report.noted[0].text


def test_a_text_that_can_not_be_read_leaves_its_annotations(project: Project, folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    write(folder, "a_kim.ann", GOOD)
    ann = write(folder, "b_kim.ann", ["T1\tSource 0 1\tM"])
    report = take(project, folder)
    assert said(project, "kim") == WHOLE
    assert [failure.origin for failure in report.failures] == [str(folder / "b.txt"), str(ann)]


def test_binary_data_is_one_sentence(project: Project, folder: Path) -> None:
    (folder / "a_kim.ann").write_bytes(bytes(range(256)))
    write(folder, "a_robin.ann", GOOD)
    report = take(project, folder)
    assert [failure.origin for failure in report.failures] == [str(folder / "a_kim.ann")]
    assert said(project, "robin") == WHOLE


def test_a_file_that_changes_while_it_is_read_is_refused(project: Project, folder: Path) -> None:
    ann = write(folder, "a_kim.ann", GOOD)
    with Importer(project) as importer:
        for path, items in steps([folder], project.codebook, format="brat").files:
            if path == ann:
                write(folder, "a_kim.ann", [GOOD[0].replace("Mira", "Mora")])
            for item in items:
                importer.take(item)
    assert "changed while it was read" in importer.report.failures[0].reason
    assert importer.report.layers == 0


def test_a_file_without_rights_is_one_sentence(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "a_kim.ann", GOOD)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = take(project, folder)
    assert "Permission denied" in report.failures[0].reason
    assert report.layers == 0


def test_a_scheme_comes_in_whole_where_there_is_one(project: Project, folder: Path) -> None:
    conf = folder / "annotation.conf"
    conf.write_text(
        "[entities]\nTopic\nContent\nSource\nCue\n[attributes]\nTone Arg:Content, Value:calm|loud\n"
    )
    write(folder, "a_kim.ann", GOOD)
    report = take(project, folder)
    assert not report.noted
    assert [label.name for label in project.codebook.labels][-3:] == ["Topic", "Content", "Source"]
    tone = project.codebook.check_label("Content").attribute("Tone")
    assert tone is not None
    assert tone.options == ("calm", "loud")
    assert said(project, "kim") == WHOLE


def test_without_a_scheme_or_with_a_broken_one_the_files_say_it(project: Project, folder: Path) -> None:
    write(folder, "a_kim.ann", GOOD)
    (folder / "annotation.conf").write_bytes(bytes(range(256)))
    report = take(project, folder)
    assert "only what the .ann files use" in report.noted[0].text
    assert said(project, "kim") == WHOLE
    (folder / "annotation.conf").unlink()
    write(folder, "a_robin.ann", [GOOD[0].replace("Source", "Other")])
    assert "There is no annotation.conf" in take(project, folder).noted[0].text
    assert take(project, folder).noted == []


def test_a_scheme_of_refused_files_stays_out(project: Project, folder: Path) -> None:
    (folder / "annotation.conf").write_text("[entities]\nTopic\n")
    write(folder, "a_kim.ann", ["T1\tSource 1 2\tMira"])
    assert take(project, folder).failures
    assert project.codebook.version == 1
