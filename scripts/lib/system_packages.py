"""Which of the system's libraries, programs and fonts are missing, as names of Debian/Ubuntu packages.

    python scripts/lib/system_packages.py run|test [--libraries]

prints the missing packages on one line (nothing when all is there); with ``--libraries`` the missing
libraries and programs themselves, for systems without apt.  Uses the standard library only, because
it runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

WINDOW_LIBRARIES = {
    # Qt itself, with or without a screen
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    # Newer releases call it libglib2.0-0t64, which provides the old name: apt takes either.
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libstdc++.so.6": "libstdc++6",
    "libX11.so.6": "libx11-6",
    # an X window
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    # a Wayland window
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Library -> package: what Qt's Linux wheels link to and do not bring with them."""

TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "import": "imagemagick",
    "xclip": "xclip",
}
"""Program -> package: a virtual screen, and what drives and photographs a real window on it."""

DATABASE_SERVER = "postgresql"
"""Package of PostgreSQL's server, whose programs Debian keeps out of the path."""

FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_SUFFIXES = {".ttf", ".otf", ".ttc", ".pfb"}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _any_font() -> bool:
    folders = (Path(os.path.expanduser(folder)) for folder in FONT_FOLDERS)
    return any(file.suffix in FONT_SUFFIXES for folder in folders for file in folder.rglob("*"))


def _any_database_server() -> bool:
    return shutil.which("postgres") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


def missing(purpose: str) -> Iterator[tuple[str, str]]:
    """Yield (what is missing, its package) for ``run``, or for ``test``, which needs more."""
    for library, package in WINDOW_LIBRARIES.items():
        if not _loads(library):
            yield library, package
    if not _any_font():
        yield "a font", FONT_PACKAGE
    if purpose == "test":
        for program, package in TEST_PROGRAMS.items():
            if shutil.which(program) is None:
                yield program, package
        if not _any_database_server():
            yield "postgres", DATABASE_SERVER


def main(arguments: list[str]) -> None:
    purpose = "test" if "test" in arguments else "run"
    column = 0 if "--libraries" in arguments else 1
    print(*dict.fromkeys(row[column] for row in missing(purpose)))


if __name__ == "__main__":
    main(sys.argv[1:])
