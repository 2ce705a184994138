"""Folders in which a project is not safe: those that a network or a syncing program shares.

SQLite keeps what is being written in a second file beside the project (its write-ahead log), and needs locks
that hold.  A program that copies one of the two files without the other, or a server that only pretends to
lock, damages the project: https://www.sqlite.org/useovernet.html, https://www.sqlite.org/howtocorrupt.html.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "afpfs", "davfs", "ncpfs", "ceph", "glusterfs", "lustre",
     "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs",
     "fuse.google-drive-ocamlfuse", "fuse.onedriver", "9p", "drvfs"}
)  # fmt: skip
"""File systems that are elsewhere; drvfs and 9p are the drives of Windows as its Linux sees them."""

_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}
"""What syncing programs leave in the topmost of their folders."""

_NAMES = (
    (re.compile(r"dropbox( \(.*\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive([ -].*)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"google ?drive([ -].*)?", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"nextcloud", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud", re.IGNORECASE), "ownCloud"),
)
"""What their folders are called, where nothing else tells."""

_OF_SYSTEM = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""Variables that name such a folder."""

_REMOTE_DRIVE = 4
"""What GetDriveTypeW of Windows calls a network drive."""


def warning(path: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """One sentence on why a project at ``path`` is not safe there, or None."""
    what = _network(path) or _synced(path, environment)
    if what is None:
        return None
    return (
        f"{path.name} lies in {what}, where a project can be damaged while it is open: keep it in a "
        "folder of this computer alone, and pass on what you annotated as a shared file."
    )


def _synced(path: Path, environment: Mapping[str, str]) -> str | None:
    """The syncing program that has the folder of a path, in words."""
    try:
        folders = [*path.expanduser().resolve().parents]
    except (OSError, RuntimeError):  # a circle of links
        return None
    named = {Path(environment[name]): what for name, what in _OF_SYSTEM.items() if environment.get(name)}
    for folder in folders:
        what = named.get(folder) or _marked(folder) or _called(folder)
        if what is not None:
            return f"a folder of {what}"
    return None


def _marked(folder: Path) -> str | None:
    for marker, what in _MARKERS.items():
        try:
            if (folder / marker).exists():
                return what
        except OSError:
            continue
    return None


def _called(folder: Path) -> str | None:
    return next((what for pattern, what in _NAMES if pattern.fullmatch(folder.name)), None)


def _network(path: Path) -> str | None:
    """The network folder that has a path, in words."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return "a network folder"
    if sys.platform == "win32":
        import ctypes

        drive = path.resolve().drive
        remote = bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        return "a network folder" if remote else None
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
        place = str(path.expanduser().resolve())
    except (OSError, RuntimeError):
        return None
    return "a network folder" if mounted_as(place, lines) in _NETWORK else None


def mounted_as(path: str, mounts: Iterable[str]) -> str:
    """The file system of the mount that a path lies in, of lines as in ``/proc/mounts``; empty: none."""
    best, found = -1, ""
    for line in mounts:
        parts = line.split()
        if len(parts) < 3:
            continue
        at = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), parts[1])
        inside = path == at or path.startswith(at.rstrip("/") + "/")
        if inside and len(at) >= best:  # of two on one place, the later one is seen
            best, found = len(at), parts[2]
    return found
