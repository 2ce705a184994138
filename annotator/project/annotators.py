"""Who annotates when nobody says so."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from annotator.places import default_annotator
from annotator.store import database, registry


def usual_annotator(path: Path, preferred: str = "") -> str:
    """In whose name the window opens a project.

    The ANNOTATOR_NAME variable, else the name ``preferred`` on this machine, else who last worked in the
    project on this machine, else the login name.  Never somebody who worked in it elsewhere: who opens a
    colleague's project must not write in the colleague's name.

    :raises UserError: if the project can't be opened.
    """
    chosen = os.environ.get("ANNOTATOR_NAME", "").strip() or preferred.strip()
    if chosen:
        return chosen
    file = database.open_file(path, read_only=True)
    try:
        return registry.last_annotator_on(file.db, socket.gethostname()) or default_annotator()
    finally:
        file.close()
