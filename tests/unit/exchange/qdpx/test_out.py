"""REFI-QDA out, read by lxml against the standard, and by pyrefiqda, whose models are made from its schema
(required attributes, forms of GUIDs, colours, times and directions, what may be missing)."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.qdpx.out import preview
from annotator.model.article import IncomingArticle
from annotator.model.selection import Selection
from annotator.project.operations import annotations, articles
from annotator.project.project import Project
from tests.support.debate import FIRST, debate

NS = "{urn:QDA-XML:project:1.0}"
ORDER = {
    "Project": ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links"],
    "Code": ["Description", "NoteRef", "Code"],
    "Case": ["Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"],
    "TextSource": [
        "Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue",
    ],
    "Note": ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
    "PlainTextSelection": ["Description", "Coding", "NoteRef"],
    "Coding": ["CodeRef", "NoteRef"],
    "VariableValue": ["VariableRef", "TextValue"],
}  # fmt: skip
"""The sequences that the schema (Project.xsd) asks for, as far as we write them."""
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with debate(tmp_path / "levy.annotator") as opened:
        articles.write_note(opened, 1, "long\r\nnote \x07")
        layer = opened.own_layer()
        (claim, *_) = [a for a in opened.annotations(1, layer.id) if a.label == "claim"]
        start = FIRST.index("denied")
        annotations.change(opened, claim.id, segments=[*claim.segments, (start, start + 6)])
        yield opened


@pytest.fixture
def written(project: Project, tmp_path: Path) -> Path:
    path = tmp_path / "levy.qdpx"
    report = export(project, path, chosen_layers(project, []), "qdpx")
    assert (report.annotations_out, report.links_out) == (10, 8)
    return path


def root_of(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("project.qde"))


def test_elements_stand_in_the_order_of_the_schema(written: Path) -> None:
    for element in root_of(written).iter(etree.Element):
        allowed = ORDER.get(element.tag.removeprefix(NS))
        if allowed is not None:
            places = [
                allowed.index(child.tag.removeprefix(NS)) for child in element.iterchildren(etree.Element)
            ]
            assert places == sorted(places), element.tag


def test_guids_are_unique_and_every_reference_has_its_end(written: Path) -> None:
    root = root_of(written)
    guids = [element.get("guid") for element in root.iter(etree.Element) if element.get("guid")]
    assert len(guids) == len(set(guids))
    assert all(map(GUID.fullmatch, guids))
    references = [
        element.get(name)
        for element in root.iter(etree.Element)
        for name in ("targetGUID", "originGUID", "creatingUser", "creatingUserGUID")
        if element.get(name)
    ]
    assert len(references) > 30
    assert set(references) <= set(guids)


def test_selections_cover_the_words_of_their_annotations(written: Path) -> None:
    root = root_of(written)
    with zipfile.ZipFile(written) as archive:
        texts = {
            source.get("guid"): archive.read(f"sources/{source.get('guid')}.txt").decode()
            for source in root.iter(f"{NS}TextSource")
        }
        assert set(archive.namelist()) == {"project.qde", *(f"sources/{key}.txt" for key in texts)}
    assert not any("\r" in text for text in texts.values())
    names = {code.get("guid"): code.get("name") for code in root.iter(f"{NS}Code")}
    found = []
    for source in root.iter(f"{NS}TextSource"):
        assert source.get("plainTextPath") == f"internal://{source.get('guid')}.txt"
        for selection in source.iter(f"{NS}PlainTextSelection"):
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            codes = [names[ref.get("targetGUID")] for ref in selection.iter(f"{NS}CodeRef")]
            found.append((texts[source.get("guid")][start:end], codes))
    assert ("Mira Sand", ["actor", "person"]) in found
    assert ("the levy; “will\nfail”", ["claim", "predicts"]) in found
    assert ("denied", ["claim", "predicts"]) in found
    assert ("the levy will stay", ["claim", "states"]) in found


def test_actors_links_notes_and_metadata_stand_where_other_programs_look(written: Path) -> None:
    root = root_of(written)
    cases = {case.get("name"): len(case.findall(f"{NS}SelectionRef")) for case in root.iter(f"{NS}Case")}
    assert cases == {"Mira Sand": 1, "Tolm Harbour": 2}
    assert sorted(link.get("name") for link in root.iter(f"{NS}Link")) == [
        "about", "addressee", "cue", "speaker", "speaker", "speaker", "speaker", "target",
    ]  # fmt: skip
    (note,) = root.iter(f"{NS}Note")
    assert note.findtext(f"{NS}PlainTextContent") == "long\r\nnote �"
    assert [s.findtext(f"{NS}Description") for s in root.iter(f"{NS}PlainTextSelection")].count("first") == 1
    variables = {each.get("guid"): each.get("name") for each in root.iter(f"{NS}Variable")}
    first = next(root.iter(f"{NS}TextSource"))
    values = {
        variables[value.find(f"{NS}VariableRef").get("targetGUID")]: value.findtext(f"{NS}TextValue")
        for value in first.findall(f"{NS}VariableValue")
    }
    assert values["source"] == "Kelsk News"
    assert (values["published"], values["section"]) == ("2025-03-31", "Harbour")
    names = {code.get("guid"): code.get("name") for code in root.iter(f"{NS}Code")}
    whole = [names[coding.find(f"{NS}CodeRef").get("targetGUID")] for coding in first.findall(f"{NS}Coding")]
    assert whole == ["done"]


def test_pyrefiqda_reads_the_project(written: Path, tmp_path: Path) -> None:
    pyrefiqda = pytest.importorskip("pyrefiqda")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # what does not have its type is only warned of
        found = pyrefiqda.RefiProject.load(written, extract_dir=str(tmp_path / "unpacked"))
    assert [user.name for user in found.users.user] == ["Robin"]
    codes = {code.name: code for code in found.code_book.codes.code}
    assert set(codes) == {"actor", "claim", "cue", "sentiment", "Article"}
    assert codes["claim"].color.startswith("#")
    sources = found.sources.text_source
    assert [source.name for source in sources] == ["The levy; again", "Stay"]
    assert sum(len(source.plain_text_selection) for source in sources) == 11
    assert {link.direction.value for link in found.links.link} == {"OneWay"}
    place = pyrefiqda.RefiProject.resolve_source_path(sources[1].plain_text_path, tmp_path / "unpacked")
    assert place.read_text("utf-8") == "Tolm Harbour said the levy will stay."


def test_layers_of_several_stand_in_one_source(tmp_path: Path) -> None:
    path = tmp_path / "levy.annotator"
    debate(path).close()
    with Project.open(path, "Kim") as project:
        annotations.add(project, article_id=1, label="cue", segments=[(10, 14)])
        layers = chosen_layers(project, ["Robin", "Kim"])
        export(project, tmp_path / "all.qdpx", layers, "qdpx")
    root = root_of(tmp_path / "all.qdpx")
    assert [user.get("name") for user in root.iter(f"{NS}User")] == ["Robin", "Kim"]
    assert len(list(root.iter(f"{NS}TextSource"))) == 2


def test_the_same_export_gives_the_same_file_and_a_preview(project: Project, written: Path) -> None:
    again = written.with_name("again.qdpx")
    export(project, again, chosen_layers(project, []), "qdpx")
    assert again.read_bytes() == written.read_bytes()
    assert preview(written).startswith("<Sources>\n<TextSource ")


def test_articles_of_one_title_have_names_of_their_own(tmp_path: Path) -> None:
    with debate(tmp_path / "levy.annotator") as project:
        with project.transact("Import", undoable=False):
            for text in ("One.", "Two."):
                articles.add(project, IncomingArticle(text))
        export(project, tmp_path / "levy.qdpx", chosen_layers(project, []), "qdpx")
    names = [source.get("name") for source in root_of(tmp_path / "levy.qdpx").iter(f"{NS}TextSource")]
    assert len(set(names)) == len(names)


def test_nobody_is_named_where_names_are_hidden(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "levy.qdpx"
    export(project, path, chosen_layers(project, []), "qdpx", selection=Selection(anonymous=True))
    with zipfile.ZipFile(path) as archive:
        data = b"".join(map(archive.read, archive.namelist()))
    assert b"annotator 1" in data
    assert b"Robin" not in data
