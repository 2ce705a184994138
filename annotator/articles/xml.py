"""XML that strangers wrote: no entities, no DTD from elsewhere, no network."""

from __future__ import annotations

from typing import Any

import regex

from annotator.errors import UserError

Element = Any
"""An element of lxml, which ships no types."""

_BEFORE = regex.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", regex.S)
_DOCTYPE = regex.compile(rb"<!DOCTYPE[^>\[]*(?P<own>\[)?", regex.I)
_ENTITIES = (
    "Its XML defines entities of its own, which can make a small file endless or read others: save it "
    "again with the program it comes from."
)
_BROKEN = "Its XML is damaged: save it again with the program it comes from and import that."


def parse_xml(data: bytes) -> Element:
    """The root of a document.

    Raises UserError where it is damaged, too deep, or defines entities (XXE, "billion laughs").
    """
    from lxml import etree  # type: ignore[import-untyped]

    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise UserError(_BROKEN) from error
    own = root.getroottree().docinfo.internalDTD
    if own is not None and any(True for _ in own.iterentities()):
        raise UserError(_ENTITIES)
    return root


def refuse_entities(data: bytes) -> None:
    """For what another parser is going to read.  Raises UserError where its DTD defines entities."""
    start = data.replace(b"\0", b"") if b"\0" in data[:64] else data  # as UTF-16 and UTF-32 have it
    start = start.lstrip(b"\xef\xbb\xbf\xff\xfe")
    before = _BEFORE.match(start)
    doctype = _DOCTYPE.match(start, before.end() if before else 0)
    if doctype and doctype["own"] and b"<!ENTITY" in start:
        raise UserError(_ENTITIES)


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
