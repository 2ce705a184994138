"""The process that trains: what it is told, how it ends, what it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.model.training import TrainingArticle
from annotator.preannotate.client import worker_environment
from annotator.preannotate.protocol import ProtocolError
from annotator.preannotate.training.client import train, trainer_command
from annotator.preannotate.training.place import Place
from annotator.preannotate.training.protocol import (
    Begin,
    Compared,
    Go,
    Impossible,
    Keep,
    Learn,
    Order,
    Progress,
    Report,
    ReportParser,
    Saved,
    Stop,
    decode_order,
    decode_report,
    encode_order,
    encode_report,
)
from tests.support.projects import default_codebook

FOUND = {3: Suggestions((SuggestedAnnotation("a", "actor", ((0, 3),), {"kind": "person"}, 0.5, "😀"),))}
REPORTS: list[Report] = [
    Progress("Reading", 1, 2, "x", 3, 0.5),
    Compared(FOUND, FOUND, (("actor", ""), ("actor", "kind")), ("a note",), {"articles": 3}, "en 1"),
    Saved(ModelName("en", "1"), FOUND),
    Impossible("It can't be."),
]
ORDERS: list[Order] = [
    Begin("", "/somewhere", "1", default_codebook().to_json()),
    Learn(TrainingArticle(1, "ab", "text\n😀\ud800", "en", True)),
    Go(),
    Keep((("actor", ""),)),
    Stop(),
]


@given(st.integers(1, 50))
def test_what_is_said_comes_out_the_same(size: int) -> None:
    data = b"".join(map(encode_report, REPORTS))
    parser = ReportParser()
    found = [r for start in range(0, len(data), size) for r in parser.feed(data[start : start + size])]
    assert found == REPORTS
    assert [decode_order(encode_order(order)) for order in ORDERS] == ORDERS


@pytest.mark.parametrize("line", [b"", b"1", b"{}", b'{"do":"fly"}', b'{"event":"saved"}', b'{"do":"begin"}'])
def test_nonsense_is_refused(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode_order(line)
    with pytest.raises(ProtocolError):
        decode_report(line)


def worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        trainer_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=worker_environment()
    )


def begin(folder: Path) -> bytes:
    return encode_order(Begin("", str(folder), "1", default_codebook().to_json()))


@pytest.mark.parametrize("how", ["stop", "close", "kill"])
def test_stopped_it_leaves_no_folder(tmp_path: Path, how: str) -> None:
    place = Place(tmp_path / "model")
    place.make()
    process = worker()
    assert process.stdin is not None
    process.stdin.write(begin(place.beside))
    process.stdin.flush()
    if how == "stop":
        process.stdin.write(encode_order(Stop()))
        process.stdin.flush()
    elif how == "close":
        process.stdin.close()
    else:
        os.kill(process.pid, signal.SIGTERM)
    process.wait(30)
    if not process.stdin.closed:
        process.stdin.close()
    assert process.stdout is not None
    process.stdout.close()
    place.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_pipeline_that_cannot_be_loaded_is_one_sentence(tmp_path: Path) -> None:
    place = Place(tmp_path / "model")
    orders = [Begin("nonsense", str(place.beside), "1", default_codebook().to_json()), Go()]
    with pytest.raises(UserError, match="There is no spaCy pipeline “nonsense”"):
        train(orders, lambda _compared: (), lambda _progress: None)


def test_a_worker_that_dies_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = [sys.executable, "-c", "import sys; sys.stdin.readline(); print('Oh', file=sys.stderr)"]
    monkeypatch.setattr("annotator.preannotate.training.client.trainer_command", lambda: dying)
    with pytest.raises(UserError, match=r"ended unexpectedly; it said last:\nOh"):
        train([Begin("", "", "1", "{}")], lambda _compared: (), lambda _progress: None)


def test_a_place_must_be_free(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").touch()
    with pytest.raises(UserError, match=r"something in .*there already"):
        Place(tmp_path / "there")
    (tmp_path / "empty").mkdir()
    place = Place(tmp_path / "empty")
    place.make()
    (place.beside / "config.cfg").touch()
    assert place.take() == tmp_path / "empty"
    assert [path.name for path in (tmp_path / "empty").iterdir()] == ["config.cfg"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "there"]
    with pytest.raises(UserError, match="can't be written"):
        Place(tmp_path / "there" / "file" / "below").make()
