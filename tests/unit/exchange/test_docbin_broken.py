"""``.spacy`` files that are damaged or made to do harm: a sentence each, never an exception."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from srsly import msgpack

from annotator.articles.failure import ReadFailure
from annotator.exchange.docbin import packed
from annotator.exchange.docbin.into import read
from annotator.exchange.foreign import ForeignDocument

NLP = spacy.blank("en")


def good() -> bytes:
    docs = [NLP("Mira Sand said so."), NLP("Nothing here 😀.")]
    docs[0].ents = [docs[0].char_span(0, 9, "actor")]
    docs[0].spans["sc"] = [docs[0].char_span(0, 14, "claim")]
    docs[0].cats = {"calm": 1.0, "loud": 0.0}
    docs[0].user_data["annotator"] = {"meta": {"sha256": "x"}, "spans": [3]}
    found: bytes = DocBin(docs=docs, store_user_data=True).to_bytes()
    return found


GOOD = good()
OBJECTS = msgpack.packb({b"nd": True, b"type": "|O", b"shape": [1], b"data": b"12345678"}, use_bin_type=True)


def changed(change: Callable[[dict[str, Any]], None]) -> bytes:
    message = msgpack.unpackb(zlib.decompress(GOOD), raw=False)
    change(message)
    return zlib.compress(msgpack.packb(message, use_bin_type=True))


def put(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda message: message.update(values)


def drop(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda message: message.pop(name)


def group(first: int, behind: int, label: str = "actor") -> bytes:
    span = struct.pack(">QQQllll", 0, 0, NLP.vocab.strings[label], first, behind, 0, 1)
    packed_group = msgpack.packb({"name": "sc", "attrs": {}, "spans": [span]}, use_bin_type=True)
    return bytes(msgpack.packb({packed_group: ["sc"]}, use_bin_type=True))


def test_anybodys_file_comes_in_with_ents_groups_and_cats(tmp_path: Path) -> None:
    file = tmp_path / "a.spacy"
    file.write_bytes(GOOD)
    first, second = read(file)
    assert isinstance(first, ForeignDocument)
    assert isinstance(second, ForeignDocument)
    assert {(span.label, span.pieces, span.quote) for span in first.spans} == {
        ("actor", ((0, 9),), "Mira Sand"),
        ("claim", ((0, 14),), "Mira Sand said"),
    }
    assert first.answers == {"calm": True, "loud": False}
    assert second.text == "Nothing here 😀."


def test_texts_of_which_spaces_are_not_known_have_one_between_two_words(tmp_path: Path) -> None:
    doc = Doc(NLP.vocab, words=["Mira", "left", "."])
    DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    (document,) = read(tmp_path / "a.spacy")
    assert isinstance(document, ForeignDocument)
    assert document.text == doc.text == "Mira left . "


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not deflated",
        GOOD[: len(GOOD) // 2],
        zlib.compress(b"\xdd\xff\xff\xff\xff"),
        zlib.compress(b"\x91" * 5000),
        zlib.compress(msgpack.packb([1, 2])),
        changed(drop("tokens")),
        changed(drop("strings")),
        changed(put(attrs=["ORTH"])),
        changed(put(attrs=[])),
        changed(put(lengths=struct.pack("=ii", 1 << 30, 4))),
        changed(put(lengths=struct.pack("=ii", -1, 10))),
        changed(put(spaces=b"")),
        changed(put(strings=[1, 2])),
        changed(put(strings="Mira")),
        changed(put(cats=[{}])),
        changed(put(flags=None, user_data=3)),
    ],
)
def test_a_file_that_is_no_docbin_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.spacy"
    file.write_bytes(content)
    (failure,) = read(file)
    assert isinstance(failure, ReadFailure)
    assert failure.reason.endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        put(strings=["Mira"]),  # words that are not there
        put(span_groups=[group(0, 999), b""]),
        put(span_groups=[group(-5, 2), b""]),
        put(span_groups=[group(0, 1, "nowhere"), b""]),  # a label that is not there
        put(span_groups=[b"\xc1", b""]),
        put(span_groups=["text", b""]),
        put(cats=[{"calm": "loud"}, {}]),
        put(cats=[[1], {}]),
        put(user_data=[b"\xff\xff\xff", None]),
        put(user_data=[OBJECTS, None]),  # an array of Python objects
    ],
)
def test_a_damaged_document_is_told(change: Callable[[dict[str, Any]], None], tmp_path: Path) -> None:
    file = tmp_path / "a.spacy"
    file.write_bytes(changed(change))
    first = next(read(file))
    assert isinstance(first, ReadFailure)
    assert "document 1" in first.origin


def test_a_sound_group_is_read(tmp_path: Path) -> None:
    """So that the damaged ones are refused for what is damaged in them."""
    file = tmp_path / "a.spacy"
    file.write_bytes(changed(put(span_groups=[group(1, 2), b""])))
    first = next(read(file))
    assert isinstance(first, ForeignDocument)
    assert ("actor", "Sand") in {(span.label, span.quote) for span in first.spans}


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LARGEST", 1 << 20)
    file = tmp_path / "a.spacy"
    file.write_bytes(zlib.compress(b"\0" * (8 << 20)))
    (failure,) = read(file)
    assert isinstance(failure, ReadFailure)
    assert "divide it" in failure.reason


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), value=st.binary(min_size=1, max_size=9))
def test_whatever_bytes_are_changed_inside(place: float, value: bytes, tmp_path: Path) -> None:
    data = bytearray(zlib.decompress(GOOD))
    at = int(place * len(data))
    data[at : at + len(value)] = value
    file = tmp_path / "a.spacy"
    file.write_bytes(zlib.compress(bytes(data)))
    for item in read(file):
        if isinstance(item, ForeignDocument):
            assert item.text is not None
            for span in item.spans:
                assert span.quote is None or item.text[span.pieces[0][0] : span.pieces[-1][1]]
        else:
            assert isinstance(item, ReadFailure)
