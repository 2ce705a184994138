"""CAS files as they are written and read.

dkpro-cassis, which others read such files with, loads them with their type system: the words that each
annotation covers are its quote, also behind characters that UTF-16 writes in two units, relations have the
right ends, and every document fits its types.  What INCEpTION exports is made with it as well: its own
layers, relations, slots, archives of archives.
"""

from __future__ import annotations

import json
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi, load_typesystem

from annotator.articles.failure import ReadFailure
from annotator.exchange.cas import json_in, xmi_in
from annotator.exchange.cas.making import text_cuts
from annotator.exchange.cas.spans import own_span
from annotator.exchange.cas.types import LINK, META, SENTENCE, SPAN, TOKEN
from annotator.exchange.cas.values import answer, attribute_name, feature_name, written
from annotator.exchange.export import chosen_layers, export
from annotator.exchange.foreign import ForeignDocument
from annotator.model.incoming import Noted
from annotator.project.operations import actors, annotations, links
from annotator.project.project import Project
from tests.support.rich_layers import rich_project

TEXT = "Mira Sand said 😀👩‍🔬\r\nthat the levy fails. On Monday.\r\n"


def annotated(path: Path) -> Project:
    project = rich_project(path, TEXT)
    sand = actors.add(project, "Mira Sand", kind="person", wikidata="Q7")
    who = annotations.add(
        project, article_id=1, label="actor", segments=[(0, 9)], attributes={"kind": "person"},
        actor_id=sand.id,
    )  # fmt: skip
    claim = annotations.add(project, article_id=1, label="claim", segments=[(15, 19), (21, 41)])
    annotations.add(
        project, article_id=1, label="time span é", segments=[(45, 51)], attributes={"how sure": 3}
    )
    links.add(project, label="speaker", head_id=claim.id, child_id=who.id)
    return project


@pytest.mark.parametrize("format", ["xmi", "cas-json"])
def test_the_library_of_others_reads_it(tmp_path: Path, format: str) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        layer = chosen_layers(project, ["Robin"])
        export(project, tmp_path / "out", layer, format)
        quotes = {(a.label, TEXT[a.start : a.end]) for a in project.annotations(1, layer[0].id)}
    system = load_typesystem(tmp_path / "out" / "TypeSystem.xml")
    if format == "xmi":
        (file,) = (tmp_path / "out" / "Robin").glob("*.xmi")
        cas = load_cas_from_xmi(file, typesystem=system)
    else:
        (file,) = (tmp_path / "out" / "Robin").glob("*.json")
        with file.open(encoding="utf-8") as opened:
            cas = load_cas_from_json(opened)
    assert cas.sofa_string == TEXT
    assert cas.typecheck() == []
    assert {(a.label, a.get_covered_text()) for a in cas.select(SPAN)} == quotes
    (link,) = cas.select(LINK)
    assert (link.label, link.Governor.label, link.Dependent.get_covered_text()) == (
        "speaker", "claim", "Mira Sand",
    )  # fmt: skip
    assert link.Dependent.identifier == "http://www.wikidata.org/entity/Q7"
    assert [s.get_covered_text() for s in cas.select(SENTENCE)][-1] == "On Monday."
    assert all(t.get_covered_text().strip() for t in cas.select(TOKEN))
    assert next(iter(cas.select(META))).language == "en"


def test_the_layers_name_every_feature_that_the_documents_have(tmp_path: Path) -> None:
    with annotated(tmp_path / "p.annotator") as project:
        export(project, tmp_path / "out", chosen_layers(project, ["Robin"]), "xmi")
    layers = json.loads((tmp_path / "out" / "layers.json").read_text("utf-8"))
    system = load_typesystem(tmp_path / "out" / "TypeSystem.xml")
    for layer in layers:
        known = {f.name for f in system.get_type(layer["name"]).features} - {"Governor", "Dependent"}
        assert {feature["name"] for feature in layer["features"]} == known


def test_sentences_cover_all_tokens_and_never_overlap() -> None:
    found, tokens = text_cuts("\n Mr. Kim said “No!” twice. He left.\n\n[1] 😀 ")
    assert all(any(a <= start and end <= b for a, b in found) for start, end in tokens)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@pytest.mark.parametrize(
    "name", ["kind", "time span", "é_1", "2nd", "label", "from", "class", "x__", "_20_", ""]
)
def test_a_name_is_a_feature_and_comes_back(name: str) -> None:
    assert attribute_name(feature_name(name)) == name
    assert feature_name(name).isidentifier()


@pytest.mark.parametrize(
    "value", ["a", "true", True, False, 3, -2.5, "3", ["a", "b, c"], [], "[x", '"q"', "_"]
)
def test_an_answer_comes_back(value: object) -> None:
    assert answer(written(value)) == value
    assert type(answer(written(value))) is type(value)


# -- what others write

NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
DEPENDENCY = "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency"


def inception(folder: Path) -> tuple[Path, Path]:
    """What a project of INCEpTION has: named entities, parts of speech, dependencies, a layer with slots."""
    system = TypeSystem()
    ner = system.create_type(NER)
    for feature in ("value", "identifier"):
        system.create_feature(ner, feature, "uima.cas.String")
    token = system.create_type(TOKEN)
    pos = system.create_type(POS)
    system.create_feature(pos, "PosValue", "uima.cas.String")
    dependency = system.create_type(DEPENDENCY)
    for feature in ("Governor", "Dependent"):
        system.create_feature(dependency, feature, token)
    system.create_feature(dependency, "DependencyType", "uima.cas.String")
    slot = system.create_type("webanno.custom.ClaimSlotLink", "uima.cas.TOP")
    system.create_feature(slot, "role", "uima.cas.String")
    system.create_feature(slot, "target", ner)
    claim = system.create_type("webanno.custom.Claim")
    system.create_feature(claim, "sure", "uima.cas.Boolean")
    system.create_feature(claim, "slots", "uima.cas.FSArray", elementType=slot)
    about = system.create_type("webanno.custom.About")
    for feature in ("Governor", "Dependent"):
        system.create_feature(about, feature, ner)
    cas = Cas(system)
    cas.sofa_string = "😀 Mira Sand said so in Tolm."
    cas.sofa_mime = "text/plain"
    sand = ner(begin=2, end=11, value="PER", identifier="http://www.wikidata.org/entity/Q7")
    tolm = ner(begin=23, end=27, value="LOC")
    words = [token(begin=2, end=6), token(begin=12, end=16)]
    slots = system.get_type("uima.cas.FSArray")(elements=[slot(role="speaker", target=sand)])
    cas.add_all([sand, tolm, *words, pos(begin=2, end=6, PosValue="PROPN")])
    cas.add(dependency(begin=2, end=6, Governor=words[1], Dependent=words[0], DependencyType="nsubj"))
    cas.add(claim(begin=12, end=19, sure=True, slots=slots))
    cas.add(about(begin=23, end=27, Governor=sand, Dependent=tolm))
    system.to_xml(folder / "TypeSystem.xml")
    cas.to_xmi(folder / "robin.xmi")
    cas.to_json(folder / "robin.json")
    return folder / "robin.xmi", folder / "robin.json"


def test_layers_of_inception_become_spans_and_links(tmp_path: Path) -> None:
    xmi, in_json = inception(tmp_path)
    for items in (list(xmi_in.read(xmi)), list(json_in.read(in_json))):
        (document,) = [item for item in items if isinstance(item, ForeignDocument)]
        assert document.text is not None
        spans = {span.id: span for span in document.spans}
        found = {(s.label, document.text[s.pieces[0][0] : s.pieces[0][1]]) for s in document.spans}
        assert found == {("PER", "Mira Sand"), ("LOC", "Tolm"), ("POS", "Mira"), ("Claim", "said so")}
        assert {s.label: dict(s.attributes) for s in document.spans} == {
            "PER": {}, "LOC": {}, "POS": {"PosValue": "PROPN"}, "Claim": {"sure": True},
        }  # fmt: skip
        (actor,) = [s.actor for s in document.spans if s.actor is not None]
        assert (actor.name, actor.wikidata) == ("Mira Sand", "Q7")
        joined = {(link.label, spans[link.head].label, spans[link.child].label) for link in document.links}
        assert joined == {("speaker", "Claim", "PER"), ("About", "PER", "LOC")}
        assert [item.text for item in items if isinstance(item, Noted)] == [
            "1 of Dependency were passed over: they join or describe single words."
        ]


def test_an_export_of_a_project_is_read_with_its_annotators(tmp_path: Path) -> None:
    xmi, _ = inception(tmp_path)
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(xmi, "story.xmi")
        archive.write(tmp_path / "TypeSystem.xml", "TypeSystem.xml")
    outer = tmp_path / "project.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        for place in (
            "annotation/story.txt/robin",
            "annotation/story.txt/INITIAL_CAS",
            "curation/story.txt/CURATION_USER",
        ):
            archive.write(inner, f"{place}.zip")
        archive.writestr("exportedproject.json", "{}")
    unpacked = tmp_path / "annotation" / "story.txt"
    unpacked.mkdir(parents=True)
    inner.rename(unpacked / "kim.zip")
    (kim,) = [item for item in xmi_in.read(unpacked / "kim.zip") if isinstance(item, ForeignDocument)]
    assert (kim.annotator, kim.metadata.title) == ("kim", "story.txt")
    documents = [item for item in xmi_in.read(outer) if isinstance(item, ForeignDocument)]
    assert [(d.annotator, d.metadata.title) for d in documents] == [
        ("robin", "story.txt"), ("gold", "story.txt"),
    ]  # fmt: skip


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><xmi:XMI xmlns:xmi="http://www.omg.org/XMI">&a;</xmi:XMI>'


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<", b"{}", b"\0" * 40, BOMB.encode(), BOMB.encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?><x/>', b"<x/>", b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
    ],
)  # fmt: skip
def test_a_broken_or_unsafe_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    inception(tmp_path)
    for name, reader in (("bad.xmi", xmi_in), ("bad.json", json_in)):
        file = tmp_path / name
        file.write_bytes(content)
        *_, item = reader.read(file)
        assert isinstance(item, ReadFailure)
        assert item.reason.endswith((".", ")."))


@pytest.mark.parametrize("before", ["<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", "<!DOCTYPE x SYSTEM 'x.dtd'>"])
def test_xml_with_a_dtd_is_refused_for_that(tmp_path: Path, before: str) -> None:
    xmi, _ = inception(tmp_path)
    for file in (xmi, tmp_path / "TypeSystem.xml"):
        content = file.read_text("utf-8")
        head, root = content.split("?>", 1)
        file.write_text(f"{head}?>{before}{root}", "utf-8")
        (item,) = xmi_in.read(xmi)
        assert isinstance(item, ReadFailure)
        assert item.reason.startswith("Its XML")
        file.write_text(content, "utf-8")


def test_segments_count_while_an_annotation_stands_where_they_do() -> None:
    fields = {"label": "claim", "segments": "0 2;4 6"}
    assert own_span(fields, "1", (0, 6), "").pieces == ((0, 2), (4, 6))
    assert own_span(fields, "1", (0, 5), "").pieces == ((0, 5),)
    assert own_span({"label": "claim", "segments": "x"}, "1", (0, 5), "").pieces == ((0, 5),)


def test_an_offset_within_a_character_is_refused(tmp_path: Path) -> None:
    xmi, _ = inception(tmp_path)
    content = xmi.read_text("utf-8")
    assert 'begin="3" end="12"' in content
    xmi.write_text(content.replace('begin="3" end="12"', 'begin="1" end="12"', 1), "utf-8")
    (item,) = xmi_in.read(xmi)
    assert isinstance(item, ReadFailure)
    assert "two halves of a character" in item.reason


def test_a_file_without_its_type_system_says_what_it_lacks(tmp_path: Path) -> None:
    xmi, _ = inception(tmp_path)
    (tmp_path / "TypeSystem.xml").unlink()
    (item,) = xmi_in.read(xmi)
    assert isinstance(item, ReadFailure)
    assert item.reason.startswith("TypeSystem.xml does not lie beside it")


@pytest.mark.parametrize("name", ["x=print('harm')", "a,b", "class", "a b", "", "é"])
def test_a_name_that_would_be_run_is_refused(tmp_path: Path, name: str) -> None:
    """dkpro-cassis makes classes of features by way of source code."""
    xmi, in_json = inception(tmp_path)
    system = tmp_path / "TypeSystem.xml"
    system.write_text(system.read_text("utf-8").replace(">PosValue<", f">{name}<"), "utf-8")
    in_json.write_text(in_json.read_text("utf-8").replace('"PosValue": {', f'"{name}": {{'), "utf-8")
    for reader, file in ((xmi_in, xmi), (json_in, in_json)):
        (item,) = reader.read(file)
        assert isinstance(item, ReadFailure)
        assert item.reason.startswith("Its type system has the name")
