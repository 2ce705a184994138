"""A DocBin written document by document.

spaCy's own holds every document in memory until it is saved.  Here each goes to files beside, which are
joined at the end to one file of the same format (``DocBin.to_bytes`` of spaCy 3.8, version 0.1): a
MessagePack map, deflated.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from spacy.tokens import DocBin
from srsly.msgpack import Packer

from annotator.errors import UserError

if TYPE_CHECKING:
    from spacy.tokens import Doc

ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")

_BYTES = ("tokens", "spaces", "lengths")
_LISTS = ("cats", "flags", "span_groups", "user_data")
_LARGEST = (1 << 32) - 1
"""MessagePack counts bytes with 32 bits."""


class DocBinFile:
    """Takes documents; the file is there when it has been closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._packer = Packer(use_bin_type=True)
        self._parts = {name: self._beside() for name in (*_BYTES, *_LISTS)}
        self._strings: set[str] = set()
        self._attributes: list[int] = []
        self.documents = 0

    def _beside(self) -> BinaryIO:
        return cast(BinaryIO, tempfile.TemporaryFile(dir=self._path.parent))

    def add(self, doc: Doc) -> None:
        """:raises UserError: if a number in its user data is larger than the format can hold."""
        single = DocBin(ATTRIBUTES, store_user_data=True)
        try:
            single.add(doc)
        except OverflowError as error:
            raise UserError(
                "A number among the attributes is too large for spaCy: correct it, or leave its label out."
            ) from error
        self._attributes = single.attrs
        self._strings |= single.strings
        self._parts["tokens"].write(single.tokens[0].tobytes("C"))
        self._parts["spaces"].write(single.spaces[0].tobytes("C"))
        self._parts["lengths"].write(struct.pack("=i", len(doc)))
        for name in _LISTS:
            self._parts[name].write(self._packer.pack(getattr(single, name)[0]))
        self.documents += 1

    def close(self) -> None:
        """Write the file.

        :raises UserError: if it is more than the format can hold.
        """
        attributes = self._attributes or DocBin(ATTRIBUTES).attrs
        with self._path.open("wb") as file:
            deflate = zlib.compressobj()
            for piece in self._message(attributes):
                file.write(deflate.compress(piece))
            file.write(deflate.flush())
        for part in self._parts.values():
            part.close()

    def _message(self, attributes: list[int]) -> Iterator[bytes]:
        head = {"version": "0.1", "attrs": attributes, "strings": sorted(self._strings)}
        yield self._packer.pack_map_header(len(head) + len(_BYTES) + len(_LISTS))
        for name, value in head.items():
            yield self._pack(name) + self._pack(value)
        for name in _BYTES:
            size = self._parts[name].tell()
            if size > _LARGEST:
                raise UserError(
                    "These are too many articles for one file of spaCy's: limit the export by date."
                )
            yield self._pack(name) + b"\xc6" + struct.pack(">I", size)
            yield from _content(self._parts[name])
        for name in _LISTS:
            yield self._pack(name) + self._packer.pack_array_header(self.documents)
            yield from _content(self._parts[name])

    def _pack(self, value: Any) -> bytes:
        return cast(bytes, self._packer.pack(value))


def _content(part: IO[bytes]) -> Iterator[bytes]:
    part.seek(0)
    while piece := part.read(1 << 20):
        yield piece
