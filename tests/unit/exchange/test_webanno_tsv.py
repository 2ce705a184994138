"""WebAnno TSV files as they are written and read.

Files that are read are made by hand as INCEpTION's guide and its writer have them.  What is written is
held against the same article as XMI, which dkpro-cassis reads: the same labels on the same words.  Each row's
offsets, counted in UTF-16, cover its token.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cassis import load_cas_from_xmi, load_typesystem

from annotator.articles.failure import ReadFailure
from annotator.exchange.cas.types import SPAN
from annotator.exchange.export import chosen_layers, export
from annotator.exchange.foreign import ForeignDocument
from annotator.exchange.webanno.escaping import parts, text_in, text_out, value_in, value_out, with_suffix
from annotator.exchange.webanno.into import read
from annotator.exchange.webanno.units import Unit, hull, units
from annotator.model.incoming import Noted
from annotator.project.operations import annotations, links
from tests.support.rich_layers import rich_project

TEXT = "\n “Steel,” 😀said Mira Sand. “No\r\nlevy.” She left.\n\nTolm, on 👩‍🔬 Monday.\n"


def test_what_is_written_says_the_same_as_the_xmi_that_cassis_reads(tmp_path: Path) -> None:
    with rich_project(tmp_path / "p.annotator", TEXT) as project:
        spans = [(3, 9), (3, 5), (11, 12), (12, 16), (17, 27), (29, 38), (40, 48), (50, 54), (59, 62)]
        made = [
            annotations.add(project, article_id=1, label=label, segments=[place])
            for place in spans
            for label in ("claim", "actor")
        ]
        links.add(project, label="speaker", head_id=made[0].id, child_id=made[5].id)
        layers = chosen_layers(project, ["Robin"])
        for format in ("webanno-tsv", "xmi"):
            export(project, tmp_path / format, layers, format)
    (xmi,) = (tmp_path / "xmi" / "Robin").glob("*.xmi")
    system = load_typesystem(tmp_path / "xmi" / "TypeSystem.xml")
    cas = load_cas_from_xmi(xmi, typesystem=system)
    (file,) = (tmp_path / "webanno-tsv" / "Robin").glob("*.tsv")
    (document,) = read(file)
    assert isinstance(document, ForeignDocument)
    assert document.text == cas.sofa_string == TEXT
    assert sorted((s.label, *s.pieces[0]) for s in document.spans) == sorted(
        (a.label, a.begin, a.end) for a in cas.select(SPAN)
    )
    units_of_text = TEXT.encode("utf-16-le")
    rows = re.findall(r"^[0-9.-]+\t([0-9]+)-([0-9]+)\t([^\t]*)\t", file.read_text("utf-8"), re.MULTILINE)
    assert rows
    for begin, end, word in rows:
        assert units_of_text[2 * int(begin) : 2 * int(end)].decode("utf-16-le") == word


def test_the_file_is_as_inception_has_it(tmp_path: Path) -> None:
    with rich_project(tmp_path / "p.annotator", "Kim said no. Sand-Levy left.\nWhy?") as project:
        who = annotations.add(project, article_id=1, label="actor", segments=[(0, 3)])
        claim = annotations.add(
            project, article_id=1, label="claim", segments=[(9, 16)], attributes={"kind": "denies"}
        )
        links.add(project, label="speaker", head_id=claim.id, child_id=who.id)
        export(project, tmp_path / "out", chosen_layers(project, ["Robin"]), "webanno-tsv")
    (file,) = (tmp_path / "out" / "Robin").glob("*.tsv")
    span, link = "webanno.custom.AnnotatorSpan", "webanno.custom.AnnotatorLink"
    assert file.read_text("utf-8").split("\n") == [
        "#FORMAT=WebAnno TSV 3.3",
        f"#T_SP={span}|label|kind",
        f"#T_RL={link}|label|BT_{span}",
        "",
        "",
        "#Text=Kim said no. ",
        "1-1\t0-3\tKim\tactor[1]\t*[1]\tspeaker\t1-3[2_1]\t",
        "1-2\t4-8\tsaid\t_\t_\t_\t_\t",
        "1-3\t9-11\tno\tclaim[2]\tdenies[2]\t_\t_\t",
        "1-4\t11-12\t.\tclaim[2]\tdenies[2]\t_\t_\t",
        "",
        "#Text=Sand-Levy left.",
        "2-1\t13-17\tSand\t_\t_\t_\t_\t",
        "2-1.1\t13-16\tSan\tclaim[2]\tdenies[2]\t_\t_\t",
        "2-2\t17-18\t-\t_\t_\t_\t_\t",
        "2-3\t18-22\tLevy\t_\t_\t_\t_\t",
        "2-4\t23-27\tleft\t_\t_\t_\t_\t",
        "2-5\t27-28\t.\t_\t_\t_\t_\t",
        "",
        "#Text=Why?",
        "3-1\t29-32\tWhy\t_\t_\t_\t_\t",
        "3-2\t32-33\t?\t_\t_\t_\t_\t",
        "",
    ]


INCEPTION = """#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=webanno.custom.Claim|sure|ROLE_webanno.custom.Claim:slots_webanno.custom.ClaimSlotsLink|de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType
#T_RL=webanno.custom.About|kind|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity
#T_RL=de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency|DependencyType|BT_de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS


#Sentence.id=1
#Text=😀 Mira Sand
#Text=said\\tso.
1-1\t0-2\t😀\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-2\t3-7\tMira\tPROPN\thttp://www.wikidata.org/entity/Q7[1]\tPER[1]\t_\t_\t_\t*->1-1\tname->1-1\t_\t_\tnsubj\t1-4\t
1-3\t8-12\tSand\t_\thttp://www.wikidata.org/entity/Q7[1]|*[2]\tPER[1]|fam\\_ily\\|x[2]\t_\t_\t_\t*->1-1\tname->1-1\t_\t_\t_\t_\t
1-4\t13-17\tsaid\tVERB\t_\t_\ttrue\tspeaker;about\t1-2[1];2-1\t_\t_\t_\t_\t_\t_\t
1-5\t18-20\tso\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-6\t20-21\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t

#Text=Tolm.
2-1\t24-28\tTolm\t_\t*\tLOC\t_\t_\t_\t_\t_\tabout\t1-2[1_0]\t_\t_\t
2-1.1\t24-26\tTo\t_\t_\t_\t_\t_\t_\t*->1-2\tname->1-2\t_\t_\t_\t_\t
2-2\t28-29\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
"""


def test_layers_of_inception_become_spans_and_links(tmp_path: Path) -> None:
    file = tmp_path / "annotation" / "story.txt" / "robin.tsv"
    file.parent.mkdir(parents=True)
    file.write_bytes(INCEPTION.encode())
    noted, document = read(file)
    assert isinstance(noted, Noted)
    assert noted.text == "1 of Dependency were passed over: they join or describe single words."
    assert isinstance(document, ForeignDocument)
    assert document.text == "😀 Mira Sand\nsaid\tso.\n  Tolm."
    assert (document.annotator, document.metadata.title) == ("robin", "story.txt")
    said = {
        span.id: (span.label, document.text[span.pieces[0][0] : span.pieces[0][1]], dict(span.attributes))
        for span in document.spans
    }
    assert sorted(said.values(), key=str) == sorted(
        [
            ("POS", "Mira", {"PosValue": "PROPN"}),
            ("POS", "said", {"PosValue": "VERB"}),
            ("PER", "Mira Sand", {}),
            ("fam_ily|x", "Sand", {}),
            ("Claim", "said", {"sure": "true"}),
            ("LOC", "Tolm", {}),
            ("name", "Mira Sand", {}),
            ("name", "To", {}),
        ],
        key=str,
    )
    assert {(link.label, said[link.head][:2], said[link.child][:2]) for link in document.links} == {
        ("speaker", ("Claim", "said"), ("PER", "Mira Sand")),
        ("about", ("Claim", "said"), ("LOC", "Tolm")),
        ("About", ("PER", "Mira Sand"), ("LOC", "Tolm")),
        ("next", ("name", "Mira Sand"), ("name", "To")),
    }
    assert [span.actor.name for span in document.spans if span.actor is not None] == ["Mira Sand"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "It does not begin with"),
        ("a\tb\n", "It does not begin with"),
        ("#FORMAT=WebAnno TSV 2.0\n", "It does not begin with"),
        ("#FORMAT=WebAnno TSV 3.3\n\n\n", "It has no text"),
        (
            "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=a\n1-1\t0-9\ta\t\n",
            "The token of line 5 lies outside",
        ),
        (
            "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=a\n1-1\t5-3\ta\t\n",
            "The token of line 5 lies outside",
        ),
        ("#FORMAT=WebAnno TSV 3.3\n\n\n#Text=a\nnonsense\n", "Line 5 is no token"),
        (
            "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=a\n1-1\t999999999-999999999\ta\t\n",
            "The sentence at line 5 overlaps",
        ),
        ("#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Y|z\n\n\n#Text=a\n1-1\t0-1\ta\n", "Line 6 has fewer columns"),
        ("#FORMAT=WebAnno TSV 3.3\n\n\n#Text=😀\n1-1\t0-1\t😀\t\n", "An offset lies between"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "a.tsv"
    file.write_text(content, "utf-8")
    (item,) = read(file)
    assert isinstance(item, ReadFailure)
    assert item.reason.startswith(reason)


@pytest.mark.parametrize("text", ["", "a\\b", "\\n", "\n", "\t\r\x0b\x01\\", "[a]|b_*;->c"])
def test_what_is_escaped_comes_back(text: str) -> None:
    assert text_in(text_out(text)) == text
    assert "\t" not in text_out(text)
    value = text.replace("\r", "")
    assert value_in(value_out(value)) == value
    assert list(parts(f"{value_out(value)}[1]|{value_out(value)}[2]")) == [
        f"{value_out(value)}[1]",
        f"{value_out(value)}[2]",
    ]
    assert with_suffix(f"{value_out(value)}[12]") == (value_out(value), "12")


def test_an_annotation_stands_at_its_tokens() -> None:
    tokens = [(1, 4), (5, 8), (8, 9)]
    assert hull(((0, 6), (9, 12)), tokens) == (1, 9)
    assert hull(((4, 5),), tokens) == (1, 4)
    assert hull(((0, 1),), tokens) == (1, 4)
    assert units((2, 9), tokens) == [Unit(0, 2, 4), Unit(1, 5, 8), Unit(2, 8, 9)]
    assert units((6, 7), tokens) == [Unit(1, 6, 7)]
