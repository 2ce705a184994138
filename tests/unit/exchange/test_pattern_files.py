"""Files of patterns, as they come from spreadsheets, spaCy and Prodigy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.lang.en import English

from annotator.errors import UserError
from annotator.exchange.pattern_files import PatternFile, as_csv, as_jsonl, read_patterns
from annotator.model.knowledge import Pattern
from annotator.project.operations.pattern_import import PatternRow


def reading(tmp_path: Path, data: str | bytes, name: str = "list.csv") -> PatternFile:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_patterns(path)


def test_headers_are_forgiving_and_other_columns_are_answers(tmp_path: Path) -> None:
    found = reading(tmp_path, "Search Term;TAG;Kind;Actor_Name;lang\r\ntrade union;actor;group;TUC;en\r\n")
    row = PatternRow(2, "trade union", "actor", {"Kind": "group"}, "TUC", "en")
    assert (found.rows, found.failures) == ([row], [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_and_quotes_hold(tmp_path: Path, delimiter: str) -> None:
    found = reading(tmp_path, f'pattern{delimiter}label\n"a{delimiter}""b"""{delimiter}actor\n')
    assert [(r.pattern, r.label) for r in found.rows] == [(" ".join(f'a{delimiter}"b"'.split()), "actor")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    data = "pattern,label\nministère de la santé,actor\nl’État,actor\n".encode(encoding)
    assert [r.pattern for r in reading(tmp_path, data).rows] == ["ministère de la santé", "l’État"]


def test_a_plain_list_is_one_phrase_a_line(tmp_path: Path) -> None:
    found = reading(tmp_path, "trade union\n\n~opposition leader\n", "list.txt")
    assert [(r.line, r.pattern) for r in found.rows] == [(1, "trade union"), (3, "~opposition leader")]


def test_several_columns_without_a_pattern_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"has no column “pattern” \(its columns: foo, bar"):
        reading(tmp_path, "foo,bar\n1,2\n")


def test_bad_rows_are_told_with_their_line_and_the_others_are_read(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        'pattern,label\nunion,actor\n,actor\n"[{""LOWER"": 3}]",actor\n"[{""LOWER"": ""x""}]",actor\na,b,c\n',
    )
    assert [row.pattern for row in found.rows] == ["union", ({"LOWER": "x"},)]
    assert [line for line, _ in found.failures] == [3, 4, 6]


def test_prodigys_lines_are_read_and_bad_ones_told(tmp_path: Path) -> None:
    lines = (
        '{"label": "ACTOR", "pattern": "trade union"}\n\n'
        '{"label": "ACTOR", "pattern": [{"lower": "trade"}], "id": "t"}\n'
        '{"label": "ACTOR"}\nnonsense\n{"label": 3, "pattern": "x"}\n'
    )
    found = reading(tmp_path, lines, "patterns.jsonl")
    assert [(r.line, r.pattern) for r in found.rows] == [(1, "trade union"), (3, ({"LOWER": "trade"},))]
    assert [line for line, _ in found.failures] == [4, 5, 6]


def test_cells_that_are_formulas_elsewhere_are_escaped_and_come_back(tmp_path: Path) -> None:
    patterns = [
        Pattern(str(n), "actor", text) for n, text in enumerate(["=1+1", "-gate", "@kim", "'=x", "+a"])
    ]
    text = as_csv(patterns, {})
    assert "\n'=1+1," in text
    assert all(not line.startswith(("=", "-", "@", "+")) for line in text.splitlines())
    assert [r.pattern for r in reading(tmp_path, text).rows] == [p.pattern for p in patterns]


def test_spacys_own_ruler_takes_what_is_exported() -> None:
    patterns = [
        Pattern("1", "actor", "Trade Union", {"kind": "group"}, "list", "en", "a"),
        Pattern("2", "cue", ({"LOWER": "warned"},), off=True),
    ]
    path_of = as_jsonl(patterns, {"a": "TUC"})
    assert '"actor": "TUC"' in path_of
    nlp = English()
    ruler = nlp.add_pipe("span_ruler")
    ruler.add_patterns([json.loads(line) for line in path_of.splitlines()])  # type: ignore[attr-defined]
    doc = nlp("The Trade Union warned us.")
    found = [(span.text, span.label_) for span in doc.spans["ruler"]]
    assert found == [("Trade Union", "actor"), ("warned", "cue")]


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read"):
        read_patterns(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", bytes(range(256)), b"\xff\xfe" + bytes(range(256)), b"union\nfo\x01o\nbar\n"]
)
def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UserError, match=r"list\.csv is no text .* save the list as CSV in UTF-8"):
        reading(tmp_path, data)


@pytest.mark.parametrize("damaged", ["fo\x01o", "a\ue000", "a\U000e0fff", "x\ufffe", "b\x9f"])
def test_a_phrase_with_characters_that_are_no_text_is_told(tmp_path: Path, damaged: str) -> None:
    found = reading(tmp_path, "\n".join(["pattern", "l’Été ‏שלום", damaged, *["union"] * 60]))
    assert [line for line, _ in found.failures] == [3]
    assert len(found.rows) == 61
