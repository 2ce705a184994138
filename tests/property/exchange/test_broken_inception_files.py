"""Whatever stands in a file of brat's or INCEpTION's formats: a sentence each, no half layer."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.importing import Importer, steps
from annotator.project.operations import annotations, links
from annotator.store.check import check
from tests.support.rich_layers import rich_project

TEXT = "Mira Sand said 😀 so.\r\nThe levy fails."
SUFFIXES = {
    "brat": (".ann", ".json"),
    "webanno-tsv": (".tsv", ".json"),
    "xmi": (".xmi", ".xml"),
    "cas-json": (".json",),
}
HARM = (
    *(b"", b"\0", b"\xff", b"<", b'"', b"-1", b"999999999999", b"{", b"[[", b"\n", b"\t", b"null", b"&a;"),
    *(b"|", b"NaN", b"[1e999]", b"true", b" "),
)


@pytest.fixture(scope="module")
def whole() -> dict[tuple[str, str], bytes]:
    """By format and path: the files of one export."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with rich_project(folder / "p.annotator", TEXT) as project:
            who = annotations.add(project, article_id=1, label="actor", segments=[(0, 4), (5, 9)], note="n")
            claim = annotations.add(
                project, article_id=1, label="time span é", segments=[(15, 30)], attributes={"how sure": 3}
            )
            said = annotations.add(project, article_id=1, label="claim", segments=[(15, 30)])
            links.add(project, label="speaker", head_id=said.id, child_id=who.id)
            links.add(project, label="same time", head_id=said.id, child_id=claim.id)
            for format in SUFFIXES:
                export(project, folder / format, chosen_layers(project, ["Robin"]), format)
                for file in sorted((folder / format).rglob("*")):
                    if file.is_file():
                        found[format, file.relative_to(folder / format).as_posix()] = file.read_bytes()
    return found


@pytest.mark.parametrize("format", SUFFIXES)
@settings(
    max_examples=20, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(data=st.data())
def test_a_damaged_file_is_told_and_nothing_half_is_taken(
    format: str, whole: dict[tuple[str, str], bytes], data: st.DataObject
) -> None:
    files = {path: content for (of, path), content in whole.items() if of == format}
    path = data.draw(
        st.sampled_from([p for p in files if p.endswith(SUFFIXES[format]) and p != "layers.json"])
    )
    content = files[path]
    at = data.draw(st.integers(0, len(content)))
    until = data.draw(st.sampled_from([at, at + 1, at + 7, len(content)]))
    files[path] = content[:at] + data.draw(st.sampled_from(HARM)) + content[until:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place, written in files.items():
            (folder / "out" / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / "out" / place).write_bytes(written)
        with rich_project(folder / "p.annotator") as project:
            with Importer(project, "Robin") as importer:
                for _, items in steps(
                    [folder / "out"], project.codebook, format=format, annotator="Robin"
                ).files:
                    for item in items:
                        importer.take(item)
            report = importer.report
            assert check(project.db) == []
            assert all(failure.reason.endswith((".", ").")) for failure in report.failures)
            there = [a for layer in project.layers() for a in project.annotations(1, layer.id)]
            assert len(there) == report.annotations
