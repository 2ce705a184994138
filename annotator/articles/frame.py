"""What a page shows around its articles: menus, share bars, section names, the name of the outlet."""

from __future__ import annotations

import regex

from annotator.articles.lexicon import Chrome, plain
from annotator.articles.lines import Line

_CRUMBS = regex.compile(r"\s*[>»›/|]\s*")
_COUNT = regex.compile(r"\(\d[\d.,]*\)")
_PIECE = regex.compile(r"[\p{L}\p{M}\p{N}'&.-]+")
_NO_MENU = regex.compile(r"[,;:!?\"“”]|\.$")
_LONGEST_MENU = 120
_LONGEST_NAME = 40
_TAGLINE = regex.compile(r"\s*\|\s*|\s+[-–—]\s+")
_NAME_WORD = regex.compile(r"[\p{Lu}\p{N}][\p{L}\p{M}\p{N}'’&.-]*")
_ARTICLES = frozenset(["the", "der", "die", "das", "el", "la", "le", "les", "il", "lo", "o", "de", "het"])
_SMALL_WORDS = _ARTICLES | {
    "of",
    "and",
    "&",
    "del",
    "du",
    "des",
    "und",
    "für",
    "et",
    "y",
    "e",
    "di",
    "do",
    "da",
}
_LOOK_BELOW = 6
_SHORTEST_HEADLINE = 5
"""Words that a line needs to be the headline below the outlet's name."""


def is_share_bar(line: Line, words: Chrome, *, strict: bool = True) -> bool:
    """Whether the line is made of share words alone; ``strict``: of at least two of them."""
    pieces = regex.findall(r"[\p{L}-]+", line.plain)
    if not pieces or len(line.text) > _LONGEST_MENU or regex.search(r"[.!?]$", line.text):
        return False
    return len(pieces) > int(strict) and all(piece in words.share_bar for piece in pieces)


def is_menu(line: Line, words: Chrome, *, sections: bool = False) -> bool:
    """Whether the line is two or more phrases of a menu ("Menu Search Log in") and nothing else.

    ``sections``: names of sections are such phrases too; a line of these alone needs three.
    """
    text = _COUNT.sub(" ", line.plain)
    if not text or len(line.text) > _LONGEST_MENU or _NO_MENU.search(text):
        return False
    pieces = _PIECE.findall(text)
    if _count_phrases(pieces, words.menu) >= 2:
        return True
    return sections and _count_phrases(pieces, words.menu | words.sections) >= 3


def is_section(line: Line, words: Chrome) -> bool:
    """Whether the line is a section's name or the way to it ("Home > World > Asia")."""
    crumbs = [plain(crumb) for crumb in _CRUMBS.split(line.text)]
    return (
        len(line.text) < 80
        and any(crumb in words.sections for crumb in crumbs)
        and all(len(crumb.split()) <= 3 for crumb in crumbs)
    )


def is_kicker(line: Line) -> bool:
    """Whether the line is one capitalised word, as a section's name is that nobody has listed."""
    return regex.fullmatch(r"\p{Lu}[\p{L}\p{M}'’-]{2,20}", line.text) is not None


def outlet_of(filled: list[Line], at: int, words: Chrome) -> str:
    """The outlet's name, without a tagline behind it, if this line above the headline is one; else "".

    A short headline looks the same, so something else has to speak for it: a skip link or menu below, or
    a word such as "Gazette" together with a section's name, an article or a standfirst.
    """
    parts = _TAGLINE.split(filled[at].text)
    name = parts[0]
    if len(parts) > 2 or len(parts[-1].split()) > 8 or not _could_be_outlet(name, words):
        return ""
    marks, headline_at = _look_below(filled, at, words)
    if headline_at is None or filled[headline_at].plain.startswith(plain(name)):
        return ""
    headline = filled[headline_at]
    if headline.words < _SHORTEST_HEADLINE or headline.words <= len(name.split()):
        return ""
    if "menu" in marks:
        return name
    if regex.search(r"\.[\"”’»]?$", headline.text):
        return ""  # a standfirst
    again = _stands_again(name, filled[headline_at + 1 :])
    if "section" in marks:
        return name if again or _has_outlet_word(name, words) or (name.isupper() and " " not in name) else ""
    backed = again or plain(name).split()[0] in _ARTICLES or _has_standfirst(filled, headline_at)
    return name if backed and _has_outlet_word(name, words) else ""


def _look_below(filled: list[Line], at: int, words: Chrome) -> tuple[set[str], int | None]:
    """What stands between this line and the next that could be the headline, and where that is."""
    marks: set[str] = set()
    for below in range(at + 1, min(len(filled), at + 1 + _LOOK_BELOW)):
        line = filled[below]
        if line.plain in words.skip_links or is_menu(line, words, sections=True):
            # Share bars stand below a headline too.
            marks.add("share bar" if is_share_bar(line, words) else "menu")
        elif is_section(line, words):
            marks.add("section")
        elif line.plain and not (
            is_share_bar(line, words, strict=False) or line.plain in words.stray or is_kicker(line)
        ):
            return marks, below
        elif not line.plain:
            break
    return marks, None


def _could_be_outlet(name: str, words: Chrome) -> bool:
    pieces = name.split()
    if not 1 <= len(pieces) <= 5 or len(name) > _LONGEST_NAME or plain(name) in words.sections:
        return False
    if not regex.search(r"[\p{L}\p{N}]$", name) or not pieces[0][0].isupper():
        return False
    return all(_NAME_WORD.fullmatch(piece) or piece in _SMALL_WORDS for piece in pieces)


def _has_outlet_word(name: str, words: Chrome) -> bool:
    pieces = [piece for piece in plain(name).split() if piece not in _ARTICLES]
    if not pieces:
        return False
    return (
        pieces[-1] in words.outlet_last
        or pieces[0] in words.outlet_first
        or name.casefold() in words.agencies
    )


def _stands_again(name: str, below: list[Line]) -> bool:
    """Whether a copyright note or the like names it once more; prose may name anything."""
    return any(line.plain and line.words <= 20 and plain(name) in line.plain for line in below)


def _has_standfirst(filled: list[Line], headline_at: int) -> bool:
    """Whether a sentence shorter than a paragraph follows, and something longer after it."""
    after = filled[headline_at + 1 : headline_at + 3]
    return (
        len(after) == 2
        and _SHORTEST_HEADLINE < after[0].words < 45
        and regex.search(r"[.!?][\"”’»]?$", after[0].text) is not None
    )


def _count_phrases(pieces: list[str], phrases: frozenset[str]) -> int:
    """Into how many phrases (as few as can be) these words fall apart; 0 if they don't."""
    fewest = [0] * (len(pieces) + 1)
    for end in range(1, len(pieces) + 1):
        counts = [
            fewest[start] + 1
            for start in range(max(0, end - 5), end)
            if (start == 0 or fewest[start]) and " ".join(pieces[start:end]) in phrases
        ]
        fewest[end] = min(counts, default=0)
    return fewest[-1]
