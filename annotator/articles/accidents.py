"""What libraries raise on broken files besides errors of their own."""

from __future__ import annotations

import struct
import zlib

ACCIDENTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""Found by feeding broken files to pypdf, zipfile, email, feedparser and warcio: each says so of itself, or
does so.  Caught around a library's call only, never around code of ours."""
