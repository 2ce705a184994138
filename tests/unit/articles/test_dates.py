from __future__ import annotations

import pytest

from annotator.articles.dates import date_within, iso_date, mail_date


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2025-10-11", "2025-10-11"),
        ("2025-10-11T08:30:00+02:00", "2025-10-11T08:30:00+02:00"),
        ("20251011", "2025-10-11"),
        ("20251011083000", "2025-10-11T08:30"),
        ("20251011T083000Z", "2025-10-11T08:30Z"),
        ("20251011000000", "2025-10-11"),
        ("1760171400", "2025-10-11T08:30Z"),
        ("1760171400123", "2025-10-11T08:30Z"),
        ("Sat, 11 Oct 2025 08:30:00 +0200", "2025-10-11T08:30+02:00"),
        ("11 October 2025", "2025-10-11"),
        ("1er octobre 2025", "2025-10-01"),
        ("11/10/2025", "2025-10-11"),
        ("20250231", ""),
        ("12345", ""),
        ("some day", ""),
        ("", ""),
    ],
)
def test_iso_date(said: str, iso: str) -> None:
    assert iso_date(said) == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("October 11, 2025 Saturday 7:00 PM GMT", "2025-10-11"),
        ("Société, samedi 11 octobre 2025, 523 mots, p. 12", "2025-10-11"),
        ("Sonntag 12. Oktober 2025", "2025-10-12"),
        ("Late Edition - Final", ""),
    ],
)
def test_a_date_within_a_line(line: str, iso: str) -> None:
    assert date_within(line) == iso


@pytest.mark.parametrize("said", ["", "not a date", "Sat, 99 Oct 2025 08:30:00 +0200", "Sat, 11 Oct 99999"])
def test_no_date_of_a_mail(said: str) -> None:
    assert mail_date(said) == ""
