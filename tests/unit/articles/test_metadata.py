from __future__ import annotations

import pytest

from annotator.articles.metadata import (
    byline_of,
    date_of,
    domain_of,
    is_name,
    is_place,
    is_reading_time,
    source_of,
)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("11/10/2025", "2025-10-11"),
        ("10/25/2025", "2025-10-25"),
        ("1.2.2025", "2025-02-01"),
        ("2025-10-11", "2025-10-11"),
        ("2025-10-11T08:30:00Z", "2025-10-11T08:30Z"),
        ("2025-10-11 08:30:00+02:00", "2025-10-11T08:30+02:00"),
        ("October 11, 2025", "2025-10-11"),
        ("Oct. 11, 2025, 7:05 p.m. EDT", "2025-10-11T19:05"),
        ("11 Oct 2025 12:05 AM", "2025-10-11T00:05"),
        ("12:05 am", ""),
        ("Saturday 11 October 2025", "2025-10-11"),
        ("Published on: Sat, 11 Oct 2025 08:30 GMT", "2025-10-11T08:30"),
        ("Actualizado el 11 de octubre de 2025", "2025-10-11"),
        ("le 1er octobre 2025", "2025-10-01"),
        ("11. März 2025", "2025-03-11"),
        ("11 d'octubre de 2025", "2025-10-11"),
        ("11 октября 2025", "2025-10-11"),
        ("31/02/2025", ""),
        ("99/99/2025", ""),
        ("11/10/25", ""),
        ("In October 2025", ""),
        ("The council met on 11 October 2025", ""),
        ("12 monkeys 2025", ""),
        ("", ""),
    ],
)
def test_dates(line: str, iso: str) -> None:
    assert date_of(line) == iso


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Brandt", "Ida Brandt"),
        ("BY IDA BRANDT", "IDA BRANDT"),
        ("By Ida Brandt and Tom van den Berg", "Ida Brandt, Tom van den Berg"),
        ("By Ida Brandt, Rome correspondent", "Ida Brandt"),
        ("By Reuters", "Reuters"),
        ("By Ida Brandt and Reuters", "Ida Brandt, Reuters"),
        ("Author: Ida", "Ida"),
        ("Von der Leyen warns", ""),
        ("By the way", ""),
        ("By now", ""),
        ("By Ida Brandt left the room.", ""),
        ("By our correspondents", "our correspondents"),
        ("By staff and agencies", "staff, agencies"),
        ("By Ida Brandt, Staff writer", "Ida Brandt"),
        ("By Mexico City", "Mexico City"),
        ("By", ""),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert byline_of(line) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ida Brandt", True),
        ("J. R. O'Neill-Smith", True),
        ("Ursula von der Leyen", True),
        ("Latin America", False),
        ("Ida", False),
        ("Meeting with Trump", False),
        ("Ida Brandt.", False),
        ("Agent 007 Bond", False),
    ],
)
def test_names(line: str, name: bool) -> None:
    assert is_name(line) is name


@pytest.mark.parametrize(
    "line", ["2 min", "12 minutes", "5 min read", "Lesezeit: 3 Minuten", "3 minutos de lectura"]
)
def test_reading_time(line: str) -> None:
    assert is_reading_time(line)
    assert not is_reading_time(f"{line} later she left")


def test_source_and_domain() -> None:
    assert source_of("Source: The Post.") == "The Post"
    assert source_of("Sourced from: The Post") == ""
    assert source_of("Source:") == ""
    assert domain_of("www.post.example.com/x") == "post.example.com"
    assert domain_of("https://[") == ""


@pytest.mark.parametrize(
    ("name", "prose", "place"),
    [
        ("Mexico City", "", True),
        ("Port Ember", "", True),
        ("Buona Vista", "Nobody was hurt.", False),
        ("Buona Vista", "Buona VistaThe council met.", True),
        ("Buona Vista", "BUONA VISTA (Reuters) - The council met.", True),
        ("Buona Vista", "Buona Vista, 3 Feb — The council met.", True),
        ("Buona Vista", "The council met in Buona Vista on Tuesday.", True),
        ("Ida Brandt", "Ida Brandt, who saw it, spoke to Ida Brandt.", False),
        ("Ida Brandt", "The council met in Ida Brandt's house.", False),
        ("Ida Brandt", "Ida Brandt: Why was nobody asked?", False),
    ],
)
def test_places(name: str, prose: str, place: bool) -> None:
    assert is_place(name, [prose]) is place
