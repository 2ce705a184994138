from __future__ import annotations

import pytest

from annotator.model.clock import is_stamp, is_time, now, now_after


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026-11-22T05:12:00Z", "2026-11-22 05:12:00.123456+02:00", "1970-01-01T00:00:00.000Z"],
)
def test_times(text: str) -> None:
    assert is_time(text)
    assert is_stamp(text)
    assert is_stamp(f"{text}+000001")
    assert is_stamp(f"{text}+999999+000001")


@pytest.mark.parametrize(
    "text",
    ["yesterday", "2026-13-45", "0000-00-00", "0001-01-01", "9999-12-31T23:59:59.999Z", "2026-11-22Tlater",
     "", "\u0662\u0660\u0662\u0666-11-22", "2026-11-22 ", "+000001", "2026-11-22+1"],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert not is_time(text)
    assert not is_stamp(text)


def test_the_next_moment() -> None:
    assert is_time(now())
    assert now_after("2999-12-31T23:59:59.999Z") == "3000-01-01T00:00:00.000Z"
    assert now_after("9999-12-31T23:59:59.999Z") == "9999-12-31T23:59:59.999Z"
    assert now_after("yesterday") == "yesterday"
