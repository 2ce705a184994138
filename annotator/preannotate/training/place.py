"""Where a trained pipeline goes: beside its place until it is complete, so that half of one never is."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from annotator.errors import UserError


class Place:
    """``beside`` is the folder that the pipeline is written to; :meth:`take` puts it in its place.

    :raises UserError: if there is something already.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise UserError(
                f"There is something in {folder} already: name a new folder for the trained model."
            )
        self.beside = self.folder.with_name(f".{self.folder.name}-{uuid.uuid4().hex[:8]}.part")
        self._above = None if self.beside.parent.exists() else self.beside.parent

    def make(self) -> None:
        """Make the folder; who calls it sees to it that :meth:`clear` follows, whatever comes between.

        :raises UserError: if the folder above can't be written.
        """
        try:
            self.beside.parent.mkdir(parents=True, exist_ok=True)
            self.beside.mkdir()
        except OSError as error:
            raise UserError(
                f"{self.folder} can't be written ({error.strerror}): name a folder that you may write to."
            ) from error

    def take(self) -> Path:
        """The pipeline is complete: put it in its place."""
        if self.folder.exists():
            self.folder.rmdir()
        self.beside.rename(self.folder)
        return self.folder

    def clear(self) -> None:
        """Leave nothing half made; what is in its place stays."""
        shutil.rmtree(self.beside, ignore_errors=True)
        if self._above is not None and self._above.is_dir() and not any(self._above.iterdir()):
            self._above.rmdir()
