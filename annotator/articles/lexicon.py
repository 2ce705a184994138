"""The phrases that tell a page's chrome, as sets ready for comparing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

import regex

from annotator.places import resource


@dataclass(frozen=True, slots=True)
class Chrome:
    """All phrases in the form ``plain`` gives them."""

    skip_links: frozenset[str]
    sections: frozenset[str]
    read_also: frozenset[str]
    below: frozenset[str]
    stray: frozenset[str]
    anywhere: frozenset[str]
    share_bar: frozenset[str]
    menu: frozenset[str]
    """What a line of a menu may be made of: its own words, skip links, share words and stray words."""
    outlet_first: frozenset[str]
    outlet_last: frozenset[str]
    desks: frozenset[str]
    place_first: frozenset[str]
    place_last: frozenset[str]
    place_lead: frozenset[str]
    byline: frozenset[str]
    date_words: frozenset[str]
    source_words: frozenset[str]
    agencies: dict[str, str]
    """Agency in small letters -> as it is written."""
    months: dict[str, int]


def plain(line: str) -> str:
    """A line for comparing: small letters, straight apostrophes, single spaces, no colon or dots behind it.

    Only for comparing: the text itself is never changed.
    """
    text = " ".join(line.casefold().replace("’", "'").split())
    return regex.sub(r"[\s:…»›>→.]+$", "", text) if not text.endswith(".") or text.endswith("..") else text


@cache
def chrome() -> Chrome:
    """The phrases of resources/lexicons/page_chrome.toml, read once."""
    data = tomllib.loads(resource("lexicons", "page_chrome.toml").read_text(encoding="utf-8"))

    def phrases(name: str) -> frozenset[str]:
        return frozenset(plain(phrase) for phrase in data[name])

    return Chrome(
        skip_links=phrases("skip_links"),
        sections=phrases("sections"),
        read_also=phrases("read_also"),
        below=phrases("below"),
        stray=phrases("stray"),
        anywhere=phrases("anywhere"),
        share_bar=phrases("share_bar"),
        menu=phrases("menu") | phrases("skip_links") | phrases("share_bar") | phrases("stray"),
        outlet_first=phrases("outlet_first"),
        outlet_last=phrases("outlet_last"),
        desks=phrases("desks"),
        place_first=phrases("place_first"),
        place_last=phrases("place_last"),
        place_lead=phrases("place_lead"),
        byline=phrases("byline"),
        date_words=phrases("date_words"),
        source_words=phrases("source_words"),
        agencies={agency.casefold(): agency for agency in data["agencies"]},
        months={name: int(month) for month, names in data["months"].items() for name in names},
    )
