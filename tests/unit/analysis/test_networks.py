"""Networks: what joins whom, how strongly, with which sign, when, and what is behind it."""

from __future__ import annotations

import dataclasses
import io
import json
from typing import Any

import pytest

from annotator.analysis.network import Edge, Network, NetworkSettings
from annotator.analysis.networks import network, slices
from annotator.analysis.parties import Party, Sentiment
from annotator.analysis.statements import Statement
from annotator.model.actor import Actor

MARN = Party("m", "Marn", Actor("1", "Ilse Marn", "person"))
UNION = Party("u", "the Union", Actor("2", "Harbour Union", "organisation"))
TOLM = Party("t", "Tolm", label="actor")
STAY = "The levy should stay"
GO = "The ferry should go daily"


def row(claim: str, *speakers: Party, article: int = 1, **more: Any) -> Statement:
    plain: dict[str, Any] = {
        "title": "",
        "source": "",
        "author": "",
        "published": "",
        "url": "",
        "language": "",
    }
    plain |= {"sha256": "", "annotator": "Robin", "layer_kind": "person", "label": "claim"}
    plain |= {"content": claim, "segments": ((0, 1),), "speakers": speakers}
    return Statement(article_id=article, claim_id=claim, **(plain | more))


def feels(value: float | None, *targets: Party, key: str = "s", **more: Any) -> Sentiment:
    return Sentiment(key, "so", ((0, 1),), "", value, targets, **more)


def ends(found: Network) -> list[tuple[str, str, float, float | None]]:
    names = {node.id: node.name for node in found.nodes}
    return [(names[edge.source], names[edge.target], edge.weight, edge.sign) for edge in found.edges]


def only(found: Network) -> Edge:
    (edge,) = found.edges
    return edge


DEBATE = [
    row("a", MARN, concept=STAY, agreement=False, published="2025-10-11", source="Post"),
    row("b", MARN, concept="the levy should STAY", agreement=False, article=2, published="2025-10-20"),
    row("c", UNION, concept=STAY, agreement=True, article=2, published="2025-10-20T08:00:00+02:00"),
    row("d", TOLM, UNION, concept=GO, agreement=True, article=3),
    row("e", MARN, concept=GO, agreement=True, article=3),
    row("f", concept=GO, article=3),
    row("g", MARN, article=3),
]


def test_actors_and_claims() -> None:
    found = network(DEBATE, NetworkSettings())
    assert ends(found) == [
        ("Ilse Marn", STAY, 2.0, -1.0),
        ("Ilse Marn", GO, 1.0, 1.0),
        ("Harbour Union", GO, 1.0, 1.0),
        ("Harbour Union", STAY, 1.0, 1.0),
        ("Tolm", GO, 1.0, 1.0),
    ]
    first = found.edges[0]
    assert (first.claims, first.articles, first.negative) == (("a", "b"), (1, 2), 2)
    assert (first.first, first.last) == ("2025-10-11", "2025-10-20")
    assert dict(found.left_out) == {"claims without a speaker": 1, "claims without a concept": 1}
    assert (found.statements, found.undated) == (7, 4)
    assert found.settings.claims_as == "concept"
    assert {node.name: (node.mode, len(node.claims)) for node in found.nodes}["Ilse Marn"] == ("actor", 3)


def test_claims_are_one_node_by_what_is_asked() -> None:
    said = [row("a", MARN, kind="accuses"), row("b", MARN, kind="accuses", attributes={"sure": 3})]
    assert ends(network(said, NetworkSettings())) == [("Ilse Marn", "accuses", 2.0, None)]
    assert ends(network(said, NetworkSettings(claims_as="label"))) == [("Ilse Marn", "claim", 2.0, None)]
    assert len(network(said, NetworkSettings(claims_as="claim")).edges) == 2
    assert ends(network(said, NetworkSettings(claims_as="sure"))) == [("Ilse Marn", "3", 1.0, None)]
    assert len(network([row("a", MARN), row("b", MARN)], NetworkSettings()).edges) == 2


def test_the_sign_without_agreement_is_the_polarity() -> None:
    said = row("a", MARN, sentiments=(feels(-1.0, TOLM), feels(0.0, TOLM), feels(None, TOLM)))
    assert only(network([said], NetworkSettings())).sign == -0.5


def test_who_speaks_about_whom_and_to_whom() -> None:
    said = [
        row("a", MARN, about=(TOLM,), addressees=(UNION,), sentiments=(feels(-1.0, TOLM),)),
        row("b", MARN, about=(TOLM, MARN), article=2),
        row("c", MARN, about=(MARN,)),
    ]
    found = network(said, NetworkSettings(kind="actor-actor"))
    assert found.directed
    assert ends(found) == [("Ilse Marn", "Tolm", 2.0, -1.0), ("Ilse Marn", "Harbour Union", 1.0, None)]
    assert found.edges[0].by == ("about", "sentiment")
    assert dict(found.left_out) == {"claims about nobody else and to nobody": 1}
    least = NetworkSettings(kind="actor-actor", relations=frozenset({"addressee"}))
    assert ends(network(said, least)) == [("Ilse Marn", "Harbour Union", 1.0, None)]


def test_a_sentiment_is_its_holders_and_else_the_speakers() -> None:
    said = row("a", MARN, sentiments=(feels(1.0, TOLM, holders=(UNION,)), feels(-1.0, TOLM, key="t")))
    found = network([said], NetworkSettings(kind="actor-actor"))
    assert {each[0]: each[3] for each in ends(found)} == {"Harbour Union": 1.0, "Ilse Marn": -1.0}


def test_sentiment_outside_claims_counts_once_and_only_with_a_holder() -> None:
    within = feels(-1.0, TOLM)
    outside = feels(1.0, TOLM, key="o", holders=(MARN,), article_id=9)
    found = network(
        [row("a", MARN, sentiments=(within,))],
        NetworkSettings(kind="actor-actor"),
        [within, outside, feels(1.0, TOLM, key="x")],
    )
    assert ends(found) == [("Ilse Marn", "Tolm", 2.0, 0.0)]
    assert (only(found).claims, only(found).articles) == (("a", "o"), (1, 9))


def test_congruence_counts_concepts_on_which_two_agree() -> None:
    found = network(DEBATE, NetworkSettings(kind="congruence"))
    assert sorted(ends(found)) == [
        ("Harbour Union", "Tolm", 1.0, 1.0),
        ("Ilse Marn", "Harbour Union", 1.0, 1.0),
        ("Ilse Marn", "Tolm", 1.0, 1.0),
    ]
    assert not found.directed


def test_conflict_counts_concepts_on_which_two_disagree() -> None:
    found = network(DEBATE, NetworkSettings(kind="conflict"))
    assert ends(found) == [("Ilse Marn", "Harbour Union", 1.0, -1.0)]
    assert (only(found).by, set(only(found).claims)) == ((STAY,), {"a", "b", "c"})


def test_subtract_weighs_one_against_the_other() -> None:
    found = network(DEBATE, NetworkSettings(kind="subtract"))
    assert {each[:2] for each in ends(found)} == {("Harbour Union", "Tolm"), ("Ilse Marn", "Tolm")}
    assert dict(found.left_out)["edges between actors who agree as often as not"] == 1
    more = [*DEBATE, row("h", MARN, concept="Other", agreement=True), row("i", UNION, concept="Other")]
    more += [row("j", UNION, concept="Other", agreement=False)]
    weights = {each[:2]: each[2] for each in ends(network(more, NetworkSettings(kind="subtract")))}
    assert weights["Ilse Marn", "Harbour Union"] == -1.0


def test_average_activity_divides_by_how_much_both_say() -> None:
    found = network(DEBATE, NetworkSettings(kind="congruence", normalised=True))
    assert {each[:2]: each[2] for each in ends(found)} == {
        ("Ilse Marn", "Harbour Union"): 1 / 2,
        ("Ilse Marn", "Tolm"): 1 / 1.5,
        ("Harbour Union", "Tolm"): 1 / 1.5,
    }


def test_a_concept_without_agreement_joins_and_parts_nobody() -> None:
    said = [row("a", MARN, concept=STAY), row("b", UNION, concept=STAY)]
    assert ends(network(said, NetworkSettings(kind="congruence"))) == [("Ilse Marn", "Harbour Union", 1, 1)]
    assert not network(said, NetworkSettings(kind="conflict")).edges


def test_filters() -> None:
    assert len(network(DEBATE, NetworkSettings(least=2)).edges) == 1
    assert dict(network(DEBATE, NetworkSettings(least=2)).left_out)["edges that weigh less"] == 4
    kinds = network(DEBATE, NetworkSettings(actor_kinds=frozenset({"organisation"})))
    assert {each[0] for each in ends(kinds)} == {"Harbour Union"}
    assert dict(kinds.left_out)["claims of actors of other kinds"] == 4
    assert len(network(DEBATE, NetworkSettings(sources=frozenset({"Post"}))).edges) == 1
    assert not network(DEBATE, NetworkSettings(labels=frozenset({"other"}))).edges
    dated = network(DEBATE, NetworkSettings(since="2025-10-12", until="2025-10-20"))
    assert {claim for edge in dated.edges for claim in edge.claims} == {"b", "c"}
    assert dict(dated.left_out) == {"claims without a date": 4}


def test_weight_by_articles() -> None:
    said = [row("a", MARN, kind="accuses"), row("b", MARN, kind="accuses")]
    assert only(network(said, NetworkSettings(weight="articles"))).weight == 1.0


def test_organisations_stand_for_their_members() -> None:
    spoke = dataclasses.replace(MARN, member_of=(UNION,))
    found = network([row("a", spoke, UNION, kind="asks")], NetworkSettings(organisations=True))
    assert ends(found) == [("Harbour Union", "asks", 1.0, None)]


def test_slices_of_time() -> None:
    found = slices(DEBATE, NetworkSettings(), "week")
    assert [(each.start, each.end) for each in found.networks] == [
        ("2025-10-06", "2025-10-12"),
        ("2025-10-20", "2025-10-26"),
    ]
    assert [len(each.edges) for each in found.networks] == [1, 2]
    assert found.undated == 4
    (month,) = slices(DEBATE, NetworkSettings(), "month").networks
    assert (month.start, month.end, len(month.edges)) == ("2025-10-01", "2025-10-31", 2)
    (late,) = slices(DEBATE, NetworkSettings(since="2025-10-12"), "year").networks
    assert (late.start, late.statements) == ("2025-01-01", 2)


def test_all_windows_mean_the_same_by_a_claim() -> None:
    said = [row("a", MARN, kind="asks", published="2025-01-01"), row("b", MARN, kind="asks", concept=STAY)]
    said[1] = dataclasses.replace(said[1], published="2025-02-01")
    (one,) = slices(said, NetworkSettings(), "month").networks
    assert ends(one) == [("Ilse Marn", STAY, 1.0, None)]


def test_a_network_is_data() -> None:
    settings = NetworkSettings(kind="subtract")
    told = dataclasses.asdict(network(DEBATE, settings))
    del told["settings"]
    assert json.loads(json.dumps(told))["edges"][0]["weight"]


def test_no_statements_make_an_empty_network() -> None:
    for kind in ("actor-claim", "actor-actor", "congruence", "conflict", "subtract"):
        found = network([], NetworkSettings(kind=kind))  # type: ignore[arg-type]
        assert (found.nodes, found.edges, found.left_out) == ((), (), ())
    assert slices([], NetworkSettings(), "day").networks == ()


@pytest.mark.parametrize("kind", ["actor-claim", "actor-actor", "subtract"])
def test_graphs_are_read_back_by_networkx(kind: Any) -> None:
    import networkx as nx

    odd = Party("o", "O\x0bd & <d> 😀")
    said = [*DEBATE, row("z", odd, concept=STAY, agreement=True, about=(MARN,))]
    from annotator.analysis.drawing import as_graph

    found = network(said, NetworkSettings(kind=kind))
    graph = as_graph(found)
    for write, read in ((nx.write_graphml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        file = io.BytesIO()
        write(graph, file)
        file.seek(0)
        again = read(file)
        assert (set(again.nodes), again.is_directed()) == (set(graph.nodes), found.directed)
        for edge in found.edges:
            kept = again.edges[edge.source, edge.target]
            assert float(kept["weight"]) == abs(edge.weight)
            assert kept.get("sign") == edge.sign
            assert (type(kept["statements"]), kept["claim_ids"].split()) == (int, list(edge.claims))


def test_slices_are_spells_in_gexf() -> None:
    import networkx as nx

    from annotator.analysis.drawing import as_graph

    found = network(DEBATE, NetworkSettings())
    file = io.BytesIO()
    nx.write_gexf(as_graph(found, slices(DEBATE, NetworkSettings(), "week")), file)
    written = file.getvalue().decode()
    assert 'mode="dynamic"' in written
    assert '<spell start="2025-10-06" end="2025-10-12" />' in written
    file.seek(0)
    assert nx.read_gexf(file).number_of_edges() == 5
