from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument, ForeignLink, ForeignSpan
from annotator.exchange.taking.mapping import NameMapping
from annotator.exchange.taking.mapping_toml import mapping_toml, parse_mapping, read_mapping
from annotator.exchange.taking.survey import Survey
from tests.support.projects import default_codebook

TOML = """
[labels]
PER = "actor"
"DATE" = false
ORG = "new: Organ"
[links]
by = "speaker"
[attributes.PER]
sort = "kind"
age = ""
[values.PER.sort]
pers = "person"
"?" = false
[questions]
"*" = false
[annotators]
4b22 = "Robin"
"""


def document() -> ForeignDocument:
    spans = (
        ForeignSpan("1", "PER", ((0, 1),), attributes={"sort": "pers", "age": 4}),
        ForeignSpan("2", "DATE", ((1, 2),)),
        ForeignSpan("3", "ORG", ((2, 3),), attributes={"sort": "firm"}),
        ForeignSpan("4", "PER", ((3, 4),), attributes={"sort": ["?", "pers"]}),
    )
    links = (ForeignLink("by", "3", "1"), ForeignLink("by", "3", "2"))
    return ForeignDocument("text", "a", spans, links, answers={"frame": "cost"}, annotator="4b22")


def test_names_become_what_the_mapping_says_and_what_it_leaves_out_is_counted() -> None:
    mapping = parse_mapping(TOML)
    mapped, left = mapping.applied(document())
    assert [(span.label, dict(span.attributes)) for span in mapped.spans] == [
        ("actor", {"kind": "person"}),
        ("Organ", {"sort": "firm"}),
        ("actor", {"kind": ["person"]}),
    ]
    assert [(link.label, link.child) for link in mapped.links] == [("speaker", "1")]
    assert left == {"label DATE": 1, "attribute age of PER": 1, "link by": 1, "question frame": 1}
    assert mapping.annotator("4b22") == "Robin"
    assert mapping.annotator("other") == "other"
    mapping.check(default_codebook())


def test_all_others_may_be_left_out() -> None:
    mapped, _ = parse_mapping('[labels]\nPER = "actor"\n"*" = false').applied(document())
    assert {span.label for span in mapped.spans} == {"actor"}


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ('[labels]\nPER = "actr"', "did you mean “actor”"),
        ('[labels]\nPER = "Zebra"', "write “new: Zebra” to have it made"),
        ('[links]\nby = "spekaer"', "did you mean “speaker”"),
        ('[labels]\nPER = "actor"\n[attributes.PER]\na = "colour"', "attribute of actor “colour”"),
    ],
)
def test_a_name_that_the_codebook_lacks_is_a_sentence(toml: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_mapping(toml).check(default_codebook())


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("[lables]\na = 'b'", "no “lables”"),
        ("labels = 3", "must be a table"),
        ("[labels]\na = 3", "must be a name"),
        ("[values.PER]\na = 'b'", "must be a table"),
        ("[labels", "is no mapping"),
    ],
)
def test_a_broken_mapping_is_a_sentence(tmp_path: Path, toml: str, sentence: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(toml)
    with pytest.raises(UserError, match=sentence):
        read_mapping(path)


def test_a_written_mapping_does_what_would_happen_anyway() -> None:
    survey = Survey()
    survey.met(document())
    book = default_codebook()
    made = survey.mapping(book, NameMapping())
    assert made.labels == {"PER": "new: PER", "DATE": "new: DATE", "ORG": "new: ORG"}
    assert made.links == {"by": "new: by"}
    assert made.attributes["PER"] == {"sort": "new: sort", "age": "new: age"}
    assert made.annotators == {"4b22": "4b22"}
    chosen = parse_mapping(TOML)
    again = survey.mapping(book, chosen)
    assert again.labels == chosen.labels
    assert again.attributes["PER"] == {"sort": "kind", "age": None}
    written = mapping_toml(again, survey.comments())
    assert '"PER" = "actor"  # 2' in written
    assert parse_mapping(written) == again


def test_odd_names_are_written_so_that_they_are_read_again() -> None:
    odd = NameMapping({'a"b\\c\nd😀\u2028': "actor", "": None})
    assert parse_mapping(mapping_toml(odd)) == odd
