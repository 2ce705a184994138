"""What the window remembers on this machine: its layout, the theme, recent projects, the annotator's name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QSettings

from annotator.gui.look import FOCUSES, SPACINGS, WIDTHS, Look, one_of
from annotator.places import settings_file

ThemeChoice = Literal["system", "light", "dark"]
THEME_CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark")

_RECENT = 8
_CHOSEN = 30
SMALLEST_ZOOM, LARGEST_ZOOM = 60, 240


class Settings:
    """Settings in an INI file that a person may read; what can't be read counts as not set."""

    def __init__(self, path: Path | None = None) -> None:
        self.file = path or settings_file()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(self.file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> ThemeChoice:
        value = self._text("look/theme", "system")
        return value if value in THEME_CHOICES else "system"

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("look/theme", choice)

    @property
    def zoom(self) -> int:
        """Size of the article's text in per cent."""
        value = self._text("look/zoom", "100")
        return min(max(int(value), SMALLEST_ZOOM), LARGEST_ZOOM) if value.isdecimal() else 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._store.setValue("look/zoom", percent)

    @property
    def look(self) -> Look:
        """How the article is to look; each part that can't be read is as it is by default."""
        usual = Look()
        return Look(
            zoom=self.zoom,
            font=self._text("look/font", usual.font) or usual.font,
            width=one_of(WIDTHS, self._text("look/width", ""), usual.width),
            spacing=one_of(SPACINGS, self._text("look/spacing", ""), usual.spacing),
            focus=one_of(FOCUSES, self._text("look/focus", ""), usual.focus),
            removed=self._text("look/removed", "") == "true",
        )

    @look.setter
    def look(self, look: Look) -> None:
        self.zoom = look.zoom
        for name in ("font", "width", "spacing", "focus"):
            self._store.setValue(f"look/{name}", getattr(look, name))
        self._store.setValue("look/removed", "true" if look.removed else "false")

    @property
    def annotator(self) -> str:
        """The name used last; empty where there is none."""
        return self._text("annotator", "")

    @annotator.setter
    def annotator(self, name: str) -> None:
        self._store.setValue("annotator", name)

    def recent(self) -> list[Path]:
        """Projects opened before, newest first, that are still there."""
        return [path for path in map(Path, self._list("recent")) if path.is_file()]

    def remember_project(self, path: Path) -> None:
        full = path.resolve()
        others = [there for there in self.recent() if there != full]
        self._store.setValue("recent", [str(p) for p in (full, *others)][:_RECENT])
        for dropped in others[_RECENT - 1 :]:
            for kept in ("articles", "compared"):
                self._store.remove(_place_of(dropped, kept))

    def last_article(self, path: Path) -> int | None:
        """Id of the article that was open last in a project; None where that is not known."""
        value = self._text(_place_of(path), "")
        return int(value) if value.isdecimal() else None

    def keep_article(self, path: Path, article_id: int) -> None:
        self._store.setValue(_place_of(path), article_id)

    def compared(self, path: Path) -> list[int]:
        """Ids of the layers that were compared last in a project; none where that is not known."""
        return [int(value) for value in self._list(_place_of(path, "compared")) if value.isdecimal()]

    def keep_compared(self, path: Path, layer_ids: Iterable[int]) -> None:
        self._store.setValue(_place_of(path, "compared"), [str(key) for key in sorted(layer_ids)])

    def chosen_before(self) -> list[str]:
        """What was chosen in the command palette, newest first."""
        return self._list("palette/chosen")

    def remember_chosen(self, name: str) -> None:
        others = [there for there in self.chosen_before() if there != name]
        self._store.setValue("palette/chosen", [name, *others][:_CHOSEN])

    def bytes_of(self, name: str) -> QByteArray:
        """A saved window layout; empty where there is none."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        self._store.setValue(f"window/{name}", value)

    def flag(self, name: str, default: bool) -> bool:
        return self._text(f"window/{name}", "true" if default else "false") == "true"

    def set_flag(self, name: str, value: bool) -> None:
        self._store.setValue(f"window/{name}", "true" if value else "false")

    def save(self) -> None:
        self._store.sync()

    def _list(self, name: str) -> list[str]:
        value = self._store.value(name)
        # A list of one comes back as text.
        return (
            [value] if isinstance(value, str) else [str(v) for v in value] if isinstance(value, list) else []
        )

    def _text(self, name: str, default: str) -> str:
        value = self._store.value(name, default)
        return value if isinstance(value, str) else str(value) if isinstance(value, int) else default


def _place_of(path: Path, of: str = "articles") -> str:
    """Under what something about a project is kept, as its last article; slashes would nest."""
    return f"{of}/{hashlib.sha256(str(path.resolve()).encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
