"""Files as the programs on the web write them themselves, and broken ones: a sentence each, no exception."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.doccano import into as doccano
from annotator.exchange.foreign import ForeignDocument, ForeignItem
from annotator.exchange.label_studio import into as label_studio
from annotator.exchange.prodigy import into as prodigy
from annotator.exchange.web_annotation import into as web_annotation
from annotator.model.incoming import Noted

READ: dict[str, Callable[[Path], Iterator[ForeignItem]]] = {
    "prodigy": prodigy.read,
    "doccano": doccano.read,
    "label-studio": label_studio.read,
    "w3c": web_annotation.read,
}
TEXT = "Ada 😀 met Bo."


def items(tmp_path: Path, format: str, content: str | bytes) -> list[ForeignItem]:
    file = tmp_path / "file"
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return list(READ[format](file))


def told(tmp_path: Path, format: str, content: str | bytes) -> list[ForeignItem]:
    """As items; what is said of the file as a whole is a failure."""
    try:
        return items(tmp_path, format, content)
    except UserError as error:
        return [ReadFailure("file", str(error))]


def document(found: list[ForeignItem]) -> ForeignDocument:
    (one,) = [each for each in found if isinstance(each, ForeignDocument)]
    return one


def covered(document: ForeignDocument) -> list[tuple[str, str]]:
    text = document.text or ""
    return [(span.label, text[span.pieces[0][0] : span.pieces[-1][1]]) for span in document.spans]


PRODIGY = {
    "text": TEXT,
    "meta": {"source": "Harbour News", "page": 3},
    "tokens": [],
    "spans": [
        {"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "PERSON"},
        {"start": 10, "end": 12, "token_start": 3, "token_end": 3, "label": "PERSON"},
    ],
    "relations": [{"head": 0, "child": 3, "label": "MET", "color": "#c5bdf4"}],
    "answer": "accept",
    "_annotator_id": "news-ada",
}


def test_prodigy_as_db_out_writes_it(tmp_path: Path) -> None:
    lines = [PRODIGY, {**PRODIGY, "answer": "reject"}, {"image": "x.png"}]
    accepted, rejected, failure = items(tmp_path, "prodigy", "\n".join(map(json.dumps, lines)))
    assert isinstance(accepted, ForeignDocument)
    assert covered(accepted) == [("PERSON", "Ada"), ("PERSON", "Bo")]
    assert [(link.label, link.head, link.child) for link in accepted.links] == [("MET", "span 1", "span 2")]
    assert (accepted.annotator, accepted.metadata.source) == ("news-ada", "Harbour News")
    assert accepted.metadata.extra == {"page": "3"}
    assert isinstance(rejected, ForeignDocument)
    assert (rejected.spans, rejected.suggested) == ((), 2)
    assert isinstance(failure, ReadFailure)
    assert failure.origin.endswith("line 3")


@pytest.mark.parametrize(
    ("row", "cover"),
    [
        ({"label": [[10, 12, "P"]]}, [("P", "Bo")]),
        ({"entities": [[10, 12, "P"]], "cats": ["news"]}, [("P", "Bo")]),
        ({"entities": [{"id": 7, "label": "P", "start_offset": 10, "end_offset": 12}]}, [("P", "Bo")]),
        ({"label": [[11, 13, "P"]], "Comments": []}, [("P", "Bo")]),
        ({"label": [[11, 13, "P"]], "offsets": "utf-16"}, [("P", "Bo")]),
        ({"label": ["news"]}, []),
    ],
)
def test_doccano_in_all_its_shapes(tmp_path: Path, row: dict[str, Any], cover: list[tuple[str, str]]) -> None:
    found = items(tmp_path, "doccano", json.dumps({"id": 1, "text": TEXT, **row}))
    assert covered(document(found)) == cover
    # Where emoji matter and nothing says how they count, that is told.
    assert any(isinstance(each, Noted) for each in found) == ("offsets" not in row and bool(cover))


def test_doccano_refuses_offsets_inside_a_character(tmp_path: Path) -> None:
    (failure,) = items(
        tmp_path, "doccano", json.dumps({"text": TEXT, "offsets": "utf-16", "label": [[5, 8, "P"]]})
    )
    assert isinstance(failure, ReadFailure)
    assert "inside a character" in failure.reason


def region(key: str, start: int, end: int, label: str) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
    return {"id": key, "from_name": "ner", "to_name": "text", "type": "labels", "value": value}


def test_label_studio_as_it_exports(tmp_path: Path) -> None:
    sure = {
        "id": "a",
        "from_name": "sure",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": ["yes"]},
    }
    relation = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": ["met"]}
    said = {
        "id": 4,
        "completed_by": {"id": 1, "email": "ada@example.org"},
        "was_cancelled": False,
        "result": [region("a", 0, 3, "P"), sure, region("b", 10, 12, "P"), relation],
    }
    task = {
        "id": 9,
        "data": {"text": TEXT, "page": "3"},
        "annotations": [said, {**said, "was_cancelled": True}, {**said, "completed_by": 2, "result": []}],
        "predictions": [{"model_version": "m", "result": [region("p", 0, 3, "P")]}],
    }
    article, first, skipped, empty = items(tmp_path, "label-studio", json.dumps([task]))
    assert isinstance(article, ForeignDocument)
    assert (article.spans, article.suggested) == ((), 1)
    assert isinstance(first, ForeignDocument)
    assert covered(first) == [("P", "Ada"), ("P", "Bo")]
    assert first.spans[0].attributes == {"sure": "yes"}
    assert [(link.head, link.child) for link in first.links] == [("b", "a")]
    assert first.annotator == "ada@example.org"
    assert isinstance(skipped, Noted)
    assert isinstance(empty, ForeignDocument)
    assert empty.annotator == "user 2"


def test_label_studio_as_json_min(tmp_path: Path) -> None:
    task = {"id": 9, "text": TEXT, "ner": [region("a", 10, 12, "P")["value"]], "tone": "calm", "annotator": 1}
    task["about"] = {"choices": ["cost", "right"]}
    found = document(items(tmp_path, "label-studio", json.dumps([task])))
    assert covered(found) == [("P", "Bo")]
    assert found.answers == {"about": ["cost", "right"]}
    assert found.metadata.extra == {"tone": "calm"}
    assert found.annotator == "user 1"


def test_web_annotations_of_others(tmp_path: Path) -> None:
    target = "https://example.org/news"
    position = {"type": "TextPositionSelector", "start": 0, "end": 3}
    quote = {"type": "TextQuoteSelector", "exact": "Bo", "prefix": "met ", "suffix": "."}
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [
            {
                "id": "https://example.org/a1",
                "type": "Annotation",
                "creator": {"type": "Person", "name": "Ada"},
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": "P"},
                    {"type": "TextualBody", "purpose": "commenting", "value": "hm"},
                ],
                "target": {"source": target, "selector": [position, {**quote, "exact": "Ada"}]},
            },
            {"type": "Annotation", "bodyValue": "who?", "target": {"source": target, "selector": quote}},
        ],
    }
    named, nameless = items(tmp_path, "w3c", json.dumps(page))
    assert isinstance(named, ForeignDocument)
    assert isinstance(nameless, ForeignDocument)
    assert (named.text, named.article, named.annotator) == (None, target, "Ada")
    (span,) = named.spans
    assert (span.label, span.pieces, span.quote, span.note) == ("P", ((0, 3),), "Ada", "hm")
    # A quote without a position is never placed by guess: the import says so, and offers to find it.
    assert nameless.spans[0].quote == "Bo"
    assert nameless.spans[0].pieces == ((0, 0),)


BROKEN = [
    b"", b"\x00\x01\x02\xff", b"[" * 100_000, b'{"text": "a"', b"null", b"[]", b"{}",
    b'[null, 3, "x", [], {}]',
    b'{"text": NaN}', b'{"text": "a", "spans": {"a": 1}}', b'{"text": "a", "label": [[1e400, 2, "L"]]}',
    b'{"text": "a", "label": [[' + b"9" * 5_000 + b', 2, "L"]]}', "{'text': 'é'}".encode("latin-1"),
    b'{"text": "\\ud800", "spans": [{"start": 0, "end": 1, "label": "L"}]}', '[{"data": 1}]'.encode("utf-16"),
]  # fmt: skip


@pytest.mark.parametrize("format", READ)
@pytest.mark.parametrize("content", BROKEN)
def test_broken_files_are_told_in_sentences(tmp_path: Path, format: str, content: bytes) -> None:
    found = told(tmp_path, format, content)
    assert all(each.reason.strip().endswith(".") for each in found if isinstance(each, ReadFailure))


WHOLE = {
    "prodigy": PRODIGY,
    "doccano": {
        "text": TEXT,
        "entities": [{"id": 1, "label": "P", "start_offset": 0, "end_offset": 3}],
        "relations": [{"id": 1, "from_id": 1, "to_id": 1, "type": "met"}],
        "cats": ["news"],
        "Comments": ["hm"],
    },
    "label-studio": [
        {
            "data": {"text": TEXT},
            "annotations": [{"completed_by": 1, "result": [region("a", 0, 3, "P")]}],
            "predictions": [{"result": []}],
        }
    ],
    "w3c": {
        "type": "Annotation",
        "creator": {"name": "Ada"},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "P"}],
        "target": {"source": "x:y", "selector": [{"type": "TextPositionSelector", "start": 0, "end": 3}]},
    },
}
ODD = (None, True, -1, 10**30, 1.5, "", "x", [], {}, [None], {"id": 3}, [[0, 1]], "\U0001f600")


def mutated(value: Any, chance: random.Random) -> Any:
    """The same with one thing in it made something else."""
    if chance.random() < 0.2 or not isinstance(value, dict | list) or not value:
        return chance.choice(ODD)
    if isinstance(value, list):
        at = chance.randrange(len(value))
        return [*value[:at], mutated(value[at], chance), *value[at + 1 :]]
    key = chance.choice(list(value))
    return {**value, key: mutated(value[key], chance)}


@pytest.mark.parametrize("format", READ)
def test_files_with_something_odd_in_them_never_raise(tmp_path: Path, format: str) -> None:
    chance = random.Random(5)
    for _ in range(400):
        content = json.dumps(mutated(WHOLE[format], chance))
        for each in told(tmp_path, format, content):
            assert isinstance(each, ForeignDocument | ReadFailure | Noted)
            if isinstance(each, ForeignDocument):
                assert all(isinstance(piece[0], int) for span in each.spans for piece in span.pieces)
