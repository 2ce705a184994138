"""Names of files and folders for what people called something: safe everywhere, readable, each used once."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""Characters of a name, without its suffix."""

_UNFIT = re.compile(r"[^A-Za-z0-9_-]+")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def safe_name(wanted: str, otherwise: str = "unnamed") -> str:
    """``wanted`` in ASCII letters, digits, ``-`` and ``_``, at most 100 of them; never a path or a device.

    :param otherwise: taken where nothing is left of it.
    """
    plain = unicodedata.normalize("NFKD", wanted[: 4 * LONGEST]).encode("ascii", "ignore").decode()
    name = _UNFIT.sub("_", plain).strip("_-")[:LONGEST].rstrip("_-") or otherwise
    return f"{name}_" if _DEVICES.fullmatch(name) else name


class FileNames:
    """The names in one folder.  Two that differ only by capitals are the same: some systems take them so."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def new(self, wanted: str, otherwise: str = "unnamed") -> str:
        """A safe name that was not given before, without a suffix."""
        stem = safe_name(wanted, otherwise)
        name, number = stem, self._last.get(stem.casefold(), 1)
        while name.casefold() in self._taken:
            number += 1
            tail = f"-{number}"
            name = f"{stem[: LONGEST - len(tail)]}{tail}"
        self._taken.add(name.casefold())
        self._last[stem.casefold()] = number
        return name
