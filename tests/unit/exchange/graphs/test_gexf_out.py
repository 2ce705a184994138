"""Networks as GEXF: networkx reads nodes, edges and weights; lxml checks the structure that Gephi needs."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
from lxml import etree

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.graphs import gexf_out
from tests.support.debate import debate

NS = {"g": "http://www.gexf.net/1.2draft"}


def made(folder: Path, **options: str) -> Path:
    path = folder / "net.gexf"
    with debate(folder / "levy.annotator") as project:
        export(project, path, chosen_layers(project, []), "gexf", options=options)
    return path


def test_networkx_reads_a_static_network(tmp_path: Path) -> None:
    path = made(tmp_path)
    graph = nx.read_gexf(path)
    labels = {data["label"]: node for node, data in graph.nodes(data=True)}
    edge = graph.edges[labels["Tolm Harbour"], labels["states"]]
    assert (edge["weight"], edge["statements"], edge["first"]) == (1.0, 1, "2025-04-02")
    assert graph.nodes[labels["Mira Sand"]]["mode"] == "actor"
    root = etree.parse(path).getroot()
    assert root.find("g:graph", NS).get("mode") == "static"
    assert gexf_out.preview(path).startswith("6 nodes, 4 edges")


def test_gephi_needs_declared_attributes_dates_and_spells(tmp_path: Path) -> None:
    root = etree.parse(made(tmp_path, slices="month")).getroot()
    assert root.tag == "{http://www.gexf.net/1.2draft}gexf"
    assert root.get("version") == "1.2"
    graph = root.find("g:graph", NS)
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    declared = {
        (each.getparent().get("class"), each.get("id")): (each.get("title"), each.get("type"))
        for each in graph.iterfind("g:attributes/g:attribute", NS)
    }
    for kind in ("node", "edge"):
        for value in graph.iterfind(f"g:{kind}s/g:{kind}/g:attvalues/g:attvalue", NS):
            assert (kind, value.get("for")) in declared
    assert ("weight then", "double") in declared.values() or ("weight then", "float") in declared.values()
    ids = {node.get("id") for node in graph.iterfind("g:nodes/g:node", NS)}
    edges = graph.findall("g:edges/g:edge", NS)
    assert all(
        edge.get("source") in ids and edge.get("target") in ids and edge.get("weight") for edge in edges
    )
    spells = {
        node.get("label"): [(s.get("start"), s.get("end")) for s in node.iterfind("g:spells/g:spell", NS)]
        for node in graph.iterfind("g:nodes/g:node", NS)
    }
    assert spells["Mira Sand"] == [("2025-03-01", "2025-03-31")]
    assert spells["Tolm Harbour"] == [("2025-03-01", "2025-03-31"), ("2025-04-01", "2025-04-30")]


def test_networkx_reads_the_dynamic_network_back(tmp_path: Path) -> None:
    path = made(tmp_path, slices="year")
    graph = nx.read_gexf(path)
    assert graph.number_of_edges() == 4
    assert all(
        data["weight then"] == [(1.0, "2025-01-01", "2025-12-31")] for *_, data in graph.edges(data=True)
    )


def test_the_same_export_gives_the_same_file(tmp_path: Path) -> None:
    with debate(tmp_path / "levy.annotator") as project:
        for name in ("a.gexf", "b.gexf"):
            export(project, tmp_path / name, chosen_layers(project, []), "gexf", options={"slices": "week"})
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.gexf").read_bytes()
    assert b"lastmodifieddate" not in (tmp_path / "a.gexf").read_bytes()
