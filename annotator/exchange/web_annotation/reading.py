"""One Web Annotation: what it is on, what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.errors import UserError
from annotator.exchange.beside import revised
from annotator.exchange.carried import is_table, text_of
from annotator.exchange.foreign import ForeignLink, ForeignSpan
from annotator.exchange.json_in import whole_number
from annotator.exchange.web_annotation.terms import said
from annotator.model.annotation import SEGMENT_JOIN, Segment

_CHARACTERS = re.compile(r"char=(\d{1,15}),(\d{1,15})")
"""A FragmentSelector of RFC 5147."""
_UNTAGGED, _UNNAMED = "highlight", "related"
"""The label of what has no tag, and of links that have none."""

Item = Mapping[str, Any]


def key_of(name: Any) -> str:
    """The id of an annotation without what all names begin with."""
    return name.removeprefix("urn:uuid:") if isinstance(name, str) else ""


def text_at(item: Item, name: str) -> str:
    """A text, or the first of several; also as a JSON-LD value or a named thing."""
    value = item.get(name)
    first = value[0] if isinstance(value, list) and value else value
    if is_table(first):
        first = first.get("@value", first.get("name", first.get("schema:name", first.get("id"))))
    return first if isinstance(first, str) else ""


def listed(value: Any) -> list[Any]:
    """One or several, as JSON-LD writes both."""
    return value if isinstance(value, list) else [] if value is None else [value]


def link(item: Item) -> ForeignLink | None:
    """The link that an annotation is: from the annotation it is on to the one that is its body."""
    if "linking" not in listed(item.get("motivation")):
        return None
    target = next((_name(each) for each in listed(item.get("target"))), "")
    bodies = listed(item.get("body"))
    child = next((_name(each) for each in bodies if not _is_text(each)), "")
    if not target or not child:
        return None
    label = next(iter(_texts(bodies, "tagging")), _UNNAMED)
    return ForeignLink(label, key_of(target), key_of(child), f"“{label}”")


def on_article(item: Item) -> tuple[str, Item]:
    """The name of what an annotation is on, and what is said of that.

    :raises UserError: if it names nothing.
    """
    for target in listed(item.get("target")):
        described = target.get("source", target) if is_table(target) else target
        name = _name(target)
        if name:
            return name, described if is_table(described) else {}
    raise UserError("It has no target that has a name: say what it is on.")


def spans(item: Item, beside: Item) -> list[ForeignSpan]:
    """The span that it is on, once for each tag; none where it is on the whole.

    :raises UserError: if a selector is none that can be read.
    """
    targets = [each for each in listed(item.get("target")) if is_table(each) and each.get("selector")]
    if not targets:
        return []
    pieces: list[Segment] = []
    quotes: list[str] = []
    for target in targets:
        piece, quote = _place(listed(target["selector"]))
        pieces += [piece] if piece is not None else []
        quotes += [quote] if quote is not None else []
    placed = len(pieces) == len(targets)
    bodies = listed(item.get("body", item.get("bodyValue")))
    key = key_of(item.get("id"))
    found = []
    for number, label in enumerate(_texts(bodies, "tagging") or [_UNTAGGED], 1):
        span = revised(
            {
                **(beside if number == 1 else {}),
                "segments": [list(piece) for piece in pieces] if placed else [],
            },
            id=key if number == 1 else f"{key} {number}",
            label=label,
            place=(pieces[0][0], pieces[-1][1]) if placed else (0, 0),
            quote=None,
            where=f"annotation {key}" if key else "the annotation",
            attributes=_answers(bodies, beside.get("attributes")),
            note="\n".join(_comments(bodies)),
            text=SEGMENT_JOIN.join(quotes) if len(quotes) == len(targets) else None,
            created_at=beside.get("created_at") or text_at(item, "created"),
            updated_at=beside.get("updated_at") or text_at(item, "modified"),
        )
        found.append(span)
    return found


def answers(item: Item, kept: Item) -> tuple[dict[str, Any], list[str]]:
    """What an annotation says of the whole: answers (a tag is there or not) and comments."""
    bodies = listed(item.get("body", item.get("bodyValue")))
    tags = dict.fromkeys(_texts(bodies, "tagging"))
    return {**tags, **_answers(bodies, kept)}, _comments(bodies)


def _place(selectors: list[Any]) -> tuple[Segment | None, str | None]:
    """Position and quote, which select the same in ways of their own."""
    place, quote = None, None
    for selector in selectors:
        kind = selector.get("type", selector.get("@type")) if is_table(selector) else None
        if kind == "TextPositionSelector":
            start, end = whole_number(selector.get("start")), whole_number(selector.get("end"))
            if start is None or end is None:
                raise UserError("Its position has no start and end: give both as whole numbers.")
            place = (start, end)
        elif kind == "TextQuoteSelector" and isinstance(selector.get("exact"), str):
            quote = selector["exact"]
        elif kind == "FragmentSelector" and (found := _CHARACTERS.fullmatch(text_of(selector, "value"))):
            place = place or (int(found[1]), int(found[2]))
    if place is None and quote is None:
        raise UserError("It selects neither a position in a text nor a quote: only these can be taken.")
    return place, quote


def _name(thing: Any) -> str:
    """The IRI of a thing, or of what it is a part or a use of."""
    if isinstance(thing, str):
        return thing.partition("#")[0] or thing
    if not is_table(thing):
        return ""
    source = thing.get("source")
    inner = source if isinstance(source, str) else text_of(source, "id") if is_table(source) else ""
    return inner or text_of(thing, "id")


def _is_text(body: Any) -> bool:
    return is_table(body) and isinstance(body.get("value"), str)


def _texts(bodies: Iterable[Any], purpose: str) -> list[str]:
    return [
        each["value"]
        for each in bodies
        if _is_text(each) and each["value"] and purpose in listed(each.get("purpose"))
    ]


def _comments(bodies: Iterable[Any]) -> list[str]:
    """Texts that are for reading: with one of these purposes, or none at all."""
    wanted = {"commenting", "describing", "replying", "questioning"}
    found = []
    for each in bodies:
        if isinstance(each, str) and "://" not in each:
            found.append(each)
        elif _is_text(each) and (not each.get("purpose") or wanted & set(map(str, listed(each["purpose"])))):
            found.append(each["value"])
    return found


def _answers(bodies: Iterable[Any], kept: Any) -> dict[str, Any]:
    """What “classifying” bodies say, by their label; where ours says the same, as it was."""
    found: dict[str, list[str]] = {}
    for each in bodies:
        if _is_text(each) and "classifying" in listed(each.get("purpose")):
            found.setdefault(text_of(each, "label") or "class", []).append(each["value"])
    before: Item = kept if is_table(kept) else {}
    result: dict[str, Any] = {
        name: before[name]
        if name in before and said(before[name]) == texts
        else texts[0]
        if len(texts) == 1
        else texts
        for name, texts in found.items()
    }
    return result | {name: value for name, value in before.items() if value == []}
