from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from annotator.exchange.taking.recognising import recognised

TASK = [{"id": 1, "data": {"text": "A"}, "annotations": [{"result": [], "was_cancelled": False}]}]


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.json", json.dumps(TASK), "label-studio"),
        ("a.json", '[{"title": "A", "text": "An article."}]', None),
        ("a.json", '{"%TYPES": {}, "%VIEWS": {}}', "cas-json"),
        ("a.jsonld", '{"@context": "http://www.w3.org/ns/anno.jsonld"}', "w3c"),
        ("a.tsv", "#FORMAT=WebAnno TSV 3.3\n", "webanno-tsv"),
        ("a.tsv", "title\ttext\nA\tB\n", None),
        ("a.csv", "title,start,end,label\nA,0,1,X\n", "offsets-csv"),
        ("a.csv", "title,text,label\nA,B,C\n", None),
        ("a.jsonl", '{"text": "A b", "label": [[0, 1, "X"]]}\n', "doccano"),
        ("a.jsonl", '{"text": "A b", "label": "sport"}\n', None),
        ("a.jsonl", '{"text": "A b", "spans": [{"start": 0}]}\n', None),
        (
            "a.jsonl",
            '{"text": "A", "entities": [{"start_offset": 0, "end_offset": 1, "label": "X"}]}',
            "doccano",
        ),
        ("a.conll", "-DOCSTART- -X- O O\n", "conll2003"),
        ("a.xmi", '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"/>', "xmi"),
        ("a.txt", json.dumps(TASK), None),
        ("a.jsonl", "[" * 100_000, None),
        ("a.json", "", None),
    ],
)
def test_what_a_file_is_taken_for(tmp_path: Path, name: str, content: str, format: str | None) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert recognised(path) == format


def test_archives_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    for name, member, format in (
        ("a.qdpx", "project.qde", "qdpx"),
        ("b.zip", "x/one.xmi", "xmi"),
        ("c.zip", "a.txt", None),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            packed.writestr(member, "x")
        assert recognised(tmp_path / name) == format
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 broken")
    assert recognised(tmp_path / "d.zip") is None
    assert recognised(tmp_path / "nothing.zip") is None
