"""What stands around the headline: the outlet's name, menus, sections; and who signs."""

# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

import pytest

from annotator.articles.cleaning import clean

TITLE = "Harbour council halts the northern ferry after a quarrel over fuel"
STANDFIRST = 'The mayor calls the decision "a gift to the islands" and promises a bus.'
BODY = (
    "The council of the harbour town voted on Tuesday to halt the northern ferry for a month, after its operator and "
    "the fuel supplier had failed to settle a quarrel that has gone on since the spring and that has already cost the "
    "islands a quarter of their visitors, according to figures of the chamber of trade in Buona Vista."
)


def reasons(text: str) -> list[tuple[str, str]]:
    return [(piece.text.strip(), piece.reason) for piece in clean(text).removed if piece.text.strip()]


@pytest.mark.parametrize(
    ("above", "source"),
    [
        ("Harbour Voice\n\nSkip to main content\n\nCity\n\n", "Harbour Voice"),
        ("Harbour Voice\nMenu Search Log in\n\n", "Harbour Voice"),
        ("The Portville Post\n\n", "The Portville Post"),
        ("Portville Gazette | All of the islands, every day\nWorld\n\n", "Portville Gazette"),
        ("NZX\nNews > Home > Agriculture\n", "NZX"),
        ("Le Monde du Port\nSkip to content\nInternational\n", "Le Monde du Port"),
        ("Skip to content\nPortville Gazette\nPolitics\n", "Portville Gazette"),
        ("Diario del Puerto\nInternacional\n", "Diario del Puerto"),
    ],
)
def test_the_outlet_above_the_headline_is_the_source(above: str, source: str) -> None:
    cleaned = clean(f"{above}{TITLE}\n\n{STANDFIRST}\n\n{BODY}")
    assert cleaned.text == f"{TITLE}\n\n{STANDFIRST}\n\n{BODY}"
    assert (cleaned.metadata.title, cleaned.metadata.source) == (TITLE, source)
    assert "outlet name" in [reason for _, reason in reasons(f"{above}{TITLE}\n\n{STANDFIRST}\n\n{BODY}")]


def test_the_outlet_above_a_headline_without_standfirst() -> None:
    text = f"Portville Gazette\n\n{TITLE}\n\n{BODY}\n\n© 2025 Portville Gazette"
    assert clean(text).metadata.source == "Portville Gazette"
    assert clean(text).text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    "title",
    [
        "Ferry Halted Again",
        "Mayor Resigns",
        "Prince Sues Daily Mail",
        "Peace",
        "Times are hard in the harbour",
        "Peace, at Last",
        "Is the Ferry Dead?",
    ],
)
@pytest.mark.parametrize(
    "below",
    [
        f"{STANDFIRST}\n\n",
        "The council blames the quarrel over fuel\n\n",
        "Share Tweet\n\nThe council blames the quarrel over fuel\n\n",
        f"World\n\n{STANDFIRST}\n\n",
        "By Ida Brandt\n03/02/2025\n\n",
        "",
    ],
)
def test_a_short_headline_is_no_outlet(title: str, below: str) -> None:
    cleaned = clean(f"{title}\n\n{below}{BODY}")
    assert (cleaned.metadata.title, cleaned.metadata.source) == (title, "")
    assert cleaned.text.startswith(title)


@pytest.mark.parametrize(
    "menu",
    ["Menu Search Log in", "Newsletter Subscribe Share", "Home | About us | Contact", "Share Save Comments (58)",
     "Suscríbete Iniciar sesión", "Startseite Abo Anmelden"],
)  # fmt: skip
def test_menus(menu: str) -> None:
    cleaned = clean(f"{menu}\n\n{TITLE}\n\nIda Brandt\n03/02/2025\n\n{menu}\n\n{BODY}\n\n{BODY}\n\n{menu}\n")
    assert cleaned.text == f"{TITLE}\n\n{BODY}\n\n{BODY}"
    assert (cleaned.metadata.title, cleaned.metadata.author) == (TITLE, "Ida Brandt")


@pytest.mark.parametrize("menu", ["News Sport Business Culture", "Home > World"])
def test_sections_above_the_headline(menu: str) -> None:
    assert clean(f"{menu}\n\n{TITLE}\n\n{BODY}").text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    ["Search and rescue", "Business, Politics, Sport", "Share prices", "Save, print: share!", "World News Politics",
     "Help", "Log in."],
)  # fmt: skip
def test_headings_that_resemble_menus_stay(line: str) -> None:
    text = f"{TITLE}\n\n{BODY}\n\n{line}\n\n{BODY}"
    assert clean(text).text == text


def test_an_unlisted_section_below_a_menu() -> None:
    text = f"Menu Search\n\nFisheries\n\n{TITLE}\n\n{STANDFIRST}\n\n{BODY}"
    assert reasons(text) == [("Menu Search", "menu"), ("Fisheries", "section name")]
    plain = f"Fisheries\n\n{TITLE}\n\n{STANDFIRST}\n\n{BODY}"
    assert clean(plain).text == plain  # nothing says that it is not the headline
    short = f"Skip to content\n\nPeace\n\n{STANDFIRST}\n\n{BODY}"
    assert clean(short).metadata.title == "Peace"


@pytest.mark.parametrize(
    ("signed", "author"),
    [
        ("Editorial staff\n03/02/2025", "Editorial staff"),
        ("By our correspondents\n03/02/2025", "our correspondents"),
        ("Redacción\n3 de febrero de 2025", "Redacción"),
        ("Von der Redaktion\n03.02.2025", "der Redaktion"),
        ("Ida Brandt\n03/02/2025", "Ida Brandt"),
        ("Mexico City\n03/02/2025", ""),
        ("Buona Vista\n03/02/2025", ""),
        ("Ida Brandt\nMexico City\n03/02/2025", "Ida Brandt"),
        ("By Ida Brandt\nBuona Vista\n03/02/2025", "Ida Brandt"),
        ("Newsletter Subscribe Share\n03/02/2025", ""),
    ],
)
def test_who_signs(signed: str, author: str) -> None:
    cleaned = clean(f"{TITLE}\n\n{signed}\n\n{BODY}")
    assert (cleaned.metadata.author, cleaned.metadata.published) == (author, "2025-02-03")
    assert BODY in cleaned.text


def test_a_place_above_the_date_stays_in_the_text() -> None:
    assert clean(f"{TITLE}\n\nBuona Vista\n03/02/2025\n\n{BODY}").text == f"{TITLE}\n\nBuona Vista\n\n{BODY}"
