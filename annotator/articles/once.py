"""A data set of which nothing can be read is told in one sentence, not in one for each of its rows."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.articles.failure import ReadFailure
from annotator.model.article import IncomingArticle

Item = IncomingArticle | ReadFailure

MOST_HELD = 1000
"""Rows in a row without an article after which a file is given up, if all fail for the same reason."""
_DETAIL = regex.compile(r"\([^()]*\)")


def failures_told_once(items: Iterator[Item], origin: str, unit: str) -> Iterator[Item]:
    """The same items; but where no row gives an article, and all for one reason, one failure of the file.

    ``unit`` is what the format calls its rows ("rows", "lines").  Reasons that differ only in what stands
    in brackets are the same.  Failures are held back until the first article or another reason comes, at
    most MOST_HELD of them: then the file is given up, and the sentence says so.
    """
    held: list[ReadFailure] = []
    for item in items:
        if not isinstance(item, ReadFailure) or (held and _gist(item) != _gist(held[0])):
            yield from held
            yield item
            yield from items
            return
        held.append(item)
        if len(held) == MOST_HELD:
            yield _of_the_file(
                held,
                origin,
                f"of its first {MOST_HELD:,} {unit} each is like that, and the rest was not read",
            )
            return
    if len(held) < 2:
        yield from held
    else:
        yield _of_the_file(held, origin, f"each of its {len(held)} {unit} is like that")


def _of_the_file(held: list[ReadFailure], origin: str, scope: str) -> ReadFailure:
    return ReadFailure(origin, f"{held[0].reason.removesuffix('.')} ({scope}).")


def _gist(failure: ReadFailure) -> str:
    return _DETAIL.sub("", failure.reason)
