"""Codebooks as files: taken into the project with a look at what that changes, and written to be shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotator.errors import UserError
from annotator.model.codebook_toml import parse_codebook, write_codebook

if TYPE_CHECKING:
    from annotator.gui.codebook_page.desk import CodebookDesk

_FILES = "Codebooks (*.toml)"


def import_codebook(desk: CodebookDesk) -> None:
    """Ask for a file, and show what it would change."""
    name, _ = QFileDialog.getOpenFileName(desk.window, "Import a codebook", "", _FILES)
    if name:
        preview_import(desk, Path(name))


def preview_import(desk: CodebookDesk, path: Path) -> None:
    """Show what a codebook file would change in the project."""
    from annotator.gui.codebook_page.import_dialog import ImportCodebookDialog

    try:
        new = parse_codebook(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        desk.troubled.emit(f"“{path.name}” can't be read: save it as a UTF-8 text file.")
    except UserError as error:
        desk.troubled.emit(f"{path.name}: {error}")
    else:
        ImportCodebookDialog(desk, new, desk.window).open()


def export_codebook(desk: CodebookDesk) -> None:
    """Ask for a name, and write the codebook there as TOML."""
    book = desk.codebook
    proposed = f"{book.name.lower().replace(', ', '-').replace(' ', '-')}.toml"
    name, _ = QFileDialog.getSaveFileName(desk.window, "Export the codebook", proposed, _FILES)
    if not name:
        return
    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    try:
        path.write_text(write_codebook(book), encoding="utf-8")
    except OSError as error:
        desk.troubled.emit(f"{path} can't be written ({error.strerror}): choose another folder.")
    else:
        desk.window.tell(f"Wrote the codebook to {path}.")
