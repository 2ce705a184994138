"""Which reporting verb a direct quote belongs to, by what stands between them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import regex

from annotator.preannotate.claims.quotes import Quote
from annotator.preannotate.spans import TokenStarts

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNATTRIBUTED = -1
"""The key under which :func:`attribute` keeps quotes of no verb."""

_MOST_AFTER = 14
_MOST_BEFORE = 12
_STOPS = frozenset({".", "!", "?", ";"})
_ENDS = ",.!?…—–"
_ABBREVIATIONS = regex.compile(r"\b\p{Lu}\p{L}{0,4}\.\s")
_LEADS = ",:;.!?…—–―-”\"’'»)]"
"""What may stand before a quote that is a sentence of its own; a word before it makes it a part of one."""


def attribute(
    doc: Doc, text: str, quotes: list[Quote], verbs: Collection[int], starts: TokenStarts
) -> dict[int, list[Quote]]:
    """Quotes by the token number of their verb; a quote broken by its attribution stays together.

    A quoted part of a longer clause ("called it a “farce” and left") belongs to no verb here.

    :param text: that of ``doc``, which spaCy would put together anew each time.
    :param verbs: token numbers of the reporting verbs outside of quotes.
    """
    result: dict[int, list[Quote]] = {}
    previous: Quote | None = None
    owner = UNATTRIBUTED
    for number, quote in enumerate(quotes):
        limit = quotes[number + 1].outer_start if number + 1 < len(quotes) else len(text)
        floor = previous.outer_end if previous is not None else 0
        verb = _verb_of(doc, text, quote, verbs, starts, floor, limit)
        if (
            previous is not None
            and owner != UNATTRIBUTED
            and _goes_on(doc, text, previous, quote, owner, verb)
        ):
            verb = owner
        elif previous is not None and previous.open_ended and owner == UNATTRIBUTED != verb:
            _take_up(result, quotes, number, verb)
        result.setdefault(verb, []).append(quote)
        previous, owner = quote, verb
    return result


def _take_up(result: dict[int, list[Quote]], quotes: list[Quote], number: int, verb: int) -> None:
    """Give a verb the paragraphs before its quote that were left open: their speaker comes last."""
    while number and quotes[number - 1].open_ended:
        number -= 1
        result[UNATTRIBUTED].remove(quotes[number])
        result.setdefault(verb, []).insert(0, quotes[number])


def stands_alone(text: str, quote: Quote) -> bool:
    """Whether a quote is not a part of the clause before it: it opens a paragraph or follows a mark."""
    line = max(text.rfind("\n", 0, quote.outer_start), text.rfind("\r", 0, quote.outer_start)) + 1
    before = text[line : quote.outer_start].rstrip()
    return not before or before[-1] in _LEADS


def _verb_of(
    doc: Doc, text: str, quote: Quote, verbs: Collection[int], starts: TokenStarts, floor: int, limit: int
) -> int:
    """The verb of one quote; ``floor`` and ``limit`` are where the neighbouring quotes end and begin."""
    before = _before(doc, quote, verbs, starts, floor)
    lead = text[: quote.outer_start].rstrip()[-1:] if before != UNATTRIBUTED else ""
    if lead == ":":
        return before
    directly = before != UNATTRIBUTED and _directly(doc, before, quote, starts)
    if not directly and not stands_alone(text, quote):
        return UNATTRIBUTED
    after = UNATTRIBUTED if directly else _after(doc, text, quote, verbs, starts, limit)
    if after != UNATTRIBUTED:
        return after
    if before != UNATTRIBUTED and (lead == "," or (directly and _whole(text, quote))):
        return before
    return UNATTRIBUTED


def _after(doc: Doc, text: str, quote: Quote, verbs: Collection[int], starts: TokenStarts, limit: int) -> int:
    if text[quote.end - 1] not in _ENDS and text[quote.outer_end : quote.outer_end + 1] != ",":
        return UNATTRIBUTED
    if text[quote.end - 1] == "." and text[quote.outer_end :][:3].lstrip(" ")[:1].isupper():
        return UNATTRIBUTED  # the sentence ended with the quote
    first = starts.from_(quote.outer_end)
    for i in range(first, min(first + _MOST_AFTER, len(doc))):
        token = doc[i]
        if token.idx >= limit or token.text in _STOPS or "\n" in token.text:
            break
        if i in verbs:
            return i
    return UNATTRIBUTED


def _before(doc: Doc, quote: Quote, verbs: Collection[int], starts: TokenStarts, floor: int) -> int:
    first = starts.from_(quote.outer_start) - 1
    for i in range(first, max(first - _MOST_BEFORE, -1), -1):
        token = doc[i]
        if token.idx < floor or token.text in _STOPS or "\n" in token.text:
            break
        if i in verbs:
            return i
    return UNATTRIBUTED


def _directly(doc: Doc, verb: int, quote: Quote, starts: TokenStarts) -> bool:
    """Whether nothing but "that" or a comma stands between the verb and the quote."""
    first = starts.from_(quote.outer_start)
    return [doc[i].lower_ for i in range(verb + 1, first)] in (
        [],
        ["that"],
        ["que"],
        ["qu'"],
        ["qu’"],
        [","],
        [":"],
    )


def _whole(text: str, quote: Quote) -> bool:
    """Whether the quote ends like a sentence."""
    return text[quote.end - 1] in _ENDS


def _goes_on(doc: Doc, text: str, previous: Quote, quote: Quote, owner: int, verb: int) -> bool:
    """Whether ``quote`` takes up the previous one: “…,” said X. “…”, or the next paragraph of it."""
    if previous.open_ended:
        return True
    between = text[previous.outer_end : quote.outer_start]
    if "\n" in between or "\r" in between:
        return False
    attributed_between = previous.outer_end <= doc[owner].idx < quote.outer_start
    if not attributed_between:
        return verb == UNATTRIBUTED and not any(c.isalnum() for c in between)
    if verb not in (UNATTRIBUTED, owner):
        return False
    sentences = between.count(". ") - len(_ABBREVIATIONS.findall(between))
    return between.rstrip()[-1:] in (".", ",", ";", ":", "—", "–") and sentences <= 1
