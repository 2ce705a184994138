"""Elements of a project.qde as text, and what of ours stands between them."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from annotator.exchange.xml_text import fit_for_xml

NAMESPACE = "urn:QDA-XML:project:1.0"
TARGET = "annotator"
"""Of our processing instructions."""

_PLAIN = re.compile(r"[\w:.# -]*", re.ASCII)
"""Needs no escape."""

_IDS = uuid.UUID("2f6b6a0e-5d2c-4f6e-8a44-0f0f5f3c9d11")


@lru_cache(maxsize=1 << 14)
def guid(*of: object) -> str:
    """The id of something, always the same for the same."""
    return str(uuid.uuid5(_IDS, json.dumps([str(each) for each in of])))


def own_guid(key: str) -> str:
    """An id of ours, as it is where it is a GUID."""
    try:
        return str(uuid.UUID(key))
    except ValueError:
        return guid("id", key)


def element(tag: str, content: str = "", **attributes: object) -> str:
    """An element; attributes that are None or empty are left out."""
    opened = opening(tag, **attributes)
    return f"{opened}{content}</{tag}>" if content else f"{opened[:-1]}/>"


def opening(tag: str, **attributes: object) -> str:
    """How an element begins."""
    written = "".join(
        [
            f" {name}={_quoted(str(value))}"
            for name, value in attributes.items()
            if value is not None and value != ""
        ]
    )
    return f"<{tag}{written}>"


def _quoted(value: str) -> str:
    return f'"{value}"' if _PLAIN.fullmatch(value) else quoteattr(fit_for_xml(value))


def said(text: str) -> str:
    """Text as the content of an element."""
    return escape(fit_for_xml(text), {"\r": "&#13;"})


def ours(values: Mapping[str, Any]) -> str:
    """A processing instruction with what only we read, as JSON in ASCII."""
    return f"<?{TARGET} {json.dumps(values, sort_keys=True).replace('>', chr(92) + 'u003e')}?>"


def reference(tag: str, target: str) -> str:
    return element(tag, targetGUID=target)


def variable_value(name: str, value: str) -> str:
    """A value of a variable of text."""
    content = reference("VariableRef", guid("variable", name)) + element("TextValue", said(value))
    return element("VariableValue", content)
