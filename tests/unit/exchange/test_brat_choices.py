from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer, steps, survey
from annotator.exchange.taking.judging import Choices
from annotator.exchange.taking.mapping_toml import parse_mapping
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.projects import new_project

TEXT = "Mira Sand said the levy will fail.\n"
ANN = (
    "T1\tPER 0 9\tMira Sand\n"
    "T2\tSAYS 11 15\tsaid\n"  # stands at 10
    "T3\tDATE 19 23\tlevy\n"
    "E1\tSAYS:T2 By:T1 About:T3\n"
    "A1\tsort T1 pers\n"
    "A2\told T3\n"
    "R1\tnear Arg1:T1 Arg2:T3\n"
    "#1\tAnnotatorNotes R1\tabout the relation\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Any:
    with new_project(tmp_path / "p.annotator") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "in"
    found.mkdir()
    (found / "a.txt").write_text(TEXT)
    (found / "a_4b22.ann").write_text(ANN)
    return found


def take(project: Project, folder: Path, choices: Choices) -> ImportReport:
    with Importer(project) as importer:
        for _, items in steps([folder], project.codebook, format="brat", choices=choices).files:
            for item in items:
                importer.take(item)
    assert check(project.db) == []
    return importer.report


def test_names_are_mapped_and_a_span_repaired(project: Project, folder: Path) -> None:
    toml = """
    [labels]
    PER = "actor"
    SAYS = "cue"
    DATE = false
    [links]
    By = "new: spoken by"
    [attributes.PER]
    sort = "kind"
    [values.PER.sort]
    pers = "person"
    [annotators]
    4b22 = "Kim"
    """
    report = take(project, folder, Choices(parse_mapping(toml), repair=True))
    assert report.failures == []
    assert [repair.sentence for repair in report.repairs] == ["T2: “said” stands at 10–14, not at 11–15."]
    layer = project.find_layer("Kim")
    there = project.annotations(1, layer.id)
    assert [(each.label, each.quote, dict(each.attributes)) for each in there] == [
        ("actor", "Mira Sand", {"kind": "person"}),
        ("cue", "said", {}),
    ]
    assert [link.label for link in project.links(1, layer.id)] == ["spoken by"]
    assert [skipped.reason for skipped in report.skipped] == [
        "1 × label DATE: left out by the mapping.",
        "1 × link About: left out by the mapping.",
        "1 × link near: left out by the mapping.",
    ]


def test_what_does_not_fit_may_be_left_out(project: Project, folder: Path) -> None:
    refused = take(project, folder, Choices())
    assert refused.layers == 0
    report = take(project, folder, Choices(skip_misfits=True))
    assert report.failures == []
    assert report.annotations == 2
    assert [skipped.annotations for skipped in report.skipped] == [1]


def test_what_is_in_the_files_is_counted(project: Project, folder: Path) -> None:
    found = survey([folder], project.codebook, "brat", None, None)
    assert found.labels == {"PER": 1, "SAYS": 1, "DATE": 1}
    assert found.links == {"By": 1, "About": 1, "near": 1}
    assert (found.misfit_count, len(found.repairs)) == (1, 1)
    assert found.annotators == {"4b22": 3}
