"""Whatever has happened to a file, reading it is articles and sentences, never an accident."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.articles.reading import FORMATS, ReadFailure, read_articles
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted
from tests.support import sources

CUT, FLIP, LOSE, ADD, DOUBLE = "cut", "flip", "lose", "add", "double"
CHANGES = st.lists(
    st.tuples(
        st.sampled_from([CUT, FLIP, LOSE, ADD, DOUBLE]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 255),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=4,
)


def changed(data: bytes, changes: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, where, number, more in changes:
        at = int(where * len(data))
        if kind == CUT:
            data = data[:at]
        elif kind == FLIP:
            data = data[:at] + bytes([data[at] ^ number]) + data[at + 1 :] if data else data
        elif kind == LOSE:
            data = data[:at] + data[at + number :]
        elif kind == ADD:
            data = data[:at] + more + data[at:]
        else:
            data = data[:at] + data[at : at + number] * 2 + data[at + number :]
    return data


def check(path: Path, format: str = "auto", *, raw: bool = False) -> None:
    for item in read_articles(path, format=format, raw=raw):
        assert item.origin.startswith(str(path))
        match item:
            case IncomingArticle():
                assert item.text.strip()
                assert "\0" not in item.text
                item.text.encode("utf-8")
                values = [getattr(item.metadata, name) for name in ("title", "source", "author", "url")]
                for value in (*values, *item.metadata.extra.values()):
                    value.encode("utf-8")
            case ReadFailure():
                assert item.reason.endswith(".")
                assert "\n" not in item.reason
            case Noted():
                assert "\n" not in item.text


@pytest.mark.parametrize("name", sources.GOOD)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(changes=CHANGES)
def test_a_broken_file(tmp_path: Path, name: str, changes: list[tuple[str, float, int, bytes]]) -> None:
    path = tmp_path / name
    path.write_bytes(changed(sources.GOOD[name], changes))
    check(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(sorted(sources.GOOD)),
    suffix=st.sampled_from([".txt", ".rss", ".epub", ".eml", ".mbox", ".zip", ".csv", ".x", ""]),
    format=st.sampled_from(FORMATS),
    raw=st.booleans(),
)
def test_a_file_under_a_wrong_name_or_in_a_wrong_format(
    tmp_path: Path, name: str, suffix: str, format: str, raw: bool
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(sources.GOOD[name])
    check(path, format, raw=raw)


@pytest.mark.parametrize("name", sources.GOOD)
def test_every_good_file_gives_its_articles(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(sources.GOOD[name])
    found = list(read_articles(path))
    assert any(isinstance(one, IncomingArticle) for one in found)
    assert not [one for one in found if isinstance(one, ReadFailure)]
