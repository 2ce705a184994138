"""The guide's pages as they travel with the program: Markdown files, listed in its index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator.places import guide_folder

_INDEX = "README.md"
_ROW = re.compile(r"^\| \[([^\]]+)\]\(([\w-]+\.md)\) \| (.*) \|$", re.MULTILINE)
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\s*$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class GuidePage:
    """``about`` says in a few words what one finds there."""

    title: str
    file: str
    about: str


@cache
def pages() -> tuple[GuidePage, ...]:
    """All pages, in the order in which one needs them."""
    index = (guide_folder() / _INDEX).read_text(encoding="utf-8")
    return tuple(GuidePage(title, file, about) for title, file, about in _ROW.findall(index))


def text_of(file: str) -> str:
    """The Markdown of a page as it reads in the window.

    Without pictures, for what they show is on the screen, and with links only to what is there.
    """
    text = (guide_folder() / Path(file).name).read_text(encoding="utf-8")
    return _LINK.sub(_kept, _PICTURE.sub("", text)).strip() + "\n"


def _kept(link: re.Match[str]) -> str:
    target = link.group(2)
    known = target.partition("#")[0] in {page.file for page in pages()}
    return link.group(0) if known or target.startswith("https://") else link.group(1)
