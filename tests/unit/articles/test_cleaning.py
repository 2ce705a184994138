# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

import pytest

from annotator.articles.cleaning import clean
from annotator.model.article import Removed
from tests.support.shared import shared

TITLE = "Harbour council halts the northern ferry after a quarrel over fuel"
STANDFIRST = 'The mayor calls the decision "a gift to the islands" and promises a bus.'
FIRST = (
    "PortvilleThe council of the harbour town voted on Tuesday to halt the northern ferry for a month, after its "
    "operator and the fuel supplier had failed to settle a quarrel that has gone on since the spring and that has "
    "already cost the islands a quarter of their visitors, according to figures of the chamber of trade."
)
SECOND = (
    "Advocates of the ferry say that the pause will do lasting harm., and that the mayor knew of the quarrel long "
    "before the vote. She denies it, and points to the minutes of two meetings in which the operator was warned."
)
HEADING = "Meeting with the operator"


def reasons(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for piece in clean(text).removed:
        if piece.reason != "blank lines":
            found.setdefault(piece.reason, []).append(piece.text.strip())
    return found


def test_a_page_with_section_caption_byline_date_and_stray_word() -> None:
    text = (
        f"Europe\n\n{TITLE}\n\n{STANDFIRST}\n\nThe ferry at its berth on Monday.\nIda Brandt\n03/02/2025\n3 min\n\n"
        f"{FIRST}\n\n{HEADING}\n\n{SECOND}\n\nstats"
    )
    cleaned = clean(text)
    assert cleaned.text == f"{TITLE}\n\n{STANDFIRST}\n\n{FIRST}\n\n{HEADING}\n\n{SECOND}"
    assert cleaned.metadata.title == TITLE
    assert cleaned.metadata.author == "Ida Brandt"
    assert cleaned.metadata.published == "2025-02-03"
    assert reasons(text) == {
        "section name": ["Europe"],
        "caption": ["The ferry at its berth on Monday."],
        "byline": ["Ida Brandt"],
        "date": ["03/02/2025"],
        "reading time": ["3 min"],
        "stray word": ["stats"],
    }


def test_a_page_with_skip_link_teaser_repeated_headline_and_lists() -> None:
    text = (
        f"Skip to content\n\n{TITLE}\n\n{STANDFIRST}\n\n{FIRST[:70]}...\n{FIRST}\n\n{TITLE}\n\nHeadline: A cold winter\n\n"
        "Related Articles1. Mayor walks out2. Who pays for the fuel?3. The islands: a guide\n\n"
        f"A Pause With a PriceOperators have {SECOND}\n\n  1. The ferry, {SECOND}\n  2. The bus, {SECOND}\n\n"
        "Read also:\n\nLatest"
    )
    cleaned = clean(text)
    assert cleaned.text == (
        f"{TITLE}\n\n{STANDFIRST}\n\n{FIRST}\n\nHeadline: A cold winter\n\n"
        f"A Pause With a PriceOperators have {SECOND}\n\n  1. The ferry, {SECOND}\n  2. The bus, {SECOND}"
    )
    assert cleaned.metadata.title == TITLE
    assert list(reasons(text)) == ["skip link", "shortened teaser", "repeated headline", "read also"]


def test_offsets_of_the_removed_count_the_original() -> None:
    text = f"Skip to content\r\n\r\n{TITLE} 👩‍🚀\r\n\r\n{FIRST}\r\nstats\r\n"
    cleaned = clean(text)
    assert cleaned.text == f"{TITLE} 👩‍🚀\r\n\r\n{FIRST}"
    for piece in cleaned.removed:
        assert text[piece.start : piece.end] == piece.text
    assert cleaned.removed[0] == Removed(0, 19, "Skip to content\r\n\r\n", "skip link")


@pytest.mark.parametrize(
    ("skip", "section", "byline", "date", "minutes", "also", "iso", "author"),
    [
        ("Saltar al contenido", "Internacional", "Por Ana Ruiz", "3 de febrero de 2025", "Lectura: 4 min",
         "Lea también", "2025-02-03", "Ana Ruiz"),
        ("Aller au contenu", "Monde", "Par Luc Moreau", "Publié le 3 février 2025 à 10h15", "2 minutes de lecture",
         "Lire aussi :", "2025-02-03T10:15", "Luc Moreau"),
        ("Zum Inhalt springen", "Ausland", "Von Jens Krüger und Eva Lang", "Stand: 03.02.2025, 18:05 Uhr",
         "Lesezeit: 3 Min", "Lesen Sie auch", "2025-02-03T18:05", "Jens Krüger, Eva Lang"),
        ("Skip to main content", "Home > World", "By Ida Brandt, Portville", "Published February 3, 2025 at 6:05 pm",
         "5 min read", "READ ALSO:", "2025-02-03T18:05", "Ida Brandt"),
    ],
)  # fmt: skip
def test_chrome_of_four_languages(
    skip: str, section: str, byline: str, date: str, minutes: str, also: str, iso: str, author: str
) -> None:
    text = f"{skip}\n{section}\n\n{TITLE}\n\n{byline}\n{date}\n{minutes}\n\n{FIRST}\n\n{also}\nAnother story\n\n{SECOND}\n"
    cleaned = clean(text)
    assert cleaned.text == f"{TITLE}\n\n{FIRST}\n\n{SECOND}"
    assert (cleaned.metadata.author, cleaned.metadata.published) == (author, iso)


def test_share_bars() -> None:
    text = f"{TITLE}\n\nShare\nFacebook\nWhatsApp\n\n{FIRST}\n\nFacebook | Twitter | Copy link\n\n{SECOND}\n"
    assert clean(text).text == f"{TITLE}\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "kept",
    [
        "Facebook",
        "FACEBOOK.",
        "Latest",
        "World",
        "By the time she left, it was over.",
        "Related articles of the treaty were struck out by the court in May.",
        "Read also the small print, she told the council.",
        "Share prices fell by a tenth.",
        "2 p.m.",
        "On May 9, 2025, the council met.",
        "He went on and on...",
        "Source of the quarrel: money, said the mayor, and nothing else but money since the year began.",
    ],
)
def test_prose_and_headings_stay(kept: str) -> None:
    text = f"{TITLE}\n\n{FIRST}\n\n{kept}\n\n{SECOND}"
    cleaned = clean(text)
    assert cleaned.text == text
    assert cleaned.removed == ()


def test_a_sentence_behind_read_also_stays() -> None:
    text = f"{TITLE}\n\n{FIRST}\n\nRead also:\n\nThe mayor resigned.\n\nCorrection appended."
    assert clean(text).text == f"{TITLE}\n\n{FIRST}\n\nThe mayor resigned.\n\nCorrection appended."


def test_a_heading_below_a_read_also_in_the_middle_stays() -> None:
    text = f"{TITLE}\n\n{FIRST}\n\nRead also: The bus that never came\n\nRead also\nA gift\n- A guide\n\n{HEADING}\n\n{SECOND}"
    assert clean(text).text == f"{TITLE}\n\n{FIRST}\n\n{HEADING}\n\n{SECOND}"


def test_a_standfirst_above_the_byline_is_no_caption() -> None:
    text = f"{TITLE}\n{STANDFIRST}\nIda Brandt\n03/02/2025\n\n{FIRST}"
    assert clean(text).text == f"{TITLE}\n{STANDFIRST}\n\n{FIRST}"


def test_a_line_of_several_parts() -> None:
    cleaned = clean(
        f"{TITLE}\n\nIda Brandt | Updated: 5 Feb 2025 | 2 min read\nPublished: 3 Feb 2025\n\n{FIRST}"
    )
    assert cleaned.text == f"{TITLE}\n\n{FIRST}"
    assert (cleaned.metadata.author, cleaned.metadata.published) == ("Ida Brandt", "2025-02-03")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{TITLE}\n\nPORTVILLE (Reuters) - {FIRST}", "Reuters"),
        (f"{TITLE}\n\nPORTVILLE, Feb 3 (AFP) — {FIRST}", "AFP"),
        (f"{TITLE}\nSource: The Portville Post\n\n{FIRST}", "The Portville Post"),
        (f"{TITLE}\n\n{FIRST}\n\nFuente: Agencia Norte", "Agencia Norte"),
        (f"https://www.post.example.com/ferry\n{TITLE}\n\n{FIRST}", "post.example.com"),
        (f"{TITLE}\n\n{FIRST}\n\nSource: NATO\n\n{SECOND}\n\n{SECOND}\n\n{SECOND}", ""),
        (f"{TITLE}\n\n{FIRST} (Reuters) - {SECOND}", ""),
    ],
)
def test_source(text: str, source: str) -> None:
    assert clean(text).metadata.source == source


def test_an_address_gives_the_url() -> None:
    cleaned = clean(f"{TITLE}\nhttps://post.example.com/ferry?x=1\n\n{FIRST}")
    assert cleaned.metadata.url == "https://post.example.com/ferry?x=1"
    assert cleaned.text == f"{TITLE}\n\n{FIRST}"


def test_no_headline() -> None:
    assert clean(f"{FIRST}\n\n{SECOND}").metadata.title == ""
    assert clean("Peace.").metadata.title == ""


def test_copyright_note() -> None:
    assert (
        clean(f"{TITLE}\n\n{FIRST}\n\n© 2025 The Portville Post. All rights reserved.\nstats").text
        == f"{TITLE}\n\n{FIRST}"
    )


def test_nothing_but_chrome() -> None:
    assert clean("Skip to content\n\nMenu\n").text == ""


@pytest.mark.parametrize("name", ["000_891ad155c52979e0.txt", "003_b49d0ccb86c6fbb0.txt"])
def test_pages_of_the_shared_folder(name: str) -> None:
    text = shared("articles", name).read_bytes().decode()
    cleaned = clean(text)
    assert cleaned.text.startswith(cleaned.metadata.title)
    first = cleaned.text.index("\n")
    assert cleaned.metadata.title == cleaned.text[:first]
    last = cleaned.text.rsplit("\n", 1)[-1]
    assert len(last.split()) > 20  # the last paragraph, not the frame of the page
    assert len(cleaned.text) > 0.85 * len(text)


def test_articles_without_chrome_lose_nothing() -> None:
    files = sorted(shared("corpora", "polnear", "dev", "text").glob("*.txt"))
    for file in files:
        removed = [
            piece for piece in clean(file.read_bytes().decode()).removed if piece.reason != "blank lines"
        ]
        assert removed == [], file.name
