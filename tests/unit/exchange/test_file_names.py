from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.file_names import LONGEST, FileNames, safe_name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Levy “will fail”", "Levy_will_fail"),
        ("../../etc/passwd", "etc_passwd"),
        ("Änne O’Neil", "Anne_ONeil"),
        ("C:\\x", "C_x"),
        ("con", "con_"),
        ("COM1", "COM1_"),
        ("😀", "unnamed"),
        ("", "unnamed"),
        (".", "unnamed"),
    ],
)
def test_a_name_is_safe_and_can_be_read(wanted: str, name: str) -> None:
    assert safe_name(wanted) == name


@given(st.lists(st.one_of(st.text(max_size=200), st.sampled_from(["a", "A", "a-2", "x" * 150])), max_size=20))
def test_each_name_is_given_once_and_stays_in_its_folder(wanted: list[str]) -> None:
    names = FileNames()
    given_out = [names.new(each) for each in wanted]
    assert len({name.casefold() for name in given_out}) == len(wanted)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) and len(name) <= LONGEST for name in given_out)


def test_the_same_name_ten_thousand_times_is_no_work() -> None:
    class Counted(set[str]):
        asked = 0

        def __contains__(self, name: object) -> bool:
            self.asked += 1
            return super().__contains__(name)

    names = FileNames()
    names._taken = taken = Counted()
    given = [names.new("Morning news") for _ in range(10_000)]
    assert (given[0], given[-1], len(set(given))) == ("Morning_news", "Morning_news-10000", 10_000)
    assert taken.asked < 30_000
