from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.articles.failure import ReadFailure
from annotator.exchange.jsonl_in import Skipped, read_layers
from annotator.model.article import text_sha256
from annotator.model.incoming import IncomingLayer, IncomingLink

TEXT = "Kim 😀 said no."


def read(tmp_path: Path, *records: Any) -> list[IncomingLayer | Skipped | ReadFailure]:
    path = tmp_path / "in.jsonl"
    lines = [r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in records]
    path.write_bytes(b"\n".join(lines))
    return list(read_layers(path))


def span(start: int, end: int, label: str = "actor", **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, **more}


def one(tmp_path: Path, *spans: Any, **more: Any) -> IncomingLayer | Skipped | ReadFailure:
    (found,) = read(tmp_path, {"text": TEXT, "spans": list(spans), **more})
    return found


def test_a_plain_prodigy_record(tmp_path: Path) -> None:
    relations = [
        {
            "head": 2,
            "child": 0,
            "label": "speaker",
            "head_span": {"start": 6, "end": 10, "token_start": 2, "token_end": 2, "label": "cue"},
            "child_span": {"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "actor"},
        }
    ]
    found = one(
        tmp_path,
        span(0, 3, token_start=0, token_end=0),
        span(6, 10, "cue", token_start=2, token_end=2),
        relations=relations,
        answer="accept",
        _annotator_id="kim-2",
    )
    assert isinstance(found, IncomingLayer)
    assert (found.annotator, found.article) == ("kim-2", text_sha256(TEXT))
    assert found.origin.endswith("in.jsonl, line 1")
    actor, cue = found.annotations
    assert [(a.label, a.segments, a.origin) for a in found.annotations] == [
        ("actor", ((0, 3),), "import"),
        ("cue", ((6, 10),), "import"),
    ]
    assert len(actor.id) == len(cue.id) == 36
    assert found.links == (IncomingLink("speaker", cue.id, actor.id),)
    assert one(tmp_path, span(0, 3), span(6, 10, "cue")) == one(tmp_path, span(0, 3), span(6, 10, "cue"))


def test_relations_by_token_alone(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        span(0, 3, id="a", token_end=0),
        span(6, 10, "cue", id="b", token_end=2),
        relations=[{"head": 2, "child": 0, "label": "speaker"}],
    )
    assert isinstance(found, IncomingLayer)
    assert found.links == (IncomingLink("speaker", "b", "a"),)


def test_all_that_our_own_record_says(tmp_path: Path) -> None:
    given = span(
        0,
        10,
        id="a",
        segments=[[6, 10], [0, 3]],
        text=TEXT[:10],
        attributes={"kind": "person"},
        actor={"id": "k", "name": "Kim", "kind": "person"},
        origin="model",
        decision="corrected",
        derived_from="s",
        note="n",
        created_by="Kim",
        created_at="2026-01-01T00:00:00.000Z",
        updated_at="2026-01-02T00:00:00.000Z",
    )
    found = one(tmp_path, given)
    assert isinstance(found, IncomingLayer)
    (made,) = found.annotations
    assert (made.segments, made.quote) == (((0, 3), (6, 10)), "Kim … said")
    assert made.actor is not None
    assert (made.actor.id, made.actor.name, made.actor.kind) == ("k", "Kim", "person")
    assert (made.attributes, made.origin, made.verdict) == ({"kind": "person"}, "model", "corrected")
    assert (made.derived_from, made.note, made.created_by) == ("s", "n", "Kim")
    assert (made.created_at[:10], made.updated_at[:10]) == ("2026-01-01", "2026-01-02")


def test_suggestions_are_skipped_and_counted(tmp_path: Path) -> None:
    record = {
        "text": TEXT,
        "spans": [span(0, 3, id="a"), span(6, 10, "cue", id="b", suggestion=True, decision="rejected")],
        "relations": [{"label": "speaker", "head_id": "b", "child_id": "a", "suggestion": True}],
    }
    skipped, layer = read(tmp_path, record)
    assert isinstance(skipped, Skipped)
    assert skipped.annotations == 1
    assert isinstance(layer, IncomingLayer)
    assert ([a.id for a in layer.annotations], layer.links) == (["a"], ())


def test_refused_records_are_skipped_and_said(tmp_path: Path) -> None:
    found = one(tmp_path, span(0, 3), answer="reject")
    assert isinstance(found, Skipped)
    assert "“reject”" in found.reason


def test_records_without_spans_and_broken_lines_are_passed_over(tmp_path: Path) -> None:
    records = [
        {"text": TEXT},
        b"{broken",
        b"",
        [1],
        {"spans": [span(0, 1)]},
        {"text": 3, "spans": [1]},
        b"\xff",
    ]
    assert read(tmp_path, *records) == []


@pytest.mark.parametrize(
    ("spans", "relations", "said"),
    [
        ("x", [], "spans are no list"),
        ([1], [], "spans are no list"),
        ([{"start": 0, "end": 3}], [], "Span 1 has no label"),
        ([span(0, 3), {"label": "actor"}], [], "Span 2 has no start and end"),
        ([span(True, 3)], [], "no start and end"),
        ([span(0.0, 3)], [], "no start and end"),
        ([span(0, 99)], [], "does not fit an article of 14 characters"),
        ([span(3, 3)], [], "at least one character"),
        ([span(-3, 3)], [], "does not fit"),
        ([span(0, 3, segments=[[1, 3]])], [], "do not reach from its start to its end"),
        ([span(0, 3, segments=[[1]])], [], "no start and end"),
        ([span(0, 4, text="Kim")], [], "says “Kim”, but at 0–4 stands “Kim ”"),
        ([span(0, 3, id="a"), span(6, 10, id="a")], [], "Two of its spans have the id “a”"),
        ([span(0, 3, attributes=[1])], [], "attributes of span 1"),
        ([span(0, 3, actor={"id": "k"})], [], "actor of span 1 has no name"),
        ([span(0, 3, id="a")], [{"label": "x", "head_id": "a", "child_id": "b"}], "child of relation 1"),
        ([span(0, 3, id="a")], [{"label": "x", "head": 7, "child": 0}], "head of relation 1"),
        ([span(0, 3, id="a")], [{"head_id": "a", "child_id": "a"}], "Relation 1 has no label"),
        ([span(0, 3, id="a")], {"head": 1}, "relations are no list"),
    ],
)
def test_bad_records_are_a_sentence_and_the_others_stay(
    tmp_path: Path, spans: Any, relations: Any, said: str
) -> None:
    good = {"text": TEXT, "spans": [span(0, 3)]}
    bad, found = read(tmp_path, {"text": TEXT, "spans": spans, "relations": relations}, good)
    assert isinstance(bad, ReadFailure)
    assert said in bad.reason
    assert bad.origin.endswith("line 1")
    assert bad.reason.count(". ") == 0
    assert isinstance(found, IncomingLayer)


def test_a_byte_order_mark_and_lone_surrogates(tmp_path: Path) -> None:
    surrogate = {"text": "a\ud800b", "spans": [span(1, 2, text="\ud800")]}
    (found,) = read(tmp_path, b"\xef\xbb\xbf" + json.dumps(surrogate).encode())
    assert isinstance(found, IncomingLayer)
    assert found.article == text_sha256("a\ufffdb")
    assert found.annotations[0].quote == "\ufffd"


def test_what_is_no_time_is_as_if_none_was_given(tmp_path: Path) -> None:
    """It would be later than every time that a person's edit gets."""
    found = one(tmp_path, span(0, 3, created_at="yesterday", updated_at="zzz"))
    assert isinstance(found, IncomingLayer)
    assert {(a.created_at, a.updated_at) for a in found.annotations} == {("", "")}
