"""Keeps the keys that a person has chosen in a file beside the settings, and shares them as files."""

from __future__ import annotations

import logging
from pathlib import Path

from annotator.errors import UserError
from annotator.gui.commands import keymap
from annotator.gui.commands.keymap import Chosen, Keymap
from annotator.gui.commands.registry import Commands

log = logging.getLogger(__name__)


class KeyStore:
    def __init__(self, commands: Commands, file: Path) -> None:
        """``file`` need not be there: nothing is chosen then."""
        self._commands = commands
        self._file = file

    def load(self) -> str:
        """Use what was chosen before; returns what to say if it can't be read, empty where all is well.

        A file that can't be read is put aside, for it would be written over.
        """
        if not self._file.exists():
            return ""
        try:
            kept = keymap.read(self._file)
        except UserError as error:
            aside = self._file.with_suffix(".unreadable.toml")
            try:
                self._file.replace(aside)
            except OSError as why:
                log.warning("%s can't be put aside: %s", self._file, why)
            return f"Your own keys could not be read, so every command has its first keys again. {error}"
        self._commands.choose(kept.keys)
        return ""

    def use(self, chosen: Chosen) -> list[str]:
        """Use these keys from now on, in the next sitting as well.

        :returns: sentences about those that can't be used.
        :raises UserError: if they can't be saved; they are used all the same.
        """
        troubles = self._commands.choose(chosen)
        if self._commands.chosen:
            self._write(self._file, Keymap("My keys", "", self._commands.chosen))
        else:
            self._file.unlink(missing_ok=True)
        return troubles

    def export_to(self, path: Path) -> None:
        """:raises UserError: if it can't be written."""
        self._write(path, Keymap(path.stem, "", self._commands.chosen))

    def _write(self, path: Path, made: Keymap) -> None:
        beside = path.with_name(f".{path.name}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(keymap.write(made), encoding="utf-8")
            beside.replace(path)
        except OSError as error:
            raise UserError(f"The keys could not be saved in “{path}”: {error.strerror or error}") from error
