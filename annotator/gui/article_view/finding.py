"""Finding words in the stored text, also where the screen breaks the line between them.  No Qt."""

from __future__ import annotations

import regex

from annotator.model.annotation import Segment


def find(text: str, words: str, start: int, *, backward: bool = False) -> Segment | None:
    """The next place of the words at or behind ``start``, or the last one that ends at or before it.

    Capitals do not matter, nor which white space stands between the words; all in code points.
    """
    parts = words.split()
    if not parts:
        return None
    # White space at an end of what was typed is looked for as well: “the ” does not find “then”.
    head, tail = (r"\s+" if edge.isspace() else "" for edge in (words[0], words[-1]))
    pattern = head + r"\s+".join(map(regex.escape, parts)) + tail
    if backward:
        match = regex.search(pattern, text, regex.IGNORECASE | regex.REVERSE, endpos=start)
    else:
        match = regex.search(pattern, text, regex.IGNORECASE, pos=start)
    return match.span() if match else None
