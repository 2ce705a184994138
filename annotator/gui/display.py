"""Whether a window can be shown here, asked before Qt is: Qt ends the process where it can't.

Imports no Qt, so that the command line may ask as well.
"""

from __future__ import annotations

import importlib.util
import os
import re
import socket
import struct
import sys
from pathlib import Path

_WINDOWED = {"", "xcb", "wayland", "wayland-egl"}
_DISPLAY = re.compile(r"(?P<host>[^:]*):(?P<number>\d+)(?:\.\d+)?$")
_TIMEOUT = 2.0


def problem() -> str | None:
    """Why no window can be shown, as one sentence that says what to do; None where one can."""
    if not sys.platform.startswith("linux"):
        return None
    platforms = {name.split(":")[0] for name in os.environ.get("QT_QPA_PLATFORM", "").split(";")}
    if not platforms <= _WINDOWED:
        return None  # offscreen, vnc ...: needs no screen
    if os.environ.get("WAYLAND_DISPLAY") and platforms != {"xcb"}:
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        return (
            "There is no display to show a window on: start Annotator from a desktop session, "
            "or use its other commands."
        )
    return _missing_library() or _unreachable(display)


def _missing_library() -> str | None:
    """Qt's X11 plugin needs system libraries that a bare machine lacks."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    plugin = Path(spec.submodule_search_locations[0]) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.is_file():
        return None
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        library = str(error).split(":")[0]
        return (
            f"The window needs the system library {library}: on Debian or Ubuntu, install it with "
            "“sudo apt install libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 "
            "libxcb-shape0 libegl1 libgl1”."
        )
    return None


def _unreachable(display: str) -> str | None:
    said = (
        f"The display {display} can't be reached: start Annotator from a desktop session, "
        "or use its other commands."
    )
    try:
        answer = _greet(display)
    except OSError:
        return said
    if answer == 1:
        return None
    # The server is there but wants credentials that Qt may well have: let a child try.
    import subprocess

    child = subprocess.run(
        [sys.executable, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"],
        capture_output=True,
        timeout=20,
        check=False,
    )
    return None if child.returncode == 0 else said


def _greet(display: str) -> int:
    """The first byte that an X server answers to a greeting without credentials; 1 is a welcome.

    :raises OSError: if nobody answers.
    """
    match = _DISPLAY.match(display)
    if match is None:
        raise OSError(f"no display name: {display}")
    host, number = match["host"], int(match["number"])
    greeting = struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0)
    with _connect(host, number) as connection:
        connection.settimeout(_TIMEOUT)
        connection.sendall(greeting)
        answer = connection.recv(1)
    if not answer:
        raise OSError("the display closed the connection")
    return answer[0]


def _connect(host: str, number: int) -> socket.socket:
    if host not in ("", "unix"):
        return socket.create_connection((host, 6000 + number), timeout=_TIMEOUT)
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(_TIMEOUT)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
        else:
            return connection
    raise OSError(f"nobody listens at display {number}")
