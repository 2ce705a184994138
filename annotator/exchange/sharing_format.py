"""The file in which layers travel: a ZIP archive with a manifest and one member of JSON lines a kind of row.

::

    manifest.json      format, version, project, who, when, with which program; of each member its lines and
                       the SHA-256 of its bytes; and a seal, the SHA-256 of the manifest without it
    codebook.json      the codebook as it was
    articles.jsonl     the articles of the layers: SHA-256, title, length; where they travel too, their texts
    actors.jsonl, assignments.jsonl, annotations.jsonl, links.jsonl, decisions.jsonl, states.jsonl,
    answers.jsonl, comments.jsonl, settlements.jsonl
                       a line for each :class:`annotator.model.revision.Entry`

Whatever is not as the manifest says makes the whole file unusable.  The seal finds what was changed or cut
off by accident or by hand; it is no signature, and does not prove who wrote the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from annotator.model.precedence import KIND_ORDER
from annotator.model.revision import RevisionKind

SUFFIX = ".annolayer"
"""The suffix of a shared file; any other name works as well."""

FORMAT = "annotator layer"
VERSION = 1
"""Of the format; a program reads files of its own version and older ones."""

MANIFEST = "manifest.json"
CODEBOOK = "codebook.json"
ARTICLES = "articles.jsonl"
MEMBERS: dict[str, RevisionKind] = {
    f"{kind if kind.endswith('s') else f'{kind}s'}.jsonl": kind for kind in KIND_ORDER
}
"""The members with entries, and the kind of each, in the order in which they are read."""

MOST_BYTES = 8 << 30
"""A file that would unpack to more is refused."""

MOST_GROWTH = 200
"""JSON lines unpack to about twenty times their size; what grows by more than this is to fill a disk."""

ALWAYS_FINE = 64 << 20
"""Bytes up to which growth is not asked."""

LONGEST_LINE = 256 << 20
"""Bytes of a line: an article with all its text."""


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with its seal."""
    return {**manifest, "seal": seal_of(manifest)}


def seal_of(manifest: Mapping[str, Any]) -> str:
    """SHA-256 of all of a manifest but the seal."""
    rest = {name: value for name, value in manifest.items() if name != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
