"""Rich text (.rtf) by striprtf: what a reader sees of it, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.documents import Found
from annotator.articles.source import Source
from annotator.errors import UserError
from annotator.model.article import Metadata

_BROKEN = "It is a damaged RTF document: open it in a word processor, save it again and import that."
_TOKEN = regex.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9A-Fa-f]{2}|\\[^A-Za-z]|[{}]|[^\\{}]+|\\",
    regex.S,
)
_UNSEEN = frozenset(["fldinst", "pict", "objdata", "themedata", "datastore", "colorschememapping"])
"""Groups that hold no text: the addresses behind links, pictures and the like."""
_CHARACTERS = frozenset(["u", "tab", "line", "cell", "emdash", "endash", "bullet", "lquote", "rquote"])
_LARGEST_FONTS = 300_000
"""Characters of a table of fonts: striprtf needs the square of their number to look through it."""
_CELLS = {"cell": "\\tab ", "nestcell": "\\tab "}
_LAST_TAB = regex.compile(r"\t+(?=\n|$)")
_DATE = regex.compile(r"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_PAGE = regex.compile(r"\\ansicpg(\d{3,5})")
_SURROGATES = regex.compile("[\ud800-\udbff][\udc00-\udfff]")


def read_rtf(source: Source) -> Found:
    """Text and metadata; deleted and hidden text are left out, a table's cells are parted by a tab.

    Raises UserError where it is damaged or holds no text.
    """
    code = source.data().decode("latin-1")
    fonts = code.find("{\\fonttbl")
    if fonts >= 0 and not _is_closed(code[fonts : fonts + _LARGEST_FONTS]):
        raise UserError(_BROKEN)
    text = _text("".join(_seen(code)))
    if not text.strip():
        raise UserError(
            "The document holds no text (pictures only, perhaps): copy its text into a .txt file."
        )
    date = _DATE.search(code)
    return Found(
        text,
        Metadata(
            title=_property(code, "title"),
            author=_property(code, "author"),
            published=f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else "",
        ),
    )


def _is_closed(group: str) -> bool:
    """Whether a group ends within this piece of code."""
    depth = 0
    for brace in regex.finditer("[{}]", group):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return True
    return False


def _text(code: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(code, errors="replace")  # type: ignore[no-untyped-call]
    except ACCIDENTS as error:
        raise UserError(_BROKEN) from error
    whole = _SURROGATES.sub(
        lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text
    )
    lines = _LAST_TAB.sub("", whole).replace("\0", "").split("\n")
    return "\n".join(lines).strip("\n")


def _property(code: str, name: str) -> str:
    start = code.find("{\\" + name)
    info = code.find("{\\info")
    if start < 0 or not 0 <= info < start:
        return ""
    depth = 0
    for found in regex.finditer(r"\\.|[{}]", code[start : start + 5000], regex.S):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if not depth:
            page = _PAGE.search(code[:2000])
            inside = code[start + 1 + len(name) + 1 : start + found.start()]
            return " ".join(_text(f"{{\\rtf1\\ansi\\ansicpg{page[1] if page else 1252} {inside}}}").split())
    return ""


def _seen(code: str) -> Iterator[str]:
    """The document without what nobody sees, which striprtf would take for text.

    Raises UserError where it is cut off: half an article must not come in.
    """
    stack: list[tuple[bool, bool]] = []
    unseen, hidden = False, False
    """Of this group: it holds no text; its text is hidden or deleted."""
    at, end = 0, len(code)
    while at < end and (token := _TOKEN.match(code, at)):
        at = token.end()
        text, word = token.group(), token["word"]
        if text == "{":
            if not unseen:
                yield text
            stack.append((unseen, hidden))
        elif text == "}":
            unseen, hidden = stack.pop() if stack else (False, False)
            if not unseen:
                yield text
            if not stack:
                return  # what follows the document is none of it
        elif word == "bin":
            at += max(int(token["number"] or 0), 0)
        elif word in _UNSEEN:
            unseen = True
        elif word in ("v", "deleted"):
            hidden = token["number"] != "0"
        elif word is not None:
            hidden = hidden and word != "plain"
            if not unseen and not (hidden and word in _CHARACTERS):
                yield _CELLS.get(word, text)
        elif not unseen and not hidden:
            yield text
    raise UserError(_BROKEN)
