"""Networks as GraphML, read back by networkx: nodes, edges, and attributes with their types and weights."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from annotator.errors import UserError
from annotator.exchange.export import chosen_layers, export, lost_beforehand
from annotator.exchange.formats import Context
from annotator.exchange.graphs import graphml_out
from tests.support.debate import debate
from tests.support.said import said, shipped

NS = "{http://graphml.graphdrawing.org/xmlns}"


def test_networkx_reads_actors_claims_and_weights(tmp_path: Path) -> None:
    path = tmp_path / "net.graphml"
    with debate(tmp_path / "levy.annotator") as project:
        report = export(project, path, chosen_layers(project, []), "graphml")
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    labels = {data["label"]: node for node, data in graph.nodes(data=True)}
    assert set(labels) == {"Mira Sand", "Tolm Harbour", "Kim", "predicts", "evaluates", "states"}
    assert graph.nodes[labels["Tolm Harbour"]]["kind"] == "organisation"
    assert graph.nodes[labels["Tolm Harbour"]]["articles"] == 2
    edge = graph.edges[labels["Mira Sand"], labels["predicts"]]
    assert (edge["weight"], edge["sign"], edge["negative"]) == (1.0, -1.0, 1)
    assert report.annotations_out + report.annotations_lost == report.annotations_in == 10
    assert report.annotations_out == 7  # three claims with their speakers' mentions


def test_gephi_finds_labels_and_weights_by_name_and_type(tmp_path: Path) -> None:
    path = tmp_path / "net.graphml"
    with debate(tmp_path / "levy.annotator") as project:
        export(project, path, chosen_layers(project, []), "graphml")
    keys = {
        (key.get("for"), key.get("attr.name")): key.get("attr.type")
        for key in etree.parse(path).iter(f"{NS}key")
    }
    assert keys["node", "label"] == keys["node", "kind"] == "string"
    assert keys["edge", "weight"] == keys["edge", "sign"] == "double"
    assert keys["edge", "articles"] in ("int", "long")


def test_the_same_export_gives_the_same_file(tmp_path: Path) -> None:
    with debate(tmp_path / "levy.annotator") as project:
        for name in ("a.graphml", "b.graphml"):
            export(
                project, tmp_path / name, chosen_layers(project, []), "graphml", options={"slices": "month"}
            )
    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()


def test_slices_are_attributes(tmp_path: Path) -> None:
    path = tmp_path / "net.graphml"
    with debate(tmp_path / "levy.annotator") as project:
        export(project, path, chosen_layers(project, []), "graphml", options={"slices": "month"})
    graph = nx.read_graphml(path)
    by_label = {data["label"]: data for _, data in graph.nodes(data=True)}
    assert (
        by_label["Tolm Harbour"]["statements 2025-03"] == by_label["Tolm Harbour"]["statements 2025-04"] == 1
    )
    (states,) = (data for _, _, data in graph.edges(data=True) if "weight 2025-04" in data)
    assert "weight 2025-03" not in states


def test_actors_who_speak_about_others(tmp_path: Path) -> None:
    path, options = tmp_path / "net.graphml", {"kind": "actor-actor", "weight": "agreement"}
    with debate(tmp_path / "levy.annotator") as project:
        layers = chosen_layers(project, [])
        report = export(project, path, layers, "graphml", options=options)
        assert lost_beforehand(project, layers, "graphml", options=options) == report.left_out
    graph = nx.read_graphml(path)
    assert graph.is_directed()
    names = dict(graph.nodes(data="label"))
    edges = {(names[one], names[other]): data for one, other, data in graph.edges(data=True)}
    assert edges["Mira Sand", "Tolm Harbour"]["weight"] == -1.0
    assert edges["Mira Sand", "Tolm Harbour"]["by"] == "about; sentiment"
    assert ("Mira Sand", "Kim") in edges


def test_names_with_what_xml_cannot_hold(tmp_path: Path) -> None:
    record = said(
        "\x07Bo said it all.", {"b": ("actor", "\x07Bo"), "c": ("claim", "it all")}, [("speaker", "c", "b")]
    )
    path, context = (
        tmp_path / "net.graphml",
        Context("p", shipped("actor-claim-sentiment"), {"claims": "claim"}),
    )
    writer = graphml_out.open_writer(path, context)
    assert writer.add(record) == (2, 1)
    writer.close()
    assert nx.read_graphml(path).number_of_edges() == 1
    assert graphml_out.preview(path).splitlines()[2] == "Bo — it all: weight 1.0"


def test_a_codebook_without_claims_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no label for claims"):
        graphml_out.open_writer(tmp_path / "net.graphml", Context("p", shipped("framing-and-tone")))
