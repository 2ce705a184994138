"""REFI-QDA files that were damaged anywhere: items or a sentence, never anything else."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument, ForeignItem
from annotator.exchange.formats import Context
from annotator.exchange.qdpx import out
from annotator.exchange.qdpx.into import read
from annotator.model.incoming import Noted
from tests.support.said import said, shipped

TEXT = "Mira Sand said 😀 that\r\nthe levy “will fail”."


def whole() -> bytes:
    record = said(
        TEXT,
        {"a": ("actor", "Mira Sand"), "c": ("claim", ("that", "will fail"), {"kind": "predicts"})},
        [("speaker", "c", "a")],
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.qdpx")
        writer = out.open_writer(path, Context("p", shipped("actor-claim-sentiment")))
        writer.add(record)
        writer.close()
        return path.read_bytes()


WHOLE = whole()
with zipfile.ZipFile(io.BytesIO(WHOLE)) as _archive:
    MEMBERS = {name: _archive.read(name) for name in _archive.namelist()}

EVIL = st.sampled_from(
    (
        *(
            b"",
            b"\x00",
            b"<",
            b">",
            b"&",
            b'"',
            b"\xff\xfe",
            b"-1",
            b"9" * 400,
            b"1e9",
            b"NaN",
            b"null",
            b"[[[",
        ),
        *(
            b"\xf0\x9f",
            b"<Code>" * 300,
            b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
            b"<?annotator {?>",
            b"{}",
            b"true",
        ),
        *(b"<?annotator []?>", b'"id": 7', b"\r\n", b"\xed\xa0\x80"),
    )
)


def changed(data: bytes, edits: list[tuple[float, float, bytes]]) -> bytes:
    for place, length, put in edits:
        at = int(place * len(data))
        data = data[:at] + put + data[at + int(length * 40) :]
    return data


EDITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), EVIL), min_size=1, max_size=4)


def check(data: bytes, suffix: str = ".qdpx") -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"p{suffix}")
        path.write_bytes(data)
        items: list[ForeignItem] = []
        try:
            items += read(path)
        except UserError as error:
            items.append(ReadFailure(str(path), str(error)))
    for item in items:
        assert isinstance(item, ForeignDocument | ReadFailure | Noted)
        if isinstance(item, ReadFailure):
            assert item.reason.endswith(".")


@settings(max_examples=120, deadline=None)
@given(member=st.sampled_from(sorted(MEMBERS)), edits=EDITS)
def test_damaged_members(member: str, edits: list[tuple[float, float, bytes]]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in MEMBERS.items():
            archive.writestr(name, changed(data, edits) if name == member else data)
    check(packed.getvalue())


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_damaged_archives_and_projects(edits: list[tuple[float, float, bytes]]) -> None:
    check(changed(WHOLE, edits))
    check(changed(MEMBERS["project.qde"], edits), ".qde")


def test_the_whole_one_is_read() -> None:
    check(WHOLE)
