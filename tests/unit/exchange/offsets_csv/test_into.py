from __future__ import annotations

from pathlib import Path

import pytest

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument
from annotator.exchange.offsets_csv.into import read


def documents(path: Path, content: str, encoding: str = "utf-8") -> tuple[list[ForeignDocument], list[str]]:
    path.write_bytes(content.encode(encoding))
    items = list(read(path))
    return (
        [item for item in items if isinstance(item, ForeignDocument)],
        [
            f"{item.origin.rpartition(', ')[2]}: {item.reason}"
            for item in items
            if isinstance(item, ReadFailure)
        ],
    )


def test_rows_of_one_article_are_one_document(tmp_path: Path) -> None:
    content = (
        "Title;Begin;Stop;Tag;Span text;Coder;sure;weight;tone;ID;head;relation\n"
        "Levy;0;4;PER;Mira;Kim;true;2;dry;a;;\n"
        "Port;3;5;ORG;x;Kim;;;;;;\n"
        "Levy;10;14;SAYS;said;Kim;;0.5;;b;a;by\n"
        "Levy;0;4;PER;Mira;Ada;;;007;;;\n"
    )
    found, failures = documents(tmp_path / "a.csv", content)
    assert failures == []
    assert [(each.article, each.annotator, len(each.spans)) for each in found] == [
        ("Levy", "Kim", 2),
        ("Port", "Kim", 1),
        ("Levy", "Ada", 1),
    ]
    first, second = found[0].spans
    assert (first.pieces, first.quote) == (((0, 4),), "Mira")
    assert dict(first.attributes) == {"sure": True, "weight": 2, "tone": "dry"}
    assert dict(second.attributes) == {"weight": 0.5}
    assert [(link.label, link.head, link.child) for link in found[0].links] == [("by", "a", "b")]
    assert dict(found[2].spans[0].attributes) == {"tone": "007"}  # no number, which would lose its zeros


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_stay_as_they_are(tmp_path: Path, encoding: str) -> None:
    content = 'text,start,end,label\n"A 😀\r\nb ""c""",0,1,X\n'
    found, _ = documents(tmp_path / "a.csv", content, encoding)
    assert [each.text for each in found] == ['A 😀\r\nb "c"']


def test_bad_rows_are_sentences_and_the_others_stay(tmp_path: Path) -> None:
    rows = ("A,0,x,L,", "A,0,3,,", ",0,3,L,", "A,0,99999999999999999999,L,", "A,0,3,L,7", "A,4,5,L,7", "")
    content = "\n".join(("title,start,end,label,id", *rows, "A,1.0,3.0,L,"))
    found, failures = documents(tmp_path / "a.csv", content)
    assert [len(each.spans) for each in found] == [2]
    assert [failure.split(":")[0] for failure in failures] == ["row 2", "row 3", "row 4", "row 5", "row 7"]
    assert "Another row has the id “7”" in failures[-1]


def test_a_table_of_something_else_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no column for end and label and title"):
        documents(tmp_path / "a.csv", "start,words\n1,2\n")
    found, failures = documents(tmp_path / "b.csv", 'title,start,end,label\nA,0,1,X\n"A,0,1\n')
    assert len(found) == 1
    assert "mend its quotes" in failures[0]
