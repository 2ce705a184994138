"""Where the words of a search stand in a text."""

from __future__ import annotations

import re


def first_place(text: str, words: str) -> tuple[int, int] | None:
    """``[start, end)`` in code points of the words in a text as they stand, else of the first of them.

    As in a search of all articles, a word is found by its beginning.
    """
    split = words.split()
    for sought in (r"\W+".join(map(re.escape, split)), "|".join(map(re.escape, split))):
        found = re.search(rf"(?<!\w)(?:{sought})\w*", text, re.IGNORECASE) if split else None
        if found is not None:
            return found.span()
    return None
