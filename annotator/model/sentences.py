"""Sentences of a paragraph by a light rule, without a model.

A full stop ends a sentence where white space and something that may begin one follow.  It does not after
titles (“Mr.”), initials and acronyms, and a quotation's own full stop does not where its speaker follows
(“‘No!’ Mira Sand said”).  It knows some words of English, and a few of German and French.
"""

from __future__ import annotations

import regex

from annotator.model.annotation import Segment

_STOP = regex.compile(
    r"""(?P<stop>[.!?…]+)(?P<closing>["'”’»)\]]*)(?:\[\d+\])*(?=\s)
      | [。！？｡]+[」』”’）)]*
      | [؟۔।॥]+["'”’»)\]]*(?=\s)
    """,
    regex.VERBOSE,
)
_NEXT = regex.compile(r"""\s*["'“”„‘«»(\[¿¡–—-]*\s*(?P<word>[\p{L}\p{M}]+|\p{N})?""")
_LAST_WORD = regex.compile(r"(?:^|(?<=[\s(\[\"“‘'«/-]))((?:[\p{L}]\.)*[\p{L}\p{M}]+|\p{N}{1,2})$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER = _set(
    """mr mrs ms mx dr prof st gen sen rep gov lt col sgt capt cpl maj adm cmdr pres rev hon messrs mme mlle
    mgr mt ft vs v ca cf e.g i.e z.b d.h u.a bzw hr fr frl"""
)
_BEFORE_NUMBERS = _set("no nos art fig vol p pp sec para nr abs jan feb apr aug sept sep oct nov dec ch")
"""These end no sentence where a number follows."""
_SELDOM = _set("inc corp ltd co bros jr sr etc al u.s u.k u.n e.u a.m p.m ph.d usw")
"""These may also end a sentence: they do where a word follows that often begins one."""
_BEGINNERS = _set(
    """a an the this that these those he she it we they i you his her its our their my in on at by for from
    with as after before when while if but and or so yet however meanwhile there here what who how why where
    der die das ein eine er sie es wir ich im am le la les un une il elle ils elles nous"""
)
_MONTHS = _set("januar februar märz april mai juni juli august september oktober november dezember")
_SPEAKER = regex.compile(
    r"""\s+(?:\p{Lu}[\p{L}\p{M}.'’-]*,?\s+|(?:the|a|an|his|her|of|de|von|van|al)\s+){1,6}
        (?:said|says|told|asked|asks|added|adds|replied|wrote|tweeted|posted|shouted|warned|argued|insisted|
           claimed|declared|announced|stated|explained|continued|concluded|responded|answered|noted|cried)\b
    """,
    regex.VERBOSE,
)


def is_beginner(word: str) -> bool:
    """Whether a word often begins a sentence, so that its capital says nothing about it."""
    return word.lower() in _BEGINNERS


def sentences(text: str, start: int, end: int) -> list[Segment]:
    """The sentences of the paragraph ``[start, end)`` in order, without the white space between them."""
    found: list[Segment] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _ends(text, match, start, end):
            _add(found, text, begin, match.end())
            begin = match.end()
    _add(found, text, begin, end)
    return found


def _add(found: list[Segment], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        found.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))


def _ends(text: str, stop: regex.Match[str], start: int, end: int) -> bool:
    following = _NEXT.match(text, stop.end(), end)
    word = following["word"] if following else None
    if stop["stop"] is None:
        return True
    if word and word[0].islower():
        return False
    if stop["closing"]:
        return not (stop["closing"].strip(")]") and _SPEAKER.match(text, stop.end(), end))
    return stop["stop"] != "." or _full_stop_ends(text, stop.start(), start, word)


def _full_stop_ends(text: str, stop: int, start: int, word: str | None) -> bool:
    """Whether a single full stop ends a sentence when ``word`` follows."""
    last = _LAST_WORD.search(text, max(start, stop - 40), stop)
    if last is None or word is None:
        return last is None or word is not None or last[0].lower() not in _NEVER
    before = last[0].lower()
    if before.isdigit():
        numbered = not text[start : last.start()].strip()
        return not numbered and word.lower() not in _MONTHS
    if before in _NEVER or (before in _BEFORE_NUMBERS and word.isdigit()):
        return False
    if before in _SELDOM or (len(before) == 1 and last[0].isupper()):
        return is_beginner(word)
    return True
